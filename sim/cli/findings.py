"""What came out of a run or a comparison: as tables for people, and as JSON."""

import calendar
from collections.abc import Sequence

import numpy as np
import typer

from sim.cli.tables import show_table
from sim.comparison import Difference, better_direction, differences
from sim.missions import MISSIONS
from sim.missions.mission import Mission
from sim.results import Figure, Outcomes, summary
from sim.version import __version__

_MONTHS = tuple(calendar.month_name)[1:]
_PEOPLE = (
    ("participation_monthly", "Volunteer in a month", 100.0, "%"),
    ("participation_yearly", "Volunteer in a year", 100.0, "%"),
    ("informal_help_monthly", "Help informally in a month", 100.0, "%"),
    ("coproduction", "Do their own part, mean over missions", 100.0, "%"),
    ("unmatched_share", "Hours that found no place", 100.0, "%"),
    ("participation_ratio_deprivation", "Least over most deprived fifth", 1.0, ""),
    ("trust", "Trust in government", 1.0, ""),
    ("cost", "Public money, status quo = 1", 1.0, ""),
    ("coordination_cost", "Of it for working together", 100.0, "%"),
)


def month_name(starts: str, month: int) -> str:
    """Return the name of a month of a run, such as ``March 2030``.

    ``starts`` is the year and month of month 0, as ``2025-04``.
    """
    year, first = (int(part) for part in starts.split("-"))
    index = first - 1 + month
    return f"{_MONTHS[index % 12]} {year + index // 12}"


def as_document(found: Sequence[Outcomes]) -> dict[str, object]:
    """Return outcomes as a document for JSON; paired differences if there are two."""
    document: dict[str, object] = {
        "version": __version__,
        "scenarios": [_scenario(outcomes) for outcomes in found],
    }
    if len(found) > 1:
        document["comparisons"] = [
            _difference(difference)
            for k, a in enumerate(found)
            for b in found[k + 1 :]
            for difference in differences(a, b)
        ]
    return document


def _scenario(outcomes: Outcomes) -> dict[str, object]:
    settings = outcomes.settings
    return {
        "name": outcomes.scenario.name,
        "hash": outcomes.scenario.hash,
        "seed": settings.seed,
        "replicates": settings.replicates,
        "citizens": settings.citizens,
        "months": settings.months,
        "beliefs": settings.beliefs.value,
        "outcomes": [_figure(figure) for figure in outcomes.figures()],
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "mission": figure.mission,
        "unit": figure.unit,
        **summary(figure),
    }


def _difference(difference: Difference) -> dict[str, object]:
    figure = difference.figure
    return {
        "a": difference.a,
        "b": difference.b,
        "name": figure.name,
        "mission": figure.mission,
        **summary(figure),
        "chance_b_better": difference.chance_b_better,
    }


def show_findings(found: Sequence[Outcomes]) -> None:
    """Print every mission against its target, then people, then what it rests on."""
    settings = found[0].settings
    last = month_name(found[0].scenario.starts, settings.months - 1)
    typer.echo(f"Missions in {last}: mean and middle 90% of replicates\n")
    headings = ["mission", "scenario", "published", "true", "target", "chance"]
    if len(found) > 1:
        headings.append("best in")
    show_table(headings, _mission_rows(found))
    typer.echo("\nPeople and money, last twelve months\n")
    show_table(["", *(o.scenario.name for o in found)], _people_rows(found))
    typer.echo(f"\n{_grounds(found)}")


def _mission_rows(found: Sequence[Outcomes]) -> list[list[str]]:
    rows = []
    for mission in MISSIONS:
        best = best_shares(found, mission.key)
        for k, outcomes in enumerate(found):
            row = [
                mission.key,
                outcomes.scenario.name,
                _ranged(outcomes.figure("measured", mission.key), mission),
                _ranged(outcomes.figure("indicator", mission.key), mission),
                _target(mission, outcomes.scenario.starts),
                _chance(outcomes, mission),
            ]
            share = "none here" if np.isnan(best[k]) else f"{100 * best[k]:.0f}%"
            rows.append([*row, share] if len(found) > 1 else row)
    return rows


def best_shares(found: Sequence[Outcomes], mission: str) -> list[float]:
    """Return the share of replicates in which each scenario is best for a mission.

    Judged by the mission's true figure at the last month; ties are shared.
    """
    figures = np.stack([o.figure("indicator", mission).values for o in found])
    if np.isnan(figures).any():
        return [float("nan")] * len(found)
    merit = better_direction("indicator", mission) * figures
    is_best = merit == merit.max(axis=0)
    return [float(x) for x in (is_best / is_best.sum(axis=0)).mean(axis=1)]


def in_unit(value: float, mission: Mission) -> str:
    """Return a mission's figure with its unit: a percentage, or an index."""
    if mission.unit.startswith("share"):
        return f"{100 * value:.1f}%"
    return f"{value:.1f}"


def _ranged(figure: Figure, mission: Mission) -> str:
    found = summary(figure)
    mean, low, high = found["mean"], found["p05"], found["p95"]
    if mean is None or low is None or high is None:
        return "none here"
    return (
        f"{in_unit(mean, mission)} "
        f"({in_unit(low, mission)} to {in_unit(high, mission)})"
    )


def _target(mission: Mission, starts: str) -> str:
    goal = in_unit(mission.target, mission)
    if mission.key == "growth":
        goal = f"above {goal} in every region"
    return f"{goal} by {month_name(starts, mission.deadline)}"


def _chance(outcomes: Outcomes, mission: Mission) -> str:
    """Return the chance of meeting the target, or of being on course for it."""
    for name, words in (("target_chance", "met"), ("on_course_chance", "on course")):
        found = summary(outcomes.figure(name, mission.key))
        mean, low, high = found["mean"], found["p05"], found["p95"]
        if mean is not None and low is not None and high is not None:
            return f"{words} {100 * mean:.0f}% ({100 * low:.0f} to {100 * high:.0f})"
    return "none here"


def _people_rows(found: Sequence[Outcomes]) -> list[list[str]]:
    rows = []
    for name, words, scale, unit in _PEOPLE:
        cells = []
        for outcomes in found:
            figures = summary(outcomes.figure(name))
            mean, low, high = figures["mean"], figures["p05"], figures["p95"]
            digits = 1 if unit else 3
            cells.append(
                "none here"
                if mean is None or low is None or high is None
                else f"{scale * mean:.{digits}f}{unit} "
                f"({scale * low:.{digits}f} to {scale * high:.{digits}f})"
            )
        rows.append([words, *cells])
    return rows


def _grounds(found: Sequence[Outcomes]) -> str:
    settings = found[0].settings
    beliefs = {
        "default": "point values of all beliefs, which understates doubt",
        "prior": "a draw of all beliefs from their priors for each replicate",
        "accepted": "for each replicate a draw of all beliefs that fits the record",
    }[settings.beliefs.value]
    return (
        f"{settings.replicates} replicates of {settings.citizens:,} citizens, seed "
        f"{settings.seed}; {beliefs}. 'Best in' counts replicates by the mission's "
        "true figure. The model compares mechanisms; it is no forecast."
    )
