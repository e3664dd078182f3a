"""What cannot be used is refused before any work, in one message that says why."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import main

PAIR = ("status_quo_2025", "devolve_only")
TWICE = ("status_quo_2025", "status_quo_2025")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("batch", "headline", "--dry-run", "--budget", "2h"), "not beside --dry-run"),
        (("batch", "headline", "--workers", "0"), "--workers: 0 is out of bounds"),
        (("flip", *TWICE, "--mission", "nhs"), "'status_quo_2025' is given twice"),
        (("rival", *TWICE, "--mission", "nhs"), "'status_quo_2025' is given twice"),
        (("why", *TWICE), "'status_quo_2025' is given twice"),
        (("flip", *PAIR, "--mission", "nhs", "--citizens", "5"), "from 2888"),
        (("rests", *PAIR, "--mission", "nhs", "--citizens", "5"), "from 2888"),
        (("rival", *PAIR, "--mission", "nhs", "--citizens", "5"), "from 2888"),
        (("rests", *PAIR, "--samples", "9"), "Give 8, 16, 32"),
        (("why", *PAIR, "--threads", "0"), "--threads: 0 is out of bounds"),
        (("why", *PAIR, "--out", "taken"), "a file stands there"),
        (("analyse", ".", "--out", "taken/inner"), "a file stands there"),
        (("run", "status_quo_2025", "--checkpoint", "taken"), "a file stands there"),
        (("bench", "--history", "taken/h.csv"), "a file stands there"),
        (("pages", "--host-name", "http://x/"), "'http://x/' is no name of a host"),
        (("validate", "--draws", "0"), "--draws: 0 is out of bounds"),
        (("validate", "--seed", "-3"), "--seed: -3 is out of bounds"),
    ],
)
def test_is_refused(
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("taken").write_text("something of somebody's")

    done = CliRunner().invoke(main, arguments)

    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert done.stderr.startswith("groundswell: ")
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert Path("taken").read_text() == "something of somebody's"
