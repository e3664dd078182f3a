"""Batches: all runs of a design, none lost and none made twice.

>>> from pathlib import Path
>>> from experiments.design import Design
>>> design = Design.load("two_by_two").changed(citizens=3000, months=12)
>>> report = run_batch(design, Path("results/small"))  # doctest: +SKIP
>>> report.failures  # doctest: +SKIP
()
"""

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from experiments.batch_folder import BatchFolder, cannot_write, held
from experiments.design import Design
from experiments.runs import Run
from experiments.workers import Crew, Finished
from sim.errors import InputError

if TYPE_CHECKING:
    from experiments.simulation import Simulation


class Failure(NamedTuple):
    """A run that failed, and why."""

    run: Run
    why: str


class Standing(NamedTuple):
    """How far a batch has come.

    Attributes
    ----------
    n_runs : int
        Different runs of the design.
    n_before : int
        Finished before this start.
    n_made, n_failed : int
        Finished and failed since.
    """

    n_runs: int
    n_before: int
    n_made: int
    n_failed: int

    @property
    def n_safe(self) -> int:
        """Runs that are finished and on disk."""
        return self.n_before + self.n_made


@dataclass(frozen=True)
class Report:
    """What a batch did.

    Attributes
    ----------
    folder : Path
    standing : Standing
        At the end.
    failures : tuple of Failure
        Tried again when the batch is started again.
    damaged : tuple of Path
        Shards that were found damaged and made again.
    """

    folder: Path
    standing: Standing
    failures: tuple[Failure, ...]
    damaged: tuple[Path, ...]


class Executor(Protocol):
    """Whoever makes runs: a crew of processes here, or a cluster."""

    def finish(
        self, runs: Sequence[Run], simulation: "Simulation"
    ) -> Generator[Finished]:
        """Yield what becomes of each run; stop all work when closed."""


type Watch = Callable[[Standing], None]


def run_batch(
    design: Design,
    folder: str | Path,
    *,
    n_workers: int | None = None,
    scheduler: str | None = None,
    simulation: "Simulation | None" = None,
    watch: Watch | None = None,
) -> Report:
    """Make all runs of a design that a folder has not yet, and gather them.

    Parameters
    ----------
    design : Design
    folder : str or Path
        Missing, empty, or with part of the same batch, which is then gone on with.
    n_workers : int, optional
        Processes on this machine; as many as processors by default.
    scheduler : str, optional
        In place of processes here, the address of a Dask scheduler: ``tcp://…``.
    simulation : Simulation, optional
        In place of the model.
    watch : callable, optional
        Called with how far the batch has come, at first and after each run.

    Returns
    -------
    Report

    Raises
    ------
    InputError
        If the folder holds something else, is in use, full, or cannot be written.
    GroundswellError
        If workers cannot begin, or the scheduler cannot be reached.

    Notes
    -----
    A finished run is on disk before the next is counted. Whatever ends a batch, the
    same call goes on where it ended, and the files are the same bytes as if nothing had
    happened. Runs that fail do not stop the others.
    """
    if simulation is None:
        from experiments.simulation import Groundswell

        simulation = Groundswell()
    executor = _executor(n_workers, scheduler)
    with held(Path(folder), design) as place:
        report = _Batch(place, design.runs(), watch).run(executor, simulation)
        _seal(place, design)
    return report


def _seal(place: BatchFolder, design: Design) -> None:
    # Here, because it loads what a batch's workers need not.
    from experiments.store.record import seal

    try:
        seal(
            place.path,
            "batch",
            title=design.title or design.name,
            description=f"Runs of the design {design.name}. {design.description}",
            command=f"groundswell batch {design.name}",
            inputs=design.stored(),
        )
    except OSError as error:
        raise cannot_write(place.path, error) from None


def _executor(n_workers: int | None, scheduler: str | None) -> Executor:
    if scheduler is None:
        return Crew(n_workers or os.cpu_count() or 1)
    try:
        from experiments.cluster import Cluster
    except ImportError:
        what = "dask.distributed is not installed"
        allowed = "Install groundswell-sim[batch]."
        raise InputError("--scheduler", what, allowed) from None
    return Cluster(scheduler)


class _Batch:
    """One start of a batch, while it lasts."""

    def __init__(
        self, place: BatchFolder, runs: Sequence[Run], watch: Watch | None
    ) -> None:
        self.place, self.runs, self.watch = place, runs, watch
        ledger = place.ledger(runs)
        self.damaged = ledger.damaged
        self.shards: dict[str, Path] = dict(ledger.shards)
        self.n_before = len(self.shards)
        self.failures: dict[str, Failure] = {}
        self.different: Mapping[str, Run] = {run.identifier: run for run in runs}

    def run(self, executor: Executor, simulation: "Simulation") -> Report:
        missing = [
            run
            for identifier, run in self.different.items()
            if identifier not in self.shards
        ]
        self._tell()
        try:
            if missing:
                with closing(executor.finish(missing, simulation)) as made:
                    for finished in made:
                        self._take(finished)
            failed = {name: failure.why for name, failure in self.failures.items()}
            self.place.close(self.runs, self.shards, failed)
        except OSError as error:
            safe = f"{len(self.shards)} of {len(self.different)} runs are safe there."
            raise cannot_write(self.place.path, error, safe) from None
        failures = sorted(
            self.failures.values(), key=lambda f: (f.run.point, f.run.replicate)
        )
        return Report(self.place.path, self._standing(), tuple(failures), self.damaged)

    def _take(self, finished: Finished) -> None:
        identifier = finished.run.identifier
        if finished.shard is None:
            why = finished.failure or "it ended without a word"
            self.failures[identifier] = Failure(finished.run, why)
        else:
            self.shards[identifier] = self.place.write(identifier, finished.shard)
        self._tell()

    def _standing(self) -> Standing:
        return Standing(
            n_runs=len(self.different),
            n_before=self.n_before,
            n_made=len(self.shards) - self.n_before,
            n_failed=len(self.failures),
        )

    def _tell(self) -> None:
        if self.watch is not None:
            self.watch(self._standing())
