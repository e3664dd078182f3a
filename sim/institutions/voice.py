"""What people are asked to say and resent, and how many of them were heard."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import RESOURCES_UNIT, Surroundings, Totals
from sim.compiled import kernel, one_row, rule
from sim.institutions.columns import N_MISSIONS, N_REGIONS, Areas, Bodies, Floats
from sim.missions import ENERGY
from sim.rules.matching import shrunk
from sim.rules.panels import served_within_year
from sim.rules.parameters import Beliefs
from sim.rules.protest import grievance, unrest
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@one_row
def invite_one(a: int, around: Surroundings, bodies: Bodies, policy: Policy) -> None:
    """Draw up how many of an area's adults panels invite, and on which terms."""
    around.any_panel[a] = 0.0
    for m in range(N_MISSIONS):
        levers = policy.missions[bodies.inside[a, m], m]
        around.invited[a, m] = levers.deliberation_rate
        around.stipend[a, m] = levers.stipend
        around.response[a, m] = levers.voice_response
        around.any_panel[a] += levers.deliberation_rate


@kernel
def invite(around: Surroundings, areas: Areas, bodies: Bodies, policy: Policy) -> None:
    """Draw up how many adults each mission's panels invite, and on which terms."""
    for a in range(areas.weight.size):
        invite_one(a, around, bodies, policy)


@one_row
def stir_one(
    a: int,
    m: int,
    around: Surroundings,
    areas: Areas,
    bodies: Bodies,
    policy: Policy,
    shocks: Shocks,
    month: int,
    building: float,
    b: Beliefs,
) -> None:
    """Work out what an area holds against a mission."""
    side = bodies.inside[a, m]
    felt = 1.0
    if m == ENERGY:
        felt -= shocks.siting_relief[month, areas.region[a]]
        felt *= building if side == 1 else 1.0
    grieved = grievance(
        bodies.stock[a, m],
        bodies.expected[a, m],
        felt,
        areas.heard[a],
        policy.missions[side, m].voice_response,
        b,
    )
    riot = shocks.unrest[month, areas.region[a]]
    around.unrest[a, m] = unrest(grieved, riot, b)


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
        for m in range(N_MISSIONS):
            b = beliefs[m]
            stir_one(a, m, around, areas, bodies, policy, shocks, month, building, b)


class Seated(NamedTuple):
    """Members of panels in whole regions, as real adults.

    Attributes
    ----------
    adults : shape (12,)
    served, resources : shape (12, 5)
        Members, and their resources summed, in ``RESOURCES_UNIT``.
    """

    adults: Floats
    served: Floats
    resources: Floats


@rule
def add_up_panels(totals: Totals, areas: Areas) -> Seated:
    """Return who served on panels this month, by region, in order of areas."""
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
    return Seated(adults, served, resources)


@one_row
def seat_one(
    a: int,
    m: int,
    totals: Totals,
    areas: Areas,
    bodies: Bodies,
    seated: Seated,
    b: Beliefs,
) -> None:
    """Count the adults on a body's panels within a year, and their resources."""
    r = areas.region[a]
    n = areas.n_citizens[a]
    own = totals.served[a, m] / n
    share = shrunk(own, seated.served[r, m] / seated.adults[r], n, b)
    bodies.members[a, m] = served_within_year(
        bodies.members[a, m], share * areas.adults[a]
    )
    own = totals.served_resources[a, m] / n
    mean = shrunk(own, seated.resources[r, m] / seated.adults[r], n, b)
    bodies.members_resources[a, m] = served_within_year(
        bodies.members_resources[a, m], mean / RESOURCES_UNIT * areas.adults[a]
    )


@kernel
def seat(
    totals: Totals,
    areas: Areas,
    bodies: Bodies,
    beliefs: NDArray[np.void],
) -> None:
    """Count the real adults who served on panels within a year, and their resources."""
    seated = add_up_panels(totals, areas)
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            seat_one(a, m, totals, areas, bodies, seated, beliefs[0])
