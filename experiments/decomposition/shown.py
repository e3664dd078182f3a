"""A decomposition as a table, as a document, and as figures."""

from pathlib import Path

import numpy as np

from experiments.charts.waterfall import Fall, Step, waterfall, write_waterfall
from experiments.decomposition.why import OUTCOMES, Decomposition, standard_error
from sim.institutions.columns import Floats
from sim.missions import MISSIONS

HEADINGS = ("part", *(mission.key for mission in MISSIONS))


def table(found: Decomposition, outcome: int) -> list[list[str]]:
    """Return rows of one outcome: each part, then the sum; mean and standard error."""
    by_mission = [found.parts(outcome, m) for m in range(len(MISSIONS))]
    rows = []
    for k, (words, _) in enumerate(by_mission[0]):
        rows.append([words, *(_with_error(parts[k][1]) for parts in by_mission)])
    sums = [_with_error(found.whole[outcome, m]) for m in range(len(MISSIONS))]
    return [*rows, ["Difference", *sums]]


def _with_error(values: Floats) -> str:
    error = standard_error(values)
    mean = f"{float(values.mean()):+.3g}"
    return mean if error is None else f"{mean} ± {error:.1g}"


def falls(found: Decomposition, outcome: int) -> list[Fall]:
    """Return a waterfall for each mission."""
    units = [
        "points of the mission index" if outcome == 0 else m.unit for m in MISSIONS
    ]
    return [
        Fall(
            mission.title,
            units[m],
            [
                Step(words, float(values.mean()), standard_error(values))
                for words, values in found.parts(outcome, m)
            ],
            standard_error(found.whole[outcome, m]),
        )
        for m, mission in enumerate(MISSIONS)
    ]


def write(found: Decomposition, folder: Path) -> None:
    """Write a waterfall for the mission index, and one for the missions' figures."""
    folder.mkdir(parents=True, exist_ok=True)
    title = f"{found.b.name} less {found.a.name}"
    for outcome, name in enumerate(OUTCOMES):
        chosen = falls(found, outcome)
        write_waterfall(waterfall(chosen, title), chosen, folder / f"why_{name}")


def document(found: Decomposition) -> dict[str, object]:
    """Return everything found, for JSON."""
    settings = found.settings
    return {
        "a": {"name": found.a.name, "hash": found.a.hash},
        "b": {"name": found.b.name, "hash": found.b.hash},
        "citizens": settings.citizens,
        "replicates": settings.replicates,
        "months": settings.months,
        "seed": settings.seed,
        "beliefs": settings.beliefs.value,
        "groups": [group._asdict() for group in found.groups],
        "outcomes": [
            {
                "outcome": name,
                "mission": mission.key,
                "difference": _numbers(found.whole[k, m]),
                "parts": [
                    {"part": words, **_numbers(values)}
                    for words, values in found.parts(k, m)
                ],
            }
            for k, name in enumerate(OUTCOMES)
            for m, mission in enumerate(MISSIONS)
        ],
    }


def _numbers(values: Floats) -> dict[str, object]:
    return {
        "mean": float(np.mean(values)),
        "standard_error": standard_error(values),
        "by_replicate": [float(value) for value in values],
    }
