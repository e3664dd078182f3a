"""The centre's plans, made on old and noisy figures."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.draws import Stream, normal
from sim.institutions.columns import (
    N_DOMAINS,
    N_HISTORY,
    N_MISSIONS,
    Areas,
    Centre,
    Departments,
)
from sim.rules.councils import council_pull
from sim.rules.knowledge import centre_signal_noise, next_plan
from sim.rules.parameters import Beliefs
from sim.scenario.policies import Policy

_CENTRE_SIGNAL = int(Stream.CENTRE_SIGNAL)


@one_row
def mean_heard(areas: Areas) -> float:
    """Return how far people are heard, the mean over all adults."""
    heard = 0.0
    for a in range(areas.weight.size):
        heard += areas.weight[a] * areas.heard[a]
    return heard


@one_row
def plan_one(
    m: int,
    centre: Centre,
    d: Departments,
    policy: Policy,
    heard: float,
    delay: int,
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Revise a mission's plan on figures that are ``delay`` months old and noisy."""
    then = (step - delay) % N_HISTORY
    attended = centre.headroom[0] * d.attention_ratio[1, m]
    noise = centre_signal_noise(attended, heard, b)
    levers = policy.missions[1, m]
    pull = council_pull(levers.council, levers.council_external, b)
    for k in range(N_DOMAINS):
        luck = normal(seed, replicate, _CENTRE_SIGNAL, m, step, k)
        error = b.centre_bias * d.plan_bias[m, k] * d.bias_multiplier[1, m]
        error += pull * d.insiders[m, k]
        signal = d.seen[then, m, k] + error + noise * luck
        d.plan[m, k] = next_plan(d.plan[m, k], signal, attended, b)


@kernel
def plan(
    centre: Centre,
    d: Departments,
    areas: Areas,
    policy: Policy,
    delay: int,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Revise the centre's plans."""
    heard = mean_heard(areas)
    for m in range(N_MISSIONS):
        plan_one(m, centre, d, policy, heard, delay, beliefs[m], seed, replicate, step)
