"""Break every rule in every small way, and see whether the rules' tests notice.

A development tool, never part of the tests::

    NUMBA_DISABLE_JIT=1 python -m benchmarks.mutate [--processes N] [MODULE ...]

Each ``+`` becomes ``-`` and the reverse, each term and factor is dropped in turn, each
minus sign is lost, each comparison turned, each ``min`` made ``max``. A mutant that
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
from types import FunctionType, ModuleType
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


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what one expression may be replaced with."""
    if isinstance(node, ast.BinOp):
        if type(node.op) in _OTHER_SIGN:
            turned = copy.deepcopy(node)
            turned.op = _OTHER_SIGN[type(node.op)]()
            yield turned
        if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
            yield copy.deepcopy(node.left)
        if isinstance(node.op, ast.Add | ast.Mult):
            yield copy.deepcopy(node.right)
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
    )
    settings.load_profile("mutants")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    quiet = ["-x", "-q", "-p", "no:cacheprovider", "--tb=no"]
    return int(pytest.main([*quiet, str(TESTS / f"test_{module}.py")]))


def _started(mutant: Mutant, rules: ModuleType) -> int:
    """Try a mutant in a process of its own; return the process's number."""
    child = os.fork()
    if child == 0:
        # A mutant may never end: the system stops it, which counts as noticed.
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        os._exit(_in_child(mutant, rules))
    return child


def _unnoticed(
    found: Sequence[Mutant], rules: ModuleType, n_processes: int
) -> Iterator[Mutant]:
    """Yield the mutants that the tests let pass, as they are found."""
    waiting = list(reversed(found))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < n_processes:
            mutant = waiting.pop()
            running[_started(mutant, rules)] = mutant
        child, status = os.wait()
        tried = running.pop(child)
        if os.waitstatus_to_exitcode(status) == _UNNOTICED:
            yield tried


def _in_child(mutant: Mutant, rules: ModuleType) -> int:
    made: dict[str, FunctionType] = {}
    source = ast.Module([mutant.tree], [])
    exec(compile(source, str(rules.__file__), "exec"), vars(rules), made)
    getattr(rules, mutant.function).__code__ = made[mutant.function].__code__
    return _UNNOTICED if _tested(mutant.module) == 0 else _NOTICED


def _survivors(module: str, n_processes: int) -> list[Mutant]:
    rules = importlib.import_module(f"sim.rules.{module}")
    found = mutants(module)
    left = []
    for m in _unnoticed(found, rules, n_processes):
        left.append(m)
        place = f"{RULES}/{m.module}.py:{m.line} {m.function}"
        print(f"survived  {place}: {m.before}  ->  {m.after}", flush=True)
    print(f"{module}: {len(found)} mutants, {len(left)} survive", flush=True)
    return left


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
    n_left = 0
    for module in asked.modules or every:
        if (TESTS / f"test_{module}.py").exists():
            n_left += len(_survivors(module, asked.processes))
        elif mutants(module):
            print(f"{module}: no tests in {TESTS}", flush=True)
            n_left += len(mutants(module))
    return int(n_left > 0)


if __name__ == "__main__":
    sys.exit(main())
