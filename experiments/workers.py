"""Workers on this machine: fresh processes that are told one run at a time.

The crew here, not a pool of the standard library, because a pool that loses a process
loses its queue. Each worker is a new interpreter with a pipe of its own: a pipe that
closes says at once whose run was lost, and a worker whose crew has died leaves.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, NamedTuple, Self

from experiments.runs import Run
from sim.errors import GroundswellError

if TYPE_CHECKING:
    from experiments.simulation import Simulation

MOST_TRIES = 3
_MOST_FAILED_STARTS = 5
_ONE_THREAD = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
               "MKL_NUM_THREADS")  # fmt: skip


class Finished(NamedTuple):
    """What became of a run.

    Attributes
    ----------
    run : Run
    shard : bytes or None
        Its rows as a Parquet file; None if it failed.
    failure : str or None
        Why it failed.
    """

    run: Run
    shard: bytes | None
    failure: str | None = None


class _Worker:
    """A process, its end of the pipe, the run it is at, and what it does next."""

    def __init__(self, simulation: "Simulation") -> None:
        self.pipe, theirs = Pipe()
        command = [sys.executable, "-m", "experiments.worker", str(theirs.fileno())]
        paths = [path or os.getcwd() for path in sys.path]  # noqa: PTH109 - a string
        environment = dict.fromkeys(_ONE_THREAD, "1")
        environment["PYTHONPATH"] = os.pathsep.join(paths)
        self.process = subprocess.Popen(
            command,
            env=os.environ | environment,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self.run: Run | None = None
        self.is_ready = False
        self.next: deque[Run] = deque()
        self.pipe.send(simulation)

    def start(self, run: Run) -> None:
        self.run = run
        try:
            self.pipe.send(run)
        except OSError:
            # It has died meanwhile; reading from its pipe will tell.
            return

    def end(self) -> int:
        """Stop at once; shards are written by others, so nothing is lost."""
        self.pipe.close()
        self.process.kill()
        return self.process.wait()


class Crew:
    """Some workers on this machine, who leave when their runs are finished.

    Within a ``with`` statement they wait for more, until it ends.

    Parameters
    ----------
    n_workers : int
    """

    def __init__(self, n_workers: int) -> None:
        self.n_workers = n_workers
        self._is_kept = False
        self._workers: dict[Connection, _Worker] = {}
        self._groups: deque[deque[Run]] = deque()
        self._tries: dict[str, int] = {}
        self._failed_starts = 0

    def __enter__(self) -> Self:
        self._is_kept = True
        return self

    def __exit__(self, *_: object) -> None:
        self._is_kept = False
        self._dismiss()

    def finish(
        self, runs: Sequence[Run], simulation: "Simulation"
    ) -> Generator[Finished]:
        """Yield what becomes of runs, as it becomes known.

        Parameters
        ----------
        runs : sequence of Run
        simulation : Simulation
            Sent to each worker once: a crew that is kept has one.

        Raises
        ------
        GroundswellError
            If workers die before they can begin.

        Notes
        -----
        Runs of one world go to one worker as long as all have something to do. Closing
        the iterator stops every worker at once.
        """
        self._groups = grouped(runs)
        n_left = len(runs)
        try:
            while n_left:
                self._employ(simulation, n_left)
                for pipe in wait(list(self._workers)):
                    assert isinstance(pipe, Connection)  # nothing else was asked
                    worker = self._workers[pipe]
                    finished = self._heard(worker)
                    if worker.is_ready and pipe in self._workers:
                        self._give(worker)  # before the batch takes its time to write
                    if finished is not None:
                        n_left -= 1
                        yield finished
        finally:
            if n_left or not self._is_kept:
                self._dismiss()

    def _dismiss(self) -> None:
        for worker in self._workers.values():
            worker.end()
        self._workers.clear()

    def _employ(self, simulation: "Simulation", n_left: int) -> None:
        while len(self._workers) < min(self.n_workers, n_left):
            worker = _Worker(simulation)
            self._workers[worker.pipe] = worker
        for worker in self._workers.values():
            if worker.is_ready and worker.run is None:
                self._give(worker)

    def _give(self, worker: _Worker) -> None:
        if not worker.next:
            worker.next = self._group_for(worker)
        if worker.next:
            worker.start(worker.next.popleft())

    def _group_for(self, worker: _Worker) -> deque[Run]:
        """Return the next world's runs, or half of what another has before it."""
        if self._groups:
            return self._groups.popleft()
        others = [other for other in self._workers.values() if other is not worker]
        busiest = max(others, key=lambda other: len(other.next), default=None)
        half: deque[Run] = deque()
        if busiest is not None:
            for _ in range((len(busiest.next) + 1) // 2):
                half.appendleft(busiest.next.pop())
        return half

    def _heard(self, worker: _Worker) -> Finished | None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            return self._lost(worker)
        if not worker.is_ready:
            worker.is_ready, self._failed_starts = True, 0
            return None
        run, worker.run = worker.run, None
        assert run is not None  # it speaks only of a run
        shard, failure = message
        return Finished(run, shard, failure)

    def _lost(self, worker: _Worker) -> Finished | None:
        """Replace a worker that died; its run is tried again, up to three times."""
        del self._workers[worker.pipe]
        status = worker.end()
        if worker.next:
            self._groups.appendleft(worker.next)
        if not worker.is_ready:
            self._count_failed_start(status)
        if worker.run is None:
            return None
        tries = self._tries.get(worker.run.identifier, 0) + 1
        self._tries[worker.run.identifier] = tries
        if tries < MOST_TRIES:
            self._groups.appendleft(deque([worker.run]))
            return None
        why = f"{tries} workers died while at it, the last {_how_it_ended(status)}"
        return Finished(worker.run, None, why)

    def _count_failed_start(self, status: int) -> None:
        self._failed_starts += 1
        if self._failed_starts >= _MOST_FAILED_STARTS:
            raise GroundswellError(
                f"{self._failed_starts} workers in a row died before they could begin, "
                f"the last {_how_it_ended(status)}; see what they wrote above"
            )


def grouped(runs: Sequence[Run]) -> deque[deque[Run]]:
    """Return runs by world, worlds in the order in which they are first needed."""
    worlds: dict[str, deque[Run]] = {}
    for run in runs:
        worlds.setdefault(run.world, deque()).append(run)
    return deque(worlds.values())


def _how_it_ended(status: int) -> str:
    return f"by signal {-status}" if status < 0 else f"with exit status {status}"
