"""Mission councils agree or not; then decisions become practice, fast or slowly."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.institutions.columns import (
    N_MISSIONS,
    Centre,
    Departments,
    Usual,
    local_share,
)
from sim.institutions.partners import Unions
from sim.rules.councils import coordination, council_delay, next_agreement
from sim.rules.knowledge import next_bias_multiplier, practice_speed
from sim.rules.parameters import Beliefs
from sim.rules.rights import incoherence
from sim.rules.unions import agreement_after_dispute
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@one_row
def agree_one(
    m: int,
    centre: Centre,
    d: Departments,
    unions: Unions,
    policy: Policy,
    usual: Usual,
    b: Beliefs,
) -> None:
    """Let a mission's council agree or not, and so make places act together."""
    levers = policy.missions[1, m]
    agreement = next_agreement(
        d.agreement[m],
        policy.national[1].whitehall_dispute,
        levers.target_pressure,
        local_share(d.real_rights[1, m]),
        b,
    )
    disputes = 0.0
    for r in range(unions.weight.size):
        disputes += unions.weight[r] * unions.dispute[r, m]
    agreement = agreement_after_dispute(agreement, disputes - usual.disputes[m], b)
    d.agreement[m] = agreement
    d.coordination[m] = coordination(
        levers.council,
        levers.council_external,
        centre.throughput[0],
        agreement,
        b,
    )


@one_row
def set_pace_one(
    m: int, d: Departments, policy: Policy, shocks: Shocks, month: int, b: Beliefs
) -> None:
    """See how fast a department's decisions become practice, and how biased it is."""
    ordinary = policy.national[0]
    dispute = policy.national[1].whitehall_dispute
    split = incoherence(dispute, d.devolver_share[m], b)
    delay = council_delay(policy.missions[1, m].council, d.agreement[m], b)
    before = incoherence(ordinary.whitehall_dispute, ordinary.devolver_share, b)
    d.speed[0, m] = practice_speed(before, 0.0, 0.0, b)
    d.speed[1, m] = practice_speed(split, delay, shocks.practice_loss[month, m], b)
    for side in range(2):
        d.bias_multiplier[side, m] = next_bias_multiplier(
            d.bias_multiplier[side, m],
            policy.missions[side, m].evaluation,
            policy.missions[0, m].evaluation,
            b,
        )


@kernel
def convene(
    centre: Centre,
    d: Departments,
    unions: Unions,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Let mission councils agree or not, and see how fast decisions become practice."""
    for m in range(N_MISSIONS):
        agree_one(m, centre, d, unions, policy, usual, beliefs[m])
        set_pace_one(m, d, policy, shocks, month, beliefs[m])
