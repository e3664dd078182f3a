"""Regime map: under which conditions the centre wins."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from markupsafe import Markup

from experiments.regimes.cells import decisive, gains
from experiments.regimes.published import CONDITIONS, Draws, published
from experiments.runs import model_version
from experiments.words import scale_of
from pages.address import View, preset
from pages.desk.jobs import Answer
from pages.desk.tiers import FULL
from pages.desk.worlds import beliefs_of
from pages.parts.asking import use_answers
from pages.parts.chosen import one_mission
from pages.parts.components import Choice
from pages.parts.face import box, component, piece
from pages.parts.presets import title_of_preset
from pages.parts.regime_chart import made_of, regime_chart, small_map
from pages.parts.words import short
from sim.institutions.columns import Floats
from sim.missions import MISSIONS, Mission
from sim.scenario.beliefs import BeliefMode, declared_beliefs
from sim.scenario.scenario import Scenario

CENTRE, PLACES = "blair_command", "demos_mobilisation"
_KEYS = tuple(mission.key for mission in MISSIONS)
_N_NAMED = 5

_RANGE = {
    BeliefMode.DEFAULT: "at its usual value",
    BeliefMode.PRIOR: "within all that is plausible, whether or not it fits the record",
    BeliefMode.ACCEPTED: "so that together they fit the record",
}

type SetView = Callable[[View], None]


def contenders(view: View, draws: Draws) -> tuple[str, str]:
    """Return the two presets that are held against each other."""
    asked = view.choices.get("with", "").split(",")
    known = [name for name in dict.fromkeys(asked) if name in draws.figures]
    rest = [name for name in (CENTRE, PLACES) if name not in known]
    if len(known) == 1:
        rest = [PLACES if known[0] != PLACES else CENTRE]
    both = [*known, *rest]
    return both[0], both[1]


@component
def RegimePage(view: View, change: SetView) -> None:  # noqa: N802
    """Show who does better over two conditions, for each mission."""
    draws = published()
    pair = contenders(view, draws)
    mission = MISSIONS[_KEYS.index(view.choice("mission", _KEYS, "crime"))]
    gain = gains(draws, *pair, mission)
    ranked = decisive(draws, gain, mission)
    x, y = _conditions(view, [name for name, _ in ranked])
    titles = (title_of_preset(pair[0]), title_of_preset(pair[1]))
    piece(_top(titles, mission, gain))
    _choices(view, change, draws, pair, (x, y), mission)
    piece(Markup("<h2 class='vh'>The map</h2>"))
    regime_chart(
        draws, pair, titles, (x, y), mission, _yours(view, pair[0], (x, y), mission)
    )
    piece(_turns_on(ranked, (x, y), titles, mission), classes="card")
    piece(Markup("<h2>The same conditions, the other missions</h2>"))
    with box("cards", "small"):
        for other in MISSIONS:
            if other is not mission:
                small_map(draws, pair, (x, y), other)
    piece(_making(draws), classes="card")


def _conditions(view: View, ranked: Sequence[str]) -> tuple[str, str]:
    """Return what lies across and up: by default what it turns on most."""
    x = view.choice("x", CONDITIONS, ranked[0])
    y = view.choice("y", CONDITIONS, ranked[1] if ranked[1] != x else ranked[0])
    return x, y if y != x else next(name for name in ranked if name != x)


def _top(titles: tuple[str, str], mission: Mission, gain: Floats) -> Markup:
    better = int((gain > 0.0).sum())
    return Markup(
        "<h1>Regime map</h1><p class='lede'>When does the centre win? For {}, “{}” "
        "does better than “{}” in {} of {} draws of what nobody knows for sure. The "
        "map shows which conditions decide.</p>"
    ).format(short(mission), titles[1], titles[0], better, gain.size)


def _choices(
    view: View,
    change: SetView,
    draws: Draws,
    pair: tuple[str, str],
    conditions: tuple[str, str],
    mission: Mission,
) -> None:
    words = declared_beliefs()
    ways = [{"value": n, "text": title_of_preset(n)} for n in draws.figures]
    levels = [{"value": c, "text": words[c].words.rstrip(".")} for c in CONDITIONS]

    def govern(k: int, name: str) -> None:
        chosen = [name if k == j else now for j, now in enumerate(pair)]
        if chosen[0] == chosen[1]:
            chosen = list(reversed(pair))
        change(view.choose(**{"with": ",".join(chosen)}))

    def pick(name: str, value: str) -> None:
        change(view.choose(**{name: value}))

    with box("sbar"):
        for k, label in enumerate(("One way", "Another")):
            Choice(
                name=f"way-{k}",
                label=label,
                value=pair[k],
                options=[w for w in ways if w["value"] != pair[1 - k]],
                grow=False,
                event_chosen=partial(govern, k),
            )
        one_mission(mission.key, lambda key: change(view.choose(mission=key)))
        for name, label, now in zip(
            ("x", "y"), ("Across", "Up"), conditions, strict=True
        ):
            Choice(
                name=name,
                label=label,
                value=now,
                options=levels,
                grow=False,
                event_chosen=partial(pick, name),
            )


def _yours(
    view: View, against: str, conditions: tuple[str, str], mission: Mission
) -> list[tuple[float, float, float]]:
    """Return where the visitor's own runs lie, and how much better each does."""
    both = (preset(against), view.scenario())
    scenarios: tuple[Scenario, ...] = both if view.moved else ()
    answers, _, _ = use_answers(scenarios)
    if not answers or not all(answer.is_done for answer in answers):
        return []
    sign = 1.0 if mission.higher_is_better else -1.0
    before, after = (_ends(answer, mission) for answer in answers)
    gain = sign * scale_of(mission.unit).factor * (after - before)
    found = []
    for replicate in range(FULL.replicates):
        beliefs = beliefs_of(both[1], FULL, replicate)[mission.number]
        x, y = (float(beliefs[name]) for name in conditions)
        found.append((x, y, float(gain[replicate])))
    return found


