"""The real model, small: 2,888 citizens for two months."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import main
from tests.cli.interrupting import INTERRUPTIBLE

SMALL = ("--citizens", "2888", "--months", "2", "--replicates", "2")


def groundswell(*words: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, list(words))
    return found.exit_code, found.stdout, found.stderr


def test_a_batch_of_the_model_is_the_same_with_one_worker_or_two(
    tmp_path: Path,
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"

    def batch(folder: Path, *words: str) -> tuple[int, str, str]:
        return groundswell("batch", "two_by_two", *SMALL, "--out", str(folder), *words)

    first = batch(one, "--workers", "1")
    second = batch(two, "--workers", "2")
    again = batch(two)

    assert (first[0], second[0], again[0]) == (0, 0, 0)
    assert first[1] == f"{one}: 8 of 8 runs finished, 8 of them now\n"
    assert again[1] == f"{two}: 8 of 8 runs finished, 0 of them now\n"
    table = "outcomes.parquet"
    assert (one / table).read_bytes() == (two / table).read_bytes()


def test_a_dry_run_says_how_many_how_long_and_how_large(tmp_path: Path) -> None:
    status, said, _ = groundswell("batch", "two_by_two", *SMALL, "--dry-run")

    assert status == 0
    assert "two_by_two: 8 runs (4 points, 2 replicates) in 2 worlds" in said
    assert "time: about " in said
    assert "size: about " in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["two_by_too"], "Did you mean two_by_two?"),
        (["two_by_two", "--months", "0"], "design two_by_two.months: 0 is below 1."),
        (["two_by_two", "--citizens", "10"], "citizens"),
    ],
)
def test_bad_input_is_said_and_ends_with_2(words: list[str], message: str) -> None:
    status, _, said = groundswell("batch", *words, "--dry-run")

    assert status == 2
    assert message in said


@pytest.mark.parametrize(
    "words",
    [
        ["batch", "headline", "--citizens", "2888"],
        ["calibrate"],
        ["validate", "--draws", "40", "--citizens", "2888"],
    ],
    ids=lambda words: words[0],
)
def test_an_interruption_says_how_to_go_on(tmp_path: Path, words: list[str]) -> None:
    folder = tmp_path / "b"
    command = [sys.executable, "-c", INTERRUPTIBLE, *words, "--out", str(folder)]
    with subprocess.Popen(
        [*command, "--workers", "1"], stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            latest = time.monotonic() + 300.0
            while not list(folder.rglob("runs/*.parquet")):
                assert time.monotonic() < latest
                assert process.poll() is None
                time.sleep(0.05)

            # As a terminal does: to the batch and its workers alike.
            os.killpg(process.pid, signal.SIGINT)
            _, said = process.communicate(timeout=120.0)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)

    assert process.returncode == 130
    assert b"every run that finished is safe in" in said
    assert b"Start the same command again to go on." in said
