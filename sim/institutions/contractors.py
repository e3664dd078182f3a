"""A month of outsourced providers: contracts are renewed; now and then one fails."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.draws import Stream, uniform
from sim.institutions.columns import N_MISSIONS, Bodies, Usual
from sim.institutions.partners import Contractors
from sim.rules.contractors import (
    fails,
    kept_in_trouble,
    next_outsourced_share,
    purchasing_power,
    share_after_failure,
)
from sim.scenario.policies import Policy

_CONTRACTOR = int(Stream.CONTRACTOR)


@kernel
def renew(
    providers: Contractors,
    bodies: Bodies,
    policy: Policy,
    usual: Usual,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Renew contracts on what was reported last month; now and then one fails."""
    for m in range(N_MISSIONS):
        b = beliefs[m]
        excess = 0.0
        for a in range(bodies.weight.shape[0]):
            ordinary = usual.stock[a, m] + usual.gap[a, m]
            excess += bodies.weight[a, m] * (bodies.reported[a, m] - ordinary)
        wanted = policy.missions[1, m].outsourced_share
        share = next_outsourced_share(providers.share[m], wanted, excess, b)
        trouble = max(0.0, providers.trouble[m] - 1.0)
        if fails(share, uniform(seed, replicate, _CONTRACTOR, m, step, 0), b):
            share = share_after_failure(share, b)
            trouble = b.contractor_failure_months
        providers.share[m] = share
        providers.trouble[m] = trouble
        ordinary = purchasing_power(policy.missions[0, m].outsourced_share, b)
        providers.buys[m] = purchasing_power(share, b) / ordinary
        providers.kept[m] = kept_in_trouble(trouble, b)
