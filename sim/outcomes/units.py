"""The places for which outcomes are given, and means over the adults of each."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import HOURS_UNIT, N_AGE_BANDS, TRUST_UNIT, Count, Totals
from sim.compiled import kernel
from sim.institutions.columns import N_MISSIONS, Areas, Bodies, Floats
from sim.missions.indicators import FIRST_AREA, FIRST_FIFTH, FIRST_REGION, NATION
from sim.population.places import Places, load_regions
from sim.world import World

N_FIFTHS = 5

# Columns of ``Means``: what is counted of citizens, and in which unit, comes first.
_COUNTED = np.array(
    [
        Count.VOLUNTEERED,
        Count.WILLING,
        Count.HELPED,
        Count.WITHIN_YEAR,
        Count.TRUST,
        Count.TRUSTING,
        Count.HOURS,
        Count.HABIT,
        Count.PROTESTED,
    ]
)
_COUNTED_IN = np.array([1, 1, 1, 1, TRUST_UNIT, 1, HOURS_UNIT, TRUST_UNIT, 1], float)
_SERVED, _RESERVES, _OFFERED, _MATCHED = range(_COUNTED.size, _COUNTED.size + 4)
_FIRST_OF_MISSIONS = _MATCHED + 1
_N_OF_MISSIONS = 5
_FIRST_OF_AGES = _FIRST_OF_MISSIONS + _N_OF_MISSIONS * N_MISSIONS
_N_COLUMNS = _FIRST_OF_AGES + N_AGE_BANDS
# All adults, those inside each mission's scope, and those of each age.
_WEIGHED_BY = np.array(
    [0] * _FIRST_OF_MISSIONS
    + [*range(1, 1 + N_MISSIONS)] * _N_OF_MISSIONS
    + [*range(1 + N_MISSIONS, 1 + N_MISSIONS + N_AGE_BANDS)]
)


class Unit(NamedTuple):
    """A place that outcomes speak of: the nation, a region, a fifth, or an area."""

    kind: str
    code: str
    name: str


def units(places: Places) -> tuple[Unit, ...]:
    """Return the units of some places, in the order of every array over units."""
    regions = load_regions()
    fifths = ("least deprived", "second", "middle", "fourth", "most deprived")
    return (
        Unit("nation", "UK", "United Kingdom"),
        *(
            Unit("region", str(code), str(name))
            for code, name in zip(regions.code, regions.name, strict=True)
        ),
        *(
            Unit("fifth", f"D{k + 1}", f"Fifth of areas by deprivation: {name}")
            for k, name in enumerate(fifths)
        ),
        *(
            Unit("area", str(code), str(name))
            for code, name in zip(places.code, places.name, strict=True)
        ),
    )


class Means(NamedTuple):
    """Means per adult in every unit; NaN where a unit has nobody, or no mission.

    Attributes
    ----------
    volunteered, willing, helped, within_year, trust, trusting, hours, habit,
    protested, served, reserves : shape (n_units,)
        Over all adults; hours per month; reserves in months of spending.
    offered, matched : shape (n_units,)
        Hours offered to missions inside their scope, and those that found a place.
    doing, stock, usual_stock, effort_fit, output : shape (n_units, 5)
        Over the adults inside each mission's scope.
    volunteered_by_age : shape (n_units, 6)
        Over the adults of each age.
    """

    volunteered: Floats
    willing: Floats
    helped: Floats
    within_year: Floats
    trust: Floats
    trusting: Floats
    hours: Floats
    habit: Floats
    protested: Floats
    served: Floats
    reserves: Floats
    offered: Floats
    matched: Floats
    doing: Floats
    stock: Floats
    usual_stock: Floats
    effort_fit: Floats
    output: Floats
    volunteered_by_age: Floats


@kernel
def _unit_means(
    values: Floats,
    weights: Floats,
    weighed_by: NDArray[np.int64],
    region: NDArray[np.int64],
    fifth: NDArray[np.int64],
) -> Floats:
    """Return means of columns (n_areas, k) in every unit, in order of areas.

    Column k is weighed by column ``weighed_by[k]`` of ``weights``.
    """
    n_areas, n_columns = values.shape
    out = np.zeros((FIRST_AREA + n_areas, n_columns))
    totals = np.zeros((FIRST_AREA, weights.shape[1]))
    for a in range(n_areas):
        for unit in (NATION, FIRST_REGION + region[a], FIRST_FIFTH + fifth[a]):
            for k in range(n_columns):
                out[unit, k] += weights[a, weighed_by[k]] * values[a, k]
            for w in range(weights.shape[1]):
                totals[unit, w] += weights[a, w]
        for k in range(n_columns):
            inside = weights[a, weighed_by[k]] > 0.0
            out[FIRST_AREA + a, k] = values[a, k] if inside else np.nan
    for unit in range(FIRST_AREA):
        for k in range(n_columns):
            total = totals[unit, weighed_by[k]]
            out[unit, k] = out[unit, k] / total if total > 0.0 else np.nan
    return out


def _reserves_held(world: World) -> Floats:
    """Return the mean reserves of each area's open charities, shape (n_areas,)."""
    reserves = world.hosts.reserves
    is_open = reserves > 0.0
    n_open = is_open.sum(axis=(1, 2))
    held = np.where(is_open, reserves, 0.0).sum(axis=(1, 2))
    mean: Floats = np.divide(held, n_open, out=np.zeros_like(held), where=n_open > 0)
    return mean


