"""A month of the hosts: charities open and close, hours meet places."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import HOURS_UNIT, Count, Totals
from sim.compiled import kernel
from sim.draws import Stream, normal, uniform
from sim.institutions.columns import (
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Bodies,
    Centre,
    Hosts,
    Usual,
)
from sim.rules.bidding import public_money_change, small_charities_share
from sim.rules.charities import hosting, income_change, next_reserves
from sim.rules.matching import (
    matched_hours,
    matching_help,
    place_chance,
    shrunk,
    slots,
)
from sim.rules.uproar import hours_with_clean_up
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks

_CHARITY = int(Stream.CHARITY)
_HELPED = int(Count.HELPED)
_PROTESTED = int(Count.PROTESTED)


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
    """Move each charity's reserves; those at zero are closed.

    Whether small or large ones get a mission's money depends on how it is given.
    """
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            b = beliefs[m]
            side = bodies.inside[a, m]
            money = policy.national[side].budget_change
            money += shocks.frontline_money[month, areas.region[a], m]
            lost = shocks.charity_loss[month, areas.region[a]]
            small = small_charities_share(policy.missions[side, m].contract_share, b)
            usual = small_charities_share(policy.missions[0, m].contract_share, b)
            for size in range(2):
                if size == 0:
                    change = public_money_change(money, small, usual)
                else:
                    change = public_money_change(money, 1.0 - small, 1.0 - usual)
                income = income_change(change, b) - lost
                agent = (a * N_MISSIONS + m) * 2 + size
                hosts.reserves[a, m, size] = next_reserves(
                    hosts.reserves[a, m, size],
                    income,
                    normal(seed, replicate, _CHARITY, agent, step, 0),
                    uniform(seed, replicate, _CHARITY, agent, step, 1),
                    b,
                )
            hosts.hosting[a, m] = hosting(
                hosts.reserves[a, m, 0] > 0.0, hosts.reserves[a, m, 1] > 0.0, b
            )


@kernel
def gather(
    totals: Totals,
    areas: Areas,
    bodies: Bodies,
    beliefs: NDArray[np.void],
) -> None:
    """Turn what citizens did into means per adult that institutions act on.

    Each area's mean is drawn toward its region's where simulated citizens are few.
    """
    b = beliefs[0]
    n_areas = areas.weight.size
    adults = np.zeros(N_REGIONS)
    helped = np.zeros(N_REGIONS)
    protested = np.zeros(N_REGIONS)
    offered = np.zeros((N_REGIONS, N_MISSIONS))
    doing = np.zeros((N_REGIONS, N_MISSIONS))
    for a in range(n_areas):
        r = areas.region[a]
        stands_for = areas.adults[a] / areas.n_citizens[a]
        adults[r] += areas.adults[a]
        helped[r] += stands_for * totals.counts[a, _HELPED]
        protested[r] += stands_for * totals.counts[a, _PROTESTED]
        for m in range(N_MISSIONS):
            offered[r, m] += stands_for * totals.offered[a, m]
            doing[r, m] += stands_for * totals.doing[a, m]
    for a in range(n_areas):
        r = areas.region[a]
        n = areas.n_citizens[a]
        own = totals.counts[a, _HELPED] / n
        areas.helped[a] = shrunk(own, helped[r] / adults[r], n, b)
        own = totals.counts[a, _PROTESTED] / n
        areas.protest[a] = shrunk(own, protested[r] / adults[r], n, b)
        for m in range(N_MISSIONS):
            own = totals.offered[a, m] / n
            hours = shrunk(own, offered[r, m] / adults[r], n, b) / HOURS_UNIT
            bodies.offered[a, m] = beliefs[m].mission_hours_share * hours
            own = totals.doing[a, m] / n
            bodies.doing[a, m] = shrunk(own, doing[r, m] / adults[r], n, b)


@kernel
def match(
    hosts: Hosts,
    areas: Areas,
    bodies: Bodies,
    centre: Centre,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Match the hours offered to the places there are."""
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            b = beliefs[m]
            levers = policy.missions[bodies.inside[a, m], m]
            helped = matching_help(
                levers.matching, centre.throughput[0], centre.unit_service[0]
            )
            bodies.slots[a, m] = slots(
                usual.offered[m],
                levers.mobilisation_spend,
                helped,
                hosts.hosting[a, m] / usual.hosting[m],
                areas.deprivation[a],
                1.0 - shocks.closure[month, areas.region[a], m],
                b,
            )
            offered = bodies.offered[a, m]
            matched = matched_hours(offered, bodies.slots[a, m])
            matched = hours_with_clean_up(
                matched, offered, shocks.clean_up[month, areas.region[a]]
            )
            share = matched / offered if offered > 0.0 else 0.0
            bodies.matched[a, m] = matched
            bodies.unmatched[a, m] = 1.0 - share
            bodies.place[a, m] = place_chance(share, usual.matched_share[a, m], b)
