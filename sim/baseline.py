"""What the status quo looks like, month by month, while a world is prepared."""

from typing import NamedTuple

import numpy as np

from sim.citizens.columns import Count
from sim.institutions.columns import N_MISSIONS, Floats, Usual
from sim.institutions.units import means
from sim.world import World

# A town of eight may see nobody do a thing for months: what a run is relative to is at
# least this share of what surveys show, or these hours per adult and month.
LEAST_SHARE = 0.1
_LEAST_HOURS = 0.001


class Year(NamedTuple):
    """One month's figures that go into the means of a year."""

    usual: Usual
    volunteered: float
    either: float
    within_year: float
    doing: Floats


def _national(world: World, count: Count) -> float:
    counted = world.totals.counts[:, count] / world.areas.n_citizens
    return float(means(counted, world.areas.adults, world.areas)[0])


def measure(world: World) -> Year:
    """Return this month's status-quo values, as :class:`Usual` defines them."""
    bodies, areas = world.bodies, world.areas

    def national(values: Floats) -> Floats:
        return np.array(
            [
                means(values[:, m], bodies.weight[:, m], areas)[0]
                for m in range(N_MISSIONS)
            ]
        )

    firms = world.businesses
    least_doing = LEAST_SHARE * world.beliefs["coproduction_baseline"]
    least_helped = LEAST_SHARE * float(world.beliefs[0].target_any_help_monthly)
    usual = Usual(
        offered=np.maximum(national(bodies.offered), _LEAST_HOURS),
        matched=np.maximum(
            national(bodies.matched + firms.seconded[:, None]), _LEAST_HOURS
        ),
        doing=np.maximum(national(bodies.doing), least_doing),
        state=national(bodies.state),
        output=world.usual.output * national(bodies.output),
        front_line=world.departments.front_line[0].copy(),
        hosting=national(world.hosts.hosting),
        gaming=national(bodies.gaming),
        effort_fit=national(bodies.effort_fit),
        helped=np.maximum(means(areas.helped, areas.weight, areas)[:1], least_helped),
        load_ratio=world.centre.load / world.centre.processing,
        throughput=world.centre.throughput.copy(),
        unit_service=world.centre.unit_service.copy(),
        matched_share=1.0 - bodies.unmatched,
        gap=bodies.reported - bodies.stock,
        felt=bodies.felt.copy(),
        stock=bodies.stock.copy(),
        doing_here=np.maximum(bodies.doing, least_doing),
        investment=firms.investment.copy(),
        joined=firms.joined.copy(),
        uncertainty=firms.uncertainty.copy(),
        disputes=_disputes(world),
        heard=areas.heard.copy(),
        signal=areas.signal - world.beliefs[0].trust_initial,
        protest=areas.protest.copy(),
    )
    doing = np.array(
        [
            means(world.totals.doing[:, m] / areas.n_citizens, areas.adults, areas)[0]
            for m in range(N_MISSIONS)
        ]
    )
    return Year(
        usual,
        _national(world, Count.VOLUNTEERED),
        _national(world, Count.EITHER),
        _national(world, Count.WITHIN_YEAR),
        doing,
    )


def _disputes(world: World) -> Floats:
    """Return the share of the country in dispute this month, by sector."""
    unions = world.unions
    # Added up in the order of regions, on every machine alike.
    shares: Floats = np.cumsum(unions.dispute * unions.weight[:, None], axis=0)[-1]
    return shares


def updated(old: Usual, months: list[Year]) -> Usual:
    """Return means over months, in order."""
    columns = []
    for name in Usual._fields:
        total = np.zeros_like(getattr(old, name))
        for month in months:
            total = total + getattr(month.usual, name)
        columns.append(total / len(months))
    return Usual(*columns)
