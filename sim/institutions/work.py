"""How staff of local bodies divide their effort under pressure."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.institutions.columns import (
    N_MISSIONS,
    Areas,
    Bodies,
    Departments,
    Usual,
    local_share,
)
from sim.institutions.partners import Contractors, Unions
from sim.institutions.targets import Targets
from sim.rules.contractors import measured_gain, unmeasured_kept
from sim.rules.effort import (
    gaming,
    measured_effort,
    motivation,
    next_gaming,
    next_workforce,
    unmeasured_effort,
)
from sim.rules.parameters import Beliefs
from sim.rules.targets import gaming_near_target, stake_near_target
from sim.rules.unions import workforce_after_dispute
from sim.rules.uproar import audit_in_force
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@one_row
def work_one(
    a: int,
    m: int,
    bodies: Bodies,
    d: Departments,
    providers: Contractors,
    targets: Targets,
    policy: Policy,
    shocks: Shocks,
    month: int,
    b: Beliefs,
) -> None:
    """Let a body's staff divide their effort under the pressure that they feel.

    What is bought from providers and charities on contract bends it toward what
    contracts can count.
    """
    side = bodies.inside[a, m]
    levers = policy.missions[side, m]
    pressure = d.pressure[side, m]
    usual_distance = b.threshold_area_sd * targets.luck[a, m]
    if side == 1:
        bought = providers.share[m]
        together = d.coordination[m]
        distance = targets.distance[m] + usual_distance
    else:
        bought = policy.missions[0, m].outsourced_share
        together = 0.0
        distance = usual_distance
    own = motivation(pressure, local_share(d.real_rights[side, m]), together, b)
    stake = b.stakes * pressure
    stake = stake * stake_near_target(distance, usual_distance, b)
    bodies.pressure[a, m] = pressure
    gain = measured_gain(bought, levers.contract_share, b)
    bodies.measured_effort[a, m] = measured_effort(stake, own, b) * gain
    kept = unmeasured_kept(bought, levers.quality_enforcement, b)
    bodies.unmeasured_effort[a, m] = unmeasured_effort(stake, own, b) * kept
    near = gaming_near_target(distance, usual_distance, b)
    audit = audit_in_force(levers.audit, shocks.audit[month, m])
    level = near * gaming(pressure, audit, b)
    bodies.gaming[a, m] = next_gaming(bodies.gaming[a, m], level, b)


@one_row
def staff_one(
    a: int,
    m: int,
    bodies: Bodies,
    areas: Areas,
    unions: Unions,
    policy: Policy,
    usual: Usual,
    b: Beliefs,
) -> None:
    """Let staff join or leave a body for its pressure and its disputes."""
    workforce = next_workforce(
        bodies.workforce[a, m],
        bodies.pressure[a, m],
        policy.missions[0, m].target_pressure,
        b,
    )
    disputes = unions.dispute[areas.region[a], m] - usual.disputes[m]
    bodies.workforce[a, m] = workforce_after_dispute(workforce, disputes, b)


@kernel
def work(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    unions: Unions,
    providers: Contractors,
    targets: Targets,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Let staff divide their effort, and join or leave."""
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            b = beliefs[m]
            work_one(a, m, bodies, d, providers, targets, policy, shocks, month, b)
            staff_one(a, m, bodies, areas, unions, policy, usual, b)
