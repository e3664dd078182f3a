"""Laws of those whom government works with, in a small country after preparation."""

from collections.abc import Callable

import numpy as np
import pytest

from sim.agenda import Month, agenda
from sim.institutions.columns import N_MISSIONS
from sim.population.places import load_places
from sim.population.synthesis import build_population
from sim.prepare import prepare
from sim.scenario.beliefs import BeliefMode, belief_rows, resolve
from sim.scenario.scenario import Scenario
from sim.step import conclude, deliver, govern, live, prepare_month
from sim.world import World

# Three areas of the North East and two of London.
PLACES = ("E06000001", "E06000002", "E06000003", "E09000002", "E09000003")
MONTHS = 24
PARTNERS = ("contractors", "businesses", "unions", "pooling")


def world_of(scenario: Scenario) -> World:
    places = load_places(PLACES)
    people = build_population(places, 400)
    beliefs = belief_rows(resolve(scenario, BeliefMode.DEFAULT, 1, 0))
    return prepare(scenario, places, people, beliefs, seed=1, replicate=0)


@pytest.fixture(scope="module")
def usual_world() -> World:
    return world_of(Scenario(name="status_quo"))


@pytest.fixture
def world(usual_world: World) -> World:
    return usual_world.copy()


def months_of(world: World, levers: dict[str, object] | None = None) -> list[Month]:
    scenario = Scenario(name="status_quo").with_levers(levers or {})
    return agenda(scenario, MONTHS, world.beliefs)


def after(world: World, levers: dict[str, object], n_months: int = MONTHS) -> World:
    for now in months_of(world, levers)[:n_months]:
        prepare_month(world, now, None)
    return world


def with_beliefs(world: World, **values: float) -> World:
    for name, value in values.items():
        world.beliefs[name] = value
    return world


def test_hours_are_conserved_and_none_is_done_without_a_place(world: World) -> None:
    areas, bodies = world.areas, world.bodies

    for now in months_of(world, {"missions.default.matching": 1.5}):
        prepare_month(world, now, None)

        done = (areas.adults[:, None] * bodies.matched).sum(axis=0)
        placed = areas.adults[:, None] * bodies.offered * (1.0 - bodies.unmatched)
        assert done == pytest.approx(placed.sum(axis=0))
        assert (bodies.matched <= bodies.slots * (1.0 + 1e-12)).all()
        assert (bodies.unmatched >= 0.0).all()


def test_pooling_finds_places_for_hours_that_had_none(usual_world: World) -> None:
    pooled = usual_world.copy()
    alone = usual_world.copy()
    alone.beliefs = alone.beliefs.copy()
    with_beliefs(alone, umbrella_pooling=0.0)

    for one in (pooled, alone):
        now = months_of(one)[0]
        govern(one, now)
        deliver(one, now)
        live(one, now, None)
        conclude(one, now)

    assert (pooled.bodies.unmatched <= alone.bodies.unmatched).all()
    assert pooled.bodies.matched.sum() > alone.bodies.matched.sum()


def test_money_is_divided_without_loss(world: World) -> None:
    levers: dict[str, object] = {
        "missions.default.union_voice": 0.9,
        "missions.default.business_match": 0.03,
        "missions.default.outsourced_share": 0.5,
        "missions.default.quality_enforcement": 1.0,
    }
    after(world, levers, 3)
    d, b = world.departments, world.beliefs[0]

    administration = b.central_admin_share + b.other_admin_share
    spent = d.front_line + d.coordination_cost + d.transition_cost + d.returned

    assert spent + administration == pytest.approx(np.ones((2, N_MISSIONS)))
    assert (d.front_line[1] < d.front_line[0]).all()


def test_switched_off_partners_leave_no_trace() -> None:
    quiet = Scenario(name="status_quo", mechanisms_off=PARTNERS)

    world = after(world_of(quiet), {})

    assert (world.businesses.input == 1.0).all()
    assert (world.businesses.seconded == 0.0).all()
    assert (world.unions.strike == 0.0).all()
    assert (world.contractors.kept == 1.0).all()


def test_switched_off_partners_change_no_bit_whatever_they_do() -> None:
    """Reason: a mechanism that is off must not act through another's rule."""
    quiet = Scenario(name="status_quo", mechanisms_off=PARTNERS)
    one = world_of(quiet)
    other = one.copy()
    other.businesses.joined[:] = 1.0
    other.businesses.investment[:] = 0.5
    other.contractors.trouble[:] = 6.0
    other.unions.grievance[:] = 2.0
    for world in (one, other):
        world.usual = world.usual._replace(disputes=world.usual.disputes * 0.0)
        after(world, {}, 3)

    assert np.array_equal(one.bodies.stock, other.bodies.stock)
    assert np.array_equal(one.citizens.trust, other.citizens.trust)


def test_the_status_quo_keeps_its_partners_as_they_are(world: World) -> None:
    """Reason: a year's means are the reference; a drift would blame the levers.

    Bounds: generous; five small areas have noisy effort for growth.
    """
    after(world, {})

    assert world.contractors.share == pytest.approx(np.full(5, 0.15), abs=0.01)
    assert world.businesses.input == pytest.approx(np.ones((5, 5)), abs=0.1)
    assert world.businesses.joined == pytest.approx(world.usual.joined, abs=0.05)


@pytest.mark.parametrize(
    ("lever", "value", "read", "rises"),
    [
        ("business_match", 0.03, lambda w: w.businesses.input.sum(), True),
        ("business_match", 0.03, lambda w: w.businesses.joined.sum(), True),
        ("council", 1.0, lambda w: w.businesses.joined.sum(), True),
        ("union_voice", 1.0, lambda w: w.unions.grievance.sum(), False),
        ("target_pressure", 1.0, lambda w: w.unions.grievance.sum(), True),
        ("outsourced_share", 0.6, lambda w: w.contractors.share.sum(), True),
        ("outsourced_share", 0.6, lambda w: w.bodies.unmeasured_effort.sum(), False),
        ("quality_enforcement", 1.0, lambda w: w.bodies.unmeasured_effort.sum(), True),
        ("contract_share", 1.0, lambda w: w.bodies.measured_effort.sum(), True),
    ],
)
def test_a_lever_moves_what_it_is_for(
    usual_world: World,
    lever: str,
    value: float,
    read: Callable[[World], float],
    rises: bool,
) -> None:
    usual = read(after(usual_world.copy(), {}))

    moved = read(after(usual_world.copy(), {f"missions.default.{lever}": value}))

    assert bool(moved > usual) is rises
    assert moved != usual


def test_contracts_close_small_charities(usual_world: World) -> None:
    few = after(usual_world.copy(), {"missions.default.contract_share": 0.0})
    many = after(usual_world.copy(), {"missions.default.contract_share": 1.0})

    assert many.hosts.reserves[:, :, 0].sum() < few.hosts.reserves[:, :, 0].sum()
    assert many.hosts.reserves[:, :, 1].sum() > few.hosts.reserves[:, :, 1].sum()
