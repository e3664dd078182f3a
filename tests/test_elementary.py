"""Claims about our own exponential, logarithm and their kin."""

import math
from decimal import Decimal, localcontext

import pytest
from hypothesis import strategies as st
from scipy.special import ndtri

from sim.elementary import (
    clip,
    exp,
    log,
    logistic,
    logit,
    normal_quantile,
    power,
    tanh,
)
from tests.rules.bits import both_bits
from tests.rules.strategies import for_all

finite = st.floats(-1e308, 1e308)
exponents = st.floats(-700.0, 700.0)
positives = st.floats(1e-300, 1e300)
chances = st.floats(1e-300, 1.0 - 1e-16)


def exactly(x: float, operation: str) -> Decimal:
    """Return what an operation gives in fifty digits."""
    with localcontext() as context:
        context.prec = 50
        context.Emax, context.Emin = 999_999, -999_999
        return getattr(Decimal(x), operation)()


def relative_error(actual: float, exact: Decimal) -> float:
    return float(abs((Decimal(actual) - exact) / exact))


@for_all(exponents)
def test_exp_is_right_to_a_part_in_ten_to_fifteen(x: float) -> None:
    assert relative_error(exp(x), exactly(x, "exp")) < 1e-15


@for_all(st.floats(700.0, 1e308))
def test_exp_is_held_where_it_would_overflow(x: float) -> None:
    assert exp(700.0) == exp(x)
    assert exp(-700.0) == exp(-x)
    assert math.isfinite(exp(x))
    assert exp(-x) > 0.0


def test_exp_of_nothing_is_one() -> None:
    assert exp(0.0) == 1.0
    assert exp(-0.0) == 1.0


@for_all(exponents, exponents)
def test_exp_grows(x: float, y: float) -> None:
    low, high = sorted((x, y))

    assert exp(low) <= exp(high) * (1.0 + 1e-15)


@for_all(st.integers(-1000, 1000))
def test_exp_is_right_on_both_sides_of_a_change_of_exponent(k: int) -> None:
    """Halfway between multiples of ln 2 the reduced argument changes its sign."""
    edge = (k + 0.5) * math.log(2.0)

    for x in (math.nextafter(edge, -math.inf), edge, math.nextafter(edge, math.inf)):
        assert relative_error(exp(x), exactly(x, "exp")) < 1e-15


@for_all(st.one_of(positives, st.floats(0.5, 2.0)).filter(lambda x: x != 1.0))
def test_log_is_right_to_a_part_in_ten_to_fifteen(x: float) -> None:
    assert relative_error(log(x), exactly(x, "ln")) < 1e-15


@for_all(st.floats(0.9, 1.1))
def test_log_is_right_to_ten_to_minus_sixteen_near_one(x: float) -> None:
    error = abs(Decimal(log(x)) - exactly(x, "ln"))

    assert float(error) < 1e-16


def test_log_of_one_is_nothing() -> None:
    assert log(1.0) == 0.0


@for_all(st.floats(-1e308, 1e-300))
def test_log_is_held_below_its_domain(x: float) -> None:
    assert log(1e-300) == log(x)


@for_all(positives, positives)
def test_log_grows(x: float, y: float) -> None:
    low, high = sorted((x, y))

    assert log(low) <= log(high) + 1e-15 * abs(log(high))


@for_all(st.integers(-990, 990))
def test_log_of_a_power_of_two_is_its_exponent(k: int) -> None:
    x = math.ldexp(1.0, k)

    assert math.isclose(k * math.log(2.0), log(x), rel_tol=1e-15)


@for_all(st.floats(1e-6, 1e6), st.floats(-20.0, 20.0))
def test_powers_are_right(base: float, exponent: float) -> None:
    """An error of the logarithm counts as often as the exponent is large."""
    expected = math.pow(base, exponent)

    assert math.isclose(expected, power(base, exponent), rel_tol=1e-13)


@for_all(st.floats(1e-6, 1e6))
def test_powers_at_their_corners(base: float) -> None:
    assert power(base, 0.0) == 1.0
    assert power(1.0, base) == 1.0
    assert math.isclose(base, power(base, 1.0), rel_tol=1e-14)
    assert math.isclose(1.0 / base, power(base, -1.0), rel_tol=1e-14)


@for_all(st.floats(-20.0, 20.0))
def test_a_chance_and_its_logit_are_the_same(x: float) -> None:
    """Within what a double can tell a chance from one: e^20 times its precision."""
    assert math.isclose(x, logit(logistic(x)), abs_tol=1e-7)