def _ends(answer: Answer, mission: Mission) -> Floats:
    return np.array([p.months["indicator"][-1, 0, mission.number] for p in answer.full])


def _turns_on(
    ranked: Sequence[tuple[str, float]],
    shown: tuple[str, str],
    titles: tuple[str, str],
    mission: Mission,
) -> Markup:
    words = declared_beliefs()
    rows = Markup("").join(
        Markup(
            "<tr><th scope='row'>{}{}<br><small>{}</small></th><td class='n'>{}</td>"
            "<td>{}</td></tr>"
        ).format(
            words[name].words.rstrip("."),
            " (on the map)" if name in shown else "",
            words[name].tag,
            f"{abs(value):.2f}",
            titles[1] if value > 0.0 else titles[0],
        )
        for name, value in ranked[:_N_NAMED]
    )
    return Markup(
        "<h2 class='h3'>What it turns on for {}</h2><div class='tw' tabindex='0' "
        "role='region' aria-label='What it turns on'><table><thead><tr><th "
        "scope='col'>Condition</th><th scope='col' class='n'>Strength, 0–1</th><th "
        "scope='col'>More of it favours</th></tr></thead><tbody>{}</tbody>"
        "</table></div><p class='sub'>Rank correlation with the difference, over all "
        "draws. Below about 0.15 it may be chance.</p>"
    ).format(short(mission), rows)


def _making(draws: Draws) -> Markup:
    changed = (
        ""
        if draws.model == model_version()
        else "The model was changed since these runs; other pages play the version of "
        "this server. "
    )
    return Markup(
        "<h2 class='h3'>How to read it, and how it was made</h2><p>Each draw sets "
        "every uncertain number anew, {}; both ways to govern meet the same draw and "
        "the same luck. A square holds the draws, about {}, in which both conditions "
        "lie in the ranges at its edges; each range holds a fifth of all draws. A "
        "square is too close to call where the 90% interval of its mean difference "
        "holds zero. Everything else varies within a square, so a clear square is not "
        "a sure win: the count says how often.</p><p>{}Make the runs again with <code>"
        "groundswell batch draws</code>.</p><p class='prov'>{}</p>"
    ).format(_RANGE[draws.beliefs], round(draws.n_draws / 25), changed, made_of(draws))
