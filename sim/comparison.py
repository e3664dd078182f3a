"""How two scenarios differ, replicate by replicate, under the same luck."""

from dataclasses import dataclass

import numpy as np

from sim.missions import MISSIONS
from sim.results import MISSION_KEYS, Figure, Outcomes


@dataclass(frozen=True)
class Difference:
    """An outcome of scenario b less that of scenario a, replicate by replicate.

    Parameters
    ----------
    a, b : str
        Names of the scenarios.
    figure : Figure
        Of the difference.
    chance_b_better : float, optional
        Share of replicates in which b is better; ties count a half. None where an
        outcome has no better or worse.
    """

    a: str
    b: str
    figure: Figure
    chance_b_better: float | None


def differences(a: Outcomes, b: Outcomes) -> list[Difference]:
    """Return paired differences of all national outcomes, b less a.

    Both must have been run together: replicates share beliefs and luck.
    """
    found = []
    for of_a, of_b in zip(a.figures(), b.figures(), strict=True):
        gap = of_b.values - of_a.values
        figure = Figure(of_a.name, of_a.mission, of_a.unit, gap)
        found.append(
            Difference(a.scenario.name, b.scenario.name, figure, _better(figure))
        )
    return found


def _better(difference: Figure) -> float | None:
    values = difference.values[~np.isnan(difference.values)]
    sign = better_direction(difference.name, difference.mission)
    if sign == 0 or values.size == 0:
        return None
    wins = (sign * values > 0).sum() + 0.5 * (values == 0).sum()
    return float(wins) / values.size


# Outcomes of which more, or less, is better whatever one's politics.
_MORE_IS_BETTER = frozenset(
    {"mission_index", "target_chance", "target_chance_true", "on_course_chance",
     "effort_fit", "trust", "civic_legacy", "participation_monthly",
     "participation_yearly", "coproduction", "charity_reserves"}
)  # fmt: skip
_LESS_IS_BETTER = frozenset(
    {"equity_gap", "unmatched_share", "central_congestion", "cost", "coordination_cost",
     "participation_ratio_deprivation"}
)  # fmt: skip


def better_direction(name: str, mission: str | None) -> int:
    """Return 1 where more of an outcome is better, -1 where less is, else 0."""
    if name in ("indicator", "measured") and mission is not None:
        return 1 if MISSIONS[MISSION_KEYS.index(mission)].higher_is_better else -1
    return int(name in _MORE_IS_BETTER) - int(name in _LESS_IS_BETTER)
