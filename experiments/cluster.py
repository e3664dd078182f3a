"""Workers on a Dask cluster: the same runs, the same bytes, on more machines.

Worlds and runs are tasks of their own: each run depends on the world that it shares, so
that Dask itself sends runs where their world is, makes lost worlds again, and lets a
cluster grow and shrink. Shards come back to the batch, which alone writes, so that
workers need no common disk.
"""

import asyncio
import logging
import time
from asyncio import CancelledError
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from distributed import Client, Future, KilledWorker, as_completed
from distributed.client import FutureCancelledError
from distributed.comm.core import CommClosedError, connect

from experiments.runs import Run
from experiments.worker import failure_of, made
from experiments.workers import Finished, grouped
from sim.errors import GroundswellError, InputError

if TYPE_CHECKING:
    from experiments.simulation import Simulation

_PATIENCE = 120.0
_FIRST_PATIENCE = 20.0
_LOST = (CancelledError, CommClosedError, FutureCancelledError, OSError, TimeoutError)


class _Refused(NamedTuple):
    """A world that could not be prepared, and why."""

    why: str


class Cluster:
    """Workers that a Dask scheduler knows.

    Parameters
    ----------
    address : str
        Of the scheduler, ``tcp://host:8786``.
    patience : float
        Seconds to wait for a scheduler that has gone to come back.
    """

    def __init__(self, address: str, patience: float = _PATIENCE) -> None:
        self.address = address
        self.patience = patience

    def finish(
        self, runs: Sequence[Run], simulation: "Simulation"
    ) -> Generator[Finished]:
        """Yield what becomes of runs, as it becomes known.

        Raises
        ------
        InputError
            If there is no scheduler at the address.
        GroundswellError
            If it goes and does not come back.

        Notes
        -----
        A worker that dies is Dask's to replace: it gives its tasks to others, as often
        as the scheduler's setting ``allowed-failures`` says. A scheduler that is
        started again gets what is missing.
        """
        left = {run.identifier: run for run in runs}
        client = self._first()
        with _quiet():
            yield from self._until_done(client, left, simulation)

    def _until_done(
        self, client: Client, left: dict[str, Run], simulation: "Simulation"
    ) -> Generator[Finished]:
        while True:
            try:
                for finished in _session(client, list(left.values()), simulation):
                    del left[finished.run.identifier]
                    yield finished
            except _LOST:
                pass  # what was not heard of is asked for again
            finally:
                _close(client)
            if not left:
                return
            client = self._again()

    def _first(self) -> Client:
        try:
            return self._client(min(_FIRST_PATIENCE, self.patience))
        except (OSError, TimeoutError, ValueError) as error:
            what = f"no Dask scheduler answers at {self.address} ({failure_of(error)})"
            allowed = "Give the address that the scheduler printed: tcp://host:8786."
            raise InputError("--scheduler", what, allowed) from None

    def _again(self) -> Client:
        latest = time.monotonic() + self.patience
        while True:
            try:
                return self._client(5.0)
            except (OSError, TimeoutError):
                if time.monotonic() > latest:
                    raise GroundswellError(
                        f"the Dask scheduler at {self.address} has gone. Every run "
                        "that finished is safe; start the same batch again to go on"
                    ) from None
                time.sleep(0.5)

    def _client(self, timeout: float) -> Client:
        # A client that finds nobody complains once more when it is collected.
        asyncio.run(_find(self.address, timeout))
        return Client(self.address, timeout=timeout, set_as_default=False)


async def _find(address: str, timeout: float) -> None:
    found = await connect(address, timeout=timeout)
    await found.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own account of lost connections off the screen; we give ours."""
    log = logging.getLogger("distributed")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)


def _session(
    client: Client, runs: Sequence[Run], simulation: "Simulation"
) -> Generator[Finished]:
    """Yield what becomes of runs as long as the scheduler lives."""
    asked: dict[str, Run] = {}
    futures = as_completed(loop=client.loop)
    for group in grouped(runs):
        world = _ask(client, _prepared, group[0], simulation)
        for run in group:
            future = _ask(client, _played, run, simulation, world)
            asked[str(future.key)] = run
            futures.add(future)
    for future in futures:
        yield _outcome(asked[str(future.key)], future)


def _ask(
    client: Client, function: Callable[..., object], *given: object
) -> "Future[object]":
    # Dask's own retries are for workers that die, not for runs that raise.
    return client.submit(function, *given, pure=False, retries=0)


def _outcome(run: Run, future: "Future[tuple[bytes | None, str | None]]") -> Finished:
    try:
        shard, failure = future.result()
    except KilledWorker as error:
        why = f"more than {error.allowed_failures} workers died while at it"
        return Finished(run, None, why)
    return Finished(run, shard, failure)


def _prepared(run: Run, simulation: "Simulation") -> object:
    try:
        return simulation.prepare(run)
    # As in experiments.worker: told, and no end of the batch.
    except Exception as error:  # noqa: BLE001
        return _Refused(failure_of(error))


def _played(
    run: Run, simulation: "Simulation", world: object
) -> tuple[bytes | None, str | None]:
    if isinstance(world, _Refused):
        return None, world.why
    return made(run, simulation, world)


def _close(client: Client) -> None:
    try:
        client.close(timeout=2.0)
    except _LOST:
        return
