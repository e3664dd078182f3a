"""Every scenario in every replicate, side by side as memory and threads allow."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cached_property

from sim.agenda import Month, agenda
from sim.checkpoint import Checkpoints, Kept
from sim.institutions.columns import Floats
from sim.outcomes.units import units
from sim.planning import Plan, outcome_bytes, plan_run
from sim.playing import empty_values, prepared_world, record
from sim.population.columns import Population
from sim.population.places import Places
from sim.prepare import preparing_months
from sim.results import Outcomes, Settings
from sim.scenario.beliefs import BeliefRows, belief_rows, resolve
from sim.scenario.scenario import Scenario
from sim.world import World

Progress = Callable[[int, int], None]
Advance = Callable[[Month], None]
AdvanceOf = Callable[[Scenario, World, int, ThreadPoolExecutor | None], Advance]
# Scenarios with the same key begin in the same world.
_WorldKey = tuple[bytes, str]


class StoppedError(Exception):
    """A run was asked to stop before its end."""


def world_keys(
    scenarios: Sequence[Scenario], settings: Settings, replicate: int
) -> list[tuple[_WorldKey, BeliefRows]]:
    """Return each scenario's beliefs, and by what its world is known."""
    found = []
    for scenario in scenarios:
        chosen = resolve(scenario, settings.beliefs, settings.seed, replicate)
        rows = belief_rows(chosen)
        found.append(((rows.tobytes(), str(scenario.structure.mixing)), rows))
    return found


def worlds_held(keys: Sequence[_WorldKey]) -> int:
    """Return how many worlds a replicate holds at once, at most.

    A world prepared is kept while a later scenario begins in it, and played in a copy
    until the last.

    >>> worlds_held([(b"1", "")]), worlds_held([(b"1", "")] * 3)
    (1, 2)
    """
    kept: set[_WorldKey] = set()
    most = 0
    for s, key in enumerate(keys):
        kept.add(key)
        if key not in keys[s + 1 :]:
            kept.remove(key)
        most = max(most, len(kept) + 1)
    return most


def plan_of(
    scenarios: Sequence[Scenario],
    settings: Settings,
    n_units: int,
    n_threads: int,
) -> Plan:
    """Return how to run some scenarios within the memory that is free.

    Raises
    ------
    InputError
        If it is too little.
    """
    keys = [key for key, _ in world_keys(scenarios, settings, 0)]
    outcomes = outcome_bytes(settings.replicates, settings.months, n_units)
    return plan_run(
        settings.citizens,
        worlds_held(keys),
        settings.replicates,
        n_threads,
        outcomes * len(scenarios),
    )


@dataclass
class Ensemble:
    """Some scenarios under the same luck.

    Parameters
    ----------
    scenarios, settings, places, people
    plan : Plan
        How many replicates are simulated at once.
    advance_of : callable
        Returns what lets a month of a scenario pass in a world.
    progress : callable, optional
        Called with the months simulated so far and in all, those of preparing worlds
        included.
    checkpoints : Checkpoints, optional
        Where runs are kept while they go on.
    """

    scenarios: Sequence[Scenario]
    settings: Settings
    places: Places
    people: Population
    plan: Plan
    advance_of: AdvanceOf
    progress: Progress | None = None
    checkpoints: Checkpoints | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    n_done: int = 0

    def play(self, n_threads: int) -> list[Outcomes]:
        """Return the outcomes of every scenario, in order."""
        kept = self.settings.kept(units(self.places))
        values = [empty_values(self.settings, len(kept)) for _ in self.scenarios]
        with ThreadPoolExecutor(n_threads) as threads:
            replicates = range(self.settings.replicates)
            if self.plan.at_once == 1:
                # One replicate shares its citizens among threads.
                inner = threads if n_threads > 1 else None
                for replicate in replicates:
                    self._replicate(replicate, values, inner)
            else:
                # More share themselves, as many at once as memory holds.
                with ThreadPoolExecutor(self.plan.at_once) as outer:
                    self._await(
                        [
                            outer.submit(self._replicate, replicate, values, None)
                            for replicate in replicates
                        ]
                    )
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
        """Prepare a world for each different set of beliefs, and play in it."""
        prepared: dict[_WorldKey, World] = {}
        keyed = world_keys(self.scenarios, self.settings, replicate)
        for s, scenario in enumerate(self.scenarios):
            key, beliefs = keyed[s]
            begun = self._begun(s, replicate, values[s])
            if begun is not None and begun.n_months == self.settings.months:
                continue
            is_last = all(key != later for later, _ in keyed[s + 1 :])
            if begun is not None:
                country = (self.places, self.people)
                world = begun.world(*country, beliefs, self.settings, replicate)
            else:
                if key not in prepared:
                    prepared[key] = self._prepared(scenario, beliefs, replicate, pool)
                world = prepared.pop(key) if is_last else prepared[key].copy()
            n_months = 0 if begun is None else begun.n_months
            self._play(s, replicate, world, n_months, values[s], pool)

    def _play(
        self,
        s: int,
        replicate: int,
        world: World,
        n_passed: int,
        values: dict[str, Floats],
        pool: ThreadPoolExecutor | None,
    ) -> None:
        scenario, n_months = self.scenarios[s], self.settings.months
        months = agenda(scenario, n_months, world.beliefs)
        advance = self.advance_of(scenario, world, n_months, pool)
        for now in months[n_passed:]:
            advance(now)
            record(world, now, now is months[-1], values, replicate)
            self._tell(1)
            n_passed = now.month + 1
            if self.checkpoints is not None and n_passed < n_months:
                is_last = self.stop.is_set()
                if is_last or self.checkpoints.is_due(n_passed):
                    self.checkpoints.save(s, replicate, n_passed, values, world)
            self._go_on()
        if self.checkpoints is not None:
            self.checkpoints.finish(s, replicate, n_months, values)

    def _begun(self, s: int, replicate: int, values: dict[str, Floats]) -> Kept | None:
        """Return how far a scenario had come, its outcomes filled in."""
        if self.checkpoints is None:
            return None
        kept = self.checkpoints.load(s, replicate)
        if kept is not None:
            for name, of_replicate in kept.values.items():
                values[name][replicate] = of_replicate
            self._tell(kept.n_months)
        return kept

    def _prepared(
        self,
        scenario: Scenario,
        beliefs: BeliefRows,
        replicate: int,
        pool: ThreadPoolExecutor | None,
    ) -> World:
        n_ticks = 0

        def tick() -> None:
            nonlocal n_ticks
            self._go_on()
            n_ticks += 1
            self._tell(1)

        world = prepared_world(
            scenario,
            self.settings,
            (self.places, self.people),
            beliefs,
            replicate,
            pool=pool,
            go_on=tick,
        )
        # A world found on disk takes no months.
        self._tell(preparing_months(self.settings.citizens) - n_ticks)
        return world

    def _go_on(self) -> None:
        if self.stop.is_set():
            raise StoppedError

    def _tell(self, n_months: int) -> None:
        if self.progress is None:
            return
        with self.lock:
            self.n_done += n_months
            self.progress(self.n_done, self._n_in_all)

    @cached_property
    def _n_in_all(self) -> int:
        """Months to simulate, those of preparing included, if no world is on disk."""
        keys = {key for key, _ in world_keys(self.scenarios, self.settings, 0)}
        per_replicate = self.settings.months * len(self.scenarios)
        per_replicate += preparing_months(self.settings.citizens) * len(keys)
        return per_replicate * self.settings.replicates
