"""What state and society achieve together in a month, and what people make of it."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.elementary import logistic, logit
from sim.institutions.columns import (
    N_DOMAINS,
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Bodies,
    Centre,
    Departments,
    Floats,
    Usual,
)
from sim.institutions.partners import Businesses, Contractors, Unions
from sim.institutions.targets import Targets
from sim.rules.effort import reported_stock
from sim.rules.production import (
    effort_that_fits,
    kept_of_state_input,
    labour,
    next_smoothed,
    next_stock,
    pressure_felt,
    productive_pressure,
    society_input,
    state_input,
)
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


@kernel
def produce(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    centre: Centre,
    firms: Businesses,
    unions: Unions,
    providers: Contractors,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Combine what state and society put in, let it spill over, move the true state."""
    n_areas = areas.weight.size
    for m in range(N_MISSIONS):
        b = beliefs[m]
        loss = d.transition_loss[m].sum() / N_DOMAINS
        kept_inside = kept_of_state_input(centre.admin_cut[0], loss, b)
        adults = np.zeros(N_REGIONS)
        regional = np.zeros(N_REGIONS)
        for a in range(n_areas):
            side = bodies.inside[a, m]
            helping = bodies.matched[a, m] + firms.seconded[a]
            money = bodies.money[a, m]
            if side == 1:
                # Competition among providers saves: the same money buys more.
                money = money * providers.buys[m]
            work = labour(
                money,
                bodies.workforce[a, m],
                helping,
                usual.matched[m],
                b,
            )
            bodies.effort_fit[a, m] = effort_that_fits(
                bodies.measured_effort[a, m],
                bodies.unmeasured_effort[a, m],
                bodies.next_fit[a, m],
                b,
            )
            raw = state_input(
                work,
                bodies.effort_fit[a, m],
                d.real_rights[side, m].sum() / N_DOMAINS,
                b,
            )
            worked = 1.0 - unions.strike[areas.region[a], m]
            if side == 1:
                worked = worked * kept_inside * providers.kept[m]
            bodies.state[a, m] = raw * worked
            bodies.society[a, m] = society_input(
                helping / usual.matched[m],
                areas.helped[a] / usual.helped[0],
                firms.input[a, m],
                bodies.doing[a, m] / usual.doing[m],
                b,
            )
            made = productive_pressure(
                bodies.state[a, m] / usual.state[m], bodies.society[a, m], b
            )
            bodies.output[a, m] = made / usual.output[m]
            adults[areas.region[a]] += areas.adults[a]
            regional[areas.region[a]] += areas.adults[a] * bodies.output[a, m]
        for a in range(n_areas):
            r = areas.region[a]
            felt = pressure_felt(
                bodies.output[a, m], regional[r] / adults[r], areas.demand[a], b
            )
            bodies.felt[a, m] = felt
            bodies.smoothed[a, m] = next_smoothed(bodies.smoothed[a, m], felt, b)
            bodies.stock[a, m] = next_stock(bodies.stock[a, m], felt, b)


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
    """Let people compare what they live through with what they expected and heard.

    ``cares`` (5,) is the share of adults whose main mission each is. Afterwards the
    two camps of Whitehall gain or lose by what happened.
    """
    national = beliefs[0]
    blame = np.zeros(N_MISSIONS)
    for a in range(areas.weight.size):
        surprise = 0.0
        tokens = 0.0
        pressure = 0.0
        gap_excess = 0.0
        broken = 0.0
        for m in range(N_MISSIONS):
            b = beliefs[m]
            side = bodies.inside[a, m]
            levers = policy.missions[side, m]
            ordinary = policy.missions[0, m]
            shown = reported_stock(logit(bodies.stock[a, m]), bodies.gaming[a, m], b)
            bodies.reported[a, m] = logistic(shown)
            gap = bodies.reported[a, m] - bodies.stock[a, m]
            excess = bodies.stock[a, m] - bodies.expected[a, m]
            blame[m] += bodies.weight[a, m] * excess
            surprise += cares[m] * experience(
                bodies.stock[a, m],
                bodies.expected[a, m],
                bodies.reported[a, m],
                usual.gap[a, m],
                b,
            )
            tokens += disappointment_of_voice(levers.voice, levers.voice_response, b)
            tokens -= disappointment_of_voice(
                ordinary.voice, ordinary.voice_response, b
            )
            pressure += levers.target_pressure - ordinary.target_pressure
            gap_excess += gap - usual.gap[a, m]
            if side == 1:
                for k in range(N_DOMAINS):
                    announced = with_earned(policy.autonomy[1, m, k], targets.earned[m])
                    broken += abs(d.rights[m, k] - announced) / N_DOMAINS
            bodies.expected[a, m] = next_expectation(
                bodies.expected[a, m], bodies.stock[a, m], b
            )
        raw = trust_signal(
            surprise,
            areas.heard[a] - usual.heard[a],
            tokens / N_MISSIONS,
            pressure / N_MISSIONS,
            gap_excess / N_MISSIONS,
            broken / N_MISSIONS,
            national,
        )
        raw += shocks.trust_shock[month, areas.region[a]]
        areas.signal[a] = raw
        offered = bodies.offered[a].sum()
        matched = bodies.matched[a].sum()
        share = matched / offered if offered > 0.0 else 0.0
        areas.efficacy[a] = next_efficacy(areas.efficacy[a], share, surprise, national)
    for m in range(N_MISSIONS):
        b = beliefs[m]
        autonomy = d.real_rights[1, m].sum() / N_DOMAINS
        d.devolver_share[m] = next_devolver_share(
            d.devolver_share[m], blame[m], autonomy, shocks.scandal[month, m], b
        )
