"""``verify`` as a user meets it: a line a row, JSON, and an exit status."""

import json
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

import experiments.verification
from experiments.verification import Row
from sim.cli import main

GOOD = Row("V1", "two and two", 4.0, 4.0, 0.0, "exact")
BAD = Row("V2", "two and three", 5.0, 6.0, 0.5, "rounding")


def _finding(monkeypatch: pytest.MonkeyPatch, *rows: Row) -> None:
    def found() -> Iterator[Row]:
        yield from rows

    monkeypatch.setattr(experiments.verification, "verify", found)


def test_every_row_is_a_line_with_its_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    _finding(monkeypatch, GOOD, BAD)

    done = CliRunner().invoke(main, ["verify"])

    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("pass  V1")
    assert lines[1].startswith("fail  V2")
    assert "V22" in done.stdout


def test_status_is_0_when_all_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    _finding(monkeypatch, GOOD)

    assert CliRunner().invoke(main, ["verify"]).exit_code == 0


def test_json_holds_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    _finding(monkeypatch, GOOD, BAD)

    done = CliRunner().invoke(main, ["verify", "--json"])

    assert done.exit_code == 1
    document = json.loads(done.stdout)
    assert [row["passed"] for row in document["rows"]] == [True, False]
    assert document["passed"] is False
