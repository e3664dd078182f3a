"""Runs that a question asks for one after another, each made once and kept."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.batch_folder import cannot_write
from experiments.design import Design
from experiments.runs import Run, one_run
from experiments.shards import read_ledger, write_shard
from experiments.workers import Crew
from sim.comparison import better_direction
from sim.errors import GroundswellError, InputError
from sim.outcomes.catalogue import OUTCOMES, outcome_named
from sim.scenario.beliefs import BeliefMode, BeliefValues, drawn
from sim.scenario.checks import unknown_name
from sim.scenario.names import MISSIONS
from sim.scenario.scenario import FixedBelief, Scenario

if TYPE_CHECKING:
    from experiments.simulation import Simulation

type Floats = NDArray[np.float64]


class Asked:
    """Two scenarios, an outcome, and a folder in which runs are kept.

    Parameters
    ----------
    before, after : Scenario
        The difference is after less before.
    outcome : str
        Of one mission, or of the country.
    mission : str or None
    folder : str or Path
        Missing, or with shards of earlier questions.
    citizens, months, seed : int
        As in :class:`sim.results.Settings`.
    n_workers : int
    simulation : Simulation, optional
        In place of the model.
    watch : callable, optional
        Called with how many runs were made so far.

    Raises
    ------
    InputError
        If the outcome is not one of a mission and a mission is named, or the reverse.
    """

    def __init__(
        self,
        before: Scenario,
        after: Scenario,
        outcome: str,
        mission: str | None,
        folder: str | Path,
        *,
        citizens: int = 5000,
        months: int = 60,
        seed: int = 1,
        n_workers: int = 2,
        simulation: "Simulation | None" = None,
        watch: Callable[[int], None] | None = None,
    ) -> None:
        _check(outcome, mission)
        if before.name == after.name:
            after = replace(after, name=f"{after.name} (2)")
        self.before, self.after = before, after
        self.outcome, self.mission = outcome, mission
        self.sign = better_direction(outcome, mission) or 1
        self.folder, self._crew = Path(folder), Crew(n_workers)
        self.simulation, self.watch = simulation, watch
        self.n_made = 0
        self.runs: dict[str, Run] = {}
        self.design = Design(
            name="asked",
            scenarios=(before, after),
            outcomes=(outcome,),
            beliefs=BeliefMode.PRIOR,
            citizens=citizens,
            months=months,
            seed=seed,
        )

    def __enter__(self) -> Self:
        """Keep workers from one question to the next."""
        self._crew.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._crew.__exit__()

    def gains(
        self, beliefs: Sequence[BeliefValues], replicates: Sequence[int]
    ) -> Floats:
        """Return what the second scenario gains, under given beliefs and luck.

        Parameters
        ----------
        beliefs : sequence of mapping
            A number, or five, for every belief; a scenario's own still win.
        replicates : sequence of int
            Whose luck each has.

        Returns
        -------
        shape (n,)
            In the outcome's unit; more is better.

        Raises
        ------
        GroundswellError
            If a run failed.
        """
        pairs = [
            tuple(self._run(s, values, r) for s in (self.before, self.after))
            for values, r in zip(beliefs, replicates, strict=True)
        ]
        values = self._values([run for pair in pairs for run in pair])
        found = [values[b.identifier] - values[a.identifier] for a, b in pairs]
        return self.sign * np.array(found)

    def _run(self, scenario: Scenario, values: BeliefValues, replicate: int) -> Run:
        own = {fixed.name: fixed.values for fixed in scenario.beliefs}
        fixed = tuple(
            FixedBelief(name, _laid_over(own.get(name), value))
            for name, value in values.items()
        )
        here = replace(scenario, beliefs=fixed)
        run = one_run(self.design, here, replicate, values)
        self.runs[run.identifier] = run
        return run

    def _values(self, runs: Sequence[Run]) -> Mapping[str, float]:
        wanted = {run.identifier: run for run in runs}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            shards = dict(read_ledger(self.folder, wanted).shards)
            missing = [run for name, run in wanted.items() if name not in shards]
            shards.update(self._made(missing))
        except OSError as error:
            raise cannot_write(self.folder, error) from None
        return {name: self._value(shards[name]) for name in wanted}

    def _made(self, runs: Sequence[Run]) -> dict[str, Path]:
        if not runs:
            return {}
        simulation = self.simulation
        if simulation is None:
            from experiments.simulation import Groundswell

            simulation = Groundswell()
        shards = {}
        with closing(self._crew.finish(runs, simulation)) as made:
            for finished in made:
                if finished.shard is None:
                    raise GroundswellError(f"a run failed: {finished.failure}")
                name = finished.run.identifier
                shards[name] = write_shard(self.folder, name, finished.shard)
                self.n_made += 1
                if self.watch is not None:
                    self.watch(self.n_made)
        return shards

    def _value(self, shard: Path) -> float:
        rows = pq.read_table(shard)
        here = pc.equal(rows["outcome"], self.outcome)
        if self.mission is not None:
            here = pc.and_(here, pc.equal(rows["mission"], self.mission))
        found = rows.filter(pc.and_(here, pc.is_null(rows["step"])))
        if found.num_rows != 1:
            raise GroundswellError(f"{shard.name} has no single {self.outcome}")
        return float(found["value"][0].as_py())


def draws_of(seed: int, replicates: Sequence[int]) -> list[BeliefValues]:
    """Return draws of all beliefs from their priors."""
    return [drawn(BeliefMode.PRIOR, seed, r) for r in replicates]


def _laid_over(
    own: tuple[float | None, ...] | None, value: float | tuple[float, ...]
) -> tuple[float | None, float | None, float | None, float | None, float | None]:
    five = value if isinstance(value, tuple) else (value,) * len(MISSIONS)
    if own is None:
        a, b, c, d, e = five
    else:
        a, b, c, d, e = (
            mine if mine is not None else theirs
            for mine, theirs in zip(own, five, strict=True)
        )
    return (a, b, c, d, e)


def _check(outcome: str, mission: str | None) -> None:
    known = [one.name for one in OUTCOMES]
    if outcome not in known:
        raise unknown_name(outcome, known, "--outcome")
    of_missions = outcome_named(outcome).by_mission
    if of_missions and mission is None:
        what = f"{outcome} is one value a mission"
        raise InputError("--mission", what, f"Give one of: {', '.join(MISSIONS)}.")
    if not of_missions and mission is not None:
        raise InputError("--mission", f"{outcome} has no missions", "Leave it out.")
