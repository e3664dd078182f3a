"""Rules of the house that no other tool checks."""

import ast
import re
from pathlib import Path

import pytest

from sim.citizens.beliefs import CitizenBeliefs
from sim.draws import Stream
from sim.scenario.beliefs import declared_beliefs
from sim.scenario.catalogue import mission_levers, national_levers

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "sim").rglob("*.py"))
RULES = sorted((ROOT / "sim" / "rules").glob("*.py"))
MODULES = [
    p
    for folder in ("sim", "experiments", "pages")
    for p in (ROOT / folder).rglob("*.py")
]
# Where numbers reach results, the C library and NumPy must not compute them.
_FOREIGN = re.compile(
    r"\b(?:np|math)\.(?:exp|log|log10|log2|log1p|expm1|tanh|sin|cos|power|pow)\b"
)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def names_read(paths: list[Path]) -> set[str]:
    """Return every attribute and every string subscript in some files."""
    found: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(text_of(path))):
            if isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def outside_scenario() -> list[Path]:
    scenario = ROOT / "sim" / "scenario"
    allowed = (
        scenario / "events.py",
        scenario / "hard_times.py",
        scenario / "uproar.py",
    )
    return [
        path
        for path in SOURCES
        if path in allowed or not {"scenario", "cli"} & set(path.parts)
    ]


def test_every_lever_is_read_by_the_model() -> None:
    read = names_read(outside_scenario())
    own = [*mission_levers().levers, *national_levers().levers]
    # Budget neutrality is a promise that the loader keeps; it moves no number.
    levers = {path[0] for path in own} - {"budget_neutral"}

    assert levers - read == set()


def test_every_belief_is_read_by_the_model() -> None:
    read = names_read(outside_scenario())

    assert set(declared_beliefs()) - read == set()


def test_rules_read_declared_beliefs_only() -> None:
    declared = set(declared_beliefs())
    for path in RULES:
        read = set(re.findall(r"\bb\.([a-z_0-9]+)", text_of(path)))
        assert read - declared == set(), path.name


def test_kernels_of_citizens_are_given_the_beliefs_that_they_read() -> None:
    """A missing one does not compile; one too many would say what is not so."""
    citizens = sorted((ROOT / "sim" / "citizens").glob("*.py"))

    assert set(CitizenBeliefs._fields) - names_read([*RULES, *citizens]) == set()


def test_numbers_of_streams_are_unique() -> None:
    numbers = [stream.value for stream in Stream]

    assert len(Stream.__members__) == len(set(numbers))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.stem)
def test_results_use_our_own_elementary_functions(path: Path) -> None:
    assert _FOREIGN.findall(text_of(path)) == []


@pytest.mark.parametrize("path", RULES, ids=lambda p: p.stem)
def test_rules_hold_no_power_operator(path: Path) -> None:
    powers = [
        node
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
    ]

    assert powers == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_modules_stay_short(path: Path) -> None:
    assert len(text_of(path).splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_nothing_prints(path: Path) -> None:
    calls = [
        node
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]

    assert calls == []
