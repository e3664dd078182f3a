"""Break every rule in every small way, and see whether the rules' tests notice.

A development tool, never part of the tests::

    NUMBA_DISABLE_JIT=1 python -m benchmarks.mutate [--processes N] [MODULE ...]

Each ``+`` becomes ``-`` and the reverse, each term and factor is dropped in turn, each
minus sign is lost, each comparison turned, each ``min`` made ``max``, each ``and``
made ``or``, each choice made blindly. A mutant that
``tests/rules/test_MODULE.py`` lets pass is printed as a survivor; exit status 1 if one
survives. Rules run as plain Python, so a mutant is tried by giving a function another
code object in a forked process: no file changes.
"""

import argparse
import ast
import copy
import importlib
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import NamedTuple

import pytest
from hypothesis import Phase, settings

RULES = Path("sim/rules")
TESTS = Path("tests/rules")
_SECONDS = 120
_NOTICED, _UNNOTICED = 20, 10

_OTHER_SIGN: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_OTHER_END = {"min": "max", "max": "min"}


class Mutant(NamedTuple):
    """One function, broken in one place."""

    module: str
    line: int
    function: str
    before: str
    after: str
    tree: ast.FunctionDef


def _of_operation(node: ast.BinOp) -> Iterator[ast.AST]:
    """Yield an operation with its sign turned, and without each of its sides."""
    left, right = copy.deepcopy(node.left), copy.deepcopy(node.right)
    if type(node.op) in _OTHER_SIGN:
        yield ast.BinOp(left, _OTHER_SIGN[type(node.op)](), right)
    if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        yield left
    if isinstance(node.op, ast.Add | ast.Mult):
        yield right
    elif isinstance(node.op, ast.Sub):
        yield ast.UnaryOp(ast.USub(), right)
    elif isinstance(node.op, ast.Div):
        yield ast.BinOp(ast.Constant(1.0), ast.Div(), right)


def _of_choice(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a choice made the other way: of a condition, an and, a not, an if."""
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(other, copy.deepcopy(node.values))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.IfExp):
        yield copy.deepcopy(node.body)
        yield copy.deepcopy(node.orelse)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what one expression may be replaced with."""
    yield from _of_choice(node)
    if isinstance(node, ast.BinOp):
        yield from _of_operation(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _TURNED:
        turned_comparison = copy.deepcopy(node)
        turned_comparison.ops = [_TURNED[type(node.ops[0])]()]
        yield turned_comparison
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in _OTHER_END:
            turned_call = copy.deepcopy(node)
            turned_call.func = ast.Name(_OTHER_END[node.func.id], ast.Load())
            yield turned_call
        elif node.func.id == "clip":
            yield copy.deepcopy(node.args[0])


def _augmented(node: ast.AST) -> Iterator[ast.AST]:
    """Yield an addition to a name turned round, and dropped."""
    if isinstance(node, ast.AugAssign) and type(node.op) in _OTHER_SIGN:
        turned = copy.deepcopy(node)
        turned.op = _OTHER_SIGN[type(node.op)]()
        yield turned
        yield ast.Pass()


class _Replace(ast.NodeTransformer):
    def __init__(self, target: ast.AST, replacement: ast.AST) -> None:
        self.target = target
        self.replacement = replacement

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.target:
            return ast.copy_location(self.replacement, node)
        return super().visit(node)


def mutants(module: str) -> list[Mutant]:
    """Return every mutant of a module of rules."""
    tree = ast.parse((RULES / f"{module}.py").read_text())
    found = []
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef):
            continue
        body = function.body[1:] if ast.get_docstring(function) else function.body
        for place in (node for line in body for node in ast.walk(line)):
            after_all = (*_changes(place), *_augmented(place))
            found += [_mutant(module, function, place, after) for after in after_all]
    return found


def _mutant(
    module: str, function: ast.FunctionDef, place: ast.AST, after: ast.AST
) -> Mutant:
    where = next(k for k, node in enumerate(ast.walk(function)) if node is place)
    broken = copy.deepcopy(function)
    target = next(node for k, node in enumerate(ast.walk(broken)) if k == where)
    broken = _Replace(target, after).visit(broken)
    broken.decorator_list = []
    return Mutant(
        module,
        getattr(place, "lineno", function.lineno),
        function.name,
        ast.unparse(place),
        ast.unparse(after),
        ast.fix_missing_locations(broken),
    )


def _tested(module: str) -> int:
    """Run a module's tests in this process, silently; return pytest's status."""
    settings.register_profile(
        "mutants",
        phases=(Phase.explicit, Phase.generate),
        database=None,
        deadline=None,
        derandomize=True,
    )
    settings.load_profile("mutants")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    quiet = ["-x", "-q", "-p", "no:cacheprovider", "--tb=no"]
    # Hypothesis is imported above, too early for its asserts to be rewritten.
    quiet += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*quiet, str(TESTS / f"test_{module}.py")]))


