"""Claims about voice as people experience it."""

import math
from types import SimpleNamespace

import pytest

from sim.rules.voice import crowding, heard_level, next_heard
from tests.rules.strategies import (
    ROUNDING,
    Call,
    Comparison,
    about,
    beliefs,
    calls,
    for_all,
    numbers,
    shares,
    usual_beliefs,
    with_more,
)


@for_all(calls(crowding))
def test_crowding_never_falls_below_zero(call: Call) -> None:
    crowd = call()

    assert crowd >= 0.0


@for_all(with_more(crowding, "target_pressure", "contract_share"))
def test_targets_and_contracts_never_crowd_out_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(crowding, "autonomy"))
def test_freer_charities_are_never_crowded_out_more(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(pressure=shares, contracts=shares, autonomy=shares)
def test_crowding_is_half_pressure_and_half_contracts_of_the_unfree(
    pressure: float, contracts: float, autonomy: float
) -> None:
    crowd = crowding(pressure, contracts, autonomy, usual_beliefs())

    assert about(0.5 * pressure + 0.5 * contracts * (1.0 - autonomy)) == crowd


@for_all(calls(heard_level))
def test_the_level_of_voice_never_falls_below_zero(call: Call) -> None:
    level = call()

    assert level >= 0.0


@for_all(with_more(heard_level, "voice", "voice_response", "throughput"))
def test_asking_answering_and_convening_never_lower_voice(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(with_more(heard_level, "deprivation", "dependence"))
def test_the_poor_and_the_dependent_are_never_heard_more(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@pytest.mark.parametrize(
    ("voice", "response", "throughput", "dependence", "expected"),
    [
        (0.15, 0.4, 1.0, 0.0, 0.15),
        (0.0, 1.0, 1.0, 0.0, 0.0),
        (1.0, 0.0, 1.0, 0.0, 0.0),
        (1.0, 1.0, 0.0, 0.0, 0.0),
        (0.6, 0.7, 1.0, 0.0, 1.05),
        (0.6, 0.4, 0.5, 0.0, 0.3),
        (0.6, 0.4, 1.0, 1.0, 0.48),
    ],
)
def test_voice_counts_by_what_is_answered_convened_and_frank(
    voice: float, response: float, throughput: float, dependence: float, expected: float
) -> None:
    """Closed form: voice response / .4 throughput (1 - .2 dependence)."""
    level = heard_level(voice, response, throughput, 0.0, dependence, usual_beliefs())

    assert about(expected) == level


@for_all(b=beliefs(heard_level), deprivation=numbers(-4.0, 4.0))
def test_deprivation_tilts_voice_by_its_hyperbolic_tangent(
    b: SimpleNamespace, deprivation: float
) -> None:
    level = heard_level(0.5, b.heard_response_scale, 1.0, deprivation, 0.0, b)

    tilt = 1.0 - b.heard_deprivation_tilt * math.tanh(deprivation)
    assert about(0.5 * tilt) == level


@for_all(calls(next_heard))
def test_experienced_voice_never_leaves_zero_to_one(call: Call) -> None:
    heard = call()

    assert 0.0 <= heard <= 1.0


@for_all(with_more(next_heard, "heard", "level", level=(0.0, 1.0)))
def test_more_voice_is_never_experienced_as_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(next_heard), heard=shares, level=shares)
def test_experienced_voice_goes_a_constant_share_of_the_way(
    b: SimpleNamespace, heard: float, level: float
) -> None:
    following = next_heard(heard, level, b)

    assert about(b.heard_rate * level + (1.0 - b.heard_rate) * heard) == following
