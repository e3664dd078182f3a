"""From areas to units: the nation, regions, fifths by deprivation, and the areas."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.elementary import log
from sim.institutions.columns import (
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Bodies,
    Floats,
    Usual,
)
from sim.missions import ENERGY
from sim.missions.energy import consent
from sim.missions.indicators import FIRST_AREA, FIRST_FIFTH, FIRST_REGION, NATION


def n_units(n_areas: int) -> int:
    """Return how many units there are: nation, 12 regions, 5 fifths, the areas."""
    return FIRST_AREA + n_areas


@kernel
def unit_means(values: Floats, weight: Floats, areas: Areas, out: Floats) -> None:
    """Average an area's values over the areas of every unit, in order of areas.

    Parameters
    ----------
    values, weight : shape (n_areas,)
    areas : Areas
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
            FIRST_REGION + areas.region[a],
            FIRST_FIFTH + areas.fifth[a],
        ):
            sums[unit] += w * values[a]
            weights[unit] += w
    for unit in range(FIRST_AREA):
        out[unit] = sums[unit] / weights[unit] if weights[unit] > 0.0 else np.nan


def means(values: Floats, weight: Floats, areas: Areas) -> Floats:
    """Return :func:`unit_means` of values of shape (n_areas,), as (n_units,)."""
    out = np.empty(n_units(values.shape[0]))
    unit_means(np.ascontiguousarray(values), weight, areas, out)
    return out


def mission_means(values: Floats, bodies: Bodies, areas: Areas) -> Floats:
    """Return means of values of shape (n_areas, 5) inside each mission's scope.

    Returns
    -------
    shape (n_units, 5)
        NaN where a unit has no area in scope.
    """
    columns = [
        means(values[:, m], areas.adults * bodies.inside[:, m], areas)
        for m in range(N_MISSIONS)
    ]
    return np.stack(columns, axis=1)


@kernel
def log_pressures(bodies: Bodies, areas: Areas, usual: Usual, out: Floats) -> None:
    """Fill ``out`` (n_areas, 5) with the log of smoothed over usual pressure."""
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            out[a, m] = log(bodies.smoothed[a, m] / usual.felt[a, m])


@kernel
def consent_by_region(
    bodies: Bodies,
    areas: Areas,
    usual_doing: Floats,
    beliefs: NDArray[np.void],
    out: Floats,
) -> None:
    """Fill ``out`` (12,) with each region's consent to building clean power.

    ``usual_doing`` (n_areas,) is the share of adults doing energy's part at the
    status quo.
    """
    b = beliefs[ENERGY]
    adults = np.zeros(N_REGIONS)
    doing = np.zeros(N_REGIONS)
    usual = np.zeros(N_REGIONS)
    for a in range(areas.weight.size):
        r = areas.region[a]
        adults[r] += areas.adults[a]
        doing[r] += areas.adults[a] * bodies.doing[a, ENERGY]
        usual[r] += areas.adults[a] * usual_doing[a]
    for r in range(N_REGIONS):
        out[r] = 1.0
        if adults[r] > 0.0:
            out[r] = consent(0.0, 0.0, doing[r] / usual[r], b)
