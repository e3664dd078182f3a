"""A month of businesses: what they expect, invest, join and lend."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.institutions.centre import convening
from sim.institutions.columns import (
    N_DOMAINS,
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Bodies,
    Centre,
    Departments,
    Usual,
)
from sim.institutions.partners import N_BANDS, Businesses
from sim.missions import GROWTH
from sim.rules.businesses import (
    business_input,
    employment_share,
    inclination,
    joining_level,
    next_expected_demand,
    next_investment,
    next_joined,
    next_uncertainty,
    seconded_hours,
)
from sim.rules.parameters import Beliefs
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@one_row
def watch_policy(firms: Businesses, d: Departments, b: Beliefs) -> None:
    """Let all businesses see how steady policy is."""
    moved = 0.0
    rights = 0.0
    for m in range(N_MISSIONS):
        for k in range(N_DOMAINS):
            moved += abs(d.plan[m, k] - firms.known_plan[m, k])
            rights += abs(d.rights_change[m, k])
            firms.known_plan[m, k] = d.plan[m, k]
    n = N_MISSIONS * N_DOMAINS
    firms.uncertainty[0] = next_uncertainty(
        firms.uncertainty[0], moved / n, rights / n, b
    )


@one_row
def expect_one(r: int, firms: Businesses, b: Beliefs) -> None:
    """Let a region's businesses expect what its incomes promise."""
    firms.expected_demand[r] = next_expected_demand(
        firms.expected_demand[r], firms.income_growth[r], b
    )


@kernel
def expect(firms: Businesses, d: Departments, beliefs: NDArray[np.void]) -> None:
    """Let businesses see how steady policy is, and what incomes promise."""
    watch_policy(firms, d, beliefs[0])
    for r in range(N_REGIONS):
        expect_one(r, firms, beliefs[0])


class Climate(NamedTuple):
    """What businesses of all sizes find in an area, relative to the status quo.

    Attributes
    ----------
    council, match, attention : float
        Means over the missions: councils that meet, matched money, attention.
    trust, uncertainty, effort, demand : float
        In government; of policy; the state's for growth; expected, log per year.
    throughput, loss : float
        Share of convening that happens; cost shock to investment, log.
    """

    council: float
    match: float
    attention: float
    trust: float
    uncertainty: float
    effort: float
    demand: float
    throughput: float
    loss: float


@one_row
def climate_in(
    a: int,
    firms: Businesses,
    areas: Areas,
    bodies: Bodies,
    d: Departments,
    centre: Centre,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
) -> Climate:
    """Return an area's climate; effort and trust are as last month left them."""
    r = areas.region[a]
    throughput = 0.0
    attention = 0.0
    council = 0.0
    match = 0.0
    for m in range(N_MISSIONS):
        side = bodies.inside[a, m]
        levers = policy.missions[side, m]
        convened = convening(side, centre, usual)
        throughput += convened / N_MISSIONS
        attention += d.attention_ratio[side, m] / N_MISSIONS
        council += levers.council * convened / N_MISSIONS
        match += levers.business_match / N_MISSIONS
    return Climate(
        council,
        match,
        attention,
        min(1.0, max(0.0, areas.signal[a] - usual.signal[a])),
        firms.uncertainty[0] - usual.uncertainty[0],
        bodies.state[a, GROWTH] / usual.state[GROWTH],
        firms.expected_demand[r] - shocks.expected_demand_loss[month, r],
        throughput,
        shocks.investment_loss[month, r],
    )


@one_row
def join_one(a: int, k: int, firms: Businesses, found: Climate, b: Beliefs) -> None:
    """Let firms of a size band join partnerships, or leave them."""
    level = joining_level(
        inclination(k, b),
        found.council,
        found.match,
        found.trust,
        found.uncertainty,
        found.attention,
        b,
    )
    firms.joined[a, k] = next_joined(firms.joined[a, k], level, b)


@one_row
def invest_one(a: int, k: int, firms: Businesses, found: Climate, b: Beliefs) -> None:
    """Let firms of a size band invest, or wait."""
    firms.investment[a, k] = next_investment(
        firms.investment[a, k],
        found.demand,
        found.uncertainty,
        firms.joined[a, k] * found.throughput,
        found.effort,
        found.loss,
        b,
    )


@kernel
def invest_and_join(
    firms: Businesses,
    areas: Areas,
    bodies: Bodies,
    d: Departments,
    centre: Centre,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Move investment and partnerships of every area and size band."""
    b = beliefs[0]
    for a in range(areas.weight.size):
        found = climate_in(
            a, firms, areas, bodies, d, centre, policy, shocks, month, usual
        )
        for k in range(N_BANDS):
            join_one(a, k, firms, found, b)
            invest_one(a, k, firms, found, b)


@one_row
def lend_one(a: int, firms: Businesses, b: Beliefs) -> None:
    """Add up whom an area's firms of all sizes lend to each mission."""
    lent = 0.0
    for k in range(N_BANDS):
        lent += employment_share(k, b) * firms.joined[a, k]
    firms.seconded[a] = seconded_hours(lent, b) / N_MISSIONS


@one_row
def contribute_one(
    a: int,
    m: int,
    firms: Businesses,
    bodies: Bodies,
    policy: Policy,
    usual: Usual,
    b: Beliefs,
) -> None:
    """Add up what an area's firms of all sizes put into a mission."""
    levers = policy.missions[bodies.inside[a, m], m]
    beyond = 0.0
    for k in range(N_BANDS):
        beyond += employment_share(k, b) * (
            business_input(
                firms.investment[a, k] - usual.investment[a, k],
                firms.joined[a, k] - usual.joined[a, k],
                levers.business_match,
                b,
            )
            - 1.0
        )
    firms.input[a, m] = 1.0 + beyond


@kernel
def contribute(
    firms: Businesses,
    bodies: Bodies,
    policy: Policy,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Add up what firms of all sizes put into each mission, and whom they lend."""
    b = beliefs[0]
    for a in range(firms.reachable.size):
        lend_one(a, firms, b)
        for m in range(N_MISSIONS):
            contribute_one(a, m, firms, bodies, policy, usual, b)
