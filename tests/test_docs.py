"""The documents say what the code does."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from sim.outcomes.catalogue import OUTCOMES
from sim.scenario.beliefs import declared_beliefs
from sim.scenario.catalogue import mission_levers, national_levers
from sim.scenario.events import KINDS
from sim.scenario.mechanisms import MECHANISMS
from sim.scenario.shipped import preset_names
from sim.version import __version__

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ODD = (ROOT / "docs" / "odd.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
RULES = sorted(
    path.stem
    for path in (ROOT / "sim" / "rules").glob("*.py")
    if path.stem not in ("__init__", "parameters")
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tables", ROOT / "docs/tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def named(names: list[str]) -> list[str]:
    """Return the names that the ODD does not hold as code."""
    return [name for name in names if f"`{name}`" not in ODD]


def anchors(document: Path) -> set[str]:
    """Return the anchors that a document's headings make, as on GitHub."""
    text = document.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("rule", RULES)
def test_every_file_of_rules_has_a_section(rule: str) -> None:
    assert f"\n### `{rule}`: " in ODD


def test_sections_of_rules_stand_in_order_and_have_a_file() -> None:
    assert re.findall(r"^### `([a-z_]+)`: ", ODD, re.MULTILINE) == RULES


@pytest.mark.parametrize("rule", RULES)
def test_a_section_names_every_rule_of_its_file(rule: str) -> None:
    section = ODD.split(f"\n### `{rule}`: ")[1].split("\n### ")[0]
    functions = [f.name for f in tables().rules_in(f"sim/rules/{rule}.py")]

    assert functions
    assert [name for name in functions if f"| `{name}` |" not in section] == []


def test_every_name_that_can_be_set_or_read_is_there() -> None:
    levers = [*mission_levers().levers, *national_levers().levers]

    assert named([".".join(path) for path in levers]) == []
    assert named([outcome.name for outcome in OUTCOMES]) == []
    assert named([mechanism.name for mechanism in MECHANISMS]) == []
    assert named([kind.name for kind in KINDS]) == []
    assert named(list(declared_beliefs())) == []
    assert named(list(preset_names())) == []


def test_tables_are_up_to_date() -> None:
    is_current = tables().filled(ODD) == ODD

    assert is_current, "docs/odd.md is out of date: run python docs/tables.py"


def test_the_schedule_is_the_month_s() -> None:
    functions = {
        f.name: f
        for path in ("sim/step.py", "sim/citizens/month.py")
        for f in ast.parse((ROOT / path).read_text(encoding="utf-8")).body
        if isinstance(f, ast.FunctionDef)
    }

    def called_by(name: str) -> Iterator[str]:
        calls = (n for n in ast.walk(functions[name]) if isinstance(n, ast.Call))
        for call in sorted(calls, key=lambda call: call.lineno):
            if isinstance(call.func, ast.Name):
                if call.func.id in functions:
                    yield from called_by(call.func.id)
                yield call.func.id

    schedule = ODD.split("## 3.")[1].split("## 4.")[0]
    told = re.findall(r"^\|[^|]*\| `(\w+)` \|", schedule, re.MULTILINE)
    called = list(called_by("step_month"))

    assert [name for name in called if name in told] == told


@pytest.mark.parametrize("number", range(1, 30))
def test_every_mechanism_named_in_the_debate_has_a_row(number: int) -> None:
    assert len(re.findall(rf"^\| M{number:02d} \|", ODD, re.MULTILINE)) == 1


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for link in _LINK.findall(document.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def test_commands_of_the_readme_exist() -> None:
    from sim.cli import main

    known = {command.name for command in main.registered_commands}
    known |= {group.name for group in main.registered_groups} | {"docs", "test"}
    blocks = re.findall(r"```sh\n(.*?)```|`(\./groundswell [^`]*)`", README, re.DOTALL)
    used = re.findall(r"(?:^|/)groundswell +([a-z]+)", "\n".join(map("".join, blocks)))

    assert {"test", "compare", "run", "batch", "scenarios"} <= set(used)
    assert set(used) - known == set()


def test_the_citation_has_what_its_format_asks() -> None:
    lines = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    keys = {m[1] for m in (re.match(r"([a-z-]+):", line) for line in lines) if m}

    assert {"cff-version", "message", "title", "authors", "version", "license"} <= keys
    assert f"version: {__version__}" in lines
    assert '  - name: "Groundswell contributors"' in lines
    assert not any("\t" in line for line in lines)


def test_there_is_a_form_for_each_kind_of_issue() -> None:
    forms = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))
    heads = [path.read_text(encoding="utf-8").split("---")[1] for path in forms]

    names = [re.findall(r"^name: (.+)$", head, re.MULTILINE) for head in heads]
    assert names == [
        ["A chart"],
        ["A rule looks wrong"],
        ["A new lever or mission"],
        ["Something breaks"],
    ]
    assert all("\nabout: " in head for head in heads)


def test_tools_before_a_commit_are_those_of_the_lock() -> None:
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: (\S+)", text)

    assert len(entries) == text.count("language: system") == 4
    assert all(entry.startswith(".venv/bin/") for entry in entries)
    assert "http" not in text


def test_no_document_speaks_of_what_does_not_ship() -> None:
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        assert not re.search(r"\.\./shared|MODEL\.md|sketch", text), document.name
