"""Running scenarios: worlds are prepared once, then each scenario plays in a copy."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module

import numpy as np

from sim.agenda import Month, agenda
from sim.cache import load_world, save_world, world_key
from sim.institutions.columns import Floats
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.snapshot import Snapshot
from sim.outcomes.units import unit_means, units
from sim.population.columns import Population
from sim.population.places import Places, load_places
from sim.population.synthesis import build_population
from sim.prepare import prepare
from sim.results import Outcomes, Settings
from sim.scenario.beliefs import BeliefMode, BeliefRows, belief_rows, resolve
from sim.scenario.scenario import Scenario, check_horizon
from sim.step import step_month
from sim.world import World

Progress = Callable[[int, int], None]


class Engine(StrEnum):
    """Who moves the world, with the same bits: kernels, or agents one by one."""

    COLUMNS = "columns"
    AGENTS = "agents"


class StoppedError(Exception):
    """A run was asked to stop before its end."""


def run(
    scenario: Scenario,
    *,
    citizens: int = 100_000,
    replicates: int = 8,
    seed: int = 1,
    months: int = 60,
    beliefs: BeliefMode = BeliefMode.PRIOR,
    places: Sequence[str] | None = None,
    engine: Engine = Engine.COLUMNS,
) -> Outcomes:
    """Return the outcomes of one scenario.

    Parameters
    ----------
    scenario : Scenario
    citizens : int
        Simulated citizens; at least eight a local area.
    replicates, months : int >= 1
    seed : int, 0 to 2**32 - 1
    beliefs : BeliefMode
        Point values, or a draw of the priors for each replicate.
    places : sequence of str, optional
        Codes of some local areas; all by default.
    engine : Engine
        Changes no number.

    Raises
    ------
    InputError
        As :func:`run_together`.
    """
    settings = Settings(
        citizens=citizens,
        places=None if places is None else tuple(places),
        replicates=replicates,
        seed=seed,
        months=months,
        beliefs=beliefs,
    )
    return run_together([scenario], settings, engine=engine)[0]


def run_together(
    scenarios: Sequence[Scenario],
    settings: Settings,
    *,
    n_threads: int | None = None,
    progress: Progress | None = None,
    engine: Engine = Engine.COLUMNS,
) -> list[Outcomes]:
    """Return outcomes of scenarios under the same luck, in order.

    Parameters
    ----------
    scenarios : sequence of Scenario
    settings : Settings
    n_threads : int, optional
        All processors by default. No number depends on it.
    progress : callable, optional
        Called with the months simulated so far and in all.
    engine : Engine
        Changes no number. Worlds are prepared by kernels in any case.

    Raises
    ------
    InputError
        If an event starts after the last month, a place is unknown, or there are too
        few citizens.
    """
    for scenario in scenarios:
        check_horizon(scenario, settings.months)
    places = load_places(settings.places)
    people = build_population(places, settings.citizens)
    ensemble = _Ensemble(scenarios, settings, places, people, progress, engine)
    return ensemble.play(n_threads or os.cpu_count() or 1)


@dataclass
class _Ensemble:
    scenarios: Sequence[Scenario]
    settings: Settings
    places: Places
    people: Population
    progress: Progress | None
    engine: Engine
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    n_done: int = 0

    def play(self, n_threads: int) -> list[Outcomes]:
        kept = self.settings.kept(units(self.places))
        values = [empty_values(self.settings, len(kept)) for _ in self.scenarios]
        n_replicates = self.settings.replicates
        with ThreadPoolExecutor(n_threads) as threads:
            # One replicate shares its citizens among threads; more share themselves.
            inner = threads if n_replicates == 1 and n_threads > 1 else None
            if inner is not None:
                self._replicate(0, values, inner)
            else:
                parts = [
                    threads.submit(self._replicate, r, values, None)
                    for r in range(n_replicates)
                ]
                self._await(parts)
        return [
            Outcomes(scenario, self.settings, kept, of_scenario)
            for scenario, of_scenario in zip(self.scenarios, values, strict=True)
        ]

    def _await(self, parts: Sequence[Future[None]]) -> None:
        try:
            # Short waits, so that an interruption is noticed at once.
            while wait(parts, timeout=0.1, return_when=FIRST_EXCEPTION).not_done:
                if any(part.done() and part.exception() for part in parts):
                    break
        finally:
            if not all(part.done() and not part.exception() for part in parts):
                self.stop.set()
        for part in parts:
            if part.done() and part.exception() is not None:
                part.result()

    def _replicate(
        self,
        replicate: int,
        values: list[dict[str, Floats]],
        pool: ThreadPoolExecutor | None,
    ) -> None:
        """Prepare a world for each different set of beliefs, and play in copies."""
        settings = self.settings
        prepared: dict[tuple[bytes, str], World] = {}
        for scenario, of_scenario in zip(self.scenarios, values, strict=True):
            beliefs = belief_rows(
                resolve(scenario, settings.beliefs, settings.seed, replicate)
            )
            same = (beliefs.tobytes(), scenario.structure.mixing)
            if same not in prepared:
                prepared[same] = prepared_world(
                    scenario,
                    settings,
                    (self.places, self.people),
                    beliefs,
                    replicate,
                    pool=pool,
                    go_on=self._go_on,
                )
            world = prepared[same].copy()
            months = agenda(scenario, settings.months, beliefs)
            advance = _mover(self.engine, scenario, world, settings.months, pool)
            for now in months:
                self._go_on()
                advance(now)
                record(world, now, now is months[-1], of_scenario, replicate)
                self._tell()

    def _go_on(self) -> None:
        if self.stop.is_set():
            raise StoppedError

    def _tell(self) -> None:
        if self.progress is None:
            return
        with self.lock:
            self.n_done += 1
            total = self.settings.months * self.settings.replicates
            self.progress(self.n_done, total * len(self.scenarios))


def _mover(
    engine: Engine,
    scenario: Scenario,
    world: World,
    n_months: int,
    pool: ThreadPoolExecutor | None,
) -> Callable[[Month], None]:
    """Return a function that lets a month of a scenario pass in ``world``."""
    if engine is Engine.COLUMNS:
        return lambda now: step_month(world, now, pool)
    # Loaded here and by name: Mesa takes seconds to load, and the model, which wraps
    # what is in this file, stands above it.
    build = import_module("sim.model").MissionModel
    model = build(scenario, months=n_months, world=world)
    return lambda _: model.step()


def prepared_world(
    scenario: Scenario,
    settings: Settings,
    country: tuple[Places, Population],
    beliefs: BeliefRows,
    replicate: int,
    *,
    pool: ThreadPoolExecutor | None = None,
    go_on: Callable[[], None] = lambda: None,
) -> World:
    """Return a prepared world; those of point beliefs are kept on disk.

    Parameters
    ----------
    scenario, beliefs, pool, go_on
        As in :func:`sim.prepare.prepare`.
    settings : Settings
    country : (Places, Population)
        Of the places and as many citizens as ``settings`` says.
    replicate : int
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
