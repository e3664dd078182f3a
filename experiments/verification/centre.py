"""The centre: itself, its attention, what change costs, who wins within (V14, V15)."""

from collections.abc import Iterator

import numpy as np

from experiments.verification.row import ROUNDING, Row
from experiments.verification.worlds import PLAIN, england, months, root
from sim.institutions.columns import N_DOMAINS
from sim.rules.centre import (
    capability_level,
    load,
    next_central_capability,
    processing,
    throughput,
)
from sim.rules.councils import next_agreement
from sim.rules.money import front_line_money
from sim.rules.parameters import Beliefs
from sim.rules.production import kept_of_state_input, labour, state_input
from sim.rules.rights import next_devolver_share
from sim.rules.trust import next_expectation
from sim.scenario.scenario import Scenario
from sim.step import govern
from sim.world import World

_STEP = 0.0005


def introspection_optimum() -> Iterator[Row]:
    """Compare the introspection that pays most in the long run with its closed form."""
    worst = 0.0
    tried = np.arange(0.0, 1.0, _STEP)
    for payback in (0.3, 0.64, 0.8, 1.0, 1.5, 2.0):
        b = england(introspection_payback=payback).beliefs[0]
        cost, base = b.introspection_cost, b.capability_base
        exact = max(0.0, (payback - cost * base) / (2.0 * cost * payback))
        handled = [processing(_settled(float(i), b), 0.0, i, 0.0, b) for i in tried]
        worst = max(worst, abs(float(tried[int(np.argmax(handled))]) - exact))
    yield Row(
        "V14",
        "introspection at which the centre handles most in the long run, six paybacks "
        "k: largest distance from max(0, (k − 0.64) / 1.6 k)",
        0.0,
        worst,
        _STEP,
        "the step of the search",
    )


def _settled(introspection: float, b: Beliefs) -> float:
    """Return the capability at which a month changes nothing."""
    level = capability_level(introspection, b)
    capability = level
    for _ in range(3):
        capability = next_central_capability(capability, level, 0.0, b)
    return capability


def admin_cut() -> Iterator[Row]:
    """Compare the elasticity at which the cut neither helps nor harms."""
    cut, coordination = 0.15, 0.0165
    b = england().beliefs[0]
    before, after = (
        front_line_money(c, coordination, 0.0, 0.0, 0.0, b) for c in (0.0, cut)
    )
    front = 1.0 - b.central_admin_share - b.other_admin_share - coordination
    gain = np.log((front + b.central_admin_share * cut) / front)
    exact = b.labour_exponent * gain / -np.log(1.0 - cut)

    def gained(elasticity: float) -> float:
        # Paid labour alone: no volunteers beside it.
        here = england(
            policy_capacity_elasticity=elasticity,
            volunteer_productivity=0.0,
            supervision_cost=0.0,
        ).beliefs[0]
        made = state_input(labour(after / before, 1.0, 0.0, 0.0, here), 0.8, 0.25, here)
        usual = state_input(labour(1.0, 1.0, 0.0, 0.0, here), 0.8, 0.25, here)
        return float(made * kept_of_state_input(cut, 0.0, here) - usual)

    yield Row(
        "V15",
        "cut of 15% of central administration, all reinvested: elasticity of "
        "productivity at which it breaks even, 0.75 ln(front1/front0) / −ln(1−cut)",
        float(exact),
        root(gained, 0.0, 0.2),
        1e-8,
        "our own exp and log are good to 1e-9",
    )


def _governed(world: World, scenario: Scenario, n_months: int) -> World:
    for now in months(world, scenario, n_months):
        govern(world, now)
    return world


def cost_of_transition() -> Iterator[Row]:
    """Compare the output lost to a change of rights, summed over months."""
    before, after = 0.25, 0.8
    world = england(rights_dispute_drag=0.0, rights_dispute_noise=0.0)
    scenario = PLAIN.with_levers({"missions.default.autonomy": after})
    b = world.beliefs[0]
    total = 0.0
    paid = 0.0
    world.departments.rights[:] = before
    world.departments.transition_loss[:] = 0.0
    for now in months(world, scenario, 400):
        govern(world, now)
        total += float(world.departments.transition_loss[0].mean())
        paid += float(world.departments.transition_cost[1, 0])
    yield Row(
        "T1",
        "rights moved from 0.25 to 0.8: output lost, summed over 400 months, is loss "
        "× change × duration",
        float(b.transition_loss * (after - before) * b.transition_duration),
        total,
        1e-10,
        ROUNDING + "; the rest after 400 months is below it",
    )
    yield Row(
        "T2",
        "the same: money paid for it is price × change",
        float(b.transition_money * (after - before)),
        paid,
        1e-12,
        ROUNDING,
    )


