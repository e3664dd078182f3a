"""The places for which outcomes are given, and means over the adults of each."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import HOURS_UNIT, TRUST_UNIT, Count
from sim.compiled import kernel
from sim.institutions.columns import Bodies, Floats
from sim.missions.indicators import FIRST_AREA, FIRST_FIFTH, FIRST_REGION, NATION
from sim.population.places import Places, load_regions
from sim.world import World

N_FIFTHS = 5


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


def _inside(hours: Floats, bodies: Bodies) -> Floats:
    """Return hours (n_areas, 5) summed over the missions whose scope an area is in."""
    total = np.zeros(hours.shape[0])
    for m in range(hours.shape[1]):
        total = total + hours[:, m] * bodies.inside[:, m]
    return total


def unit_means(world: World) -> Means:
    """Return this month's means in every unit of ``world``."""
    areas, bodies, hosts = world.areas, world.bodies, world.hosts
    counts = world.totals.counts / areas.n_citizens[:, None]
    is_open = hosts.reserves > 0.0
    n_open = is_open.sum(axis=(1, 2))
    held = np.where(is_open, hosts.reserves, 0.0).sum(axis=(1, 2))
    of_adults = np.stack(
        [
            counts[:, Count.VOLUNTEERED],
            counts[:, Count.WILLING],
            counts[:, Count.HELPED],
            counts[:, Count.WITHIN_YEAR],
            counts[:, Count.TRUST] / TRUST_UNIT,
            counts[:, Count.TRUSTING],
            counts[:, Count.HOURS] / HOURS_UNIT,
            counts[:, Count.HABIT] / TRUST_UNIT,
            counts[:, Count.PROTESTED],
            world.totals.served.sum(axis=1) / areas.n_citizens,
            np.divide(held, n_open, out=np.zeros_like(held), where=n_open > 0),
            _inside(bodies.offered, bodies),
            _inside(bodies.matched, bodies),
        ],
        axis=1,
    )
    of_missions = (
        world.totals.doing / areas.n_citizens[:, None],
        bodies.stock,
        world.usual.stock,
        bodies.effort_fit,
        bodies.output,
    )
    by_age = world.totals.volunteered_by_age / np.maximum(world.aged, 1.0)
    everybody = areas.adults[:, None]
    inside = everybody * bodies.inside
    adults_aged = world.aged * (areas.adults / areas.n_citizens)[:, None]
    first = of_adults.shape[1]
    out = _unit_means(
        np.concatenate([of_adults, *of_missions, by_age], axis=1),
        np.concatenate([everybody, inside, adults_aged], axis=1),
        np.array([*[0] * first, *[1, 2, 3, 4, 5] * len(of_missions), *range(6, 12)]),
        areas.region,
        areas.fifth,
    )
    single = [out[:, k] for k in range(first)]
    grouped = [
        out[:, first + 5 * g : first + 5 * g + 5] for g in range(len(of_missions))
    ]
    last = out[:, first + 5 * len(of_missions) :]
    return Means._make([*single, *grouped, last])
