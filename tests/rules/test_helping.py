"""Claims about informal help."""

import math

import pytest

from sim.rules.helping import helping_chance
from tests.rules.strategies import (
    ROUNDING,
    Call,
    Comparison,
    about,
    calls,
    for_all,
    numbers,
    usual_beliefs,
    with_more,
)


@for_all(calls(helping_chance))
def test_the_chance_of_helping_keeps_to_zero_and_its_ceiling(call: Call) -> None:
    chance = call()

    assert 0.0 <= chance <= call.given["b"].informal_start_ceiling


@for_all(
    with_more(
        helping_chance,
        "base",
        "disposition",
        "share_helping",
        "trust",
        "is_carer",
        informal_disposition=(0.0, 2.0),
        informal_ties=(0.0, 4.0),
        informal_trust=(0.0, 3.0),
        informal_carer=(0.0, 3.0),
    )
)
def test_disposition_ties_trust_and_caring_never_lower_helping(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(base=numbers(1e-9, 0.6))
def test_the_average_person_begins_to_help_with_the_base_chance(base: float) -> None:
    chance = helping_chance(base, 0.0, 0.25, 0.4, False, usual_beliefs())

    assert about(base) == chance


@pytest.mark.parametrize(
    ("disposition", "share_helping", "trust", "is_carer", "log_ratio"),
    [
        (1.0, 0.25, 0.4, False, 0.35),
        (-2.0, 0.25, 0.4, False, -0.70),
        (0.0, 1.0, 0.4, False, 0.45),
        (0.0, 0.25, 0.9, False, 0.15),
        (0.0, 0.25, 0.4, True, 0.30),
        (1.0, 0.75, 0.0, True, 0.35 + 0.30 - 0.12 + 0.30),
    ],
)
def test_what_moves_people_to_help_multiplies(
    disposition: float,
    share_helping: float,
    trust: float,
    is_carer: bool,
    log_ratio: float,
) -> None:
    """Closed form: .09 exp(.35 d + .6 (n - .25) + .3 (trust - .4) + .3 carer)."""
    chance = helping_chance(
        0.09, disposition, share_helping, trust, is_carer, usual_beliefs()
    )

    assert about(0.09 * math.exp(log_ratio)) == chance


def test_nobody_is_sure_to_begin_to_help() -> None:
    chance = helping_chance(0.5, 4.0, 1.0, 1.0, True, usual_beliefs())

    assert chance == 0.6
