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
import inspect
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FunctionType
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings

RULES = Path("sim/rules")
TESTS = Path("tests/rules")
_SECONDS = 120
_NOTICED, _UNNOTICED = 20, 10
_QUIETLY = (
    *("-s", "-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:anyio"),
    *("-o", "addopts=", "--import-mode=importlib", "--hypothesis-profile=mutants"),
    # Hypothesis is imported here, too early for its asserts to be rewritten.
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)

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
    return [mutant for mutant in found if mutant.before != mutant.after]


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


def _break(mutant: Mutant) -> None:
    rules = importlib.import_module(f"sim.rules.{mutant.module}")
    made: dict[str, FunctionType] = {}
    source = ast.Module([mutant.tree], [])
    exec(compile(source, str(rules.__file__), "exec"), vars(rules), made)
    getattr(rules, mutant.function).__code__ = made[mutant.function].__code__


def _place(item: pytest.Item, function: str) -> tuple[bool, bool]:
    """Put first what names the broken function, and examples before properties."""
    test = getattr(item, "obj", None)
    is_property = hasattr(test, "hypothesis")
    source = inspect.getsource(test.hypothesis.inner_test if is_property else test)
    return function not in source, is_property


def _is_noticed(session: pytest.Session, mutant: Mutant | None) -> bool:
    """Run tests until one fails; return whether one did."""
    items = session.items
    if mutant:
        items = sorted(items, key=lambda item: _place(item, mutant.function))
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def _started(session: pytest.Session, mutant: Mutant | None) -> int:
    """Run the tests, of broken or whole rules, in a new process; return its number."""
    child = os.fork()
    if child == 0:
        # A mutant may never end: the system stops it, which counts as noticed.
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        if mutant:
            _break(mutant)
        os._exit(_NOTICED if _is_noticed(session, mutant) else _UNNOTICED)
    return child


def _unnoticed(
    session: pytest.Session, found: Sequence[Mutant], n_processes: int
) -> Iterator[Mutant]:
    """Yield the mutants that the tests let pass, as they are found."""
    waiting = list(reversed(found))
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < n_processes:
            mutant = waiting.pop()
            running[_started(session, mutant)] = mutant
        child, status = os.wait()
        tried = running.pop(child)
        code = os.waitstatus_to_exitcode(status)
        if code == _UNNOTICED:
            yield tried
        elif code >= 0 and code != _NOTICED:
            raise RuntimeError(f"{tried.function}, {tried.after}: ended with {code}")


class _Trial:
    """Has pytest find a module's tests once, and runs them in many processes."""

    def __init__(self, module: str, n_processes: int) -> None:
        self.module = module
        self.n_processes = n_processes
        self.found = mutants(module)
        self.n_left = len(self.found)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Count and print the mutants that no test notices."""
        _, status = os.waitpid(_started(session, None), 0)
        # Tests that fail unbroken rules would seem to notice every mutant.
        if session.items and os.waitstatus_to_exitcode(status) == _UNNOTICED:
            left = _unnoticed(session, self.found, self.n_processes)
            self.n_left = sum(1 for mutant in left if _told(mutant))
            print(f"{self.module}: {len(self.found)} mutants, {self.n_left} survive")
        else:
            print(f"{self.module}: unbroken rules do not pass its tests")
        sys.stdout.flush()
        return True


def _told(m: Mutant) -> Mutant:
    place = f"{RULES}/{m.module}.py:{m.line} {m.function}"
    print(f"survived  {place}: {m.before}  ->  {m.after}", flush=True)
    return m


def _n_survivors(module: str, n_processes: int) -> int:
    """Print the survivors of a module; return how many there are."""
    trial = _Trial(module, n_processes)
    if trial.found:
        path = str(TESTS / f"test_{module}.py")
        pytest.main([*_QUIETLY, path], plugins=[trial])
    return trial.n_left


def main() -> int:
    """Try every mutant of the modules asked for; return the exit status."""
    if not os.environ.get("NUMBA_DISABLE_JIT"):
        print("Set NUMBA_DISABLE_JIT=1: compiled rules cannot be broken one by one.")
        return 2
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("modules", nargs="*", help="as in sim/rules; all by default")
    reader.add_argument("--processes", type=int, default=1)
    asked = reader.parse_args()
    settings.register_profile(
        "mutants",
        phases=(Phase.explicit, Phase.generate),
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=True,
    )
    every = sorted(p.stem for p in RULES.glob("*.py") if p.stem != "__init__")
    n_left = sum(_n_survivors(m, asked.processes) for m in asked.modules or every)
    return int(n_left > 0)


if __name__ == "__main__":
    sys.exit(main())
