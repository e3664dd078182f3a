"""Claims about opposition: what is resented, and who protests."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.missions import CRIME, ENERGY, GROWTH
from sim.rules.protest import grievance, protest_chance, unrest
from tests.rules.strategies import (
    ROUNDING,
    Comparison,
    about,
    for_all,
    usual_beliefs,
    with_more,
)
from tests.worlds import default_rows

ROWS = default_rows()
B = ROWS[ENERGY]
shares = st.floats(0.0, 1.0)
pressures = st.floats(-12.0, 8.0)


@given(stock=shares, expected=shares, built=st.floats(0, 5), heard=shares, voice=shares)
def test_grievance_keeps_to_0_and_1(
    stock: float, expected: float, built: float, heard: float, voice: float
) -> None:
    for b in ROWS:
        assert 0.0 <= grievance(stock, expected, built, heard, voice, b) <= 1.0


@given(stock=shares, expected=shares, heard=shares, voice=shares)
def test_a_state_no_worse_than_expected_disappoints_nobody(
    stock: float, expected: float, heard: float, voice: float
) -> None:
    better = max(stock, expected)

    assert grievance(better, expected, 1.0, heard, voice, ROWS[CRIME]) == 0.0


@given(few=st.floats(0, 5), many=st.floats(0, 5), heard=shares, voice=shares)
def test_building_is_resented_unless_people_are_heard(
    few: float, many: float, heard: float, voice: float
) -> None:
    few, many = min(few, many), max(few, many)
    imposed = grievance(0.5, 0.5, few, heard, voice, B)

    assert imposed <= grievance(0.5, 0.5, many, heard, voice, B)
    assert imposed <= grievance(0.5, 0.5, few, 0.0, voice, B)
    assert grievance(0.5, 0.5, many, 1.0, 1.0, B) == 0.0


def test_only_clean_power_and_homes_are_sited() -> None:
    sited = [float(row.siting_grievance) > 0.0 for row in ROWS]

    assert [m for m, yes in enumerate(sited) if yes] == [GROWTH, ENERGY]


@given(low=shares, high=shares, riot=st.floats(0, 5))
def test_grievance_and_riots_raise_unrest(low: float, high: float, riot: float) -> None:
    low, high = min(low, high), max(low, high)

    assert unrest(low, riot, B) <= unrest(high, riot, B)
    assert unrest(low, 0.0, B) <= unrest(low, riot, B)


@given(level=pressures, ties=shares, threshold=shares, trust=shares)
def test_no_chance_to_protest_passes_the_ceiling(
    level: float, ties: float, threshold: float, trust: float
) -> None:
    """Reason: the kernel skips everybody whose draw lies above the ceiling."""
    chance = protest_chance(level, ties, threshold, trust, B)

    assert 0.0 <= chance <= B.protest_ceiling


@given(level=pressures, few=shares, many=shares, threshold=shares, trust=shares)
def test_protesting_ties_never_hold_back(
    level: float, few: float, many: float, threshold: float, trust: float
) -> None:
    few, many = min(few, many), max(few, many)
    few_chance = protest_chance(level, few, threshold, trust, B)

    assert few_chance <= protest_chance(level, many, threshold, trust, B)


@given(level=pressures, threshold=shares, low=shares, high=shares)
def test_trust_never_raises_protest(
    level: float, threshold: float, low: float, high: float
) -> None:
    low, high = min(low, high), max(low, high)
    trusting = protest_chance(level, 0.0, threshold, high, B)

    assert trusting <= protest_chance(level, 0.0, threshold, low, B)


def test_protest_cannot_set_the_country_alight() -> None:
    """At the most that one tie can add, ten ties make less than one protester each."""
    alone = protest_chance(-3.0, 0.0, 0.28, 0.4, B)
    followed = protest_chance(-3.0, 0.1, 0.28, 0.4, B)

    assert 10.0 * (followed - alone) < 1.0


@for_all(with_more(grievance, "expected", "building"))
def test_building_and_expecting_never_soothe(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(grievance, "stock", "heard", "voice_response"))
def test_success_and_being_heard_never_anger(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("stock", "expected", "building", "held"),
    [(0.5, 0.6, 1.5, 0.68), (0.7, 0.6, 1.5, 0.48), (0.2, 0.9, 1.5, 1.0)],
)
def test_disappointment_and_what_is_imposed_add_up_to_all(
    stock: float, expected: float, building: float, held: float
) -> None:
    """By hand: 2 (expected - stock) + .4 building (1 - .5 times .4)."""
    b = usual_beliefs(grievance_disappointment=2.0, siting_grievance=0.4)

    assert about(held) == grievance(stock, expected, building, 0.5, 0.4, b)


def test_grievance_and_riots_add_to_the_base() -> None:
    """By hand: -4 + 1.5 (.5) + .25 (2)."""
    b = usual_beliefs(protest_base=-4.0, protest_grievance=1.5, protest_riot=0.25)

    assert about(-2.75) == unrest(0.5, 2.0, b)


@for_all(with_more(protest_chance, "unrest", "share_protesting"))
def test_unrest_and_protesting_ties_never_calm(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(protest_chance, "trust"))
def test_trust_never_stirs(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("share", "threshold", "pull"),
    [
        (0.0, 0.3, 0.0),
        (0.1, 0.3, 1.0 / (1.0 + math.exp(-1.0)) - 1.0 / (1.0 + math.exp(3.0))),
        (0.5, 0.9, 1.0 / (1.0 + math.exp(-1.0)) - 1.0 / (1.0 + math.exp(9.0))),
    ],
)
def test_ties_pull_beyond_what_a_person_would_do_alone(
    share: float, threshold: float, pull: float
) -> None:
    """By hand, in logits: -1 + 2 pull - 1.5 (.6 - .4), four of ten seen as all."""
    b = usual_beliefs(
        protest_ceiling=0.2,
        protest_peers=2.0,
        protest_ties_scale=4.0,
        threshold_slope=10.0,
        protest_trust=1.5,
        trust_initial=0.4,
    )

    chance = protest_chance(-1.0, share, threshold, 0.6, b)

    assert about(0.2 / (1.0 + math.exp(1.3 - 2.0 * pull))) == chance
