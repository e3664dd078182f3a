"""A month at the centre: attention, business, rights, plans and councils."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.draws import Stream, normal
from sim.institutions.columns import (
    N_DOMAINS,
    N_HISTORY,
    N_MISSIONS,
    Areas,
    Centre,
    Departments,
    Usual,
)
from sim.institutions.partners import CENTRAL, Unions
from sim.institutions.targets import Targets
from sim.rules.attention import (
    attention_anchor,
    effective_pressure,
    next_attention,
    relative_attention,
    salience,
    status_quo_attention,
)
from sim.rules.centre import (
    admin_cut_so_far,
    capability_after_reorganisation,
    capability_level,
    headroom,
    load,
    next_central_capability,
    next_unit_queue,
    processing,
    throughput,
    unit_capacity,
    unit_requests,
    unit_service,
)
from sim.rules.councils import coordination, council_delay, next_agreement
from sim.rules.knowledge import (
    centre_signal_noise,
    next_bias_multiplier,
    next_plan,
    practice_speed,
)
from sim.rules.rights import (
    incoherence,
    next_rights,
    next_transition_loss,
    next_whitehall_noise,
    real_rights,
    shifted_devolver_share,
)
from sim.rules.targets import with_earned
from sim.rules.unions import agreement_after_dispute
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks

_CENTRE_SIGNAL = int(Stream.CENTRE_SIGNAL)
_WHITEHALL = int(Stream.WHITEHALL)


@kernel
def attend(
    d: Departments,
    policy: Policy,
    shocks: Shocks,
    month: int,
    is_launch: bool,
    beliefs: NDArray[np.void],
) -> None:
    """Move attention, and with it the bite of targets and what is in the news.

    Row 0 of ``d.pressure`` keeps the status quo's target pressure: outside a mission's
    scope the centre's attention changes nothing.
    """
    total = 0.0
    launch = policy.national[1].launch_attention
    for m in range(N_MISSIONS):
        b = beliefs[m]
        levers = policy.missions[1, m]
        weight = policy.attention[1, m]
        if is_launch:
            d.attention[m] = max(d.attention[m], launch)
        anchor = attention_anchor(
            levers.council,
            levers.target_pressure,
            weight,
            shocks.scandal[month, m],
            b,
        )
        d.attention[m] = next_attention(d.attention[m], anchor, b)
        total += d.attention[m] * weight
    for m in range(N_MISSIONS):
        b = beliefs[m]
        weight = policy.attention[1, m]
        attended = relative_attention(d.attention[m], weight, total, b)
        d.attention_ratio[m] = attended / status_quo_attention(b)
        d.salience[m] = salience(d.attention_ratio[m], 0.0, b)
        d.pressure[0, m] = policy.missions[0, m].target_pressure
        d.pressure[1, m] = effective_pressure(
            policy.missions[1, m].target_pressure, attended, b
        )


@kernel
def share_out_rights(
    d: Departments,
    targets: Targets,
    policy: Policy,
    devolvers_brought: float,
    shocks: Shocks,
    month: int,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Move decision rights toward what was announced, and count what it costs.

    ``devolvers_brought`` is how much the weight of devolvers in Whitehall rises this
    month because a government takes office. A reorganisation costs as much as a
    change of rights, though none is meant.
    """
    dispute = policy.national[1].whitehall_dispute
    for m in range(N_MISSIONS):
        b = beliefs[m]
        d.devolver_share[m] = shifted_devolver_share(
            d.devolver_share[m], devolvers_brought
        )
        shock = normal(seed, replicate, _WHITEHALL, m, step, 0)
        d.whitehall_noise[m] = next_whitehall_noise(d.whitehall_noise[m], shock, b)
        for k in range(N_DOMAINS):
            usual = policy.autonomy[0, m, k]
            announced = with_earned(policy.autonomy[1, m, k], targets.earned[m])
            moved = next_rights(
                d.rights[m, k], usual, announced, dispute, d.devolver_share[m], b
            )
            d.rights_change[m, k] = moved - d.rights[m, k]
            d.rights[m, k] = moved
            d.real_rights[0, m, k] = usual
            d.real_rights[1, m, k] = real_rights(
                moved, dispute, d.whitehall_noise[m], b
            )
            d.transition_loss[m, k] = next_transition_loss(
                d.transition_loss[m, k],
                abs(d.rights_change[m, k]) + shocks.reorganised[month, m],
                b,
            )


