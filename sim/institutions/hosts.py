"""A month of the charities: they open and close, and host volunteers or not."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.draws import Stream, four_uniforms
from sim.elementary import normal_quantile
from sim.institutions.columns import N_MISSIONS, Areas, Bodies, Hosts
from sim.rules.bidding import public_money_change, small_charities_share
from sim.rules.charities import hosting, income_change, next_reserves
from sim.rules.parameters import Beliefs
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks

_CHARITY = int(Stream.CHARITY)
N_SIZES = 2
SMALL, LARGE = range(N_SIZES)


@one_row
def keep_open_one(
    a: int,
    m: int,
    size: int,
    hosts: Hosts,
    areas: Areas,
    bodies: Bodies,
    policy: Policy,
    shocks: Shocks,
    month: int,
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Move a charity's reserves; at zero it is closed.

    Whether small or large ones get a mission's money depends on how it is given.
    """
    side = bodies.inside[a, m]
    money = policy.national[side].budget_change
    money += shocks.frontline_money[month, areas.region[a], m]
    small = small_charities_share(policy.missions[side, m].contract_share, b)
    usual = small_charities_share(policy.missions[0, m].contract_share, b)
    if size == SMALL:
        change = public_money_change(money, small, usual)
    else:
        change = public_money_change(money, 1.0 - small, 1.0 - usual)
    income = income_change(change, b) - shocks.charity_loss[month, areas.region[a]]
    agent = (a * N_MISSIONS + m) * N_SIZES + size
    chance = four_uniforms(seed, replicate, _CHARITY, agent, step, 0)
    hosts.reserves[a, m, size] = next_reserves(
        hosts.reserves[a, m, size],
        income,
        normal_quantile(chance[0]),
        chance[1],
        b,
    )


@one_row
def host_one(a: int, m: int, hosts: Hosts, b: Beliefs) -> None:
    """See how many volunteers for a mission those who are open can host."""
    hosts.hosting[a, m] = hosting(
        hosts.reserves[a, m, SMALL] > 0.0, hosts.reserves[a, m, LARGE] > 0.0, b
    )


@kernel
def keep_open(
    hosts: Hosts,
    areas: Areas,
    bodies: Bodies,
    policy: Policy,
    shocks: Shocks,
    month: int,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Move each charity's reserves; those at zero are closed."""
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            b = beliefs[m]
            for size in range(N_SIZES):
                keep_open_one(
                    a,
                    m,
                    size,
                    hosts,
                    areas,
                    bodies,
                    policy,
                    shocks,
                    month,
                    b,
                    seed,
                    replicate,
                    step,
                )
            host_one(a, m, hosts, b)
