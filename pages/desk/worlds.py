"""Prepared worlds, ready to be played: the costly part of a run, done beforehand."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from sim.playing import prepared_world
from sim.population.columns import Population
from sim.population.places import Places, load_places
from sim.population.synthesis import build_population
from sim.results import Settings
from sim.scenario.beliefs import BeliefRows, belief_rows, drawn, resolved
from sim.scenario.scenario import Scenario
from sim.world import World

_MOST_KEPT = 40


@lru_cache(maxsize=4)
def country(citizens: int, codes: tuple[str, ...] | None) -> tuple[Places, Population]:
    """Return places and people, built once for each size."""
    places = load_places(codes)
    return places, build_population(places, citizens)


# A draw of all beliefs takes tens of milliseconds, and every scenario meets the same.
_drawn = lru_cache(maxsize=256)(drawn)


def beliefs_of(scenario: Scenario, settings: Settings, replicate: int) -> BeliefRows:
    """Return the beliefs of one run of a scenario."""
    shared = _drawn(settings.beliefs, settings.seed, replicate)
    return belief_rows(resolved(scenario, shared))


type _Key = tuple[object, ...]


def _key(scenario: Scenario, settings: Settings, replicate: int) -> _Key:
    """Return all that decides a world; hashing its beliefs takes far longer."""
    return (
        scenario.beliefs,
        scenario.mechanisms_off,
        scenario.mechanisms_on,
        scenario.structure,
        settings.citizens,
        settings.places,
        settings.beliefs,
        settings.seed,
        replicate,
    )


class Worlds:
    """Worlds at the end of March 2025, in memory, and on disk behind it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, World] = OrderedDict()
        self._lock = threading.Lock()

    def fresh(
        self,
        scenario: Scenario,
        settings: Settings,
        replicate: int,
        go_on: Callable[[], None],
    ) -> tuple[World, BeliefRows]:
        """Return a world that may be played in, and its beliefs.

        Parameters
        ----------
        scenario : Scenario
            Its beliefs, mechanisms and structure decide which world; levers do not.
        settings : Settings
        replicate : int
        go_on : callable
            Called before each month of preparation; may raise to stop.
        """
        beliefs = beliefs_of(scenario, settings, replicate)
        places, people = country(settings.citizens, settings.places)
        key = _key(scenario, settings, replicate)
        with self._lock:
            world = self._kept.get(key)
        if world is None:
            world = prepared_world(
                scenario,
                settings,
                (places, people),
                beliefs,
                replicate,
                is_kept=True,
                go_on=go_on,
            )
        with self._lock:
            self._kept[key] = world
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return world.copy(), beliefs