@kernel
def handle_business(
    centre: Centre,
    d: Departments,
    unions: Unions,
    policy: Policy,
    shocks: Shocks,
    month: int,
    beliefs: NDArray[np.void],
) -> None:
    """Weigh what comes to the centre against what it can handle.

    Disputes of the centre's own staff take from it what crises do.
    """
    b = beliefs[0]
    national = policy.national[1]
    control = 0.0
    voice = 0.0
    council = 0.0
    given = 0.0
    requests = 0.0
    for m in range(N_MISSIONS):
        levers = policy.missions[1, m]
        voice += levers.voice / N_MISSIONS
        council += levers.council / N_MISSIONS
        requests += unit_requests(
            levers.council, levers.voice, levers.business_match, b
        )
        for k in range(N_DOMAINS):
            control += (1.0 - d.real_rights[1, m, k]) / (N_MISSIONS * N_DOMAINS)
            given += max(0.0, d.rights_change[m, k]) / (N_MISSIONS * N_DOMAINS)
    crisis = shocks.crisis[month]
    for r in range(unions.weight.size):
        crisis += unions.weight[r] * unions.strike[r, CENTRAL]
    cut = admin_cut_so_far(national.admin_cut, month, b)
    level = capability_level(national.introspection, b)
    capability = next_central_capability(centre.capability[0], level, given, b)
    capability = capability_after_reorganisation(
        capability, shocks.capability_loss[month]
    )
    capacity = unit_capacity(
        national.partnerships_unit, capability, national.introspection, b
    )
    queue = next_unit_queue(centre.unit_queue[0], requests, capacity, b)
    centre.admin_cut[0] = cut
    centre.capability[0] = capability
    centre.processing[0] = processing(
        capability, cut, national.introspection, crisis, b
    )
    centre.load[0] = load(control, voice, council, national.partnerships_unit, b)
    centre.headroom[0] = headroom(centre.processing[0], centre.load[0], b)
    centre.throughput[0] = throughput(centre.headroom[0], b)
    centre.unit_queue[0] = queue
    centre.unit_service[0] = unit_service(queue, requests, capacity, b)
    centre.partnerships[0] = min(capacity, requests + queue)


@kernel
def convene(
    centre: Centre,
    d: Departments,
    unions: Unions,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Let mission councils agree or not, and see how fast decisions become practice."""
    dispute = policy.national[1].whitehall_dispute
    ordinary = policy.national[0]
    for m in range(N_MISSIONS):
        b = beliefs[m]
        levers = policy.missions[1, m]
        autonomy = d.real_rights[1, m].sum() / N_DOMAINS
        agreement = next_agreement(
            d.agreement[m], dispute, levers.target_pressure, autonomy, b
        )
        disputes = 0.0
        for r in range(unions.weight.size):
            disputes += unions.weight[r] * unions.dispute[r, m]
        agreement = agreement_after_dispute(agreement, disputes - usual.disputes[m], b)
        d.agreement[m] = agreement
        d.coordination[m] = coordination(
            levers.council,
            levers.council_external,
            centre.throughput[0],
            agreement,
            b,
        )
        split = incoherence(dispute, d.devolver_share[m], b)
        delay = council_delay(levers.council, agreement, b)
        before = incoherence(ordinary.whitehall_dispute, ordinary.devolver_share, b)
        d.speed[0, m] = practice_speed(before, 0.0, 0.0, b)
        d.speed[1, m] = practice_speed(split, delay, shocks.practice_loss[month, m], b)
        for side in range(2):
            d.bias_multiplier[side, m] = next_bias_multiplier(
                d.bias_multiplier[side, m],
                policy.missions[side, m].evaluation,
                policy.missions[0, m].evaluation,
                b,
            )


@kernel
def plan(
    centre: Centre,
    d: Departments,
    areas: Areas,
    delay: int,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Revise the centre's plans on figures that are ``delay`` months old and noisy."""
    heard = 0.0
    for a in range(areas.weight.size):
        heard += areas.weight[a] * areas.heard[a]
    then = (step - delay) % N_HISTORY
    for m in range(N_MISSIONS):
        b = beliefs[m]
        attended = centre.headroom[0] * d.attention_ratio[m]
        noise = centre_signal_noise(attended, heard, b)
        for k in range(N_DOMAINS):
            luck = normal(seed, replicate, _CENTRE_SIGNAL, m, step, k)
            error = b.centre_bias * d.plan_bias[m, k] * d.bias_multiplier[1, m]
            signal = d.seen[then, m, k] + error + noise * luck
            d.plan[m, k] = next_plan(d.plan[m, k], signal, attended, b)
