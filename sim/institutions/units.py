"""From areas to units: the nation, regions, fifths by deprivation, and the areas."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.elementary import log
from sim.institutions.columns import (
    N_MISSIONS,
    N_PAST,
    N_REGIONS,
    Areas,
    Bodies,
    Floats,
    Ints,
    Usual,
)
from sim.missions import CRIME, EDUCATION, ENERGY, GROWTH, NHS
from sim.missions.energy import consent
from sim.missions.indicators import FIRST_AREA, FIRST_FIFTH, FIRST_REGION, NATION
from sim.rules.cross_effects import months_back, on_crime, on_growth
from sim.scenario.shocks import Shocks


@kernel
def unit_means(
    values: Floats, weight: Floats, region: Ints, fifth: Ints, out: Floats
) -> None:
    """Average an area's values over the areas of every unit, in order of areas.

    Parameters
    ----------
    values, weight : shape (n_areas,)
    region, fifth : shape (n_areas,)
        Of each area.
    out : shape (n_units,)
        Overwritten; NaN where no area of the unit has weight.
    """
    sums = np.zeros(FIRST_AREA)
    weights = np.zeros(FIRST_AREA)
    for a in range(values.size):
        w = weight[a]
        if w <= 0.0:
            out[FIRST_AREA + a] = np.nan
            continue
        out[FIRST_AREA + a] = values[a]
        for unit in (
            NATION,
            FIRST_REGION + region[a],
            FIRST_FIFTH + fifth[a],
        ):
            sums[unit] += w * values[a]
            weights[unit] += w
    for unit in range(FIRST_AREA):
        out[unit] = sums[unit] / weights[unit] if weights[unit] > 0.0 else np.nan


def means(values: Floats, weight: Floats, areas: Areas) -> Floats:
    """Return :func:`unit_means` of values of shape (n_areas,), as (n_units,)."""
    out = np.empty(FIRST_AREA + values.shape[0])
    values, weight = np.ascontiguousarray(values), np.ascontiguousarray(weight)
    unit_means(values, weight, areas.region, areas.fifth, out)
    return out


@kernel
def mission_means(values: Floats, bodies: Bodies, areas: Areas) -> Floats:
    """Return means of values of shape (n_areas, 5) inside each mission's scope.

    Returns
    -------
    shape (n_units, 5)
        NaN where a unit has no area in scope.
    """
    out = np.empty((FIRST_AREA + values.shape[0], N_MISSIONS))
    for m in range(N_MISSIONS):
        inside = areas.adults * bodies.inside[:, m]
        unit_means(values[:, m], inside, areas.region, areas.fifth, out[:, m])
    return out


@kernel
def crime_by_unit(shocks: Shocks, month: int, bodies: Bodies, areas: Areas) -> Floats:
    """Return the push of events on crime in every unit, shape (n_units,), log."""
    out = np.empty(FIRST_AREA + areas.adults.size)
    here = np.empty(areas.adults.size)
    for a in range(here.size):
        here[a] = shocks.crime[month, areas.region[a]]
    inside = areas.adults * bodies.inside[:, CRIME]
    unit_means(here, inside, areas.region, areas.fifth, out)
    return out


@kernel
def log_pressures(bodies: Bodies, areas: Areas, usual: Usual) -> Floats:
    """Return the log of smoothed over usual pressure, shape (n_areas, 5)."""
    out = np.empty_like(bodies.stock)
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            out[a, m] = log(bodies.smoothed[a, m] / usual.felt[a, m])
    return out


@kernel
def consent_by_region(
    bodies: Bodies,
    areas: Areas,
    usual_of: Usual,
    beliefs: NDArray[np.void],
    out: Floats,
) -> None:
    """Fill ``out`` (12,) with each region's consent to building clean power.

    It moves with protest, and with adults doing energy's part, each against
    ``usual_of`` the status quo.
    """
    b = beliefs[ENERGY]
    adults = np.zeros(N_REGIONS)
    doing = np.zeros(N_REGIONS)
    usual = np.zeros(N_REGIONS)
    protest = np.zeros(N_REGIONS)
    usual_protest = np.zeros(N_REGIONS)
    for a in range(areas.weight.size):
        r = areas.region[a]
        adults[r] += areas.adults[a]
        doing[r] += areas.adults[a] * bodies.doing[a, ENERGY]
        usual[r] += areas.adults[a] * usual_of.doing_here[a, ENERGY]
        protest[r] += areas.adults[a] * areas.protest[a]
        usual_protest[r] += areas.adults[a] * usual_of.protest[a]
    for r in range(N_REGIONS):
        out[r] = 1.0
        if adults[r] > 0.0:
            out[r] = consent(
                protest[r] / adults[r],
                usual_protest[r] / adults[r],
                doing[r] / usual[r],
                b,
            )


@kernel
def carry_over(
    bodies: Bodies, pressures: Floats, month: int, beliefs: NDArray[np.void]
) -> None:
    """Let missions' past success add to others' log of pressure, in place.

    What is remembered of a month is its pressure without these additions.
    """
    past = bodies.past_pressure
    now = month % N_PAST
    last = (month - 1) % N_PAST
    then = (month - months_back(beliefs[GROWTH].cross_effect_lag_education)) % N_PAST
    for a in range(pressures.shape[0]):
        for m in range(N_MISSIONS):
            past[now, a, m] = pressures[a, m]
        pressures[a, CRIME] += on_crime(past[last, a, GROWTH], beliefs[CRIME])
        pressures[a, GROWTH] += on_growth(
            past[then, a, EDUCATION],
            past[last, a, NHS],
            past[last, a, ENERGY],
            past[last, a, CRIME],
            beliefs[GROWTH],
        )
