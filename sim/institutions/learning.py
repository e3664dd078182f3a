"""What local bodies learn, and what they then do."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row, whole
from sim.draws import Stream, four_normals, four_uniforms
from sim.elementary import normal_quantile
from sim.institutions.columns import (
    N_DOMAINS,
    N_MISSIONS,
    Areas,
    Bodies,
    Departments,
    Hosts,
    Usual,
)
from sim.institutions.partners import Unions
from sim.rules.knowledge import (
    copying_rate,
    decided,
    fit,
    learned,
    local_lasting_error,
    local_signal_noise,
    mixing_misfit,
    next_local_capability,
    pull_of_loudest,
    splitting_misfit,
)
from sim.rules.panels import blur_left, pull_of_members
from sim.rules.parameters import Beliefs
from sim.rules.relaying import local_noise_with_charities
from sim.scenario.policies import Policy

_LOCAL_SIGNAL = int(Stream.LOCAL_SIGNAL)
_PEER = int(Stream.PEER)


@one_row
def train_one(
    a: int, m: int, bodies: Bodies, d: Departments, policy: Policy, b: Beliefs
) -> None:
    """Move what a body can do: money for it helps, lost rights wear it down."""
    side = bodies.inside[a, m]
    lost = 0.0
    for k in range(N_DOMAINS):
        lost += max(0.0, -d.rights_change[m, k]) / N_DOMAINS
    bodies.capability[a, m] = next_local_capability(
        bodies.capability[a, m],
        bodies.start_capability[a, m],
        policy.missions[side, m].capability_spend,
        lost * side,
        b,
    )


@one_row
def noise_of_signal(
    a: int,
    m: int,
    bodies: Bodies,
    areas: Areas,
    hosts: Hosts,
    usual: Usual,
    b: Beliefs,
) -> float:
    """Return how blurred a body sees: charities and panels see what it does not."""
    noise = local_noise_with_charities(
        local_signal_noise(bodies.capability[a, m], areas.heard[a], b),
        hosts.hosting[a, m] / usual.hosting[m],
        b,
    )
    return noise * blur_left(bodies.members[a, m], b)


@one_row
def peer_of(a: int, areas: Areas, luck: float) -> int:
    """Return the area, one of those most alike, that a body looks at this month."""
    return whole(areas.near[a, int(luck * areas.near.shape[1])])


@one_row
def learn_one(
    a: int,
    m: int,
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    hosts: Hosts,
    policy: Policy,
    usual: Usual,
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Let a body learn from its own people and from one better neighbour.

    Reads every body's belief and fit of last month; writes ``next_belief``.
    """
    side = bodies.inside[a, m]
    levers = policy.missions[side, m]
    agent = a * N_MISSIONS + m
    train_one(a, m, bodies, d, policy, b)
    noise = noise_of_signal(a, m, bodies, areas, hosts, usual, b)
    members = bodies.members[a, m]
    advantage = 0.0
    if members > 0.0:
        advantage = bodies.members_resources[a, m] / members
    chance = four_uniforms(seed, replicate, _PEER, agent, step, 0)
    peer = peer_of(a, areas, chance[0])
    rate = copying_rate(
        levers.practice_sharing,
        levers.evaluation,
        bodies.fit[a, m],
        bodies.fit[peer, m],
        normal_quantile(chance[1]),
        b,
    )
    luck = four_normals(seed, replicate, _LOCAL_SIGNAL, agent, step, 0)
    for k in range(N_DOMAINS):
        loudest = pull_of_loudest(areas.heard[a], d.loudest[m, k], b)
        loudest += pull_of_members(advantage, d.loudest[m, k], b)
        error = local_lasting_error(
            bodies.bias[a, m, k],
            bodies.capability[a, m],
            d.bias_multiplier[side, m],
            loudest,
            b,
        )
        signal = bodies.best[a, m, k] + error + noise * luck[k]
        belief = learned(bodies.belief[a, m, k], signal, b)
        copied = rate * (bodies.belief[peer, m, k] - bodies.belief[a, m, k])
        bodies.next_belief[a, m, k] = belief + copied


@kernel
def learn(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    hosts: Hosts,
    policy: Policy,
    usual: Usual,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Let each body learn; charities beside it are as last month left them."""
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            learn_one(
                a,
                m,
                bodies,
                d,
                areas,
                hosts,
                policy,
                usual,
                beliefs[m],
                seed,
                replicate,
                step,
            )


@one_row
def practise_one(
    a: int,
    m: int,
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    unions: Unions,
    averaging: bool,
    b: Beliefs,
) -> None:
    """Let a body's practice follow whoever may decide, and see how well it fits.

    Writes ``next_fit``, since peers read ``fit``.
    """
    side = bodies.inside[a, m]
    speed = d.speed[side, m] + unions.pace[areas.region[a], m]
    squared = 0.0
    mixed = 0.0
    mean = 0.0
    mean_square = 0.0
    for k in range(N_DOMAINS):
        rights = d.real_rights[side, m, k]
        choice = decided(
            d.plan[m, k],
            bodies.next_belief[a, m, k],
            rights,
            bodies.right_draw[a, m, k],
            averaging,
        )
        practice = bodies.practice[a, m, k]
        practice = practice + speed * (choice - practice)
        bodies.practice[a, m, k] = practice
        error = practice - bodies.best[a, m, k]
        squared += error * error / N_DOMAINS
        mixed += mixing_misfit(rights, b) / N_DOMAINS
        settled = d.rights[m, k] if side == 1 else rights
        mean += settled / N_DOMAINS
        mean_square += settled * settled / N_DOMAINS
    split = splitting_misfit(max(0.0, mean_square - mean * mean), b)
    bodies.next_fit[a, m] = fit(squared, mixed + split, b)


@kernel
def practise(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    unions: Unions,
    averaging: bool,
    beliefs: NDArray[np.void],
) -> None:
    """Let practice follow whoever may decide, and see how well it fits."""
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            practise_one(a, m, bodies, d, areas, unions, averaging, beliefs[m])
