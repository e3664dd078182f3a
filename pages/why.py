"""Why: which group of levers makes the difference, moved alone and together."""

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
from pages.parts.components import Choice
from pages.parts.face import box, component, piece
from pages.parts.lever_words import GROUPS, lever_words
from pages.parts.presets import title_of_preset
from pages.parts.steps import Step, steps_chart
from pages.parts.words import provenance, short, title_of
from sim.institutions.columns import Floats
from sim.missions import MISSIONS, Mission
from sim.scenario.scenario import Scenario
from sim.scenario.shipped import preset_names

_USUAL = "demos_mobilisation"
_KEYS = tuple(mission.key for mission in MISSIONS)

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
    """Show what each group of levers does alone, and what they do together."""
    scenario = view.scenario() if view.moved or view.base != TODAY else preset(_USUAL)
    parts = parts_of(scenario)
    answers, _, _ = use_answers((today_scenario(), scenario, *parts.values()))
    today, whole, *own = answers
    piece(
        Markup(
            "<h1>Why</h1><p class='lede'>What drives the difference? Each group of "
            "levers is moved alone, from today’s settings to those of “{}”; then all "
            "together.</p>"
        ).format(title_of(whole))
    )
    key = view.choice("mission", _KEYS, "crime")
    with box("sbar"):
        _choices(view, change, scenario.name, key)
    if not all(answer.is_done for answer in answers):
        n = sum(len(answer.full) for answer in answers)
        piece(
            Markup(
                "<div class='note' role='status'>{} of {} runs are in. The answer "
                "follows.</div>"
            ).format(n, FULL.replicates * len(answers))
        )
    else:
        mission = MISSIONS[_KEYS.index(key)]
        _results(mission, today, whole, dict(zip(parts, own, strict=True)))
    piece(_missing(), classes="note")


def _choices(view: View, change: SetView, name: str, key: str) -> None:
    options = [
        {"value": n, "text": title_of_preset(n)} for n in preset_names() if n != TODAY
    ]
    if view.moved:
        options.insert(0, {"value": "yours", "text": "Your settings"})
    Choice(
        name="scenario",
        label="Scenario",
        value=name,
        options=options,
        grow=False,
        event_chosen=lambda n: (
            change(replace(view, base=n, moved={})) if n != "yours" else None
        ),
    )
    Choice(
        name="mission",
        label="Mission",
        value=key,
        options=[{"value": m.key, "text": short(m)} for m in MISSIONS],
        grow=False,
        event_chosen=lambda m: change(view.choose(mission=m)),
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
        steps_chart(mission, float(base.mean()), steps, total, (today, whole))
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


def _missing() -> Markup:
    return Markup(
        "<b>Not there yet.</b>This page moves levers. It does not yet switch the "
        "model’s mechanisms off in turn, nor share out what they do together."
    )
