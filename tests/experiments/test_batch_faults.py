"""Whatever befalls a batch: nothing finished is lost or made again, same bytes."""

import errno
import json
import multiprocessing
import os
import random
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import psutil
import pytest

from experiments import shards
from experiments.batch import Standing, run_batch
from experiments.batch_folder import held
from sim.errors import InputError
from tests.experiments.batch_fakes import Fake, small_design, start

N_RUNS = 300
# Starts a batch in a process of its own without importing everything each time.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["tests.experiments.batch_fakes", "experiments.batch", "experiments.design"]
)


SEALS = ("record.json", "ro-crate-metadata.json")


def files(folder: Path) -> dict[str, bytes]:
    """Return all that counts in a batch's folder, by name."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in found
        if path.name not in (".lock", *SEALS)  # times stand in the seals alone
    }


def finished(folder: Path) -> set[str]:
    return {path.stem.split("-")[0] for path in (folder / "runs").glob("*.parquet")}


def played(log: Path) -> list[str]:
    return log.read_text().split() if log.exists() else []


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """Give a folder in memory where there is one: each shard is flushed to its disk."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as made:
        yield Path(made)


@pytest.fixture
def tmp_path(memory: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=memory))


@pytest.fixture(scope="module")
def undisturbed(memory: Path) -> dict[str, bytes]:
    folder = memory / "undisturbed"
    start(folder, Fake(), n_workers=1)
    found = files(folder)
    assert len(finished(folder)) == N_RUNS
    return found


