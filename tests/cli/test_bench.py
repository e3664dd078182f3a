"""``bench`` as a user meets it; what it measures is no test's business."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import benchmarks.table
from benchmarks.table import Row
from sim.cli import main

NOTHING = float("nan")
ROWS = (
    Row("fast", "ns", 40.0, 20.0, 19.0),
    Row("fair", "ns", 40.0, 20.0, 30.0),
    Row("slow", "s", 40.0, 20.0, 50.0),
    Row("said", "GB/s", NOTHING, NOTHING, 29.5),
)


@pytest.fixture(autouse=True)
def _measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(citizens: int, say: Callable[[str], None]) -> Iterator[Row]:
        say(f"{citizens}")
        yield from ROWS

    monkeypatch.setattr(benchmarks.table, "rows", rows)


def test_every_row_is_a_line_beside_what_is_aimed_at() -> None:
    done = CliRunner().invoke(main, ["bench", "--citizens", "5000"])

    assert done.exit_code == 0
    assert [line.split() for line in done.stdout.splitlines()[1:]] == [
        ["fast", "ns", "40", "20", "19", "aim"],
        ["fair", "ns", "40", "20", "30", "reach"],
        ["slow", "s", "40", "20", "50", "missed"],
        ["said", "GB/s", "29.5"],
    ]
    assert "measuring 5000" in done.stderr
    assert "numba" in done.stderr


def test_history_grows_by_a_line_a_row(tmp_path: Path) -> None:
    history = tmp_path / "history.csv"
    for _ in range(2):
        CliRunner().invoke(main, ["bench", "--history", str(history)])

    lines = history.read_text().splitlines()
    assert lines[0] == "version,machine,what,unit,measured"
    assert len(lines) == 1 + 2 * len(ROWS)


def test_too_few_citizens_are_refused() -> None:
    done = CliRunner().invoke(main, ["bench", "--citizens", "10"])

    assert done.exit_code == 2
    assert "--citizens" in done.stderr
