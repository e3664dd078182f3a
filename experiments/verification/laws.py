"""Laws that hold at any setting: conservation, invariance, bounds (V13, V16-V25)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import numpy as np

from experiments.verification.row import BITS, ROUNDING, Row
from experiments.verification.worlds import (
    PLAIN,
    england,
    months,
    n_areas,
    n_differences,
)
from sim.citizens.columns import Count
from sim.rules.matching import matched_hours
from sim.rules.production import productive_pressure
from sim.scenario.events import KINDS
from sim.scenario.scenario import Scenario
from sim.step import step_month
from sim.world import World

_MOBILISED = "demos_mobilisation"


def played(
    world: World,
    scenario: Scenario,
    n_months: int,
    pool: ThreadPoolExecutor | None = None,
) -> World:
    """Return a world after some months of a scenario."""
    for now in months(world, scenario, n_months):
        step_month(world, now, pool)
    return world


def matching() -> Iterator[Row]:
    """Hold hours matched against what a matching function must do."""
    hours = np.concatenate([[0.0], np.geomspace(1e-3, 1e3, 25)])
    above = uneven = unscaled = 0.0
    for offered, places in product(hours, hours):
        matched = matched_hours(offered, places)
        above = max(above, matched - min(offered, places))
        uneven = max(uneven, abs(matched - matched_hours(places, offered)))
        scaled = matched_hours(7.0 * offered, 7.0 * places) / 7.0
        unscaled = max(unscaled, abs(scaled - matched) / max(matched, 1.0))
    for name, what, found in (
        ("V13", "hours matched above the lesser of offers and places", above),
        (
            "V13b",
            "hours matched when offers and places change roles: difference",
            uneven,
        ),
        ("V13c", "hours matched when both grow sevenfold: difference", unscaled),
    ):
        yield Row(name, what, 0.0, found, 1e-12, ROUNDING)


def conservation() -> Iterator[Row]:
    """Follow money, people and hours through two years of a mobilised country."""
    world = england()
    n_people = world.people.age.size
    money = hours = matched = 0.0
    lost = 0
    before = world.citizens.year_hours.astype(np.float64)
    for now in months(world, Scenario.load(_MOBILISED), 24):
        step_month(world, now, None)
        money = max(money, _money_lost(world, now.policy.national.budget_change))
        year_hours = world.citizens.year_hours.astype(np.float64)
        given = year_hours - before * (11.0 / 12.0)
        before = year_hours
        factor = np.repeat(world.around.time_factor, np.diff(world.people.area_start))
        hours = max(hours, float((given - world.people.free_time * factor).max()))
        adults, bodies = world.areas.adults[:, None], world.bodies
        offered = (adults * bodies.offered).sum(axis=0)
        over = (adults * bodies.matched).sum(axis=0) / offered - 1.0
        matched = max(matched, float(over.max()))
        counts = world.totals.counts
        lost += abs(n_people - int(np.diff(world.people.area_start).sum()))
        lost += int((counts[:, Count.VOLUNTEERED] > counts[:, Count.WILLING]).sum())
    yield Row(
        "V16",
        "24 months of demos_mobilisation: a mission's money, spent and left, less 1: "
        "largest",
        0.0,
        money,
        1e-12,
        ROUNDING,
    )
    yield Row(
        "V16b",
        "the same: people lost or found, and more placed than willing",
        0.0,
        float(lost),
        0.0,
        "exact: a count",
    )
    for name, what, found, tolerance, reason in (
        ("V24", "formal hours given beyond a person's free time", hours, 1e-3,
         "columns of 32 bits: a thousandth of an hour in a year's sum"),
        ("V24b", "hours matched beyond hours offered, share", matched, 1e-12, ROUNDING),
    ):  # fmt: skip
        yield Row(name, f"the same: {what}", 0.0, max(0.0, found), tolerance, reason)


def _money_lost(
    world: World, budget: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> float:
    d, b = world.departments, world.beliefs
    cut = np.array([0.0, world.centre.admin_cut[0]])
    spent = b["central_admin_share"] * (1.0 - cut[:, None]) + b["other_admin_share"]
    spent = spent + d.coordination_cost + d.transition_cost + d.front_line + d.returned
    return float(np.abs(spent - 1.0 - budget[:, None]).max())


def invariance() -> Iterator[Row]:
    """Compare worlds on one thread and on several."""
    scenario = Scenario.load("hybrid_by_domain")
    alone = played(england(), scenario, 6)
    for name, n_threads in (("V17", 2), ("V17b", 7)):
        with ThreadPoolExecutor(n_threads) as pool:
            shared = played(england(), scenario, 6, pool)
        yield Row(
            name,
            f"six months on one thread and in chunks on {n_threads}: columns that "
            "differ",
            0.0,
            float(n_differences(alone, shared)),
            0.0,
            BITS,
        )


def elasticities() -> Iterator[Row]:
    """Hold production against the limits of constant elasticity."""
    worst = {"V19": 0.0, "V19b": 0.0, "V19c": 0.0}
    weight = 0.3
    kinds = {rho: england(society_weight=weight, complementarity=rho).beliefs[0]
             for rho in (0.0, 1e-5, 1.0, -200.0)}  # fmt: skip
    for e, c in product((0.3, 0.7, 1.0, 1.6, 3.0), repeat=2):
        geometric = e ** (1.0 - weight) * c**weight
        for rho in (0.0, 1e-5):
            found = productive_pressure(e, c, kinds[rho])
            worst["V19"] = max(worst["V19"], abs(found / geometric - 1.0))
        linear = (1.0 - weight) * e + weight * c
        found = productive_pressure(e, c, kinds[1.0])
        worst["V19b"] = max(worst["V19b"], abs(found / linear - 1.0))
        found = productive_pressure(e, c, kinds[-200.0])
        low = min(e, c)
        beyond = max(low - found, found - low * weight ** (-1.0 / 200.0))
        worst["V19c"] = max(worst["V19c"], beyond)
    for name, what, tolerance, reason in (
        ("V19", "elasticity one (rho 0 and 1e-5): distance from Cobb-Douglas", 1e-5,
         "the next term in rho, half the variance of logs, is 5e-6 here"),
        ("V19b", "rho = 1: distance from the weighted sum", 1e-8,
         "our own exp and log are good to 1e-9"),
        ("V19c", "rho = −200: beyond min ≤ P ≤ min × w^(1/rho)", 1e-6,
         "our own exp and log, 1e-9 times 200"),
    ):  # fmt: skip
        yield Row(name, what, 0.0, max(0.0, worst[name]), tolerance, reason)


def no_difference() -> Iterator[Row]:
    """Compare two scenarios of other names and equal levers."""
    levers = {"missions.nhs.audit": 0.5, "missions.default.voice": 0.4}
    one, other = (Scenario(name=name).with_levers(levers) for name in ("one", "other"))
    found = n_differences(played(england(), one, 6), played(england(), other, 6))
    yield Row(
        "V21",
        "two scenarios with equal levers, six months: columns that differ",
        0.0,
        float(found),
        0.0,
        BITS,
    )


def neutral_events() -> Iterator[Row]:
    """Compare a country with every kind of event at its neutral size with none."""
    usual = played(england(), PLAIN, 6)
    differ = []
    for kind in KINDS:
        if "size" not in kind.fields:
            continue
        table = {"kind": kind.name, "start": 2, "size": kind.neutral}
        if "regions" in kind.fields:
            table["regions"] = ["TLC", "TLI"]
        struck = Scenario.from_tables(
            {"scenario": {"name": kind.name}, "events": [table]}
        )
        if n_differences(usual, played(england(), struck, 6)):
            differ.append(kind.name)
    n_kinds = sum("size" in kind.fields for kind in KINDS)
    yield Row(
        "V25",
        f"{n_kinds} kinds of event at neutral size: kinds after which a column "
        f"differs {', '.join(differ)}".rstrip(),
        0.0,
        float(len(differ)),
        0.0,
        BITS,
    )


def everybody_is_inside() -> Iterator[Row]:
    """Say how large the country is in which the checks are made."""
    world = england()
    yield Row(
        "V0",
        f"{n_areas(world)} areas of England, all within every mission's scope: bodies "
        "outside",
        0.0,
        float((world.bodies.inside == 0).sum()),
        0.0,
        "exact: a count",
    )
