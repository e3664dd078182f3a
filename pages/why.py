"""Why: which levers make the difference, and which mechanisms they work through."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from markupsafe import Markup

from experiments.report.compared import is_clear
from experiments.words import of_runs, scale_of
from pages.address import ENTRIES, TODAY, View, preset
from pages.desk.jobs import Answer
from pages.desk.tiers import FULL
from pages.parts.asking import today_scenario, use_answers
from pages.parts.chosen import one_mission, other_scenario
from pages.parts.components import Choice
from pages.parts.face import box, component, piece
from pages.parts.lever_words import GROUPS, lever_words
from pages.parts.sharing import Sharing
from pages.parts.steps import Ends, Step, steps_chart
from pages.parts.words import TODAY_TITLE, provenance, source_line, title_of
from sim.institutions.columns import Floats
from sim.missions import MISSIONS, Mission
from sim.scenario.scenario import Scenario

_USUAL = "demos_mobilisation"
_KEYS = tuple(mission.key for mission in MISSIONS)
_WAYS = ("levers", "mechanisms")
_WORDS = {
    "levers": "Each group of levers is moved alone, then all together.",
    "mechanisms": "Each group of the model’s mechanisms is switched off and on.",
}

type SetView = Callable[[View], None]


def parts_of(scenario: Scenario) -> dict[str, Scenario]:
    """Return today's settings with one group of a scenario's levers moved, by group.

    Groups in which nothing moves are left out.
    """
    today, values = today_scenario(), scenario.lever_values()
    usual = today.lever_values()
    moved: dict[str, dict[str, object]] = {}
    for key, entries in ENTRIES.items():
        if key.startswith("all."):
            continue
        for entry in entries:
            path = tuple(entry.path.split("."))
            if values[path] != usual[path]:
                group = lever_words(key.partition(".")[2]).group
                moved.setdefault(group, {})[entry.path] = values[path]
    return {
        group: replace(today, name=f"part_{k}", title=group).with_levers(moved[group])
        for k, group in enumerate(GROUPS)
        if group in moved
    }


@component
def WhyPage(view: View, change: SetView) -> None:  # noqa: N802
    """Show what makes the difference, by levers or by mechanisms."""
    scenario = view.scenario() if view.moved or view.base != TODAY else preset(_USUAL)
    key = view.choice("mission", _KEYS, "crime")
    by = view.choice("show", _WAYS, "levers")
    piece(
        Markup(
            "<h1>Why</h1><p class='lede'>What drives the difference between today’s "
            "settings and “{}”? {}</p>"
        ).format(scenario.title, _WORDS[by])
    )
    with box("sbar"):
        _choices(view, change, scenario.name, key, by)
    mission = MISSIONS[_KEYS.index(key)]
    if by == "mechanisms":
        Sharing(today_scenario(), scenario, mission)
    else:
        ByLevers(scenario, mission)


@component
def ByLevers(scenario: Scenario, mission: Mission) -> None:  # noqa: N802
    """Show what each group of levers does alone, and what they do together."""
    parts = parts_of(scenario)
    answers, _, _ = use_answers((today_scenario(), scenario, *parts.values()))
    today, whole, *own = answers
    if not all(answer.is_done for answer in answers):
        n = sum(len(answer.full) for answer in answers)
        piece(
            Markup(
                "<div class='note' role='status'>{} of {} runs are in. The answer "
                "follows.</div>"
            ).format(n, FULL.replicates * len(answers))
        )
    else:
        _results(mission, today, whole, dict(zip(parts, own, strict=True)))


def _choices(view: View, change: SetView, name: str, key: str, by: str) -> None:
    other_scenario(
        view, name, lambda chosen: change(replace(view, base=chosen, moved={}))
    )
    one_mission(key, lambda chosen: change(view.choose(mission=chosen)))
    Choice(
        name="show",
        label="Taken apart by",
        value=by,
        options=[{"value": way, "text": way.capitalize()} for way in _WAYS],
        grow=False,
        event_chosen=lambda way: change(view.choose(show=way)),
    )


def _at_end(answer: Answer, mission: Mission) -> Floats:
    factor = scale_of(mission.unit).factor
    return np.array(
        [factor * p.months["indicator"][-1, 0, mission.number] for p in answer.full]
    )


def _results(
    mission: Mission, today: Answer, whole: Answer, parts: dict[str, Answer]
) -> None:
    base = _at_end(today, mission)
    gaps = {name: _at_end(part, mission) - base for name, part in parts.items()}
    total = _at_end(whole, mission) - base
    together = total - sum(gaps.values(), start=np.zeros_like(total))
    steps = [Step(name, gap) for name, gap in gaps.items()]
    steps.append(Step("Together, beyond the parts", together))
    piece(_said(mission, steps, total), classes="say big")
    with box():
        steps_chart(
            mission,
            Ends(float(base.mean()), TODAY_TITLE, title_of(whole)),
            steps,
            total,
            heading="From today’s settings to the scenario, one group at a time",
            source=source_line(today, whole),
        )
        piece(provenance(today, whole))


def _said(mission: Mission, steps: list[Step], total: Floats) -> Markup:
    sign = 1 if mission.higher_is_better else -1
    largest = max(steps, key=lambda step: abs(float(step.gap.mean())))
    points = scale_of(mission.unit).points
    runs = of_runs(float((sign * total > 0).mean()), total.size)
    verdict = "" if is_clear(total) else ", too close to call"
    return Markup(
        "<b>In the model, most of the difference comes from “{}”: {:+.1f} {} of "
        "{:+.1f}.</b> All levers together are better in {}{}."
    ).format(
        largest.name,
        float(largest.gap.mean()),
        points,
        float(total.mean()),
        runs,
        verdict,
    )
