"""Every outcome: its name, its unit, what it means, and how it is computed.

A function takes the month just simulated and returns one number for every unit
(nation, regions, fifths, areas), shape (n_units,), or one for every unit and mission,
shape (n_units, 5); NaN where it is not defined.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.institutions.columns import Floats
from sim.missions import MISSIONS
from sim.missions.indicators import FIRST_FIFTH, NATION
from sim.outcomes.ages import AGES
from sim.outcomes.concentration import hours_share_of_top
from sim.outcomes.partners import (
    business_commitment,
    outsourced_output,
    union_disputes,
)
from sim.outcomes.snapshot import Snapshot
from sim.outcomes.units import N_FIFTHS

_LEAST = FIRST_FIFTH
_MOST = FIRST_FIFTH + N_FIFTHS - 1


@dataclass(frozen=True)
class Outcome:
    """An outcome and how to compute it.

    Parameters
    ----------
    name : str
    unit : str
        Empty for outcomes in each mission's own unit.
    words : str
        One sentence for people.
    by_mission : bool
        Whether it has one value a mission.
    over_last_year : bool
        Whether a run's figure is the mean of its last twelve months instead of the
        value of its last.
    compute : callable
    """

    name: str
    unit: str
    words: str
    by_mission: bool
    over_last_year: bool
    compute: Callable[[Snapshot], Floats]


def indicator(s: Snapshot) -> Floats:
    """Return each mission's real figure as it truly is."""
    return s.world.indicators.indicator.copy()


def measured(s: Snapshot) -> Floats:
    """Return each mission's real figure as it is published."""
    return s.world.indicators.measured.copy()


def target(s: Snapshot) -> Floats:
    """Return each mission's official target, where it has a figure."""
    targets = np.array([m.target for m in MISSIONS])
    return np.where(s.world.indicators.defined, targets, np.nan)


def mission_index(s: Snapshot) -> Floats:
    """Return the mission's true state, 50 at the status quo."""
    return 50.0 * s.means.stock / s.means.usual_stock


def effort_fit(s: Snapshot) -> Floats:
    """Return effort times fit of practice, relative to the status quo."""
    return s.means.effort_fit / s.world.usual.effort_fit


def gaming_gap(s: Snapshot) -> Floats:
    """Return the published less the true figure, in the mission's unit."""
    return s.world.indicators.measured - s.world.indicators.indicator


def equity_gap(s: Snapshot) -> Floats:
    """Return how much wider the gap between places is than at the status quo."""
    gap = s.means.stock[_LEAST] - s.means.stock[_MOST]
    usual = s.means.usual_stock[_LEAST] - s.means.usual_stock[_MOST]
    out = np.full_like(s.means.stock, np.nan)
    out[NATION] = gap - usual
    return out


def participation_monthly(s: Snapshot) -> Floats:
    """Return the share of adults who volunteered formally this month."""
    return s.means.volunteered


def participation_aged(band: int) -> Callable[[Snapshot], Floats]:
    """Return the share of one age band who volunteered formally, as an outcome."""

    def aged(s: Snapshot) -> Floats:
        of_band: Floats = s.means.volunteered_by_age[:, band]
        return of_band

    return aged


def participation_yearly(s: Snapshot) -> Floats:
    """Return the share of adults who did so in the last twelve months."""
    return s.means.within_year


def informal_help_monthly(s: Snapshot) -> Floats:
    """Return the share of adults who helped somebody informally this month."""
    return s.means.helped


def participation_ratio_deprivation(s: Snapshot) -> Floats:
    """Return participation in the least over the most deprived fifth of areas."""
    most = s.means.volunteered[_MOST]
    return s.only_nation(s.means.volunteered[_LEAST] / most if most > 0.0 else np.nan)


def hours_share_top7(s: Snapshot) -> Floats:
    """Return the share of the year's formal hours given by the busiest 7% of adults."""
    if not s.is_last:
        return s.only_nation(np.nan)
    return s.only_nation(hours_share_of_top(s.world, 0.07))


def hours_per_active(s: Snapshot) -> Floats:
    """Return the formal hours a month of somebody who volunteers."""
    return _ratio(s.means.hours, s.means.volunteered)


def unmatched_share(s: Snapshot) -> Floats:
    """Return the share of hours offered to missions that found no place."""
    return 1.0 - _ratio(s.means.matched, s.means.offered)


def coproduction(s: Snapshot) -> Floats:
    """Return the share of adults doing their own part, mean over missions."""
    counted = ~np.isnan(s.means.doing)
    doing = np.where(counted, s.means.doing, 0.0)
    total = np.zeros(doing.shape[0])
    for m in range(doing.shape[1]):
        total += doing[:, m]
    return _ratio(total, counted.sum(axis=1).astype(np.float64))


def deliberation_yearly(s: Snapshot) -> Floats:
    """Return the share of adults who serve on a citizens' panel, at a year's rate."""
    return 12.0 * s.means.served


def protest_monthly(s: Snapshot) -> Floats:
    """Return the share of adults who protested this month."""
    return s.means.protested


def trust(s: Snapshot) -> Floats:
    """Return mean trust in government."""
    return s.means.trust


def civic_legacy(s: Snapshot) -> Floats:
    """Return what would stay: mean habit and charities' reserves."""
    b = s.world.beliefs
    weight = float(b["legacy_reserve_weight"][0] / b["reserves_target"][0])
    return s.means.habit + weight * s.means.reserves


