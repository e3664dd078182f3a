"""Runs of chosen draws, each kept once it is made, and the targets' figures."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.batch import Standing, Watch
from experiments.batch_folder import BatchFolder, cannot_write, held
from experiments.calibration.targets import Target, Targets
from experiments.runs import Run, one_run
from experiments.workers import Crew
from sim.errors import GroundswellError
from sim.scenario.beliefs import drawn

if TYPE_CHECKING:
    from experiments.simulation import Simulation

type Floats = NDArray[np.float64]
type Series = Mapping[tuple[str, str, str | None], Floats]


class Player:
    """Plays draws in all scenarios of a file of targets.

    Parameters
    ----------
    targets : Targets
    folder : Path
        Missing, empty, or with runs of the same targets and model.
    simulation : Simulation
    n_workers : int
    watch : callable, optional
        Called with how far the runs asked for have come.
    """

    def __init__(
        self,
        targets: Targets,
        folder: Path,
        simulation: "Simulation",
        n_workers: int,
        watch: Watch | None = None,
    ) -> None:
        self.targets, self.folder = targets, folder
        self.simulation, self.n_workers, self.watch = simulation, n_workers, watch

    def figures(self, draws: Sequence[int], asked: Sequence[int]) -> Floats:
        """Return the targets' figures, shape (n_draws, n_targets).

        Parameters
        ----------
        draws : sequence of int
        asked : sequence of int
            Places of the targets that matter; all others are NaN, and scenarios that
            only they need are not run.

        Raises
        ------
        InputError
            If the folder holds something else, is in use, full, or cannot be written.
        GroundswellError
            If a run failed.

        Notes
        -----
        A finished run is on disk before the next is counted, so that whatever ends
        this, the same call goes on where it ended.
        """
        design = self.targets.design
        wanted = [self.targets.targets[k] for k in asked]
        names = {name for target in wanted for name in target.contrast}
        runs = {r: self._runs(r, names) for r in draws}
        every = [run for of_draw in runs.values() for run in of_draw]
        with held(self.folder, design) as place:
            shards = self._finished(place, every)
        rows = np.full((len(draws), len(self.targets.targets)), np.nan)
        for k, r in enumerate(draws):
            paths = {run.scenario.name: shards[run.identifier] for run in runs[r]}
            series = read_series(paths, design.months)
            rows[k, list(asked)] = [figure(target, series) for target in wanted]
        return rows

    def _runs(self, r: int, names: Collection[str]) -> list[Run]:
        design = self.targets.design
        shared = drawn(design.beliefs, design.seed, r)
        return [
            one_run(design, scenario, r, shared, point)
            for point, scenario in enumerate(design.scenarios)
            if scenario.name in names
        ]

    def _finished(self, place: BatchFolder, runs: Sequence[Run]) -> Mapping[str, Path]:
        different = {run.identifier: run for run in runs}
        shards = dict(place.ledger(runs).shards)
        missing = [run for name, run in different.items() if name not in shards]
        n_before = len(shards)
        self._tell(len(different), n_before, 0)
        if missing:
            crew = Crew(self.n_workers).finish(missing, self.simulation)
            with closing(crew) as made:
                for finished in made:
                    if finished.shard is None:
                        raise GroundswellError(_failed(finished.run, finished.failure))
                    identifier = finished.run.identifier
                    try:
                        shards[identifier] = place.write(identifier, finished.shard)
                    except OSError as error:
                        raise cannot_write(place.path, error) from None
                    self._tell(len(different), n_before, len(shards) - n_before)
        return shards

    def _tell(self, n_runs: int, n_before: int, n_made: int) -> None:
        if self.watch is not None:
            self.watch(Standing(n_runs, n_before, n_made, 0))


def _failed(run: Run, why: str | None) -> str:
    return (
        f"run {run.identifier} failed ({run.scenario.name}, draw {run.replicate}): "
        f"{why or 'it ended without a word'}"
    )


def read_series(paths: Mapping[str, Path], n_months: int) -> Series:
    """Return the nation's figures of one draw: scenario, outcome, mission to months.

    ``paths`` are shards by scenario. Months that a figure is not given for are NaN.
    """
    found: dict[tuple[str, str, str | None], Floats] = {}
    for scenario, path in paths.items():
        with pq.ParquetFile(path) as shard:
            rows = shard.read(["step", "mission", "outcome", "value"]).to_pydict()
        for step, mission, outcome, value in zip(*rows.values(), strict=True):
            key = (scenario, outcome, mission)
            months = found.setdefault(key, np.full(n_months, np.nan))
            months[step - 1] = value
    return found


def figure(target: Target, series: Series) -> float:
    """Return a target's figure of one draw; NaN where the model does not define it."""
    return sum(
        weight * _of_scenario(target, scenario, series)
        for scenario, weight in target.contrast.items()
    )


def _of_scenario(target: Target, scenario: str, series: Series) -> float:
    own = _mean(target, target.outcome, scenario, target.months, series)
    if target.over is not None:
        below = _mean(target, target.over, scenario, target.months, series)
        own = own / below if below != 0.0 else float("nan")
    if target.since is not None:
        early = _mean(target, target.outcome, scenario, target.since, series)
        own -= early
        if target.relative:
            own /= early
    return own


def _mean(
    target: Target, outcome: str, scenario: str, span: tuple[int, int], series: Series
) -> float:
    months = series.get((scenario, outcome, target.mission))
    if months is None:
        return float("nan")
    first, last = span
    return float(months[first - 1 : last].mean())
