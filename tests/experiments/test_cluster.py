"""The same batch on a real Dask scheduler and two worker processes, on loopback."""

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from experiments.batch import Standing, run_batch
from experiments.cluster import Cluster
from sim.errors import InputError
from tests.experiments.batch_fakes import Fake, small_design

# Dask's sockets and loops of a connection that was lost are closed by the collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
ROOT = Path(__file__).parents[2]


class Loopback:
    """A scheduler and its workers, each a process that can be killed."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler = self._start_scheduler()
        self.workers = [self._start_worker(), self._start_worker()]

    def _start_scheduler(self) -> subprocess.Popen[bytes]:
        return self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port))

    def _start_worker(self) -> subprocess.Popen[bytes]:
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny")

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options]
        return subprocess.Popen(
            [*command, "--no-dashboard"],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=subprocess.DEVNULL,
        )

    def restart(self) -> None:
        """Start the scheduler again; workers leave with theirs, so new ones come."""
        self.scheduler.kill()
        self.scheduler.wait()
        self.scheduler = self._start_scheduler()
        self.workers += [self._start_worker(), self._start_worker()]

    def stop(self) -> None:
        for process in (self.scheduler, *self.workers):
            process.kill()
            process.wait()


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    started = Loopback()
    try:
        yield started
    finally:
        started.stop()
        logging.getLogger("distributed").setLevel(logging.WARNING)


def table(folder: Path) -> bytes:
    return (folder / "outcomes.parquet").read_bytes()


@pytest.mark.slow
def test_a_worker_killed_and_the_scheduler_restarted_change_no_byte(
    tmp_path: Path, loopback: Loopback
) -> None:
    design, log = small_design(20, 5), tmp_path / "log"
    run_batch(design, tmp_path / "here", n_workers=1, simulation=Fake())
    restarts: list[threading.Thread] = []

    def disturb(standing: Standing) -> None:
        if standing.n_made == 20:
            loopback.workers[0].kill()
        if standing.n_made == 50 and not restarts:
            restarts.append(threading.Thread(target=loopback.restart))
            restarts[0].start()

    report = run_batch(
        design,
        tmp_path / "there",
        scheduler=loopback.address,
        simulation=Fake(0.02, log),
        watch=disturb,
    )
    for restart in restarts:
        restart.join()

    assert report.failures == ()
    assert report.standing.n_made == 100
    assert table(tmp_path / "there") == table(tmp_path / "here")


@pytest.mark.slow
def test_a_run_that_raises_on_a_cluster_is_recorded(
    tmp_path: Path, loopback: Loopback
) -> None:
    report = run_batch(
        small_design(5, 1),
        tmp_path / "b",
        scheduler=loopback.address,
        simulation=Fake(raises=2),
    )

    assert [(run.point, why) for run, why in report.failures] == [
        (2, "ValueError: the sum of shares is 1.2")
    ]


def test_no_scheduler_there_is_said() -> None:
    begun = time.monotonic()

    with pytest.raises(InputError, match="no Dask scheduler answers at"):
        next(Cluster("tcp://127.0.0.1:1", patience=2.0).finish([], Fake()))

    assert time.monotonic() - begun < 20.0
