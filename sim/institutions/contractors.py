"""A month of outsourced providers: contracts are renewed; now and then one fails."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
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
from sim.rules.parameters import Beliefs
from sim.scenario.policies import Policy

_CONTRACTOR = int(Stream.CONTRACTOR)


@one_row
def reported_excess(m: int, bodies: Bodies, usual: Usual) -> float:
    """Return by how much a mission was reported better than at the status quo."""
    excess = 0.0
    for a in range(bodies.weight.shape[0]):
        ordinary = usual.stock[a, m] + usual.gap[a, m]
        excess += bodies.weight[a, m] * (bodies.reported[a, m] - ordinary)
    return excess


@one_row
def renew_one(
    m: int,
    providers: Contractors,
    policy: Policy,
    excess: float,
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Renew a provider's contract on what was reported; now and then it fails."""
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
        excess = reported_excess(m, bodies, usual)
        b = beliefs[m]
        renew_one(m, providers, policy, excess, b, seed, replicate, step)
