"""Every closed form holds, and a check that is off says so."""

from collections.abc import Callable, Iterator

import pytest

from experiments.verification import CHECKS, Row


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_model_meets_the_closed_form(check: Callable[[], Iterator[Row]]) -> None:
    missed = [row for row in check() if not row.passed]

    assert missed == []


def test_a_value_out_of_tolerance_fails() -> None:
    row = Row("V0", "two and two", 4.0, 4.2, 0.1, "rounding")

    assert not row.passed


def test_a_value_that_is_no_number_fails() -> None:
    row = Row("V0", "nothing over nothing", 0.0, float("nan"), 1e9, "any")

    assert not row.passed
