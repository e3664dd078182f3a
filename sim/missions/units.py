"""Units, the places a figure is given for, and the state of every figure in them."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.elementary import logistic
from sim.missions import (
    EDUCATION,
    ENERGY,
    GROWTH,
    MISSIONS,
    N_MISSIONS,
    NHS,
)
from sim.missions.education import attainment_base
from sim.missions.energy import build_shares
from sim.missions.measured import published_share, true_share
from sim.rules.parameters import Beliefs

NATION = 0
FIRST_REGION = 1
N_REGIONS = 12
FIRST_FIFTH = 13
N_FIFTHS = 5
FIRST_AREA = 18

Floats = NDArray[np.float64]
Integers = NDArray[np.signedinteger]
Flags = NDArray[np.bool_]


class BeliefsByMission(Protocol):
    """A record array of beliefs, shape (5,): one record per mission."""

    def __getitem__(self, mission: int) -> Beliefs:
        """Return the beliefs of one mission, by its number."""
        ...


class Indicators(NamedTuple):
    """Everything the missions' figures remember, and the figures themselves.

    Unit 0 is the nation (the mission's scope), 1 to 12 are the regions, 13 to 17 the
    fifths of areas by deprivation, 18 on the areas. All float64 but ``defined``.

    Attributes
    ----------
    defined : shape (n_units, 5), bool
        Where a mission has a figure; nothing is read or written elsewhere.
    true_start : shape (5,)
        The true figure behind the published baseline, in the mission's unit.
    waiting_list : shape (n_units,), relative to the start
    attainment_base : shape (n_areas,), logit
        NaN out of scope.
    attainment_window : shape (n_areas, months), log
        The pressure of the last months, in a ring.
    crime_departure, crime_shock : shape (n_units,), log
    clean_capacity, build_flow : shape (1,), relative to the start
    build_share : shape (12,), share
        Sums to 1 over the regions present; 0 elsewhere.
    log_income : shape (12,), relative to the start
    income_weight : shape (12,), share of adults
        Sums to 1 over the regions present; 0 elsewhere.
    indicator, measured : shape (n_units, 5), in the mission's unit
        The true and the published figure; NaN where not defined.
    """

    defined: Flags
    true_start: Floats
    waiting_list: Floats
    attainment_base: Floats
    attainment_window: Floats
    crime_departure: Floats
    crime_shock: Floats
    clean_capacity: Floats
    build_flow: Floats
    build_share: Floats
    log_income: Floats
    income_weight: Floats
    indicator: Floats
    measured: Floats


@kernel
def mean_over_areas(
    figures: Floats,
    mission: int,
    defined: Flags,
    region_of_area: Integers,
    fifth_of_area: Integers,
    adults: Floats,
) -> None:
    """Fill nation, regions and fifths with the adult-weighted means of their areas.

    Parameters
    ----------
    figures : shape (n_units, 5)
        Reads the areas' rows of one mission, writes the rows before them.
    mission : int
        The mission's number.
    defined, region_of_area, fifth_of_area, adults
        As in ``start_indicators``.
    """
    weights = np.zeros(FIRST_AREA)
    sums = np.zeros(FIRST_AREA)
    for area in range(adults.shape[0]):
        if not defined[FIRST_AREA + area, mission]:
            continue
        weighted = adults[area] * figures[FIRST_AREA + area, mission]
        region = FIRST_REGION + region_of_area[area]
        fifth = FIRST_FIFTH + fifth_of_area[area]
        weights[NATION] += adults[area]
        sums[NATION] += weighted
        weights[region] += adults[area]
        sums[region] += weighted
        weights[fifth] += adults[area]
        sums[fifth] += weighted
    for unit in range(FIRST_AREA):
        if weights[unit] > 0.0:
            figures[unit, mission] = sums[unit] / weights[unit]


@kernel
def level_for_mean(offsets: Floats, weights: Floats, share: float) -> float:
    """Return the level at which the weighted mean of logistic(level + offset) is share.

    Parameters
    ----------
    offsets : shape (n,), logit
    weights : shape (n,)
        Above 0.
    share : float in (0, 1)

    Notes
    -----
    Bisection of -40..40, a hundred times: as exact as a double can be, and the same
    bits everywhere.
    """
    low, high = -40.0, 40.0
    for _ in range(100):
        level = 0.5 * (low + high)
        total = 0.0
        weight = 0.0
        for i in range(offsets.shape[0]):
            total += weights[i] * logistic(level + offsets[i])
            weight += weights[i]
        if total < share * weight:
            low = level
        else:
            high = level
    return 0.5 * (low + high)


def defined_units(
    region_of_area: Integers, fifth_of_area: Integers, scope: Flags
) -> Flags:
    """Return where each mission has a figure, shape (n_units, 5).

    Energy is one grid, so only the nation has it; incomes are known by region and
    nation; the other figures wherever an area lies in scope.
    """
    defined = np.zeros((FIRST_AREA + scope.shape[0], N_MISSIONS), dtype=np.bool_)
    defined[NATION] = scope.any(axis=0)
    for region in range(N_REGIONS):
        defined[FIRST_REGION + region] = scope[region_of_area == region].any(axis=0)
    for fifth in range(N_FIFTHS):
        defined[FIRST_FIFTH + fifth] = scope[fifth_of_area == fifth].any(axis=0)
    defined[FIRST_AREA:] = scope
    defined[FIRST_REGION:, ENERGY] = False
    defined[FIRST_FIFTH:, GROWTH] = False
    return defined


def _shares(weights: Floats) -> Floats:
    """Return weights as shares of their total; all zero if there is none."""
    total = 0.0
    for weight in weights:
        total += float(weight)
    return weights / total if total > 0.0 else weights


def _build_share(region_of_area: Integers, in_scope: Flags, b: Beliefs) -> Floats:
    present = np.zeros(N_REGIONS)
    present[region_of_area[in_scope]] = 1.0
    return _shares(np.array(build_shares(b), dtype=np.float64) * present)


def _income_weight(region_of_area: Integers, in_scope: Flags, adults: Floats) -> Floats:
    regions = [
        adults[in_scope & (region_of_area == region)] for region in range(N_REGIONS)
    ]
    # Adults are whole numbers, so these sums are exact in any order.
    return _shares(np.array([areas.sum() for areas in regions], dtype=np.float64))


def _attainment_bases(
    deprivation: Floats, adults: Floats, in_scope: Flags, start: float, b: Beliefs
) -> Floats:
    bases = np.full(len(adults), np.nan)
    offsets = np.array([attainment_base(0.0, z, b) for z in deprivation[in_scope]])
    if len(offsets) > 0:
        level = level_for_mean(offsets, adults[in_scope], start)
        bases[in_scope] = level + offsets
    return bases


def _true_start(beliefs: BeliefsByMission, status_quo_gaming: Floats) -> Floats:
    """Return the figures behind the published ones, shape (5,)."""
    start = np.array([mission.baseline for mission in MISSIONS])
    for m in (NHS, EDUCATION):
        start[m] = true_share(start[m], status_quo_gaming[m], beliefs[m])
    return start


def start_indicators(
    region_of_area: Integers,
    fifth_of_area: Integers,
    adults: Floats,
    deprivation: Floats,
    scope: Flags,
    beliefs: BeliefsByMission,
    status_quo_gaming: Floats,
) -> Indicators:
    """Return the state in which every published figure is its baseline.

    Parameters
    ----------
    region_of_area : shape (n_areas,), integer, 0 to 11
    fifth_of_area : shape (n_areas,), integer, 0 to 4
    adults : shape (n_areas,), float64
        Whole numbers.
    deprivation : shape (n_areas,), float64, standard deviations
        Only differences between areas in scope of education matter.
    scope : shape (n_areas, 5), bool
        Whether an area lies in a mission's scope.
    beliefs : record array, shape (5,)
    status_quo_gaming : shape (5,), float64
        Gaming intensity under the status quo; above 0, the true share starts below
        the published one, for the missions whose figure is a share of people.
    """
    defined = defined_units(region_of_area, fifth_of_area, scope)
    true_start = _true_start(beliefs, status_quo_gaming)
    schools = scope[:, EDUCATION]
    bases = _attainment_bases(
        deprivation, adults, schools, float(true_start[EDUCATION]), beliefs[EDUCATION]
    )
    n_units, n_areas = len(defined), len(adults)
    months = int(beliefs[EDUCATION].attainment_window)
    state = Indicators(
        defined=defined,
        true_start=true_start,
        waiting_list=np.ones(n_units),
        attainment_base=bases,
        attainment_window=np.zeros((n_areas, months)),
        crime_departure=np.zeros(n_units),
        crime_shock=np.zeros(n_units),
        clean_capacity=np.ones(1),
        build_flow=np.ones(1),
        build_share=_build_share(region_of_area, scope[:, ENERGY], beliefs[ENERGY]),
        log_income=np.zeros(N_REGIONS),
        income_weight=_income_weight(region_of_area, scope[:, GROWTH], adults),
        indicator=np.where(defined, true_start, np.nan),
        measured=np.where(defined, [m.baseline for m in MISSIONS], np.nan),
    )
    b, gaming = beliefs[EDUCATION], float(status_quo_gaming[EDUCATION])
    for area in np.flatnonzero(schools):
        true = logistic(bases[area])
        state.indicator[FIRST_AREA + area, EDUCATION] = true
        state.measured[FIRST_AREA + area, EDUCATION] = published_share(true, gaming, b)
    for figures in (state.indicator, state.measured):
        mean_over_areas(
            figures, EDUCATION, defined, region_of_area, fifth_of_area, adults
        )
    return state
