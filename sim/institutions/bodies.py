"""A month of the local bodies: what is needed, what they learn and do."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.draws import Stream, normal, uniform
from sim.institutions.columns import (
    N_DOMAINS,
    N_HISTORY,
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Bodies,
    Departments,
    Hosts,
    Usual,
)
from sim.institutions.partners import Contractors, Unions
from sim.institutions.targets import Targets
from sim.rules.contractors import measured_gain, unmeasured_kept
from sim.rules.effort import (
    gaming,
    measured_effort,
    motivation,
    next_workforce,
    unmeasured_effort,
)
from sim.rules.knowledge import (
    best_practice,
    copying_rate,
    decided,
    fit,
    learned,
    local_lasting_error,
    local_signal_noise,
    mixing_misfit,
    next_local_capability,
    next_need,
    pull_of_loudest,
    splitting_misfit,
)
from sim.rules.panels import blur_left, pull_of_members
from sim.rules.relaying import local_noise_with_charities
from sim.rules.targets import gaming_near_target, stake_near_target
from sim.rules.unions import workforce_after_dispute
from sim.rules.uproar import audit_in_force
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks

_NEED = int(Stream.NEED)
_NEED_REGION = int(Stream.NEED_REGION)
_NEED_COMMON = int(Stream.NEED_COMMON)
_LOCAL_SIGNAL = int(Stream.LOCAL_SIGNAL)
_PEER = int(Stream.PEER)


@kernel
def move_needs(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    spreads: NDArray[np.float64],
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Let what would work best drift, for the country, its regions and its places.

    ``spreads`` (4,) is how far best practice differs in each domain, mean square one.
    The mission's mean is kept for the centre, which will see it months later.
    """
    now = step % N_HISTORY
    for m in range(N_MISSIONS):
        b = beliefs[m]
        for k in range(N_DOMAINS):
            luck = normal(seed, replicate, _NEED_COMMON, m, step, k)
            d.common[m, k] += b.common_drift_share * b.drift * luck
            d.seen[now, m, k] = 0.0
    regional = np.empty((N_REGIONS, N_DOMAINS))
    for m in range(N_MISSIONS):
        b = beliefs[m]
        for r in range(N_REGIONS):
            for k in range(N_DOMAINS):
                agent = r * N_MISSIONS + m
                regional[r, k] = normal(seed, replicate, _NEED_REGION, agent, step, k)
        for a in range(areas.weight.size):
            agent = a * N_MISSIONS + m
            r = areas.region[a]
            for k in range(N_DOMAINS):
                local = normal(seed, replicate, _NEED, agent, step, k)
                need = next_need(bodies.need[a, m, k], regional[r, k], local, b)
                best = best_practice(d.common[m, k], need, spreads[k], b)
                bodies.need[a, m, k] = need
                bodies.best[a, m, k] = best
                d.seen[now, m, k] += bodies.weight[a, m] * best


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
    """Let each body learn from its own people and from one better neighbour.

    Charities beside it, as last month left them, see what its officials do not. Reads
    every body's belief and fit of last month; writes ``next_belief``.
    """
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            b = beliefs[m]
            side = bodies.inside[a, m]
            levers = policy.missions[side, m]
            agent = a * N_MISSIONS + m
            lost = 0.0
            for k in range(N_DOMAINS):
                lost += max(0.0, -d.rights_change[m, k]) / N_DOMAINS
            capability = next_local_capability(
                bodies.capability[a, m],
                bodies.start_capability[a, m],
                levers.capability_spend,
                lost * side,
                b,
            )
            bodies.capability[a, m] = capability
            members = bodies.members[a, m]
            noise = local_noise_with_charities(
                local_signal_noise(capability, areas.heard[a], b),
                hosts.hosting[a, m] / usual.hosting[m],
                b,
            )
            noise *= blur_left(members, b)
            advantage = 0.0
            if members > 0.0:
                advantage = bodies.members_resources[a, m] / members
            chosen = int(
                uniform(seed, replicate, _PEER, agent, step, 0) * areas.near.shape[1]
            )
            peer = areas.near[a, chosen]
            rate = copying_rate(
                levers.practice_sharing,
                levers.evaluation,
                bodies.fit[a, m],
                bodies.fit[peer, m],
                normal(seed, replicate, _PEER, agent, step, 1),
                b,
            )
            for k in range(N_DOMAINS):
                loudest = pull_of_loudest(areas.heard[a], d.loudest[m, k], b)
                loudest += pull_of_members(advantage, d.loudest[m, k], b)
                error = local_lasting_error(
                    bodies.bias[a, m, k],
                    capability,
                    d.bias_multiplier[side, m],
                    loudest,
                    b,
                )
                luck = normal(seed, replicate, _LOCAL_SIGNAL, agent, step, k)
                signal = bodies.best[a, m, k] + error + noise * luck
                belief = learned(bodies.belief[a, m, k], signal, b)
                copied = rate * (bodies.belief[peer, m, k] - bodies.belief[a, m, k])
                bodies.next_belief[a, m, k] = belief + copied


@kernel
def practise(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    unions: Unions,
    averaging: bool,
    beliefs: NDArray[np.void],
) -> None:
    """Let practice follow whoever may decide, and see how well it fits.

    Writes ``next_fit``, since peers read ``fit``.
    """
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            b = beliefs[m]
            side = bodies.inside[a, m]
            speed = d.speed[side, m] + unions.pace[areas.region[a], m]
            squared = 0.0
            mixed = 0.0
            total = 0.0
            total_squares = 0.0
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
                total += settled / N_DOMAINS
                total_squares += settled * settled / N_DOMAINS
            split = splitting_misfit(max(0.0, total_squares - total * total), b)
            bodies.next_fit[a, m] = fit(squared, mixed + split, b)


@kernel
def work(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    unions: Unions,
    providers: Contractors,
    targets: Targets,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Let staff divide their effort under the pressure that their body feels.

    What is bought from providers and charities on contract bends it toward what
    contracts can count.
    """
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            b = beliefs[m]
            side = bodies.inside[a, m]
            levers = policy.missions[side, m]
            pressure = d.pressure[side, m]
            usual_pressure = policy.missions[0, m].target_pressure
            bought = policy.missions[0, m].outsourced_share
            if side == 1:
                bought = providers.share[m]
            autonomy = d.real_rights[side, m].sum() / N_DOMAINS
            together = d.coordination[m] if side == 1 else 0.0
            own = motivation(pressure, autonomy, together, b)
            usual_distance = b.threshold_area_sd * targets.luck[a, m]
            distance = usual_distance
            if side == 1:
                distance = targets.distance[m] + usual_distance
            stake = b.stakes * pressure
            stake = stake * stake_near_target(distance, usual_distance, b)
            bodies.pressure[a, m] = pressure
            bodies.measured_effort[a, m] = measured_effort(
                stake, own, b
            ) * measured_gain(bought, levers.contract_share, b)
            bodies.unmeasured_effort[a, m] = unmeasured_effort(
                stake, own, b
            ) * unmeasured_kept(bought, levers.quality_enforcement, b)
            near = gaming_near_target(distance, usual_distance, b)
            audit = audit_in_force(levers.audit, shocks.audit[month, m])
            bodies.gaming[a, m] = near * gaming(pressure, audit, b)
            workforce = next_workforce(
                bodies.workforce[a, m], pressure, usual_pressure, b
            )
            disputes = unions.dispute[areas.region[a], m] - usual.disputes[m]
            bodies.workforce[a, m] = workforce_after_dispute(workforce, disputes, b)