def half_life_of_attention() -> Iterator[Row]:
    """Compare attention one half-life after a launch with the middle of its way."""
    council, pressure, half_life = 0.5, 0.7, 18.0
    world = england(attention_half_life=half_life)
    scenario = PLAIN.with_levers(
        {
            "missions.default.council": council,
            "missions.default.target_pressure": pressure,
            "national.launch_attention": 1.0,
        }
    )
    b = world.beliefs[0]
    anchor = b.attention_floor + b.attention_council * council
    anchor += b.attention_target * pressure
    world = _governed(world, scenario, int(half_life))
    yield Row(
        "A1",
        "attention 18 months after launch at a half-life of 18: half way from 1 to "
        "its anchor",
        float(anchor + 0.5 * (1.0 - anchor)),
        float(world.departments.attention[0]),
        1e-8,
        "our own exp is good to 1e-9, eighteen times over",
    )


def two_camps() -> Iterator[Row]:
    """Compare where the Whitehall split and councils settle with their fixed points."""
    usual, announced, dispute, share = 0.25, 0.8, 0.6, 0.3
    world = england()
    scenario = PLAIN.with_levers(
        {
            "missions.default.autonomy": announced,
            "missions.default.council": 0.5,
            "national.whitehall_dispute": dispute,
            "national.devolver_share": share,
        }
    )
    world.departments.devolver_share[:] = PLAIN.national.devolver_share
    world = _governed(world, scenario, 300)
    b = world.beliefs[0]
    drag = b.rights_dispute_drag * dispute * (1.0 - share)
    yield Row(
        "C1",
        "a Whitehall at odds, three in ten for devolving: rights settle at usual + "
        "(announced − usual)(1 − drag dispute (1 − share))",
        float(usual + (announced - usual) * (1.0 - drag)),
        float(world.departments.rights[0].sum() / N_DOMAINS),
        1e-10,
        ROUNDING,
    )
    yield from _shift_of_weight(b)
    yield _agreement(b)


def _shift_of_weight(b: Beliefs) -> Iterator[Row]:
    """Let outcomes rise for good: people get used to it, a camp keeps the credit."""
    step = 0.05
    for name, rights in (("C2", 0.8), ("C3", 0.5)):
        stock, expected, share = 0.5 + step, 0.5, 0.5
        for _ in range(3000):
            share = next_devolver_share(share, stock - expected, rights, 0.0, b)
            expected = next_expectation(expected, stock, b)
        exact = 0.5 + b.devolver_learning * (2.0 * rights - 1.0) * (
            step / b.expectation_rate
        )
        yield Row(
            name,
            f"outcomes 0.05 better for good at rights of {rights}: weight of devolvers "
            "settles at ½ + learning (2A − 1) step / rate of expectation",
            float(exact),
            share,
            1e-10,
            ROUNDING,
        )


def _agreement(b: Beliefs) -> Row:
    dispute, pressure, rights = 0.6, 0.9, 0.4
    level = 0.5
    for _ in range(2000):
        level = next_agreement(level, dispute, pressure, rights, b)
    exact = 1.0 - b.agreement_whitehall * dispute
    exact -= b.agreement_pressure * abs(pressure - 0.5) + b.council_veto * rights
    return Row(
        "C4",
        "a council's agreement settles at 1 − dispute − division − veto",
        float(exact),
        level,
        1e-10,
        ROUNDING,
    )


def renewal_of_contracts() -> Iterator[Row]:
    """Let contracts be renewed on what is reported, whatever is true."""
    wanted, excess = 0.2, 0.04
    scenario = PLAIN.with_levers({"missions.default.outsourced_share": wanted})
    for name, truly in (("R1", 0.04), ("R2", -0.1)):
        world = england(contractor_renewal_months=3.0, contractor_failure_hazard=0.0)
        usual = world.usual
        world.bodies.stock[:] = usual.stock + truly
        world.bodies.reported[:] = usual.stock + usual.gap + excess
        world = _governed(world, scenario, 120)
        b = world.beliefs[0]
        yield Row(
            name,
            f"figures reported 0.04 above the usual, true ones {truly:+}: outsourced "
            "share settles at wanted (1 + pull × reported excess / scale)",
            float(
                wanted
                * (
                    1.0
                    + b.contractor_success_pull * excess / b.contractor_success_scale
                )
            ),
            float(world.contractors.share[0]),
            1e-10,
            ROUNDING,
        )


def congestion() -> Iterator[Row]:
    """Compare the load at which the centre begins to convene less."""
    b = england().beliefs[0]
    exact = b.capability_base / b.convening_threshold
    control = (exact - b.load_base) / b.load_control
    carried = load(control, 0.0, 0.0, 0.0, b)
    yield Row(
        "C5",
        "the load beyond which the centre convenes less: capability over threshold",
        1.0,
        float(throughput(b.capability_base / carried, b)),
        1e-12,
        ROUNDING,
    )
