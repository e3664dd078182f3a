"""A month at the centre: what comes to it, and what it can handle."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.institutions.columns import (
    N_DOMAINS,
    N_MISSIONS,
    Centre,
    Departments,
    Usual,
)
from sim.institutions.partners import CENTRAL, Unions
from sim.rules.centre import (
    admin_cut_so_far,
    capability_after_reorganisation,
    capability_level,
    headroom,
    load,
    next_central_capability,
    next_unit_queue,
    processing,
    throughput,
    unit_capacity,
    unit_requests,
    unit_service,
)
from sim.rules.parameters import Beliefs
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@one_row
def convening(side: int, centre: Centre, usual: Usual) -> float:
    """Return the share of convening that happens outside (0) or inside (1) a scope.

    Outside it another government convenes, as at the status quo.
    """
    return float(centre.throughput[0] if side == 1 else usual.throughput[0])


@one_row
def maintain_centre(
    centre: Centre,
    d: Departments,
    policy: Policy,
    shocks: Shocks,
    month: int,
    b: Beliefs,
) -> None:
    """Move what the centre can do: it looks after itself, gives away, is cut."""
    national = policy.national[1]
    given = 0.0
    for m in range(N_MISSIONS):
        for k in range(N_DOMAINS):
            given += max(0.0, d.rights_change[m, k]) / (N_MISSIONS * N_DOMAINS)
    level = capability_level(national.introspection, b)
    capability = next_central_capability(centre.capability[0], level, given, b)
    centre.capability[0] = capability_after_reorganisation(
        capability, shocks.capability_loss[month]
    )
    centre.admin_cut[0] = admin_cut_so_far(national.admin_cut, month, b)


@one_row
def weigh_business(
    centre: Centre,
    d: Departments,
    unions: Unions,
    policy: Policy,
    shocks: Shocks,
    month: int,
    b: Beliefs,
) -> None:
    """Weigh what comes to the centre against what it can handle.

    Disputes of the centre's own staff take from it what crises do.
    """
    national = policy.national[1]
    control = 0.0
    voice = 0.0
    council = 0.0
    for m in range(N_MISSIONS):
        voice += policy.missions[1, m].voice / N_MISSIONS
        council += policy.missions[1, m].council / N_MISSIONS
        for k in range(N_DOMAINS):
            control += (1.0 - d.real_rights[1, m, k]) / (N_MISSIONS * N_DOMAINS)
    crisis = shocks.crisis[month]
    for r in range(unions.weight.size):
        crisis += unions.weight[r] * unions.strike[r, CENTRAL]
    centre.processing[0] = processing(
        centre.capability[0], centre.admin_cut[0], national.introspection, crisis, b
    )
    centre.load[0] = load(control, voice, council, national.partnerships_unit, b)
    centre.headroom[0] = headroom(centre.processing[0], centre.load[0], b)
    centre.throughput[0] = throughput(centre.headroom[0], b)


@one_row
def serve_requests(centre: Centre, policy: Policy, b: Beliefs) -> None:
    """Let the partnerships unit serve as many requests as it can."""
    national = policy.national[1]
    requests = 0.0
    for m in range(N_MISSIONS):
        levers = policy.missions[1, m]
        requests += unit_requests(
            levers.council, levers.voice, levers.business_match, b
        )
    capacity = unit_capacity(
        national.partnerships_unit, centre.capability[0], national.introspection, b
    )
    queue = centre.unit_queue[0]
    centre.unit_service[0] = unit_service(queue, requests, capacity, b)
    centre.partnerships[0] = min(capacity, requests + queue)
    centre.unit_queue[0] = next_unit_queue(queue, requests, capacity, b)


@kernel
def handle_business(
    centre: Centre,
    d: Departments,
    unions: Unions,
    policy: Policy,
    shocks: Shocks,
    month: int,
    beliefs: NDArray[np.void],
) -> None:
    """Let the centre and its partnerships unit handle what they can."""
    b = beliefs[0]
    maintain_centre(centre, d, policy, shocks, month, b)
    weigh_business(centre, d, unions, policy, shocks, month, b)
    serve_requests(centre, policy, b)
