"""What each area offers and asks of its citizens this month."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import N_TIES, Surroundings
from sim.compiled import kernel, one_row
from sim.institutions.centre import convening
from sim.institutions.columns import (
    N_MISSIONS,
    Areas,
    Bodies,
    Centre,
    Departments,
    Floats,
    Hosts,
    Usual,
    local_share,
)
from sim.institutions.partners import Businesses
from sim.missions import ENERGY
from sim.rules.asking import ask_hazard, asked_chance, brokerage
from sim.rules.businesses import employers_asks
from sim.rules.coproduction import invitation, relief_of_cost
from sim.rules.joining import circumstance, signing_up_chance
from sim.rules.panels import voice_with_panels
from sim.rules.parameters import Beliefs
from sim.rules.voice import crowding, heard_level, next_heard
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@one_row
def listen_one(
    a: int,
    areas: Areas,
    bodies: Bodies,
    d: Departments,
    centre: Centre,
    policy: Policy,
    usual: Usual,
    b: Beliefs,
) -> None:
    """Move an area's experienced voice toward its mean over missions."""
    level = 0.0
    for m in range(N_MISSIONS):
        side = bodies.inside[a, m]
        levers = policy.missions[side, m]
        autonomy = local_share(d.real_rights[side, m])
        asked = voice_with_panels(levers.voice, levers.deliberation_rate, b)
        level += (
            heard_level(
                asked,
                levers.voice_response,
                convening(side, centre, usual),
                areas.deprivation[a],
                levers.contract_share * (1.0 - autonomy),
                b,
            )
            / N_MISSIONS
        )
    areas.heard[a] = next_heard(areas.heard[a], level, b)


@kernel
def listen(
    areas: Areas,
    bodies: Bodies,
    d: Departments,
    centre: Centre,
    policy: Policy,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Move experienced voice, the mean over missions of what people are asked."""
    for a in range(areas.weight.size):
        listen_one(a, areas, bodies, d, centre, policy, usual, beliefs[0])


@one_row
def ask_hazard_in(
    a: int,
    areas: Areas,
    bodies: Bodies,
    hosts: Hosts,
    firms: Businesses,
    centre: Centre,
    policy: Policy,
    usual: Usual,
    b: Beliefs,
) -> float:
    """Return the monthly hazard that anybody but a tie asks an area's citizens."""
    hazard = 0.0
    given = 0.0
    for m in range(N_MISSIONS):
        side = bodies.inside[a, m]
        levers = policy.missions[side, m]
        throughput = convening(side, centre, usual)
        open_hosts = hosts.hosting[a, m] / usual.hosting[m]
        broker = brokerage(open_hosts, levers.mobilisation_spend, throughput, b)
        hazard += (
            ask_hazard(
                levers.mobilisation_spend,
                levers.exhortation,
                areas.deprivation[a],
                throughput,
                broker,
                b,
            )
            / N_MISSIONS
        )
        given += firms.input[a, m] / N_MISSIONS
    return hazard + employers_asks(firms.reachable[a], given, b)


@one_row
def appeal_one(
    a: int,
    m: int,
    around: Surroundings,
    areas: Areas,
    bodies: Bodies,
    d: Departments,
    policy: Policy,
    shocks: Shocks,
    month: int,
    joining_intercept: float,
    doing_intercept: Floats,
    b: Beliefs,
) -> None:
    """Work out how far a mission draws an area's citizens, and offers them a place."""
    r = areas.region[a]
    side = bodies.inside[a, m]
    levers = policy.missions[side, m]
    autonomy = local_share(d.real_rights[side, m])
    crowd = crowding(levers.target_pressure, levers.contract_share, autonomy, b)
    news = d.salience[side, m] + shocks.salience[month, r, m]
    news = min(1.0, max(0.0, news))
    around.readiness[a, m] = joining_intercept + circumstance(
        areas.efficacy[a], news, crowd, bodies.stock[a, m], b
    )
    around.invitation[a, m] = (
        doing_intercept[m]
        + invitation(areas.heard[a], news, crowd, b)
        + shocks.invitation[month, r, m]
    )
    if m == ENERGY:
        around.invitation[a, m] += relief_of_cost(levers.business_match, b)
    around.unmatched[a, m] = bodies.unmatched[a, m]
    around.place[a, m] = bodies.place[a, m]


@one_row
def surround_one(
    a: int,
    around: Surroundings,
    areas: Areas,
    usual: Usual,
    centre: Centre,
    shocks: Shocks,
    month: int,
    hazard: float,
    b: Beliefs,
) -> None:
    """Work out what all of an area's citizens share, whatever their mission."""
    r = areas.region[a]
    asks = shocks.ask_multiplier[month, r]
    for n in range(N_TIES + 1):
        around.asked[a, n] = asked_chance(hazard, n / N_TIES, asks, b)
    level = areas.signal[a] - usual.signal[a]
    around.signal[a] = min(1.0, max(0.0, level))
    around.signing_up[a] = signing_up_chance(
        shocks.sign_up_chance[month, r], centre.throughput[0], b
    )
    around.surge[a] = shocks.informal_surge[month, r]
    around.time_factor[a] = 1.0 + shocks.free_time_gain[month, r]


@kernel
def surround(
    around: Surroundings,
    areas: Areas,
    bodies: Bodies,
    hosts: Hosts,
    firms: Businesses,
    d: Departments,
    centre: Centre,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    joining_intercept: float,
    doing_intercept: Floats,
    beliefs: NDArray[np.void],
) -> None:
    """Work out, once an area, everything that its citizens share.

    ``joining_intercept`` and ``doing_intercept`` (5,) are the solved logits of
    volunteering and of doing one's part.
    """
    b = beliefs[0]
    for a in range(areas.weight.size):
        hazard = ask_hazard_in(a, areas, bodies, hosts, firms, centre, policy, usual, b)
        surround_one(a, around, areas, usual, centre, shocks, month, hazard, b)
        for m in range(N_MISSIONS):
            appeal_one(
                a,
                m,
                around,
                areas,
                bodies,
                d,
                policy,
                shocks,
                month,
                joining_intercept,
                doing_intercept,
                beliefs[m],
            )
