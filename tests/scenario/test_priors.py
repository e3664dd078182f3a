"""Claims about the shapes of priors."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from sim.scenario.priors import (
    LogitNormal,
    LogNormal,
    LogUniform,
    Normal,
    Prior,
    Uniform,
)

UNIFORM = Uniform(kind="uniform", low=-1.0, high=3.0)
LOG_UNIFORM = LogUniform(kind="log_uniform", low=0.01, high=0.4)
NORMAL = Normal(kind="normal", sd=0.35)
LOG_NORMAL = LogNormal(kind="log_normal", sd=0.45)
LOGIT_NORMAL = LogitNormal(kind="logit_normal", sd=0.6)
EVERY_SHAPE = [UNIFORM, LOG_UNIFORM, NORMAL, LOG_NORMAL, LOGIT_NORMAL]

chances = st.floats(1e-6, 1 - 1e-6)


@pytest.mark.parametrize("prior", EVERY_SHAPE, ids=lambda prior: prior.kind)
@given(first=chances, second=chances)
def test_a_greater_share_never_lies_below_a_smaller_value(
    prior: Prior, first: float, second: float
) -> None:
    low, high = sorted((first, second))

    assert prior.quantile(low, 0.3) <= prior.quantile(high, 0.3)


@pytest.mark.parametrize("prior", [NORMAL, LOG_NORMAL, LOGIT_NORMAL])
def test_half_of_a_bell_lies_below_the_default(
    prior: Normal | LogNormal | LogitNormal,
) -> None:
    assert prior.quantile(0.5, 0.3) == pytest.approx(0.3, abs=1e-12)


@pytest.mark.parametrize(
    ("prior", "expected"),
    [
        (NORMAL, 0.3 + 0.35),
        (LOG_NORMAL, 0.3 * math.exp(0.45)),
        (LOGIT_NORMAL, 1 / (1 + math.exp(-(math.log(0.3 / 0.7) + 0.6)))),
    ],
)
def test_sd_is_on_the_scale_the_kind_names(prior: Prior, expected: float) -> None:
    one_sd = 0.8413447460685429

    assert prior.quantile(one_sd, 0.3) == pytest.approx(expected, abs=1e-9)


@given(u=chances)
def test_ranges_are_kept_and_ratios_alike(u: float) -> None:
    assert -1.0 <= UNIFORM.quantile(u, 0.0) <= 3.0
    value = LOG_UNIFORM.quantile(u, 0.0)
    assert math.log(value / 0.01) == pytest.approx(u * math.log(40), abs=1e-9)


def test_whole_numbers_from_low_to_high_are_alike() -> None:
    delays = Uniform(kind="uniform", low=2.0, high=15.0)

    values = [delays.whole_quantile((k + 0.5) / 1400) for k in range(1400)]

    assert {float(n): 100 for n in range(2, 16)} == {
        value: values.count(value) for value in sorted(set(values))
    }


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "uniform", "low": 1, "high": 1},
        {"kind": "uniform", "low": 1},
        {"kind": "log_uniform", "low": 0, "high": 1},
        {"kind": "log_uniform", "low": 2, "high": 1},
        {"kind": "normal", "sd": 0},
        {"kind": "triangular", "low": 0, "high": 1},
        {"kind": "normal", "sd": 1, "mean": 0},
    ],
)
def test_a_prior_that_makes_no_sense_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Prior).validate_python(given)
