"""Paired differences against the first scenario, and what is common to all missions."""

from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from experiments.charts import Gap, differences_chart
from experiments.report.compared import (
    Compared,
    Contender,
    FigureKey,
    gap_between,
    is_clear,
    mission_name,
)
from experiments.report.headline import TOO_CLOSE
from experiments.report.missions import Cell, Chart, level_cell
from experiments.words import of_runs, scale_of
from sim.comparison import better_direction
from sim.institutions.columns import Floats
from sim.missions import Mission
from sim.outcomes.catalogue import outcome_named

_OF_ALL = (
    "participation_monthly",
    "informal_help_monthly",
    "participation_ratio_deprivation",
    "coproduction",
    "unmatched_share",
    "trust",
    "civic_legacy",
    "charity_reserves",
    "central_congestion",
    "cost",
    "coordination_cost",
)


class Verdict(NamedTuple):
    """One scenario's difference in one outcome, in words.

    Attributes
    ----------
    difference, range : str
    words : str
        What can be said of it.
    runs : str
        In how many runs, where ``words`` do not say.
    kind : str
        ``good``, ``bad``, ``plain``, ``close``, ``same`` or ``none``.
    """

    difference: str
    range: str
    words: str
    runs: str
    kind: str


class DifferenceRow(NamedTuple):
    """One outcome's differences, a verdict a scenario."""

    name: str
    unit: str
    verdicts: tuple[Verdict, ...]


class ScaleRow(NamedTuple):
    """Mission index and equity gap of one mission, by scenario."""

    title: str
    state: tuple[Cell, ...]
    gap: tuple[Cell, ...]


def difference_rows(these: Compared) -> list[DifferenceRow]:
    """Return the paired differences of main outcomes against the first scenario."""
    keys: list[FigureKey] = [("indicator", m.key) for m in these.missions]
    keys += [(name, None) for name in _OF_ALL]
    rows = []
    for key in keys:
        if these.first.spread(*key) is None:
            continue
        scale = scale_of(these.first.figures[key].unit)
        verdicts = tuple(_verdict(these, other, key) for other in these.others)
        rows.append(DifferenceRow(_name(these, key), scale.points, verdicts))
    return rows


def _name(these: Compared, key: FigureKey) -> str:
    name, mission_key = key
    if mission_key is None:
        return outcome_named(name).words
    mission = next(m for m in these.missions if m.key == mission_key)
    return f"{mission.title}: {mission.indicator}, true"


def _verdict(these: Compared, other: Contender, key: FigureKey) -> Verdict:
    gap = gap_between(these.first, other, key)
    scale = scale_of(these.first.figures[key].unit)
    if gap.size == 0:
        return Verdict("–", "", "not defined", "", "none")
    words, runs, kind = _judged(gap, better_direction(*key))
    mean = scale.difference(float(gap.mean()))
    if gap.size == 1:
        return Verdict(mean, "", words, runs, kind)
    low, high = (float(q) for q in np.quantile(gap, (0.05, 0.95)))
    return Verdict(mean, scale.difference_range(low, high), words, runs, kind)


def _judged(gap: Floats, direction: int) -> tuple[str, str, str]:
    """Return words, runs and kind of a verdict."""
    if not gap.any():
        return "no difference", "", "same"
    more, less = ("better", "worse") if direction else ("higher", "lower")
    towards = gap * (direction or 1)
    share = float((towards > 0).mean() + 0.5 * (towards == 0).mean())
    n = gap.size
    if not is_clear(gap):
        return TOO_CLOSE, f"{more} in {of_runs(share, n)}", "close"
    if towards.mean() > 0.0:
        return f"{more} in {of_runs(share, n)}", "", "good" if direction else "plain"
    words = f"{less} in {of_runs(1.0 - share, n)}"
    return words, "", "bad" if direction else "plain"


def difference_charts(these: Compared) -> list[Chart]:
    """Return a chart of paired differences for every mission, in its own unit."""
    return [_chart(these, mission) for mission in these.missions]


def _chart(these: Compared, mission: Mission) -> Chart:
    key = ("indicator", mission.key)
    scale = scale_of(mission.unit)
    gaps, words = [], []
    for other in these.others:
        verdict = _verdict(these, other, key)
        values = gap_between(these.first, other, key) * scale.factor
        clear = verdict.kind in ("good", "bad")
        said = [part for part in (verdict.words, verdict.runs) if part]
        gaps.append(Gap(values, other.look, "\n".join(said), clear))
        words.append(
            f"{other.title} {verdict.difference} ({verdict.range}), {', '.join(said)}"
        )
    label = (
        f"{mission.indicator}, true: paired difference from {these.first.title}, "
        f"{scale.points}, mean and 90% range: {'; '.join(words)}."
    )
    svg = differences_chart(
        gaps,
        more_is_better=mission.higher_is_better,
        key=f"difference-{mission.key}",
        label=label,
    )
    name = mission_name(mission)
    heading = name[0].upper() + name[1:]
    return Chart(heading, f"{mission.indicator}, true, {scale.points}", Markup(svg))


def scale_rows(these: Compared) -> list[ScaleRow]:
    """Return mission index and equity gap, by mission and scenario."""
    rows = []
    for mission in these.missions:
        cells = {
            name: tuple(
                level_cell(
                    c.spread(name, mission.key),
                    scale_of(outcome_named(name).unit),
                    these.n_runs,
                )
                for c in these.contenders
            )
            for name in ("mission_index", "equity_gap")
        }
        rows.append(
            ScaleRow(mission.title, cells["mission_index"], cells["equity_gap"])
        )
    return rows
