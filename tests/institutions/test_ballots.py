"""Union members vote, each by their own trust."""

import numpy as np
import pytest

from sim.institutions.ballots import is_member, support_in
from sim.rules.unions import vote_chance
from sim.scenario.scenario import Scenario
from sim.world import World
from tests.worlds import played, prepared_world

REGION = 6


@pytest.fixture
def world() -> World:
    return prepared_world()


def support(world: World, grievance: float = 0.5) -> float:
    w = world
    return support_in(REGION, grievance, w.people, w.citizens, w.areas, w.beliefs[0])


def test_alike_members_vote_as_one_member_would(world: World) -> None:
    world.citizens.trust[:] = 0.25
    alone = vote_chance(0.5, 0.25, world.beliefs[0])

    assert support(world) == pytest.approx(alone, rel=1e-12)


def test_only_members_of_the_region_vote(world: World) -> None:
    before = support(world)
    rows = np.arange(world.citizens.trust.size)
    members = np.array([is_member(row, world.people) for row in rows])
    region = np.repeat(world.areas.region, np.diff(world.people.area_start))

    world.citizens.trust[~members | (region != REGION)] = 1.0
    unmoved = support(world)
    world.citizens.trust[members & (region == REGION)] = 1.0

    assert unmoved == before
    assert support(world) < before


def test_without_members_a_ballot_goes_as_surveys_say(world: World) -> None:
    world.people.groups[:] = 0
    b = world.beliefs[0]

    assert support(world) == vote_chance(0.5, b.trust_initial, b)


def test_disputes_happen_only_with_support() -> None:
    levers = {"missions.default.target_pressure": 1.0}
    harsh = Scenario(name="harsh").with_levers(levers)

    seen = [played(harsh, months).unions for months in (6, 12, 18)]

    held = np.stack([unions.support > 0.0 for unions in seen])
    disputes = np.stack([unions.dispute == 1.0 for unions in seen])
    assert held.any()
    assert not (disputes & ~held).any()
