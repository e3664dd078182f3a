"""Claims about ``groundswell scenarios``, and about the command line as a whole."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sim.cli import main
from sim.cli.tables import plain_lines
from sim.errors import GroundswellError
from sim.scenario.beliefs import declared_beliefs
from sim.scenario.mechanisms import mechanism_names
from sim.scenario.scenario import Scenario
from sim.scenario.shipped import preset_names
from sim.version import __version__

START = "from sim.cli import main; main(prog_name='groundswell')"
RUNNER = CliRunner()


def ask(*arguments: str) -> tuple[int, str, str]:
    """Run a command in this process; give exit status, output and errors."""
    result = RUNNER.invoke(main, ["scenarios", *arguments])
    return result.exit_code, result.stdout, result.stderr


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", START, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], str]:
    def written(text: str) -> str:
        path = tmp_path / "leeds.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def test_help_imports_nothing_heavy() -> None:
    """Reason: help must answer at once."""
    code = (
        "import sys; from sim.cli import main\n"
        "try: main(['scenarios', '--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numba', 'numpy', 'mesa', 'sim.scenario'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))"
    )

    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert finished.stdout.endswith("heavy: []\n")


def test_the_version_is_said() -> None:
    assert run("--version").stdout == f"groundswell {__version__}\n"


def test_list_gives_each_preset_one_line() -> None:
    status, output, errors = ask("list")

    names = [line.split()[0] for line in output.splitlines()]
    assert (status, errors) == (0, "")
    assert names == ["name", *preset_names()]


def test_list_as_json_is_json_and_nothing_else() -> None:
    _, output, _ = ask("list", "--json")

    rows = json.loads(output)
    assert [row["name"] for row in rows] == list(preset_names())
    assert rows[0]["hash"] == Scenario.load(rows[0]["name"]).hash


@pytest.mark.parametrize("name", preset_names())
def test_what_is_shown_loads_again_the_same(
    name: str, write: Callable[[str], str]
) -> None:
    _, output, _ = ask("show", name)

    assert Scenario.load(write(output)) == Scenario.load(name)


def test_show_takes_settings_and_keeps_the_name() -> None:
    status, output, _ = ask(
        "show",
        "blair_command",
        "--set",
        "missions.nhs.autonomy={standards=0.05,finance=0.1,design=0.8,community=0.9}",
        "--set",
        "mechanisms.gaming=false",
    )

    shown = Scenario.from_tables(tomllib.loads(output))
    assert status == 0
    assert shown.name == "blair_command"
    assert shown.missions.nhs.autonomy.community == 0.9
    assert shown.mechanisms_off == ("gaming",)


def test_show_as_json_holds_the_same_tables_and_the_hash() -> None:
    _, output, _ = ask("show", "introspective", "--json")

    tables = json.loads(output)
    scenario = Scenario.load("introspective")
    assert tables.pop("hash") == scenario.hash
    assert Scenario.from_tables(tables) == scenario


def test_check_says_that_a_right_file_is_right(write: Callable[[str], str]) -> None:
    path = write("[missions.nhs]\naudit = 0.5")

    status, output, errors = ask("check", path)

    assert (status, errors) == (0, "")
    assert output.startswith(f"{path}: ok, scenario leeds, hash ")


def test_check_knows_the_length_of_a_run(write: Callable[[str], str]) -> None:
    path = write("[[events]]\nkind = 'pandemic'\nstart = 30")

    assert ask("check", path, "--months", "30")[0] == 0
    status, output, errors = ask("check", path, "--months", "29")
    assert (status, output) == (2, "")
    assert "start 30 lies beyond the last month, 29" in errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "blair_comand"], "Did you mean blair_command?"),
        (["check", "nowhere.toml"], "there is no file 'nowhere.toml'"),
        (["show", "blair_command", "--set", "missions.nhs.audit=2"], "2 is above 1"),
        (["show", "blair_command", "--set", "nonsense"], "it has no value"),
        (["show"], "Missing argument"),
        (["show", "blair_command", "--nonsense"], "No such option"),
        (["levers", "--only", "nonsense"], "'nonsense' is not one of"),
        (
            ["check", "a.toml", "--months", "0"],
            "--months: 0 is out of bounds. Give a whole number from 1 to 240",
        ),
    ],
)
def test_bad_input_is_one_message_on_standard_error_and_status_2(
    arguments: list[str], message: str
) -> None:
    status, output, errors = ask(*arguments)

    assert (status, output) == (2, "")
    assert message in re.sub(r"\s+|[│╭╮╰╯─]", " ", errors).replace("  ", " ")


def test_a_wrong_file_gets_one_line_without_a_traceback(
    write: Callable[[str], str],
) -> None:
    path = write("[missions.nhs]\ntarget_presure = 0.5")

    finished = run("scenarios", "check", path)

    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr.startswith(
        f"groundswell: {path}, missions.nhs: 'target_presure' is not known. "
        "Did you mean target_pressure? "
    )
    assert finished.stderr.count("\n") == 1


def test_the_schema_is_printed_as_json() -> None:
    status, output, _ = ask("schema")

    schema = json.loads(output)
    assert status == 0
    assert schema["properties"]["missions"]["properties"]["nhs"]["properties"]["audit"]


def test_levers_lists_all_that_can_be_set() -> None:
    _, output, _ = ask("levers", "--json")

    parts = json.loads(output)
    paths = {part: [entry["path"] for entry in parts[part]] for part in parts}
    assert "missions.<mission>.autonomy.design" in paths["levers"]
    assert "national.attention.nhs" in paths["levers"]
    assert paths["beliefs"] == [f"beliefs.{name}" for name in declared_beliefs()]
    assert paths["mechanisms"] == [f"mechanisms.{name}" for name in mechanism_names()]
    for entry in (entry for part in parts.values() for entry in part):
        assert entry["unit"]
        assert entry["words"]
        assert entry["source"]


def test_each_row_is_one_line_however_wide() -> None:
    _, output, _ = ask("levers")

    lines = output.splitlines()
    n_rows = sum(len(part) for part in json.loads(ask("levers", "--json")[1]).values())
    assert len(lines) == n_rows + 1
    assert max(map(len, lines)) > 200
    assert not any("…" in line for line in lines)


def test_levers_can_be_kept_to_one_part() -> None:
    _, output, _ = ask("levers", "--only", "mechanisms")

    kinds = {line.split()[0] for line in output.splitlines()[1:]}
    assert kinds == {"mechanism"}


def test_cells_stand_in_columns_and_on_one_line() -> None:
    lines = plain_lines(["a", "b"], [["x" * 60, "1"], ["y\nz", "2"]])

    assert lines == ["a" + " " * 41 + "b", "x" * 60 + "  1", "y z" + " " * 39 + "2"]


def failing_with(error: BaseException) -> typer.Typer:
    """Return a command line like ours with one command, which fails."""
    app = typer.Typer(cls=main.info.cls, pretty_exceptions_enable=False)

    @app.command()
    def fail() -> None:
        raise error

    @app.command()
    def other() -> None:
        pass

    return app


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (KeyboardInterrupt(), 130, "groundswell: interrupted\n"),
        (GroundswellError("Something broke."), 1, "groundswell: Something broke.\n"),
    ],
)
def test_failures_end_with_their_own_status(
    error: BaseException, status: int, message: str
) -> None:
    result = RUNNER.invoke(failing_with(error), ["fail"])

    assert (result.exit_code, result.stdout, result.stderr) == (status, "", message)


def test_a_fault_of_ours_is_not_hidden() -> None:
    """Reason: only errors meant for users become messages."""
    result = RUNNER.invoke(failing_with(ZeroDivisionError()), ["fail"])

    assert isinstance(result.exception, ZeroDivisionError)
