"""Claims about every rule there is, those of tomorrow included."""

import ast
import importlib
import math
import pkgutil
import sys
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sim.rules
from tests.rules.bits import both_bits
from tests.rules.strategies import Rule, calls

MODULES = [
    importlib.import_module(f"sim.rules.{module.name}")
    for module in pkgutil.iter_modules(sim.rules.__path__)
]
RULES = [
    rule
    for module in MODULES
    for rule in vars(module).values()
    if isinstance(rule, FunctionType) and rule.__module__ == module.__name__
]
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)

anything_legal = cache(calls)


def claims_about(module: ModuleType) -> Path:
    """Return the file of claims about a file of rules."""
    name = module.__name__.rpartition(".")[2]
    return Path(__file__).parent / f"test_{name}.py"


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_file_of_rules_has_a_file_of_claims(module: ModuleType) -> None:
    assert claims_about(module).is_file()


@EVERY_RULE
def test_a_rule_is_called_in_the_file_of_claims_about_its_file(rule: Rule) -> None:
    source = claims_about(sys.modules[rule.__module__]).read_text(encoding="utf-8")
    used = [n.id for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name)]

    assert rule.__name__ in used


@EVERY_RULE
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_rule_gives_the_same_finite_number_in_python_and_in_a_kernel(
    rule: Rule, data: st.DataObject
) -> None:
    """To the last bit, for anything legal."""
    call = data.draw(anything_legal(rule))

    result = call()
    in_python, in_kernel = both_bits(rule, **call.given)

    assert math.isfinite(result)
    assert in_python == in_kernel
