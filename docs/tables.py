"""Fill the tables of docs/odd.md from the code: ``python docs/tables.py``.

Between ``<!-- table: KIND ... -->`` and ``<!-- end -->`` stands what the code declares:
levers, outcomes, mechanisms, events, presets, a file's rules, or the beliefs that some
files read. The tests refuse a document whose tables are out of date.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sim.missions import MISSIONS
from sim.outcomes.catalogue import OUTCOMES
from sim.scenario.beliefs import Belief, declared_beliefs
from sim.scenario.events import KINDS
from sim.scenario.listing import listing
from sim.scenario.mechanisms import MECHANISMS
from sim.scenario.scenario import Scenario
from sim.scenario.shipped import preset_names

ROOT = Path(__file__).resolve().parents[1]
ODD = ROOT / "docs" / "odd.md"
_BLOCK = re.compile(r"(<!-- table: (.+?) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
_NAMES = re.compile(r"""\.([a-z_0-9]+)\b|"([a-z_0-9]+)\"""")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _value(default: object) -> str:
    if isinstance(default, bool):
        return "true" if default else "false"
    return f"{default:g}" if isinstance(default, int | float) else "unset"


def _bounds(low: float, high: float) -> str:
    return f"{low:g} to {high:g}"


def _levers() -> str:
    rows = []
    for entry in listing()["levers"]:
        whose, name = (
            entry.path.split(".<mission>.")
            if "<" in entry.path
            else (
                "national",
                entry.path.removeprefix("national."),
            )
        )
        bounds = "" if entry.bounds is None else _bounds(*entry.bounds)
        row = (f"`{name}`", whose, entry.words, _value(entry.default), bounds)
        rows.append((*row, entry.unit, entry.source))
    head = ("lever", "of", "what it is", "status quo", "bounds", "unit", "source")
    return table(head, rows)


def _outcomes() -> str:
    rows = []
    for outcome in OUTCOMES:
        of = "each mission" if outcome.by_mission else "the nation"
        when = "mean of the last year" if outcome.over_last_year else "last month"
        unit = outcome.unit or "the mission's own"
        rows.append((f"`{outcome.name}`", of, outcome.words, unit, when))
    return table(("outcome", "of", "what it is", "unit", "a run's figure"), rows)


def _mechanisms() -> str:
    rows = []
    for mechanism in MECHANISMS:
        neutral = ", ".join(f"`{name}` = {v:g}" for name, v in mechanism.neutral)
        usual = "on" if mechanism.on_by_default else "off"
        rows.append((f"`{mechanism.name}`", mechanism.words, usual, neutral))
    return table(("mechanism", "what it is", "default", "switched off by"), rows)


def _events() -> str:
    rows = []
    for kind in KINDS:
        low, high = kind.sizes.low, kind.sizes.high
        months = f"{kind.months}" if kind.months else "for good"
        size = f"{kind.size:g} ({_bounds(low, high)}; {kind.neutral:g} does nothing)"
        rows.append((f"`{kind.name}`", kind.words, months, size, kind.sizes.words))
    return table(("event", "what happens", "months", "size", "what size means"), rows)


def _presets() -> str:
    presets = [Scenario.load(name) for name in preset_names()]
    rows = [(f"`{p.name}`", p.title, p.description) for p in presets]
    return table(("preset", "title", "what it is"), rows)


def _missions() -> str:
    nations = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
    rows = []
    for m in MISSIONS:
        where = ", ".join(nations[letter] for letter in m.nations)
        numbers = (f"{m.baseline:g}", f"{m.target:g}", f"{m.deadline}")
        rows.append((f"`{m.key}`", m.indicator, m.unit, *numbers, where))
    head = ("mission", "figure", "unit", "baseline", "target", "deadline", "scope")
    return table(head, rows)


def _prior(belief: Belief) -> str:
    def words(prior: object) -> str:
        if prior is None:
            return "constant"
        values = dict(prior)  # type: ignore[call-overload]
        kind, clip = str(values["kind"]).replace("_", "-"), values["clip"]
        if "low" in values:
            said = f"{kind} {values['low']:g} to {values['high']:g}"
        else:
            said = f"{kind}, sd {values['sd']:g}"
        return said if clip is None else f"{said}, held to {_bounds(*clip)}"

    if not isinstance(belief.prior, tuple):
        said = words(belief.prior)
        return f"{said}; one draw for all" if belief.shared else said
    pairs = zip(MISSIONS, belief.prior, strict=True)
    return "; ".join(f"{m.key} {words(p)}" for m, p in pairs if p is not None)


def _default(belief: Belief) -> str:
    if not isinstance(belief.default, tuple):
        return f"{belief.default:g}"
    pairs = zip(MISSIONS, belief.default, strict=True)
    return ", ".join(f"{m.key} {value:g}" for m, value in pairs)


def beliefs_in(paths: Iterable[str]) -> list[str]:
    """Return the beliefs named, or read in files named, in declared order."""
    found: set[str] = set()
    for path in paths:
        if "/" not in path:
            found.add(path)
            continue
        text = (ROOT / path).read_text(encoding="utf-8")
        for attribute, string in _NAMES.findall(text):
            found.add(attribute or string)
    return [name for name in declared_beliefs() if name in found]


def _beliefs(*paths: str) -> str:
    rows = []
    for name in beliefs_in(paths):
        belief = declared_beliefs()[name]
        default = f"{_default(belief)} ({belief.unit})"
        source = belief.source
        if not source.startswith(str(belief.tag)):
            source = f"{belief.tag}: {source}"
        rows.append((f"`{name}`", belief.words, default, _prior(belief), source))
    return table(("belief", "what it is", "default", "prior", "tag, source"), rows)


def rules_in(path: str) -> list[ast.FunctionDef]:
    """Return the rules of a file, in its order.

    Parameters
    ----------
    path : str
        From the top of the repository: ``sim/rules/trust.py``.
    """
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return [
        function
        for function in found
        if any(
            isinstance(d, ast.Name) and d.id == "rule" for d in function.decorator_list
        )
    ]


def gist(function: ast.FunctionDef) -> str:
    """Return the first sentence of a rule's docstring, without its verb."""
    first = inspect.cleandoc(ast.get_docstring(function) or "").split("\n\n")[0]
    plain = " ".join(first.split()).removeprefix("Return ").replace("``", "`")
    return re.sub(r":(?:func|class|mod):(?=`)", "", plain).rstrip(".")


def _rules(*paths: str) -> str:
    rules = (rule for path in paths for rule in rules_in(path))
    rows = [(f"`{rule.name}`", gist(rule)) for rule in rules]
    return table(("rule", "what it returns"), rows)


TABLES: dict[str, Callable[..., str]] = {
    "levers": _levers,
    "outcomes": _outcomes,
    "mechanisms": _mechanisms,
    "events": _events,
    "presets": _presets,
    "missions": _missions,
    "beliefs": _beliefs,
    "rules": _rules,
}


def filled(text: str) -> str:
    """Return a document with every table as the code has it now."""

    def fill(block: re.Match[str]) -> str:
        kind, *arguments = block[2].split()
        return f"{block[1]}{TABLES[kind](*arguments)}{block[4]}"

    return _BLOCK.sub(fill, text)


def main() -> None:
    """Fill the tables of the ODD in place."""
    ODD.write_text(filled(ODD.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
