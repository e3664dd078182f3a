"""A month of businesses: what they expect, invest, join and lend."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
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
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@kernel
def expect(firms: Businesses, d: Departments, beliefs: NDArray[np.void]) -> None:
    """Let businesses see how steady policy is, and what incomes promise."""
    b = beliefs[0]
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
    for r in range(N_REGIONS):
        firms.expected_demand[r] = next_expected_demand(
            firms.expected_demand[r], firms.income_growth[r], b
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
    """Move investment and partnerships of every area and size band.

    Reads the state's effort for growth, and trust, as last month left them. Councils,
    matched money and attention count as means over the missions.
    """
    b = beliefs[0]
    throughput = centre.throughput[0]
    uncertainty = firms.uncertainty[0] - usual.uncertainty[0]
    attention = 0.0
    for m in range(N_MISSIONS):
        attention += d.attention_ratio[m] / N_MISSIONS
    for a in range(areas.weight.size):
        r = areas.region[a]
        council = 0.0
        match = 0.0
        for m in range(N_MISSIONS):
            levers = policy.missions[bodies.inside[a, m], m]
            council += levers.council * throughput / N_MISSIONS
            match += levers.business_match / N_MISSIONS
        trust = min(1.0, max(0.0, areas.signal[a] - usual.signal[a]))
        effort = bodies.state[a, GROWTH] / usual.state[GROWTH]
        demand = firms.expected_demand[r] - shocks.expected_demand_loss[month, r]
        for k in range(N_BANDS):
            level = joining_level(
                inclination(k, b), council, match, trust, uncertainty, attention, b
            )
            joined = next_joined(firms.joined[a, k], level, b)
            firms.joined[a, k] = joined
            firms.investment[a, k] = next_investment(
                firms.investment[a, k],
                demand,
                uncertainty,
                joined * throughput,
                effort,
                shocks.investment_loss[month, r],
                b,
            )


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
        lent = 0.0
        for k in range(N_BANDS):
            lent += employment_share(k, b) * firms.joined[a, k]
        firms.seconded[a] = seconded_hours(lent, b) / N_MISSIONS
        for m in range(N_MISSIONS):
            levers = policy.missions[bodies.inside[a, m], m]
            total = 0.0
            for k in range(N_BANDS):
                total += employment_share(k, b) * (
                    business_input(
                        firms.investment[a, k] - usual.investment[a, k],
                        firms.joined[a, k] - usual.joined[a, k],
                        levers.business_match,
                        b,
                    )
                    - 1.0
                )
            firms.input[a, m] = 1.0 + total
