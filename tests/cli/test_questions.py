"""Commands that ask of results: bad input is one message, and nothing is written."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sim.cli import main

FOLDERS = ("analyse", "reproduce", "cite")


def answer(*words: str) -> tuple[int, str]:
    found = CliRunner().invoke(main, list(words))
    return found.exit_code, found.output


@pytest.mark.parametrize("command", FOLDERS)
def test_a_folder_of_something_else_is_refused(tmp_path: Path, command: str) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    status, said = answer(command, str(tmp_path))

    assert status == 2
    assert said.startswith(f"groundswell: {tmp_path}: there is n")
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("flip", "blair_command", "devolve_only", "--mission", "nsh"), "mean nhs?"),
        (("flip", "blair_command", "devolve_only"), "is one value a mission"),
        (("flip", "blair_comand", "devolve_only"), "mean blair_command?"),
        (("rests", "blair_command", "devolve_only", "--samples", "10"), "power of two"),
        (("rival", "blair_command", "devolve_only", "--mission", "x"), "--mission"),
        (("batch", "two_by_two", "--budget", "soon"), "'soon' is no time"),
    ],
)
def test_bad_input_is_one_message(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    status, said = answer(*words)

    assert status == 2
    assert message in said
    assert said.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_an_outcome_that_is_not_known_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    status, said = answer("flip", "blair_command", "devolve_only", "--outcome", "trsut")

    assert status == 2
    assert "mean trust?" in said
