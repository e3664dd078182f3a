"""What people are asked to say and resent, and how many of them were heard."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import RESOURCES_UNIT, Surroundings, Totals
from sim.compiled import kernel
from sim.institutions.columns import N_MISSIONS, N_REGIONS, Areas, Bodies
from sim.missions import ENERGY
from sim.rules.matching import shrunk
from sim.rules.panels import served_within_year
from sim.rules.protest import grievance, unrest
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@kernel
def invite(around: Surroundings, areas: Areas, bodies: Bodies, policy: Policy) -> None:
    """Draw up how many adults each mission's panels invite, and on which terms."""
    for a in range(areas.weight.size):
        around.any_panel[a] = 0.0
        for m in range(N_MISSIONS):
            levers = policy.missions[bodies.inside[a, m], m]
            around.invited[a, m] = levers.deliberation_rate
            around.stipend[a, m] = levers.stipend
            around.response[a, m] = levers.voice_response
            around.any_panel[a] += levers.deliberation_rate


@kernel
def stir(
    around: Surroundings,
    areas: Areas,
    bodies: Bodies,
    policy: Policy,
    shocks: Shocks,
    month: int,
    building: float,
    beliefs: NDArray[np.void],
) -> None:
    """Work out what each place holds against each mission.

    ``building`` is the flow of clean power being built, relative to the status quo.
    """
    for a in range(areas.weight.size):
        riot = shocks.unrest[month, areas.region[a]]
        for m in range(N_MISSIONS):
            side = bodies.inside[a, m]
            built = building if m == ENERGY and side == 1 else 1.0
            grieved = grievance(
                bodies.stock[a, m],
                bodies.expected[a, m],
                built,
                areas.heard[a],
                policy.missions[side, m].voice_response,
                beliefs[m],
            )
            around.unrest[a, m] = unrest(grieved, riot, beliefs[m])


@kernel
def seat(
    totals: Totals,
    areas: Areas,
    bodies: Bodies,
    beliefs: NDArray[np.void],
) -> None:
    """Count the real adults who served on panels within a year, and their resources."""
    b = beliefs[0]
    adults = np.zeros(N_REGIONS)
    served = np.zeros((N_REGIONS, N_MISSIONS))
    resources = np.zeros((N_REGIONS, N_MISSIONS))
    for a in range(areas.weight.size):
        r = areas.region[a]
        stands_for = areas.adults[a] / areas.n_citizens[a]
        adults[r] += areas.adults[a]
        for m in range(N_MISSIONS):
            served[r, m] += stands_for * totals.served[a, m]
            resources[r, m] += stands_for * totals.served_resources[a, m]
    for a in range(areas.weight.size):
        r = areas.region[a]
        n = areas.n_citizens[a]
        for m in range(N_MISSIONS):
            share = shrunk(totals.served[a, m] / n, served[r, m] / adults[r], n, b)
            bodies.members[a, m] = served_within_year(
                bodies.members[a, m], share * areas.adults[a]
            )
            own = totals.served_resources[a, m] / n
            mean = shrunk(own, resources[r, m] / adults[r], n, b) / RESOURCES_UNIT
            bodies.members_resources[a, m] = served_within_year(
                bodies.members_resources[a, m], mean * areas.adults[a]
            )
