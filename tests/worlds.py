"""Small worlds that several tests share, prepared once."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from sim.agenda import Month, agenda
from sim.population.places import load_places
from sim.population.synthesis import build_population
from sim.prepare import prepare
from sim.scenario.beliefs import BeliefMode, belief_rows, resolve
from sim.scenario.scenario import Scenario
from sim.step import step_month
from sim.world import World

LEAST = 2888


def default_rows() -> NDArray[np.void]:
    usual = Scenario(name="usual")
    return belief_rows(resolve(usual, BeliefMode.DEFAULT, 1, 0))


@cache
def _prepared(citizens: int, replicate: int) -> World:
    places = load_places()
    return prepare(
        Scenario(name="prepared"),
        places,
        build_population(places, citizens),
        default_rows(),
        seed=1,
        replicate=replicate,
    )


def prepared_world(citizens: int = LEAST, replicate: int = 0) -> World:
    """Return a world of one's own, just prepared under the status quo."""
    return _prepared(citizens, replicate).copy()


def months_of(scenario: Scenario, n_months: int) -> list[Month]:
    return agenda(scenario, n_months, default_rows())


def played(scenario: Scenario, n_months: int, citizens: int = LEAST) -> World:
    """Return a world in which a scenario has played for some months."""
    world = prepared_world(citizens)
    for now in months_of(scenario, n_months):
        step_month(world, now, None)
    return world
