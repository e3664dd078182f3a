"""What people make of a month, and what that does to the camps of Whitehall."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.elementary import logistic, logit
from sim.institutions.columns import (
    N_DOMAINS,
    N_MISSIONS,
    Areas,
    Bodies,
    Departments,
    Floats,
    Usual,
    local_share,
    total,
)
from sim.institutions.targets import Targets
from sim.rules.effort import reported_stock
from sim.rules.parameters import Beliefs
from sim.rules.rights import next_devolver_share
from sim.rules.targets import with_earned
from sim.rules.trust import (
    disappointment_of_voice,
    experience,
    next_efficacy,
    next_expectation,
    trust_signal,
)
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@one_row
def better_than_expected(m: int, bodies: Bodies) -> float:
    """Return by how much a mission goes better than people expect, over the nation."""
    excess = 0.0
    for a in range(bodies.weight.shape[0]):
        excess += bodies.weight[a, m] * (bodies.stock[a, m] - bodies.expected[a, m])
    return excess


@one_row
def report_one(a: int, m: int, bodies: Bodies, b: Beliefs) -> None:
    """Report a mission's state, gamed or not."""
    shown = reported_stock(logit(bodies.stock[a, m]), bodies.gaming[a, m], b)
    bodies.reported[a, m] = logistic(shown)


@one_row
def surprise_in(
    a: int, bodies: Bodies, cares: Floats, usual: Usual, beliefs: NDArray[np.void]
) -> float:
    """Return how much better things go in an area than its people expected.

    ``cares`` (5,) is the share of adults whose main mission each is.
    """
    surprise = 0.0
    for m in range(N_MISSIONS):
        surprise += cares[m] * experience(
            bodies.stock[a, m],
            bodies.expected[a, m],
            bodies.reported[a, m],
            usual.gap[a, m],
            beliefs[m],
        )
    return surprise


@one_row
def tokenism_in(
    a: int, bodies: Bodies, policy: Policy, beliefs: NDArray[np.void]
) -> float:
    """Return how much more than usual people are consulted and then ignored."""
    tokens = 0.0
    for m in range(N_MISSIONS):
        levers = policy.missions[bodies.inside[a, m], m]
        usual = policy.missions[0, m]
        b = beliefs[m]
        tokens += disappointment_of_voice(levers.voice, levers.voice_response, b)
        tokens -= disappointment_of_voice(usual.voice, usual.voice_response, b)
    return tokens / N_MISSIONS


@one_row
def broken_promise(
    a: int, bodies: Bodies, d: Departments, targets: Targets, policy: Policy
) -> float:
    """Return how far real local rights lie from those announced."""
    broken = 0.0
    for m in range(N_MISSIONS):
        if bodies.inside[a, m] == 1:
            for k in range(N_DOMAINS):
                announced = with_earned(policy.autonomy[1, m, k], targets.earned[m])
                broken += abs(d.rights[m, k] - announced) / N_DOMAINS
    return broken / N_MISSIONS


@one_row
def conclude_one(
    a: int,
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    targets: Targets,
    policy: Policy,
    shocks: Shocks,
    month: int,
    cares: Floats,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Let an area's people compare what they live through with what they were told."""
    b = beliefs[0]
    pressure = 0.0
    gap = 0.0
    for m in range(N_MISSIONS):
        wanted = policy.missions[bodies.inside[a, m], m].target_pressure
        pressure += wanted - policy.missions[0, m].target_pressure
        gap += bodies.reported[a, m] - bodies.stock[a, m] - usual.gap[a, m]
    surprise = surprise_in(a, bodies, cares, usual, beliefs)
    raw = trust_signal(
        surprise,
        areas.heard[a] - usual.heard[a],
        tokenism_in(a, bodies, policy, beliefs),
        pressure / N_MISSIONS,
        gap / N_MISSIONS,
        broken_promise(a, bodies, d, targets, policy),
        b,
    )
    areas.signal[a] = raw + shocks.trust_shock[month, areas.region[a]]
    offered = total(bodies.offered[a])
    share = total(bodies.matched[a]) / offered if offered > 0.0 else 0.0
    areas.efficacy[a] = next_efficacy(areas.efficacy[a], share, surprise, b)


@one_row
def get_used_to_one(a: int, m: int, bodies: Bodies, b: Beliefs) -> None:
    """Let people get used to a mission's state."""
    bodies.expected[a, m] = next_expectation(
        bodies.expected[a, m], bodies.stock[a, m], b
    )


@one_row
def gain_or_lose_one(
    m: int,
    d: Departments,
    better: float,
    shocks: Shocks,
    month: int,
    b: Beliefs,
) -> None:
    """Let the two camps of Whitehall gain or lose by how a mission went."""
    autonomy = local_share(d.real_rights[1, m])
    d.devolver_share[m] = next_devolver_share(
        d.devolver_share[m], better, autonomy, shocks.scandal[month, m], b
    )


@kernel
def draw_conclusions(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    targets: Targets,
    policy: Policy,
    shocks: Shocks,
    month: int,
    cares: Floats,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Let Whitehall and people compare what happened with what they expected."""
    for m in range(N_MISSIONS):
        better = better_than_expected(m, bodies)
        gain_or_lose_one(m, d, better, shocks, month, beliefs[m])
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            report_one(a, m, bodies, beliefs[m])
        conclude_one(
            a,
            bodies,
            d,
            areas,
            targets,
            policy,
            shocks,
            month,
            cares,
            usual,
            beliefs,
        )
        for m in range(N_MISSIONS):
            get_used_to_one(a, m, bodies, beliefs[m])
