"""Claims about a month of everybody: what is counted adds up."""

import numpy as np
import pytest

from sim.citizens.columns import RESOURCES_UNIT, Count
from sim.citizens.shown import PROTESTS
from sim.scenario.scenario import Scenario
from sim.step import step_month
from sim.world import World
from tests.worlds import months_of, played, prepared_world

PANELS = {
    "missions.default.deliberation_rate": 0.05,
    "missions.energy.deliberation_rate": 0.0,
}


@pytest.fixture(scope="module")
def with_panels() -> World:
    return played(Scenario(name="panels").with_levers(PANELS), 14)


def test_protesters_counted_are_protesters_seen(with_panels: World) -> None:
    by_area = np.add.reduceat(
        (with_panels.citizens.shown & PROTESTS) != 0,
        with_panels.people.area_start[:-1],
    )

    counted = with_panels.totals.counts[:, Count.PROTESTED]
    assert counted.tolist() == by_area.tolist()
    assert 0 < counted.sum() < 0.1 * with_panels.people.resources.size


def test_members_are_people_who_said_yes_and_have_time(with_panels: World) -> None:
    agreed = np.bincount(with_panels.citizens.panel + 1, minlength=6)[1:]
    served = with_panels.totals.served.sum(axis=0)

    assert served.sum() > 0
    assert (served <= agreed).all()
    assert served[1] == 0
    most = np.abs(with_panels.people.resources).max() * RESOURCES_UNIT
    assert (
        np.abs(with_panels.totals.served_resources)
        <= with_panels.totals.served * most + 1
    ).all()


def test_local_bodies_know_more_only_where_panels_sat(with_panels: World) -> None:
    members = with_panels.bodies.members

    assert (members[:, 1] == 0.0).all()
    assert members[:, 0].sum() > 0.0
    assert (with_panels.bodies.members_resources[:, 1] == 0.0).all()


def test_without_panels_nobody_serves() -> None:
    world = played(Scenario(name="quiet"), 2)

    assert world.totals.served.sum() == 0
    assert (world.citizens.panel == -1).all()
    assert (world.bodies.members == 0.0).all()


def test_pay_alone_changes_nothing_where_there_are_no_panels() -> None:
    """Neutral means the same bits."""
    quiet = played(Scenario(name="quiet"), 3)
    paid = played(
        Scenario(name="paid").with_levers({"missions.default.stipend": 1.0}), 3
    )

    assert np.array_equal(quiet.citizens.trust, paid.citizens.trust)
    assert np.array_equal(quiet.bodies.stock, paid.bodies.stock)
    assert np.array_equal(quiet.indicators.indicator, paid.indicators.indicator, True)


def riot(*regions: str) -> Scenario:
    event = {"kind": "riot", "start": 1, "size": 2.0}
    if regions:
        event |= {"regions": list(regions)}
    return Scenario.from_tables({"scenario": {"name": "riot"}, "events": [event]})


def test_a_riot_brings_people_out_where_it_is_and_costs_consent() -> None:
    quiet, world = prepared_world(), prepared_world()
    step_month(quiet, months_of(Scenario(name="quiet"), 12)[0], None)
    step_month(world, months_of(riot("TLI"), 12)[0], None)
    here = world.areas.region == 6
    protest = world.areas.protest

    assert protest[here].mean() > 2.0 * quiet.areas.protest[here].mean()
    assert np.array_equal(protest[~here], quiet.areas.protest[~here])


def test_a_scandal_is_felt_at_the_centre_and_in_trust() -> None:
    tables = {
        "scenario": {"name": "scandal"},
        "events": [{"kind": "scandal", "start": 1, "missions": ["nhs"]}],
    }
    quiet = played(Scenario(name="quiet"), 1)
    world = played(Scenario.from_tables(tables), 1)
    raised = world.departments.attention - quiet.departments.attention

    assert raised[3] > 0.0
    assert (raised[[0, 1, 2, 4]] == 0.0).all()
    assert world.departments.devolver_share[3] < quiet.departments.devolver_share[3]
    assert (world.bodies.gaming[:, 3] < quiet.bodies.gaming[:, 3]).all()
    assert (world.areas.signal < quiet.areas.signal).all()
