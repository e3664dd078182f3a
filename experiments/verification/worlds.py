"""Countries in which everything vanishes but what a check looks at.

A check takes a copy of one small prepared country, sets beliefs and columns, and lets
production's own months pass. The country is England, where every mission applies, with
eight adults an area; where people alone matter, they are replaced by simpler ones.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np

from sim.agenda import Month, agenda
from sim.citizens.columns import Citizens, new_totals
from sim.citizens.shown import shown_word
from sim.institutions.columns import Floats, Ints
from sim.population.columns import Population, empty_population
from sim.population.places import load_places
from sim.population.synthesis import build_population
from sim.population.ties import N_STORED_TIES
from sim.prepare import prepare
from sim.scenario.beliefs import BeliefMode, belief_rows, draw_beliefs, resolve
from sim.scenario.scenario import Scenario
from sim.world import World

PLAIN = Scenario(name="plain")
_LEAST = 8
# A share that a person believes in, and shows, when trust does not matter.
_SOME_TRUST = 0.4


@cache
def _prepared() -> World:
    codes = [str(code) for code in load_places().code if str(code).startswith("E")]
    places = load_places(codes)
    beliefs = belief_rows(resolve(PLAIN, BeliefMode.DEFAULT, 1, 0))
    people = build_population(places, _LEAST * len(codes))
    return prepare(PLAIN, places, people, beliefs, seed=1, replicate=0)


def england(**beliefs: float | Floats) -> World:
    """Return a copy of England as prepared, with some beliefs replaced.

    A number holds for all missions, an array of five for each its own.
    """
    world = _prepared().copy()
    return believing(world, **beliefs)


def believing(world: World, **beliefs: float | Floats) -> World:
    """Return a world, the columns shared, that believes something else."""
    rows = world.beliefs.copy()
    for name, value in beliefs.items():
        rows[name] = value
    return replace(world, beliefs=rows.view(np.recarray))


def drawn(world: World, draw: int) -> World:
    """Return a world, the columns shared, under a draw of the priors."""
    return replace(world, beliefs=belief_rows(draw_beliefs(1, draw)))


def months(world: World, scenario: Scenario, n_months: int) -> list[Month]:
    """Return the months of a run of a scenario in a world."""
    return agenda(scenario, n_months, world.beliefs)


def n_areas(world: World) -> int:
    """Return how many areas a world has."""
    return int(world.areas.weight.size)


def alike(world: World, size: int) -> Population:
    """Return people who do not differ, ``size`` in each area, tied at random."""
    n = n_areas(world)
    people = empty_population(np.arange(n + 1, dtype=np.int64) * size)
    for name in Population._fields:
        if name != "area_start":
            getattr(people, name)[:] = 0
    people.age[:] = 2
    people.free_time[:] = 30
    people.usual_hours[:] = 5
    people.second_mission[:] = 1
    chance = np.random.default_rng(1)
    people.ties[:] = chance.integers(0, n * size, (n * size, N_STORED_TIES))
    return people


def complete_groups(world: World) -> Population:
    """Return people in groups of eleven, one an area, each tied to the other ten."""
    people = alike(world, 11)
    for start in people.area_start[:-1]:
        for i in range(11):
            for k, step in enumerate((4, -4, 5, -5)):
                people.ties[start + i, k] = start + (i + step) % 11
    return people


def inhabited(world: World, people: Population, activity: Floats | Ints) -> World:
    """Return a world with other people, who do what ``activity`` (n,) says."""
    n = int(people.area_start[-1])
    words = {int(bits): shown_word(int(bits), _SOME_TRUST) for bits in set(activity)}
    shown = np.array([words[int(bits)] for bits in activity], np.uint32)
    before = world.citizens._asdict()
    citizens = Citizens(**{k: np.zeros(n, old.dtype) for k, old in before.items()})
    citizens.shown[:] = shown
    citizens.next_shown[:] = shown
    citizens.trust[:] = _SOME_TRUST
    citizens.panel[:] = -1
    size = np.diff(people.area_start).astype(np.float64)
    return replace(
        world,
        people=people,
        citizens=citizens,
        totals=new_totals(n_areas(world)),
        areas=world.areas._replace(n_citizens=size),
    )


def columns(world: World) -> list[np.ndarray[tuple[int, ...], np.dtype[np.generic]]]:
    """Return every column of a world that changes."""
    groups = (
        world.citizens,
        world.areas,
        world.bodies,
        world.hosts,
        world.departments,
        world.centre,
        world.businesses,
        world.unions,
        world.contractors,
        world.targets,
        world.indicators,
        world.totals,
    )
    return [column for group in groups for column in group]


def n_differences(one: World, other: World) -> int:
    """Return how many columns of two worlds differ in a bit."""
    pairs = zip(columns(one), columns(other), strict=True)
    return sum(
        not np.array_equal(a, b, equal_nan=a.dtype.kind == "f") for a, b in pairs
    )


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function changes sign between two numbers, by halving."""
    rising = function(high) > 0.0
    for _ in range(80):
        middle = 0.5 * (low + high)
        if (function(middle) > 0.0) == rising:
            high = middle
        else:
            low = middle
    return 0.5 * (low + high)
