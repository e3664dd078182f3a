"""A citizen's month in words, and what the town's institutions did in it."""

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

from experiments.words import month_name
from pages.desk.diary import Diaries, Diary
from pages.desk.tiers import TOWN
from pages.desk.town import BODY, Lives
from pages.parts.asking import the_desk
from pages.parts.chosen import one_mission
from pages.parts.components import Choice
from pages.parts.face import box, component, piece, use_effect, use_state, visitor
from sim.missions import MISSIONS
from sim.scenario.scenario import Scenario

_KEYS = tuple(mission.key for mission in MISSIONS)

type Chosen = Callable[[str], None]


@lru_cache(maxsize=1)
def _diaries() -> Diaries:
    return Diaries(the_desk())


def _use_diaries(scenarios: tuple[Scenario, ...]) -> list[Diary | None]:
    nothing: dict[str, Diary] = {}
    known, set_known = use_state(nothing)
    hashes = tuple(scenario.hash for scenario in scenarios)

    def ask() -> None:
        context = visitor()
        for scenario in scenarios:

            def told(diary: Diary, key: str = scenario.hash) -> None:
                with context:
                    set_known(lambda before: before | {key: diary})

            _diaries().ask(scenario, told)

    use_effect(ask, [hashes])
    return [known.get(key) for key in hashes]


@component
def MonthInWords(  # noqa: N802
    scenarios: tuple[Scenario, ...],
    titles: tuple[str, ...],
    row: int,
    month: int,
    change: Chosen,
) -> None:
    """Show why a citizen did what she did in a month, under each government."""
    diaries = _use_diaries(scenarios)
    with box("card"):
        piece(
            Markup(
                "<h2 class='h3'>Why, in one month</h2><p class='sub'>Citizen {} as an "
                "agent: what was asked, weighed and done. The luck is the same under "
                "both.</p>"
            ).format(row + 1)
        )
        _month_choice(scenarios[0], month, change)
        with box("two"):
            for title, diary in zip(titles, diaries, strict=True):
                piece(_told(title, diary, row, month))


def _month_choice(scenario: Scenario, month: int, change: Chosen) -> None:
    Choice(
        name="month",
        label="Month",
        value=str(month + 1),
        options=[
            {"value": str(t + 1), "text": month_name(scenario.starts, t)}
            for t in range(TOWN.months)
        ],
        grow=False,
        event_chosen=change,
    )


def _told(title: str, diary: Diary | None, row: int, month: int) -> Markup:
    head = Markup("<h3 class='h4'>{}</h3>").format(title)
    if diary is None:
        return head + Markup(
            "<p role='status'>The agents are living their months; this takes some "
            "seconds.</p>"
        )
    items = Markup("").join(
        Markup("<li>{}</li>").format(words) for words in diary[month][row]
    )
    return head + Markup("<ul class='plain'>{}</ul>").format(items)


@component
def BodyInNumbers(  # noqa: N802
    lives: list[Lives],
    titles: tuple[str, ...],
    mission: str,
    month: int,
    change: Chosen,
) -> None:
    """Show a local body's month under each government."""
    m = _KEYS.index(mission)
    with box("card"):
        piece(
            Markup(
                "<h2 class='h3'>A local body, in the same month</h2><p class='sub'>"
                "What its staff felt and did, and what that made of its mission.</p>"
            )
        )
        one_mission(mission, change, "Body for")
        piece(_body_table(lives, titles, m, month))


def _body_table(
    lives: list[Lives], titles: tuple[str, ...], m: int, month: int
) -> Markup:
    heads = Markup("").join(
        Markup("<th scope='col' class='n'>{}</th>").format(t) for t in titles
    )
    rows = Markup("").join(
        Markup("<tr><th scope='row'>{}</th>{}</tr>").format(
            words,
            Markup("").join(
                Markup("<td class='n'>{:.2f}</td>").format(life.bodies[name][month, m])
                for life in lives
            ),
        )
        for name, words in BODY
    )
    return Markup(
        "<div class='tw' tabindex='0' role='region' aria-label='A local body'><table>"
        "<thead><tr><th scope='col'>In this month</th>{}</tr></thead><tbody>{}</tbody>"
        "</table></div>"
    ).format(heads, rows)
