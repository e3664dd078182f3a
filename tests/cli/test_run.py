"""``run`` and ``compare`` as a user meets them: output, statuses, messages."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from experiments.store import run_identifier
from sim.checkpoint import Checkpoints
from sim.results import Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from sim.simulate import run_together
from tests.cli.interrupting import INTERRUPTIBLE

GROUNDSWELL = (sys.executable, "-c", "from sim.cli import main; main()")
SMALL = ("--citizens", "2888", "--replicates", "2", "--months", "13")


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*GROUNDSWELL, *arguments], capture_output=True, text=True, check=False
    )


def test_run_shows_every_mission_with_its_target() -> None:
    done = call("run", "status_quo_2025", *SMALL)

    assert done.returncode == 0
    for words in ("growth", "energy", "crime", "nhs", "education", "95.0% by December"):
        assert words in done.stdout


def test_compare_shows_what_differs_under_the_same_luck() -> None:
    done = call("compare", "status_quo_2025", "blair_command", *SMALL)

    assert done.returncode == 0
    assert "best in" in done.stdout
    assert done.stdout.count("blair_command") == 6


def test_json_is_all_there_is_on_standard_output() -> None:
    done = call("compare", "status_quo_2025", "blair_command", *SMALL, "--json")

    document = json.loads(done.stdout)
    assert set(document) == {"version", "scenarios", "comparisons"}
    first = document["scenarios"][0]
    assert set(first) == {
        "name",
        "hash",
        "seed",
        "replicates",
        "citizens",
        "months",
        "beliefs",
        "outcomes",
    }
    assert set(first["outcomes"][0]) == {
        "name",
        "mission",
        "unit",
        "mean",
        "p05",
        "p95",
    }
    assert set(document["comparisons"][0]) == {
        "a",
        "b",
        "name",
        "mission",
        "mean",
        "p05",
        "p95",
        "chance_b_better",
    }
    assert "NaN" not in done.stdout


def test_the_same_call_prints_the_same_bytes() -> None:
    one = call("run", "status_quo_2025", *SMALL, "--json")
    other = call("run", "status_quo_2025", *SMALL, "--json", "--threads", "1")

    assert one.stdout == other.stdout


def test_a_town_can_be_run_alone() -> None:
    done = call(
        "run", "status_quo_2025", "--places", "E06000002", "--citizens", "400",
        "--replicates", "1", "--months", "13", "--json",
    )  # fmt: skip

    document = json.loads(done.stdout)
    assert document["scenarios"][0]["citizens"] == 400


def test_a_mission_out_of_scope_is_null() -> None:
    done = call(
        "run", "status_quo_2025", "--places", "S12000033", "--citizens", "400",
        "--replicates", "1", "--months", "3", "--json",
    )  # fmt: skip

    outcomes = json.loads(done.stdout)["scenarios"][0]["outcomes"]
    nhs = [o for o in outcomes if o["mission"] == "nhs" and o["name"] == "measured"]
    assert nhs[0]["mean"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "status_quo"), "status_quo_2025"),
        (("run", "nowhere.toml"), "nowhere.toml"),
        (("run", "status_quo_2025", "--citizens", "0"), "0"),
        (("run", "status_quo_2025", "--citizens", "2000"), "2888"),
        (("run", "status_quo_2025", "--set", "missions.nhs.audt=1"), "audit"),
        (("run", "status_quo_2025", "--set", "missions.nhs.audit=7"), "7"),
        (
            ("run", "status_quo_2025", "--set", "missions.nhs.audit"),
            "missions.nhs.audit",
        ),
        (("run", "status_quo_2025", "--places", "E0600000X"), "E0600000"),
        (("run", "status_quo_2025", "--seed", "-1"), "-1"),
        (("run", "status_quo_2025", "--months", "0"), "0"),
        (("run", "status_quo_2025", "--beliefs", "guess"), "prior"),
        (("compare", "status_quo_2025", "status_quo_2025"), "status_quo_2025"),
    ],
)
def test_bad_input_gets_one_message_and_status_2(
    arguments: tuple[str, ...], words: str
) -> None:
    done = call(*arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_event_beyond_the_last_month_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "late.toml"
    file.write_text(
        '[scenario]\nname = "late"\nextends = "status_quo_2025"\n'
        '[[events]]\nkind = "pandemic"\nstart = 40\n'
    )

    done = call("run", str(file), *SMALL)

    assert done.returncode == 2
    assert "40" in done.stderr


def test_an_unwritable_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")

    done = call("run", "status_quo_2025", *SMALL, "--out", str(file / "results"))

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_another_run_in_the_way_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "results"
    first = call("run", "status_quo_2025", *SMALL, "--out", str(out))
    before = {p.name: p.read_bytes() for p in out.iterdir()}

    same = call("run", "status_quo_2025", *SMALL, "--out", str(out))
    other = call("run", "blair_command", *SMALL, "--out", str(out))

    assert (first.returncode, same.returncode, other.returncode) == (0, 0, 2)
    after = {p.name: p.read_bytes() for p in out.iterdir()}
    assert after["outcomes.parquet"] == before["outcomes.parquet"]
    assert after["report.html"] == before["report.html"]


def _wait_until_at_work(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process has worked for longer than it takes to begin."""
    latest = time.monotonic() + 120.0
    while psutil.Process(process.pid).cpu_times().user < 5.0:
        assert process.poll() is None
        assert time.monotonic() < latest
        time.sleep(0.05)