def _started(module: str, mutant: Mutant | None) -> int:
    """Run a module's tests, broken or whole, in a new process; return its number."""
    child = os.fork()
    if child == 0:
        # A mutant may never end: the system stops it, which counts as noticed.
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        if mutant:
            _break(mutant)
        os._exit(_UNNOTICED if _tested(module) == 0 else _NOTICED)
    return child


def _break(mutant: Mutant) -> None:
    rules = importlib.import_module(f"sim.rules.{mutant.module}")
    made: dict[str, FunctionType] = {}
    source = ast.Module([mutant.tree], [])
    exec(compile(source, str(rules.__file__), "exec"), vars(rules), made)
    getattr(rules, mutant.function).__code__ = made[mutant.function].__code__


def _passes_whole(module: str) -> bool:
    """Return whether the tests pass unbroken rules: else every mutant seems noticed."""
    _, status = os.waitpid(_started(module, None), 0)
    return os.waitstatus_to_exitcode(status) == _UNNOTICED


def _unnoticed(
    module: str, found: Sequence[Mutant], n_processes: int
) -> Iterator[Mutant]:
    """Yield the mutants that the tests let pass, as they are found."""
    waiting = list(reversed(found))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < n_processes:
            mutant = waiting.pop()
            running[_started(module, mutant)] = mutant
        child, status = os.wait()
        tried = running.pop(child)
        if os.waitstatus_to_exitcode(status) == _UNNOTICED:
            yield tried


def _n_survivors(module: str, n_processes: int) -> int:
    """Print the survivors of a module; return how many there are."""
    found = mutants(module)
    if not found:
        return 0
    if not _passes_whole(module):
        print(f"{module}: {TESTS}/test_{module}.py fails unbroken rules", flush=True)
        return len(found)
    n_left = 0
    for m in _unnoticed(module, found, n_processes):
        n_left += 1
        place = f"{RULES}/{m.module}.py:{m.line} {m.function}"
        print(f"survived  {place}: {m.before}  ->  {m.after}", flush=True)
    print(f"{module}: {len(found)} mutants, {n_left} survive", flush=True)
    return n_left


def main() -> int:
    """Try every mutant of the modules asked for; return the exit status."""
    if not os.environ.get("NUMBA_DISABLE_JIT"):
        print("Set NUMBA_DISABLE_JIT=1: compiled rules cannot be broken one by one.")
        return 2
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("modules", nargs="*", help="as in sim/rules; all by default")
    reader.add_argument("--processes", type=int, default=1)
    asked = reader.parse_args()
    every = sorted(p.stem for p in RULES.glob("*.py") if p.stem != "__init__")
    for module in every:
        importlib.import_module(f"sim.rules.{module}")
    # Imported once here, not again in every process.
    importlib.import_module("tests.rules.strategies")
    n_left = sum(_n_survivors(m, asked.processes) for m in asked.modules or every)
    return int(n_left > 0)


if __name__ == "__main__":
    sys.exit(main())
