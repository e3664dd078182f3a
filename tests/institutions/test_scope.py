"""Outside a mission's scope the centre changes nothing."""

import numpy as np
import pytest

from sim.agenda import Month
from sim.institutions.attention import attend
from sim.institutions.surroundings import listen
from sim.scenario.scenario import Scenario
from sim.world import World
from tests.worlds import months_of, prepared_world

NORTHERN_IRELAND = 11


@pytest.fixture
def world() -> World:
    return prepared_world()


def month(levers: dict[str, object]) -> Month:
    return months_of(Scenario(name="any").with_levers(levers), 1)[0]


def heard(world: World, now: Month) -> np.ndarray:
    listen(
        world.areas,
        world.bodies,
        world.departments,
        world.centre,
        now.policy,
        world.usual,
        world.beliefs,
    )
    return world.areas.heard[world.areas.region == NORTHERN_IRELAND]


def test_a_centre_that_convenes_nothing_silences_only_its_own(world: World) -> None:
    # Growth is the one mission of all the country; here it asks nobody.
    now = month({"missions.growth.voice": 0.0})
    busy = world.copy()
    busy.centre.throughput[0] = 0.0

    there, there_when_busy = heard(world, now), heard(busy, now)

    assert np.array_equal(there, there_when_busy)
    assert world.areas.heard.sum() > busy.areas.heard.sum()


def test_attention_makes_no_news_outside(world: World) -> None:
    before = world.departments.salience.copy()
    now = month({"national.launch_attention": 1.0})

    attend(world.departments, now.policy, now.shocks, now.month, True, world.beliefs)

    after = world.departments.salience
    assert np.array_equal(after[0], before[0])
    assert (after[1] > before[1]).any()
