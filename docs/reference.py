"""What the pages of the reference take from the code."""

import ast
import inspect
import re
import tomllib
from collections.abc import Callable, Iterable

from equations import equation
from tables import ROOT, TABLES, gist, rules_in, table

from sim.cli import main as command
from sim.scenario.beliefs import declared_beliefs
from sim.scenario.schema import file_schema

_SECTIONS = re.compile(r"\n\n(?=[A-Z][a-z]+\n-{3,}\n)")


def computed(paths: Iterable[str]) -> str:
    """Return rules as blocks that unfold: words, equation, and notes with sources.

    Parameters
    ----------
    paths : iterable of str
        Files of rules, from the top of the repository.
    """
    return "\n".join(_unfolding(rule) for path in paths for rule in rules_in(path))


def _unfolding(rule: ast.FunctionDef) -> str:
    lines = [f'<div class="equation">{equation(rule)}</div>', ""]
    for title, text in _parts(rule):
        shown = _parameters(text) if title == "Parameters" else text
        lines += [*shown.splitlines(), ""]
    title = gist(rule).replace('"', "'")
    body = "\n".join(f"    {line}" if line else "" for line in lines)
    return f'??? rule "`{rule.name}`: {title}"\n\n{body}\n'


def _parts(rule: ast.FunctionDef) -> Iterable[tuple[str, str]]:
    """Yield the titles and texts of a docstring that say what a rule assumes."""
    text = inspect.cleandoc(ast.get_docstring(rule) or "").replace("``", "`")
    opening, *sections = _SECTIONS.split(text)
    yield "", opening.partition("\n\n")[2]
    for section in sections:
        title, _, body = section.partition("\n")
        if title in ("Parameters", "Notes"):
            yield title, body.partition("\n")[2]


def _parameters(text: str) -> str:
    """Return NumPy's list of parameters as a list of Markdown."""
    items: list[str] = []
    for line in text.splitlines():
        if line.startswith(" ") and items:
            items[-1] += f" {line.strip()}"
        elif line:
            names, _, kind = line.partition(" : ")
            items.append(f"- `{names}` ({kind})" if kind else f"- `{names}`")
    return "\n".join(items)


def _beliefs() -> str:
    return TABLES["beliefs"](*declared_beliefs())


def _commands() -> str:
    """Return every command with its options, as Typer writes them down."""
    import typer
    from typer.cli import get_docs_for_click

    group = typer.main.get_command(command)
    context = group.make_context("groundswell", [], resilient_parsing=True)
    text = get_docs_for_click(obj=group, ctx=context, name="groundswell")
    # Typer cuts the lines of its lists short; each command says it in full below.
    listed = re.compile(r"^\*\*Commands\*\*:\n\n(?:^\* .*\n)+\n?", re.MULTILINE)
    return listed.sub("", text.partition("\n")[2]).replace("```console", "```text")


def _scenario_file() -> str:
    rows = []
    for name, section in file_schema()["properties"].items():  # type: ignore[attr-defined]
        fields = section.get("properties", {})
        shown = ", ".join(f"`{field}`" for field in list(fields)[:6])
        more = f" and {len(fields) - 6} more" if len(fields) > 6 else ""
        rows.append((f"`[{name}]`", shown + more))
    return table(("table", "fields"), rows)


def _designs() -> str:
    rows = []
    folder = ROOT / "experiments" / "designs"
    for path in sorted(folder.glob("*.toml")):
        design = tomllib.loads(path.read_text(encoding="utf-8"))["design"]
        rows.append((f"`{path.stem}`", design["title"], design.get("description", "")))
    return table(("design", "title", "what it asks"), rows)


MADE: dict[str, Callable[[], str]] = {
    **{
        kind: TABLES[kind]
        for kind in (
            "levers",
            "outcomes",
            "mechanisms",
            "events",
            "presets",
            "missions",
        )
    },
    "beliefs": _beliefs,
    "commands": _commands,
    "designs": _designs,
    "scenario_file": _scenario_file,
}
