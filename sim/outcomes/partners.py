"""What businesses, unions and outsourced providers did, in every unit."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.institutions.columns import Areas, Bodies, Floats
from sim.institutions.partners import N_BANDS, Contractors
from sim.institutions.units import means
from sim.missions import N_MISSIONS
from sim.outcomes.snapshot import Snapshot
from sim.rules.businesses import employment_share
from sim.rules.contractors import outsourced_effort
from sim.scenario.policies import Policy


def business_commitment(s: Snapshot) -> Floats:
    """Return employment in firms that take part in partnerships, shape (n_units,)."""
    world = s.world
    b = world.beliefs[0]
    joined = world.businesses.joined
    here = np.zeros(joined.shape[0])
    for k in range(N_BANDS):
        here = here + employment_share(k, b) * joined[:, k]
    return means(here, world.areas.adults, world.areas)


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
    bodies: Bodies,
    areas: Areas,
    providers: Contractors,
    policy: Policy,
    beliefs: NDArray[np.void],
    out: Floats,
) -> None:
    for a in range(areas.weight.size):
        out[a] = 0.0
        for m in range(N_MISSIONS):
            side = bodies.inside[a, m]
            levers = policy.missions[side, m]
            bought = providers.share[m] if side == 1 else levers.outsourced_share
            part = outsourced_effort(
                bought,
                bodies.measured_effort[a, m],
                bodies.unmeasured_effort[a, m],
                levers.quality_enforcement,
                beliefs[m],
            )
            out[a] += part / N_MISSIONS


def outsourced_output(s: Snapshot) -> Floats:
    """Return effective effort that providers put in, mean over missions."""
    world, policy = s.world, s.now.policy
    here = np.zeros(world.areas.adults.size)
    _outsourced(
        world.bodies, world.areas, world.contractors, policy, world.beliefs, here
    )
    return means(here, world.areas.adults, world.areas)