@kernel
def _area_values(
    areas: Areas,
    bodies: Bodies,
    totals: Totals,
    usual_stock: Floats,
    reserves: Floats,
    aged: Floats,
) -> Floats:
    """Return every area's values, shape (n_areas, 44), in the order of ``Means``."""
    out = np.zeros((areas.adults.size, _N_COLUMNS))
    for a in range(areas.adults.size):
        n, counts, row = areas.n_citizens[a], totals.counts[a], out[a]
        for k in range(_COUNTED.size):
            row[k] = counts[_COUNTED[k]] / n / _COUNTED_IN[k]
        row[_SERVED] = totals.served[a].sum() / n
        row[_RESERVES] = reserves[a]
        for m in range(N_MISSIONS):
            row[_OFFERED] += bodies.offered[a, m] * bodies.inside[a, m]
            row[_MATCHED] += bodies.matched[a, m] * bodies.inside[a, m]
            k = _FIRST_OF_MISSIONS + m
            row[k] = totals.doing[a, m] / n
            row[k + N_MISSIONS] = bodies.stock[a, m]
            row[k + 2 * N_MISSIONS] = usual_stock[a, m]
            row[k + 3 * N_MISSIONS] = bodies.effort_fit[a, m]
            row[k + 4 * N_MISSIONS] = bodies.output[a, m]
        for age in range(N_AGE_BANDS):
            volunteered = totals.volunteered_by_age[a, age]
            row[_FIRST_OF_AGES + age] = volunteered / max(aged[a, age], 1.0)
    return out


def unit_means(world: World) -> Means:
    """Return this month's means in every unit of ``world``."""
    areas, bodies, usual = world.areas, world.bodies, world.usual
    values = _area_values(
        areas, bodies, world.totals, usual.stock, _reserves_held(world), world.aged
    )
    everybody = areas.adults[:, None]
    inside = everybody * bodies.inside
    adults_aged = world.aged * (everybody / areas.n_citizens[:, None])
    weights = np.concatenate([everybody, inside, adults_aged], axis=1)
    out = _unit_means(values, weights, _WEIGHED_BY, areas.region, areas.fifth)
    single = [out[:, k] for k in range(_FIRST_OF_MISSIONS)]
    grouped = [
        out[:, k : k + N_MISSIONS]
        for k in range(_FIRST_OF_MISSIONS, _FIRST_OF_AGES, N_MISSIONS)
    ]
    return Means._make([*single, *grouped, out[:, _FIRST_OF_AGES:]])
