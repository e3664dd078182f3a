"""One worker of a crew: ``python -m experiments.worker FILE_DESCRIPTOR``."""

import os
import signal
import sys
import threading
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from experiments.shards import shard_bytes

if TYPE_CHECKING:
    from experiments.runs import Run
    from experiments.simulation import Simulation


def made(
    run: "Run", simulation: "Simulation", world: object
) -> tuple[bytes | None, str | None]:
    """Return the shard of a run, or why it failed."""
    try:
        return shard_bytes(simulation.play(run, world)), None
    # Whatever goes wrong in one run is told, and must not end the batch.
    except Exception as error:  # noqa: BLE001
        return None, failure_of(error)


def failure_of(error: BaseException) -> str:
    """Return an error as one line: what it is and what it says."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": ")


def work(pipe: Connection) -> None:
    """Make the runs that come through a pipe, until it closes."""
    simulation: Simulation = pipe.recv()
    pipe.send("ready")
    known, world = "", None
    while True:
        run: Run = pipe.recv()
        try:
            if run.world != known:
                known, world = "", None  # let the old one go before making another
                known, world = run.world, simulation.prepare(run)
        except Exception as error:  # noqa: BLE001 - as in made
            pipe.send((None, failure_of(error)))
            continue
        pipe.send(made(run, simulation, world))


def _leave_when_orphaned(parent: int) -> None:
    """End this process soon after the one that started it has ended."""
    while os.getppid() == parent:
        threading.Event().wait(0.2)
    os._exit(1)


def main() -> None:
    """Work for the process that started this one."""
    # An interruption is the crew's to handle; it ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    watch = threading.Thread(
        target=_leave_when_orphaned, args=(os.getppid(),), daemon=True
    )
    watch.start()
    try:
        work(Connection(int(sys.argv[1])))
    except (EOFError, OSError):
        return


if __name__ == "__main__":
    main()
