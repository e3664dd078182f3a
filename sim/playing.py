"""One scenario in one world: the world it begins in, and what is written down."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from sim.agenda import Month
from sim.cache import load_world, save_world, world_key
from sim.institutions.columns import Floats
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.snapshot import Snapshot
from sim.outcomes.units import unit_means
from sim.population.columns import Population
from sim.population.places import Places
from sim.prepare import prepare
from sim.results import Settings
from sim.scenario.beliefs import BeliefMode, BeliefRows
from sim.scenario.scenario import Scenario
from sim.world import World


def prepared_world(
    scenario: Scenario,
    settings: Settings,
    country: tuple[Places, Population],
    beliefs: BeliefRows,
    replicate: int,
    *,
    is_kept: bool | None = None,
    pool: ThreadPoolExecutor | None = None,
    go_on: Callable[[], None] = lambda: None,
) -> World:
    """Return a prepared world, from disk where it is kept there.

    Parameters
    ----------
    scenario, beliefs, pool, go_on
        As in :func:`sim.prepare.prepare`.
    settings : Settings
    country : (Places, Population)
        Of the places and as many citizens as ``settings`` says.
    replicate : int
    is_kept : bool, optional
        Whether the world is kept on disk; by default those of point beliefs are.
    """
    places, people = country
    key = world_key(
        places,
        settings.citizens,
        beliefs,
        scenario.structure.mixing,
        settings.seed,
        replicate,
    )
    if is_kept is None:
        is_kept = settings.beliefs is BeliefMode.DEFAULT
    if is_kept:
        kept = load_world(key, places, people, beliefs, settings.seed, replicate)
        if kept is not None:
            return kept
    world = prepare(
        scenario,
        places,
        people,
        beliefs,
        seed=settings.seed,
        replicate=replicate,
        pool=pool,
        go_on=go_on,
    )
    if is_kept:
        save_world(key, world)
    return world


def empty_values(settings: Settings, n_units: int) -> dict[str, Floats]:
    """Return room for the outcomes of one scenario, by name, all NaN."""
    shape = (settings.replicates, settings.months, n_units)
    return {
        outcome.name: np.full((*shape, 5) if outcome.by_mission else shape, np.nan)
        for outcome in OUTCOMES
    }


def record(
    world: World,
    now: Month,
    is_last: bool,
    values: dict[str, Floats],
    replicate: int,
) -> None:
    """Write a month's outcomes into ``values``, as many units as it has room for."""
    snapshot = Snapshot(world, now, unit_means(world), is_last)
    for outcome in OUTCOMES:
        room = values[outcome.name][replicate, now.month]
        room[:] = outcome.compute(snapshot)[: room.shape[0]]