def charity_reserves(s: Snapshot) -> Floats:
    """Return the reserves of open charities, in months of spending."""
    return s.means.reserves


def partnerships_active(s: Snapshot) -> Floats:
    """Return the partnerships that the centre brokered this month."""
    return s.only_nation(float(s.world.centre.partnerships[0]))


def central_congestion(s: Snapshot) -> Floats:
    """Return business over what the centre can handle, 1 at the status quo."""
    ratio = s.world.centre.load[0] / s.world.centre.processing[0]
    return s.only_nation(float(ratio / s.world.usual.load_ratio[0]))


def cost(s: Snapshot) -> Floats:
    """Return public money spent, relative to the status quo."""
    national = s.now.policy.national[1]
    returned = 0.0
    for of_mission in s.world.departments.returned[1].tolist():
        returned += of_mission / len(MISSIONS)
    return s.only_nation(1.0 + float(national.budget_change) - returned)


def coordination_cost(s: Snapshot) -> Floats:
    """Return the share of missions' money that working together takes, mean."""
    d = s.world.departments
    return s.only_nation(float((d.coordination_cost[1] + d.transition_cost[1]).mean()))


def _ratio(top: Floats, bottom: Floats) -> Floats:
    out = np.full_like(top, np.nan)
    return np.divide(top, bottom, out=out, where=bottom > 0.0)


_OF_MISSIONS = (
    Outcome("indicator", "", "The mission's real figure, as it truly is", True, False,
            indicator),
    Outcome("measured", "", "The mission's real figure, as it is published", True,
            False, measured),
    Outcome("target", "", "The official target", True, False, target),
    Outcome("mission_index", "points, 50 at the status quo",
            "The mission's true state on one scale for all missions", True, False,
            mission_index),
    Outcome("effort_fit", "relative to the status quo",
            "Effort at the front line times how well practice fits local need", True,
            True, effort_fit),
    Outcome("gaming_gap", "", "The published less the true figure", True, False,
            gaming_gap),
    Outcome("equity_gap", "state from 0 to 1",
            "How much wider than at the status quo the gap is between the least and "
            "the most deprived fifth of areas", True, False, equity_gap),
)  # fmt: skip
_OF_ALL = (
    Outcome("participation_monthly", "share of adults",
            "Adults who volunteered formally in a month", False, True,
            participation_monthly),
    Outcome("participation_yearly", "share of adults",
            "Adults who volunteered formally within twelve months", False, True,
            participation_yearly),
    Outcome("informal_help_monthly", "share of adults",
            "Adults who helped somebody informally in a month", False, True,
            informal_help_monthly),
    Outcome("participation_ratio_deprivation", "ratio",
            "Participation in the least over the most deprived fifth of areas", False,
            True, participation_ratio_deprivation),
    Outcome("hours_share_top7", "share of hours",
            "Formal hours given by the busiest 7% of adults", False, False,
            hours_share_top7),
    Outcome("hours_per_active", "hours a month",
            "Formal hours of somebody who volunteers", False, True, hours_per_active),
    Outcome("unmatched_share", "share of hours",
            "Hours offered to missions that found no place", False, True,
            unmatched_share),
    Outcome("coproduction", "share of adults",
            "Adults who do their own part, mean over missions", False, True,
            coproduction),
    Outcome("deliberation_yearly", "share of adults",
            "Adults who served on a citizens' panel within twelve months", False, True,
            deliberation_yearly),
    Outcome("protest_monthly", "share of adults", "Adults who protested in a month",
            False, True, protest_monthly),
    Outcome("trust", "0 to 1", "Mean trust in government", False, False, trust),
    Outcome("civic_legacy", "0 to about 1",
            "What would stay: mean habit of volunteering and charities' reserves",
            False, False, civic_legacy),
    Outcome("charity_reserves", "months of spending", "Reserves of open charities",
            False, False, charity_reserves),
    Outcome("union_disputes", "months a year and sector",
            "Months in which a sector of a region is in dispute", False, True,
            union_disputes),
    Outcome("business_commitment", "share of private employment",
            "Employment in firms that take part in partnerships", False, False,
            business_commitment),
    Outcome("outsourced_output", "share of effort",
            "Effective effort put in by outsourced providers, mean over missions",
            False, False, outsourced_output),
    Outcome("partnerships_active", "partnerships a month",
            "Partnerships that the centre brokered", False, True, partnerships_active),
    Outcome("central_congestion", "relative to the status quo",
            "Business that comes to the centre over what it can handle", False, True,
            central_congestion),
    Outcome("cost", "relative to the status quo", "Public money spent", False, True,
            cost),
    Outcome("coordination_cost", "share of missions' money",
            "What asking, consulting, checking, sharing and restructuring take from "
            "the front line, mean over missions", False, True, coordination_cost),
)  # fmt: skip
_BY_AGE = tuple(
    Outcome(f"participation_aged_{name}", "share of adults of that age",
            f"Adults aged {words} who volunteered formally in a month", False, True,
            participation_aged(band))
    for band, (name, words) in enumerate(AGES)
)  # fmt: skip
OUTCOMES: tuple[Outcome, ...] = (*_OF_MISSIONS, *_OF_ALL, *_BY_AGE)


def outcome_named(name: str) -> Outcome:
    """Return the outcome called ``name``; KeyError if there is none."""
    return {outcome.name: outcome for outcome in OUTCOMES}[name]
