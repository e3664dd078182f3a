"""Agents: a small town, one citizen's months under two governments, the same luck."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from markupsafe import Markup

from experiments.words import month_name
from pages.address import TODAY, View, address_of, preset
from pages.desk.tiers import TOWN
from pages.desk.town import Lives, lives_under, townspeople
from pages.desk.worlds import Worlds
from pages.parts.chosen import other_scenario
from pages.parts.citizen_chart import citizen_option
from pages.parts.components import Chart, Choice, Press
from pages.parts.diary import BodyInNumbers, MonthInWords
from pages.parts.face import box, component, piece
from sim.missions import MISSIONS
from sim.population.columns import Group
from sim.scenario.scenario import Scenario
from sim.version import __version__

_USUAL = "demos_mobilisation"
_AGES = ("18–24", "25–34", "35–49", "50–64", "65–74", "75 or over")
_SCHOOLING = ("no qualification", "below A level", "A level or above")
_WORK = ("in work", "unemployed", "not in the labour market")
_GROUPS = (
    (Group.CARER, "a carer"),
    (Group.UNION_MEMBER, "a union member"),
    (Group.CHARITY_MEMBER, "a charity’s member"),
    (Group.BUSINESS_OWNER, "a business owner"),
    (Group.PRIVATE_EMPLOYEE, "a private employee"),
)
_SHOWN = 12

type SetView = Callable[[View], None]


@lru_cache(maxsize=1)
def _worlds() -> Worlds:
    return Worlds()


@component
def AgentsPage(view: View, change: SetView) -> None:  # noqa: N802
    """Show a citizen's months, and who lives in the town."""
    scenario = view.scenario() if view.moved or view.base != TODAY else preset(_USUAL)
    today, mine = preset(TODAY), scenario
    lives = [lives_under(s, _worlds()) for s in (today, mine)]
    people = townspeople()
    n = people.age.size
    who = view.choice("who", tuple(str(k + 1) for k in range(n)), _first_met(lives))
    piece(
        Markup(
            "<h1>Agents</h1><p class='lede'>What is going on inside? {} simulated "
            "adults stand for Middlesbrough. Follow one of them through five years "
            "under two governments, with the same luck.</p>"
        ).format(n)
    )
    with box("sbar"):
        _choices(view, change, scenario, who, n)
    _citizen(int(who) - 1, lives, mine)
    months = tuple(str(t + 1) for t in range(TOWN.months))
    month = int(view.choice("month", months, "12")) - 1
    titles = ("Today’s settings", mine.title)
    MonthInWords(
        (today, mine),
        titles,
        int(who) - 1,
        month,
        lambda chosen: change(view.choose(month=chosen)),
    )
    body = view.choice("mission", tuple(m.key for m in MISSIONS), "nhs")
    BodyInNumbers(
        lives, titles, body, month, lambda chosen: change(view.choose(mission=chosen))
    )
    _played(view, change, mine, int(who) - 1)
    piece(_town(lives, mine), classes="card")
    piece(_others(lives, view), classes="card")


def _played(view: View, change: SetView, mine: Scenario, row: int) -> None:
    """Open the town in Mesa's own parts for whoever asks: they take a second."""
    with box("card"):
        piece(
            Markup(
                "<h2 class='h3'>Play the town, month by month</h2><p class='sub'>The "
                "same town under “{}” as a model of <i>Mesa</i>, the framework in "
                "which its agents are written, with Mesa’s own controls and plots. It "
                "is yours alone, and begins anew when you leave the page.</p>"
            ).format(mine.title)
        )
        if view.choice("town", ("open",), ""):
            # Mesa's parts take a second to import: only who opens the town pays it.
            from pages.parts.mesa_town import MesaTown

            with box(key=mine.hash):
                MesaTown(mine, row)
        else:
            Press(
                label="Open the town",
                main=False,
                off=False,
                event_pressed=lambda _: change(view.choose(town="open")),
            )


def _first_met(lives: list[Lives]) -> str:
    """Return somebody whose months differ most between the governments."""
    apart = np.abs(lives[0].volunteered - lives[1].volunteered).sum(axis=0)
    return str(int(np.argmax(apart)) + 1)


def _choices(view: View, change: SetView, scenario: Scenario, who: str, n: int) -> None:
    other_scenario(
        view,
        scenario.name,
        lambda name: change(View(view.page, name, {}, {"who": who})),
        "Today’s settings beside",
    )
    Choice(
        name="who",
        label="Citizen",
        value=who,
        options=[{"value": str(k), "text": f"Citizen {k}"} for k in range(1, n + 1)],
        grow=False,
        event_chosen=lambda k: change(view.choose(who=k)),
    )


def _portrait(k: int) -> str:
    """Return who somebody is, in a sentence."""
    p = townspeople()
    groups = [words for flag, words in _GROUPS if int(p.groups[k]) & flag]
    member = f", {', '.join(groups)}" if groups else ""
    first = MISSIONS[int(p.main_mission[k])].title
    return (
        f"Aged {_AGES[p.age[k]]}, {_SCHOOLING[p.education[k]]}, {_WORK[p.work[k]]}"
        f"{member}. About {p.free_time[k]:.0f} hours a month could go to others. Cares "
        f"most for “{first}”. Follows when {100 * p.threshold[k]:.0f}% of ties act."
    )


