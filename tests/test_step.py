"""Laws of a month: money, hours and people are conserved, states keep in range."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import compiled
from sim.citizens.columns import Count
from sim.scenario.catalogue import mission_levers
from sim.scenario.scenario import Scenario
from sim.step import step_month
from sim.world import World
from tests.worlds import months_of, played, prepared_world

HEADLINE = (
    "status_quo_2025",
    "blair_command",
    "demos_mobilisation",
    "command_plus_mobilise",
    "hybrid_by_domain",
    "introspective",
)


@st.composite
def any_scenario(draw: st.DrawFn) -> Scenario:
    """Return a scenario with every mission lever anywhere within its bounds."""
    levers: dict[str, object] = {}
    for path, lever in mission_levers().levers.items():
        q = lever.quantity
        value = draw(st.floats(q.low, q.high))
        levers["missions.default." + ".".join(path)] = value
    for name in ("introspection", "partnerships_unit", "whitehall_dispute"):
        levers[f"national.{name}"] = draw(st.floats(0.0, 1.0))
    levers["national.admin_cut"] = draw(st.floats(0.0, 0.5))
    levers["national.launch_attention"] = draw(st.floats(0.0, 1.0))
    return Scenario(name="any").with_levers(levers)


def all_columns(world: World) -> list[np.ndarray]:
    groups = (
        world.citizens,
        world.areas,
        world.bodies,
        world.hosts,
        world.departments,
        world.centre,
        world.indicators,
        world.totals,
    )
    return [column for group in groups for column in group]


def same_state(a: World, b: World) -> bool:
    return all(
        np.array_equal(x, y, equal_nan=x.dtype.kind == "f")
        for x, y in zip(all_columns(a), all_columns(b), strict=True)
    )


@pytest.mark.parametrize("name", HEADLINE)
def test_a_mission_s_money_always_adds_up(name: str) -> None:
    world = prepared_world()
    b = world.beliefs

    for now in months_of(Scenario.load(name), 60):
        step_month(world, now, None)

        d = world.departments
        budget = now.policy.national["budget_change"]
        cut = np.array([0.0, world.centre.admin_cut[0]])
        administration = (
            b["central_admin_share"] * (1.0 - cut[:, None]) + b["other_admin_share"]
        )
        spent = administration + d.coordination_cost + d.transition_cost
        total = spent + d.front_line + d.returned
        assert total == pytest.approx(np.tile(1.0 + budget[:, None], 5), abs=1e-12)


@pytest.mark.parametrize("name", HEADLINE)
def test_money_given_to_places_is_the_money_there_is(name: str) -> None:
    scenario = Scenario.load(name).with_levers({"missions.default.equalisation": 0.4})
    world = played(scenario, 3)

    inside = world.bodies.inside == 1
    for m in range(5):
        weight = world.areas.weight[inside[:, m]]
        money = world.bodies.money[inside[:, m], m]
        share = world.departments.front_line[1, m] / world.usual.front_line[m]
        mean = (weight * money).sum() / weight.sum()
        assert mean == pytest.approx(share, rel=1e-12)


@settings(max_examples=12, deadline=None)
@given(scenario=any_scenario())
def test_states_keep_to_their_ranges_under_any_levers(scenario: Scenario) -> None:
    world = played(scenario, 24)

    c, bodies = world.citizens, world.bodies
    for share in (c.trust, c.habit, c.fatigue, bodies.stock, bodies.fit, bodies.place):
        assert np.isfinite(share).all()
        assert share.min() >= 0.0
        assert share.max() <= 1.0
    assert np.isfinite(bodies.output).all()
    assert bodies.output.min() > 0.0
    defined = world.indicators.defined
    assert np.isfinite(world.indicators.indicator[defined]).all()


@settings(max_examples=8, deadline=None)
@given(scenario=any_scenario())
def test_hours_matched_never_exceed_hours_offered_or_places(
    scenario: Scenario,
) -> None:
    """Reason: hours may move to a neighbour, so offers bound their sum alone."""
    world = played(scenario, 6)

    areas, bodies = world.areas, world.bodies
    offered, matched = (
        (areas.adults[:, None] * hours).sum(axis=0)
        for hours in (bodies.offered, bodies.matched)
    )
    assert (bodies.matched <= bodies.slots + 1e-12).all()
    assert (matched <= offered * (1.0 + 1e-12)).all()


def test_people_are_counted_once() -> None:
    world = played(Scenario.load("demos_mobilisation"), 6)

    counts = world.totals.counts
    volunteered = counts[:, Count.VOLUNTEERED]
    assert (volunteered == world.totals.volunteered_by_age.sum(axis=1)).all()
    assert (volunteered <= counts[:, Count.WILLING]).all()
    assert (counts[:, Count.EITHER] <= volunteered + counts[:, Count.HELPED]).all()
    assert (counts[:, Count.EITHER] <= np.diff(world.people.area_start)).all()


def test_hours_given_fit_into_free_time() -> None:
    world = played(Scenario.load("demos_mobilisation"), 24)

    # Hours of the last year, each month at most a month's free time.
    assert (world.citizens.year_hours <= 12.0 * world.people.free_time + 1e-3).all()


def test_the_number_of_threads_changes_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_ROWS_A_RANGE", 200)
    scenario = Scenario.load("hybrid_by_domain")
    alone = played(scenario, 12, citizens=6000)

    for n_threads in (2, 3, 7):
        world = prepared_world(6000)
        with ThreadPoolExecutor(n_threads) as pool:
            for now in months_of(scenario, 12):
                step_month(world, now, pool)
        assert same_state(alone, world)


def test_two_equal_scenarios_give_equal_output() -> None:
    one = played(Scenario.load("blair_command"), 12)
    other = played(Scenario.load("blair_command"), 12)

    assert same_state(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"council": 0.0}, {"council": 0.0, "council_external": 0.9}),
    ],
)
def test_a_lever_without_weight_changes_nothing(
    one: dict[str, float], other: dict[str, float]
) -> None:
    a, b = (
        Scenario(name="base").with_levers(
            {f"missions.default.{name}": value for name, value in levers.items()}
        )
        for levers in (one, other)
    )

    assert same_state(played(a, 6), played(b, 6))


def test_more_devolvers_in_whitehall_carry_more_devolution_out() -> None:
    base = Scenario.load("demos_mobilisation")
    few = base.with_levers({"national.devolver_share": 0.2})
    many = base.with_levers({"national.devolver_share": 0.8})

    rights = [played(scenario, 12).departments.rights for scenario in (few, many)]

    assert (rights[1] > rights[0]).all()