def test_an_interrupted_run_leaves_with_status_130(tmp_path: Path) -> None:
    out = tmp_path / "results"
    # Compile first: a kernel in the making is finished before anybody listens.
    assert call("run", "status_quo_2025", *SMALL).returncode == 0
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "run", "status_quo_2025",
         "--citizens", "1000000", "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:  # fmt: skip
        try:
            _wait_until_at_work(process)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=120)
        finally:
            process.kill()

    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert not out.exists()
    assert b"the same command goes on" in errors


def test_what_is_unfinished_is_taken_up_and_then_deleted(tmp_path: Path) -> None:
    out = tmp_path / "results"
    one = Scenario.load("status_quo_2025")
    how = Settings(citizens=2888, replicates=2, months=13, beliefs=BeliefMode.ACCEPTED)
    name = f"results.{run_identifier([one], how)}.unfinished"
    kept = Checkpoints(tmp_path / name, every=14)
    run_together([one], how, checkpoints=kept)
    # Told apart from what the command would find itself.
    path = tmp_path / name / "scenario-0-replicate-1.npz"
    with np.load(path) as found:
        columns = dict(found)
    columns["value.trust"] = columns["value.trust"] * 0.0
    np.savez(path, **columns)

    done = call("run", "status_quo_2025", *SMALL, "--out", str(out), "--json")

    assert done.returncode == 0
    outcomes = json.loads(done.stdout)["scenarios"][0]["outcomes"]
    trust = next(figure for figure in outcomes if figure["name"] == "trust")
    assert trust["p05"] < 0.1 < trust["p95"]
    assert [path.name for path in tmp_path.iterdir()] == ["results"]


def test_a_checkpoint_gives_the_same_lines_again(tmp_path: Path) -> None:
    kept = ("--checkpoint", str(tmp_path / "kept"), "--checkpoint-every", "5")
    through = call("run", "status_quo_2025", *SMALL)
    first, again = (call("run", "status_quo_2025", *SMALL, *kept) for _ in range(2))

    assert first.returncode == again.returncode == 0
    assert through.stdout == first.stdout == again.stdout


def test_another_runs_checkpoint_is_refused(tmp_path: Path) -> None:
    kept = ("--checkpoint", str(tmp_path))
    call("run", "status_quo_2025", *SMALL, *kept)
    done = call("run", "blair_command", *SMALL, *kept)

    assert done.returncode == 2
    assert "holds a checkpoint of another run" in done.stderr
