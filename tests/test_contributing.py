"""The worked example in CONTRIBUTING.md is performed, on a copy, as it stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = TEXT.split("## I want to add a lever\n")[1].split("\n## ")[0]
_FILE = re.compile(r"in `((?:sim|scenarios|tests|docs)/[\w/]+\.\w+)`|file `(\S+)`")
_BLOCK = re.compile(r"^( *)```diff\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_CHECKS = (
    "tests/rules/test_travel_help.py",
    "tests/scenario/test_levers.py",
    "tests/scenario/test_beliefs.py",
    "tests/test_docs.py::test_every_name_that_can_be_set_or_read_is_there",
    "tests/test_docs.py::test_tables_are_up_to_date",
    "tests/test_house.py",
)
# One town in plain Python: kernels of a changed copy would take minutes to compile.
_MOVED = """
from sim import Scenario, run

scenario = Scenario.load("status_quo_2025")
helped = scenario.with_levers({"missions.default.travel_help": 1.0})
few = {"places": ["E06000002"], "citizens": 40, "replicates": 1, "months": 2}
homeless, outputs = [], []
for each in (scenario, helped):
    outcomes = run(each, seed=1, **few)
    homeless.append(outcomes.series("unmatched_share").to_numpy()[-1, 0])
    outputs.append(outcomes.series("mission_index", mission="nhs").to_numpy()[0, 0])
assert homeless[1] < homeless[0]  # hours that found no place: Middlesbrough is deprived
assert outputs[1] < outputs[0]  # at first there is only the price
"""


def changes() -> list[tuple[str, str]]:
    """Return each block of the example with the file named last before it."""
    found = []
    for block in _BLOCK.finditer(EXAMPLE):
        name = "".join(_FILE.findall(EXAMPLE[: block.start()])[-1])
        found.append((name, dedent(block[2])))
    return found


def apply(change: str, path: Path) -> None:
    """Make a change: lines with a sign go or come, lines without one say where."""
    lines = change.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if not line.startswith("+"))
    after = "".join(line[1:] for line in lines if not line.startswith("-"))
    if not before:  # something new, at the end
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(old + after, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path.name} does not hold once:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the code in which the example has been performed."""
    home = tmp_path_factory.mktemp("example") / "copy"
    hidden = shutil.ignore_patterns(".*", "__pycache__", "results", "site", "golden")
    shutil.copytree(ROOT, home, ignore=hidden)
    for name, change in changes():
        apply(change, home / name)
    return home


def run_in(copy: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(copy), "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_block_has_a_file() -> None:
    assert len(changes()) == 11


def test_its_checks_pass(copy: Path) -> None:
    run_in(copy, "docs/tables.py")
    run_in(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *_CHECKS)


def test_its_code_is_in_order(copy: Path) -> None:
    run_in(copy, "-m", "ruff", "check", "--no-cache", "sim", "tests/rules")
    run_in(copy, "-m", "ruff", "format", "--no-cache", "--check", "sim", "tests/rules")


def test_the_new_lever_moves_what_it_should(copy: Path) -> None:
    run_in(copy, "-c", _MOVED)
