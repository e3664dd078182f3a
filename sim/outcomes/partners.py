"""What businesses, unions and outsourced providers did, in every unit."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.institutions.columns import Floats, Ints
from sim.institutions.partners import N_BANDS
from sim.institutions.units import means
from sim.missions import N_MISSIONS
from sim.outcomes.snapshot import Snapshot
from sim.rules.businesses import employment_share
from sim.rules.contractors import outsourced_effort
from sim.scenario.policies import MissionRows


@kernel
def _taking_part(joined: Floats, beliefs: NDArray[np.void]) -> Floats:
    b = beliefs[0]
    out = np.zeros(joined.shape[0])
    for a in range(out.size):
        for k in range(N_BANDS):
            out[a] += employment_share(k, b) * joined[a, k]
    return out


def business_commitment(s: Snapshot) -> Floats:
    """Return employment in firms that take part in partnerships, shape (n_units,)."""
    here = _taking_part(s.world.businesses.joined, s.world.beliefs)
    return means(here, s.world.areas.adults, s.world.areas)


def union_disputes(s: Snapshot) -> Floats:
    """Return this month's disputes as months a year and sector, shape (n_units,)."""
    world = s.world
    disputes = world.unions.dispute
    by_region = np.zeros(disputes.shape[0])
    for sector in range(disputes.shape[1]):
        by_region = by_region + disputes[:, sector]
    here = 12.0 * by_region[world.areas.region] / disputes.shape[1]
    return means(here, world.areas.adults, world.areas)


@kernel
def _outsourced(
    inside: Ints,
    measured: Floats,
    unmeasured: Floats,
    share: Floats,
    missions: MissionRows,
    beliefs: NDArray[np.void],
) -> Floats:
    out = np.zeros(inside.shape[0])
    for a in range(out.size):
        for m in range(N_MISSIONS):
            side = inside[a, m]
            levers = missions[side, m]
            bought = share[m] if side == 1 else levers.outsourced_share
            part = outsourced_effort(
                bought,
                measured[a, m],
                unmeasured[a, m],
                levers.quality_enforcement,
                beliefs[m],
            )
            out[a] += part / N_MISSIONS
    return out


def outsourced_output(s: Snapshot) -> Floats:
    """Return effective effort that providers put in, mean over missions."""
    world, bodies = s.world, s.world.bodies
    here = _outsourced(
        bodies.inside,
        bodies.measured_effort,
        bodies.unmeasured_effort,
        world.contractors.share,
        s.now.policy.missions,
        world.beliefs,
    )
    return means(here, world.areas.adults, world.areas)