@for_all(finite)
def test_logistic_never_leaves_zero_to_one(x: float) -> None:
    assert 0.0 <= logistic(x) <= 1.0


@for_all(st.floats(-700.0, 700.0))
def test_logistic_is_right(x: float) -> None:
    with localcontext() as context:
        context.prec = 50
        exact = 1 / (1 + Decimal(-x).exp())

    assert relative_error(logistic(x), exact) < 1e-15


@for_all(st.floats(-30.0, 30.0))
def test_logistic_is_symmetric(x: float) -> None:
    assert math.isclose(1.0, logistic(x) + logistic(-x), rel_tol=1e-15)


@for_all(st.floats(1e-12, 1.0 - 1e-12))
def test_logit_is_right(p: float) -> None:
    with localcontext() as context:
        context.prec = 50
        exact = (Decimal(p) / (1 - Decimal(p))).ln()

    assert float(abs(Decimal(logit(p)) - exact)) < 4e-15 * max(1.0, abs(logit(p)))


@pytest.mark.parametrize(("p", "held"), [(0.0, 1e-12), (1.0, 1.0 - 1e-12), (-1, 1e-12)])
def test_logit_is_held_inside_zero_to_one(p: float, held: float) -> None:
    assert math.isfinite(logit(p))
    assert logit(held) == logit(p)


@for_all(finite)
def test_tanh_never_leaves_minus_one_to_one(x: float) -> None:
    assert -1.0 <= tanh(x) <= 1.0


@for_all(st.floats(-20.0, 20.0))
def test_tanh_is_right_and_odd(x: float) -> None:
    assert math.isclose(math.tanh(x), tanh(x), abs_tol=4e-16)
    assert math.isclose(-tanh(x), tanh(-x), abs_tol=4e-16)


@for_all(st.floats(-10.0, 10.0), st.floats(-10.0, 0.0), st.floats(0.0, 10.0))
def test_clip_holds_what_is_beyond_and_leaves_the_rest(
    x: float, low: float, high: float
) -> None:
    held = clip(x, low, high)

    assert low <= held <= high
    assert held in (x, low, high)
    assert held == x or not low <= x <= high


@for_all(chances)
def test_normal_quantiles_are_right(p: float) -> None:
    assert math.isclose(float(ndtri(p)), normal_quantile(p), rel_tol=4e-15)


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        (0.25, -0.6744897501960817),
        (0.001, -3.090232306167814),
        (1e-20, -9.262340089798408),
    ],
)
def test_normal_quantiles_are_those_that_wichura_gives(
    p: float, expected: float
) -> None:
    """The three test values of algorithm AS 241, one for each branch."""
    assert math.isclose(expected, normal_quantile(p), rel_tol=1e-15)


@for_all(st.integers(1, 2**32 - 1))
def test_normal_quantiles_mirror_each_other_to_the_last_bit(k: int) -> None:
    p = k * 2.0**-33

    assert -normal_quantile(p) == normal_quantile(1.0 - p)


@for_all(chances, chances)
def test_normal_quantiles_grow(p: float, q: float) -> None:
    low, high = sorted((p, q))
    below, above = normal_quantile(low), normal_quantile(high)

    assert below <= above + 1e-15 * abs(above)


@for_all(finite)
def test_functions_of_any_number_give_the_same_bits_in_a_kernel(x: float) -> None:
    for function in (exp, log, logistic, tanh):
        in_python, in_kernel = both_bits(function, x=x)
        assert in_python == in_kernel


@for_all(exponents)
def test_functions_of_usual_numbers_give_the_same_bits_in_a_kernel(x: float) -> None:
    for function in (exp, logistic, tanh):
        in_python, in_kernel = both_bits(function, x=x)
        assert in_python == in_kernel


@for_all(positives, st.floats(-3.0, 3.0))
def test_powers_give_the_same_bits_in_a_kernel(base: float, exponent: float) -> None:
    in_python, in_kernel = both_bits(power, base=base, exponent=exponent)

    assert in_python == in_kernel


@for_all(chances)
def test_quantiles_and_logits_give_the_same_bits_in_a_kernel(p: float) -> None:
    for function in (normal_quantile, logit):
        in_python, in_kernel = both_bits(function, p=p)
        assert in_python == in_kernel


@for_all(finite, st.floats(-1.0, 0.0), st.floats(0.0, 1.0))
def test_clip_gives_the_same_bits_in_a_kernel(
    x: float, low: float, high: float
) -> None:
    in_python, in_kernel = both_bits(clip, x=x, low=low, high=high)

    assert in_python == in_kernel