def _citizen(k: int, lives: list[Lives], mine: Scenario) -> None:
    months = lives[0].trust.shape[0]
    starts = mine.starts
    counts = [int(life.volunteered[:, k].sum()) for life in lives]
    names = ["Today’s settings", mine.title]
    table = [["Month", *(f"{n}, {w}" for n in names for w in ("trust", "volunteers"))]]
    for t in range(months):
        row = [month_name(starts, t)]
        for life in lives:
            row += [f"{life.trust[t, k]:.2f}", "yes" if life.volunteered[t, k] else ""]
        table.append(row)
    with box():
        piece(Markup("<h2 class='vh'>One citizen under two governments</h2>"))
        Chart(
            name="citizen",
            heading=f"Citizen {k + 1}, month by month",
            note="Lines: trust in government, 0 to 1. Marks: months in which the "
            "citizen volunteered.",
            label=f"Citizen {k + 1} volunteers in {counts[0]} of {months} months under "
            f"today’s settings and in {counts[1]} under {mine.title}.",
            option=citizen_option(k, lives, mine, months),
            table=table,
            after=str(_said(k, lives, mine)),
            source=f"Middlesbrough, seed {TOWN.seed}, point values of beliefs, "
            f"version {__version__}",
            stamp=f"{k}-{mine.hash[:12]}",
            height=280,
            event_pick=lambda _: None,
        )


def _said(k: int, lives: list[Lives], mine: Scenario) -> Markup:
    months = lives[0].trust.shape[0]
    parts = Markup("").join(
        Markup(
            "<tr><th scope='row'>{}</th><td class='n'>{} of {}</td><td class='n'>"
            "{:.2f}</td><td class='n'>{:.2f}</td><td class='n'>{:.2f}</td><td "
            "class='n'>{:.0f}</td></tr>"
        ).format(
            name,
            int(life.volunteered[:, k].sum()),
            months,
            life.trust[-1, k],
            life.habit[-1, k],
            life.fatigue[-1, k],
            life.year_hours[k],
        )
        for name, life in zip(("Today’s settings", mine.title), lives, strict=True)
    )
    return Markup(
        "<p class='say'>{}</p><div class='tw' tabindex='0' role='region' "
        "aria-label='The citizen under both governments'><table><thead><tr><th "
        "scope='col'>At the end</th><th scope='col' class='n'>Months volunteering</th>"
        "<th scope='col' class='n'>Trust, 0–1</th><th scope='col' class='n'>Habit, 0–1"
        "</th><th scope='col' class='n'>Fatigue, 0–1</th><th scope='col' class='n'>"
        "Hours in the last year</th></tr></thead><tbody>{}</tbody></table></div>"
        "<p class='prov'>Scenario {}, Middlesbrough, seed {}, one repeat, {} simulated "
        "citizens, usual values of all uncertain numbers, version {}</p>"
    ).format(_portrait(k), parts, mine.hash[:7], TOWN.seed, TOWN.citizens, __version__)


def _town(lives: list[Lives], mine: Scenario) -> Markup:
    rows = Markup("").join(
        Markup(
            "<tr><th scope='row'>{}</th><td class='n'>{:.1f}%</td><td class='n'>{:.2f}"
            "</td><td class='n'>{:.2f}</td><td class='n'>{:.2f}</td></tr>"
        ).format(
            name,
            100 * life.volunteered[-12:].mean(),
            life.trust_here[-1],
            life.effort[-1],
            life.reserves[-1],
        )
        for name, life in zip(("Today’s settings", mine.title), lives, strict=True)
    )
    return Markup(
        "<h2 class='h3'>The town and its institutions, at the end</h2><div class='tw' "
        "tabindex='0' role='region' aria-label='The town'><table><thead><tr><th "
        "scope='col'>Under</th><th scope='col' class='n'>Volunteer in a month</th><th "
        "scope='col' class='n'>Mean trust, 0–1</th><th scope='col' class='n'>Effort of "
        "the local body</th><th scope='col' class='n'>Charities’ reserves, months</th>"
        "</tr></thead><tbody>{}</tbody></table></div>"
    ).format(rows)


def _others(lives: list[Lives], view: View) -> Markup:
    apart = lives[1].volunteered.sum(axis=0) - lives[0].volunteered.sum(axis=0)
    order = np.argsort(-np.abs(apart), kind="stable")[:_SHOWN]
    rows = Markup("").join(
        Markup(
            "<tr><th scope='row'><a href='{}'>Citizen {}</a></th><td>{}</td>"
            "<td class='n'>{}</td></tr>"
        ).format(
            address_of(view.choose(who=str(int(k) + 1))),
            int(k) + 1,
            _portrait(int(k)).split(". ")[0],
            f"{apart[k]:+.0f}".replace("-", "−"),
        )
        for k in order
    )
    return Markup(
        "<h2 class='h3'>Whose months differ most</h2><p class='sub'>Months of "
        "volunteering more, or fewer, than under today’s settings</p><div class='tw' "
        "tabindex='0' role='region' aria-label='Whose months differ most'><table>"
        "<thead><tr><th scope='col'>Who</th><th scope='col'>Is</th><th scope='col' "
        "class='n'>Months</th></tr></thead><tbody>{}</tbody></table></div>"
    ).format(rows)
