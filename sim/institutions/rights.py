"""Who may decide: rights move toward what was announced, and moving costs."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.draws import Stream, normal
from sim.institutions.columns import N_DOMAINS, N_MISSIONS, Departments
from sim.institutions.targets import Targets
from sim.rules.parameters import Beliefs
from sim.rules.rights import (
    next_rights,
    next_transition_loss,
    next_whitehall_noise,
    real_rights,
    shifted_devolver_share,
)
from sim.rules.targets import with_earned
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks

_WHITEHALL = int(Stream.WHITEHALL)


@one_row
def share_out_rights_one(
    m: int,
    d: Departments,
    targets: Targets,
    policy: Policy,
    devolvers_brought: float,
    shocks: Shocks,
    month: int,
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Move a mission's decision rights as far as Whitehall carries them out.

    A reorganisation costs as much as a change of rights, though none is meant.
    """
    dispute = policy.national[1].whitehall_dispute
    d.devolver_share[m] = shifted_devolver_share(d.devolver_share[m], devolvers_brought)
    shock = normal(seed, replicate, _WHITEHALL, m, step, 0)
    d.whitehall_noise[m] = next_whitehall_noise(d.whitehall_noise[m], shock, b)
    for k in range(N_DOMAINS):
        usual = policy.autonomy[0, m, k]
        announced = with_earned(policy.autonomy[1, m, k], targets.earned[m])
        moved = next_rights(
            d.rights[m, k], usual, announced, dispute, d.devolver_share[m], b
        )
        d.rights_change[m, k] = moved - d.rights[m, k]
        d.rights[m, k] = moved
        d.real_rights[0, m, k] = usual
        d.real_rights[1, m, k] = real_rights(moved, dispute, d.whitehall_noise[m], b)
        d.transition_loss[m, k] = next_transition_loss(
            d.transition_loss[m, k],
            abs(d.rights_change[m, k]) + shocks.reorganised[month, m],
            b,
        )


@kernel
def share_out_rights(
    d: Departments,
    targets: Targets,
    policy: Policy,
    devolvers_brought: float,
    shocks: Shocks,
    month: int,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Move decision rights toward what was announced, and count what it costs.

    ``devolvers_brought`` is how much the weight of devolvers in Whitehall rises this
    month because a government takes office.
    """
    for m in range(N_MISSIONS):
        share_out_rights_one(
            m,
            d,
            targets,
            policy,
            devolvers_brought,
            shocks,
            month,
            beliefs[m],
            seed,
            replicate,
            step,
        )