def test_one_worker_or_three_give_the_same_bytes(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    run_batch(small_design(), tmp_path / "b", n_workers=3, simulation=Fake())

    assert files(tmp_path / "b") == undisturbed


# Workers


def worker_of(process: int) -> list[int]:
    """Return a process's workers among all that it has started, oldest first."""
    return [c.pid for c in psutil.Process(process).children() if _is_worker(c)]


def _is_worker(child: psutil.Process) -> bool:
    try:
        return "experiments.worker" in child.cmdline()
    except psutil.Error:  # it has ended
        return False


def test_killed_workers_lose_nothing(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    log, killed = tmp_path / "log", []

    def kill_some(standing: Standing) -> None:
        if standing.n_made in (20, 120, 250) and len(killed) < 3:
            victim = worker_of(os.getpid())[-1]
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    report = run_batch(
        small_design(),
        tmp_path / "b",
        n_workers=2,
        simulation=Fake(0.002, log),
        watch=kill_some,
    )

    assert len(killed) == 3
    assert report.failures == ()
    assert files(tmp_path / "b") == undisturbed
    # A killed worker may have been at a run's end: that run alone is made twice.
    assert len(played(log)) <= N_RUNS + len(killed)


def test_a_run_that_kills_its_worker_once_is_tried_again(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    fake = Fake(dies=7, once=tmp_path / "died")

    report = run_batch(small_design(), tmp_path / "b", n_workers=2, simulation=fake)

    assert fake.once is not None
    assert fake.once.exists()
    assert report.failures == ()
    assert files(tmp_path / "b") == undisturbed


def test_a_run_that_kills_every_worker_is_recorded_and_the_batch_goes_on(
    tmp_path: Path,
) -> None:
    design = small_design(n_points=10, replicates=1)

    report = run_batch(design, tmp_path / "b", n_workers=2, simulation=Fake(dies=7))

    assert [(run.point, why) for run, why in report.failures] == [
        (7, "3 workers died while at it, the last by signal 9")
    ]
    assert report.standing.n_safe == 9


def test_a_run_that_raises_is_recorded_and_made_when_the_cause_is_gone(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    folder, log = tmp_path / "b", tmp_path / "log"

    failed = run_batch(small_design(), folder, n_workers=2, simulation=Fake(raises=3))
    recorded = json.loads((folder / "failures.json").read_text())
    mended = run_batch(small_design(), folder, n_workers=2, simulation=Fake(log=log))

    assert failed.standing.n_safe == N_RUNS - 10
    assert {why for _, why in failed.failures} == {
        "ValueError: the sum of shares is 1.2"
    }
    assert recorded == {run.identifier: why for run, why in failed.failures}
    assert mended.failures == ()
    assert sorted(played(log)) == sorted(recorded)
    assert files(folder) == undisturbed


# The batch itself


def kill(process: BaseProcess, *, workers_too: bool) -> None:
    assert process.pid is not None
    victims = worker_of(process.pid) if workers_too else []
    os.kill(process.pid, signal.SIGKILL)
    for victim in victims:
        os.kill(victim, signal.SIGKILL)
    process.join()


def until(folder: Path, n: int, process: BaseProcess) -> None:
    """Wait until a batch has finished some runs."""
    latest = time.monotonic() + 300.0
    while len(finished(folder)) < n and process.is_alive():
        assert time.monotonic() < latest
        time.sleep(0.002)


def test_killed_at_ten_moments_it_ends_with_the_same_bytes(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    folder, log = tmp_path / "b", tmp_path / "log"
    chance = random.Random(20)
    moments = sorted(chance.sample(range(N_RUNS - 20), 10))

    for k, moment in enumerate(moments):
        before, n_before = finished(folder), len(played(log))
        process = FORKS.Process(target=start, args=(folder, Fake(0.002, log)))
        process.start()
        until(folder, moment, process)
        time.sleep(0.01 * chance.random())
        # The parent alone, then all of them, in turn.
        kill(process, workers_too=k % 2 == 1)
        assert before <= finished(folder)
        assert not before & set(played(log)[n_before:])
    before, n_before = finished(folder), len(played(log))
    start(folder, Fake(0.0, log))

    assert len(before) < N_RUNS
    assert not before & set(played(log)[n_before:])
    assert files(folder) == undisturbed


def test_workers_of_a_killed_batch_leave(tmp_path: Path) -> None:
    process = FORKS.Process(target=start, args=(tmp_path / "b", Fake(30.0)))
    process.start()
    assert process.pid is not None
    latest = time.monotonic() + 120.0
    while len(workers := worker_of(process.pid)) < 2:
        assert time.monotonic() < latest
        time.sleep(0.01)

    kill(process, workers_too=False)

    while any(is_running(worker) for worker in workers):
        assert time.monotonic() < latest
        time.sleep(0.01)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_an_interruption_stops_workers_at_once_and_loses_nothing(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    folder = tmp_path / "b"

    def interrupt(standing: Standing) -> None:
        if standing.n_made == 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(
            small_design(), folder, n_workers=2, simulation=Fake(), watch=interrupt
        )
    n_finished, n_workers = len(finished(folder)), len(worker_of(os.getpid()))
    start(folder, Fake(), n_workers=1)

    assert n_finished == 50
    assert n_workers == 0
    assert files(folder) == undisturbed


# The disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk that holds about a hundred shards; skip where none can be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(disk)]
    if (
        os.geteuid() != 0
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("only root may mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_said_and_what_is_there_is_whole(
    small_disk: Path, undisturbed: dict[str, bytes]
) -> None:
    folder = small_disk / "b"

    with pytest.raises(InputError) as caught:
        start(folder, Fake(), n_workers=1)
    there = {name: found for name, found in files(folder).items() if "/" in name}
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    start(folder, Fake(), n_workers=1)

    assert "no space left on device" in str(caught.value)
    assert f"{len(there)} of 300 runs are safe there" in str(caught.value)
    assert "Free some space and start the same batch again" in str(caught.value)
    assert there.items() <= undisturbed.items()
    assert files(folder) == undisturbed


def test_a_write_that_fails_anywhere_leaves_no_half_file(
    tmp_path: Path, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a full disk, where no small disk can be mounted."""
    folder, flushed = tmp_path / "b", []

    def full(handle: int) -> None:
        flushed.append(handle)
        if len(flushed) > 80:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(shards.os, "fsync", full)
        with pytest.raises(InputError, match="no space left"):
            start(folder, Fake(), n_workers=1)
    there = files(folder)
    start(folder, Fake(), n_workers=1)

    assert there.items() <= undisturbed.items()
    assert files(folder) == undisturbed


def test_a_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*given: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patch:
        patch.setattr("experiments.batch_folder.os.open", read_only)
        with pytest.raises(InputError) as caught:
            start(tmp_path / "b", Fake())

    assert "it cannot be written: read-only file system" in str(caught.value)
    assert "Give a folder that can be written, with --out." in str(caught.value)


def test_a_read_only_disk_is_refused(small_disk: Path) -> None:
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remount, check=True)

    with pytest.raises(InputError, match="read-only file system"):
        start(small_disk / "b", Fake())


def test_damaged_shards_are_noticed_and_made_again(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    folder, log = tmp_path / "b", tmp_path / "log"
    start(folder, Fake(), n_workers=1)
    cut, altered, empty = sorted((folder / "runs").glob("*.parquet"))[5:8]
    whole = altered.read_bytes()
    middle = len(whole) // 2
    cut.write_bytes(cut.read_bytes()[:middle])
    altered.write_bytes(
        whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    )
    empty.write_bytes(b"")

    report = run_batch(small_design(), folder, n_workers=1, simulation=Fake(log=log))

    assert report.damaged == (cut, altered, empty)
    assert set(played(log)) == {p.stem.split("-")[0] for p in report.damaged}
    assert files(folder) == undisturbed


# What a folder holds


def test_another_design_in_the_folder_is_refused_and_named(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    run_batch(small_design(2, 1), folder, n_workers=1, simulation=Fake())
    before = files(folder)

    with pytest.raises(InputError) as caught:
        run_batch(small_design(2, 3), folder, n_workers=1, simulation=Fake())

    assert "another design (replicates: 1 there, 3 here)" in str(caught.value)
    assert files(folder) == before


def test_another_version_of_the_model_in_the_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "b"
    run_batch(small_design(2, 1), folder, n_workers=1, simulation=Fake())
    before = files(folder)

    monkeypatch.setattr("experiments.batch_folder.model_version", lambda: "9.9+x")
    with pytest.raises(InputError, match=r"another version of the model .*9\.9"):
        run_batch(small_design(2, 1), folder, n_workers=1, simulation=Fake())

    assert files(folder) == before


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")

    with pytest.raises(InputError, match=r"no batch: it holds 'thesis\.doc'"):
        run_batch(small_design(2, 1), tmp_path, n_workers=1, simulation=Fake())


def test_two_batches_on_one_folder_are_one_too_many(
    tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    folder, refusals = tmp_path / "b", []

    def begin_another(standing: Standing) -> None:
        if standing.n_made == 10:
            with pytest.raises(InputError) as caught, held(folder, small_design()):
                pass
            refusals.append(str(caught.value))

    run_batch(
        small_design(), folder, n_workers=2, simulation=Fake(), watch=begin_another
    )

    assert f"another batch is at work there (process {os.getpid()} on" in refusals[0]
    assert files(folder) == undisturbed


def test_a_clock_that_jumps_changes_nothing(
    tmp_path: Path, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, jumps = tmp_path / "b", random.Random(1)
    monkeypatch.setattr(time, "time", lambda: jumps.uniform(0.0, 4e9))

    def stop(standing: Standing) -> None:
        if standing.n_made == 150:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(small_design(), folder, n_workers=2, simulation=Fake(), watch=stop)
    for path in folder.rglob("*"):
        os.utime(path, (jumps.uniform(0.0, 4e9),) * 2)
    start(folder, Fake(), n_workers=1)

    assert files(folder) == undisturbed


def test_a_batch_may_run_in_a_thread(tmp_path: Path) -> None:
    """As a page does that shows how it goes."""
    found = []
    thread = threading.Thread(
        target=lambda: found.append(
            run_batch(small_design(3, 1), tmp_path / "b", simulation=Fake())
        )
    )

    thread.start()
    thread.join(30.0)

    assert found[0].standing.n_safe == 3
