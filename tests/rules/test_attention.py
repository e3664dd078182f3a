"""Claims about the centre's attention and what it does for targets."""

from types import SimpleNamespace

import pytest
from hypothesis import strategies as st

from sim.rules.attention import (
    attention_anchor,
    bite,
    effective_pressure,
    next_attention,
    relative_attention,
    salience,
    status_quo_attention,
)
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

AN_EQUAL_SHARE = 0.2


@for_all(calls(attention_anchor))
def test_an_anchor_never_leaves_zero_to_one(call: Call) -> None:
    anchor = call()

    assert 0.0 <= anchor <= 1.0


@for_all(with_more(attention_anchor, "council", "target_pressure", "weight", "scandal"))
def test_councils_targets_priority_and_scandal_never_loosen_the_anchor(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(
    ("council", "target_pressure", "weight", "scandal", "expected"),
    [
        (0.0, 0.0, 0.2, 0.0, 0.20),
        (0.0, 0.5, 0.2, 0.0, 0.30),
        (1.0, 0.0, 0.2, 0.0, 0.45),
        (1.0, 0.9, 0.2, 0.0, 0.63),
        (0.0, 0.0, 0.4, 0.0, 0.35),
        (0.0, 0.0, 0.0, 0.0, 0.05),
        (0.0, 0.0, 0.2, 1.0, 0.50),
        (1.0, 1.0, 1.0, 1.0, 1.0),
    ],
)
def test_what_reminds_the_centre_adds_up(
    council: float,
    target_pressure: float,
    weight: float,
    scandal: float,
    expected: float,
) -> None:
    """By hand, with its defaults."""
    anchor = attention_anchor(
        council, target_pressure, weight, scandal, usual_beliefs()
    )

    assert about(expected) == anchor


def test_a_mission_without_priority_keeps_no_attention_less_than_none() -> None:
    b = usual_beliefs(attention_floor=0.1, attention_priority=0.5)

    assert attention_anchor(0.0, 0.0, 0.0, 0.0, b) == 0.0


@for_all(calls(next_attention))
def test_attention_never_leaves_the_way_to_its_anchor(call: Call) -> None:
    now, anchor = call.given["attention"], call.given["anchor"]

    following = call()

    assert min(now, anchor) - ROUNDING <= following <= max(now, anchor) + ROUNDING


@for_all(with_more(next_attention, "attention", "anchor"))
def test_more_attention_or_a_higher_anchor_never_lowers_attention(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(start=shares, anchor=shares, half_life=st.integers(1, 240))
def test_half_of_the_distance_is_left_after_a_half_life(
    start: float, anchor: float, half_life: int
) -> None:
    b = usual_beliefs(attention_half_life=float(half_life))

    attention = start
    for _ in range(half_life):
        attention = next_attention(attention, anchor, b)

    assert pytest.approx((start + anchor) / 2.0, abs=1e-10) == attention


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        (0.3, 12, 0.85),
        (0.3, 24, 0.73),
        (0.3, 60, 0.59),
        (0.63, 12, 0.93),
        (0.63, 24, 0.89),
        (0.63, 60, 0.84),
    ],
)
def test_a_launch_fades_as_the_model_says(
    anchor: float, months: int, expected: float
) -> None:
    """To its two decimals; the anchor of .63 is a council's."""
    b = usual_beliefs()
    attention = 1.0

    for _ in range(months):
        attention = next_attention(attention, anchor, b)

    relative = relative_attention(attention, AN_EQUAL_SHARE, attention, b)
    assert pytest.approx(expected, abs=0.005) == relative


@for_all(with_more(relative_attention, "attention", "weight"))
def test_more_attention_or_weight_never_lowers_relative_attention(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(relative_attention, "total"))
def test_what_others_attract_is_lost_to_a_mission(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(calls(relative_attention))
def test_relative_attention_never_falls_below_zero(call: Call) -> None:
    relative = call()

    assert relative >= 0.0


def test_a_fully_attended_mission_among_five_is_the_unit() -> None:
    relative = relative_attention(1.0, AN_EQUAL_SHARE, 1.0, usual_beliefs())

    assert about(1.0) == relative


def test_attention_at_the_status_quo_is_nine_sixteenths() -> None:
    """Closed form: .5625 at an anchor of .3."""
    assert about(0.5625) == status_quo_attention(usual_beliefs())


@for_all(b=beliefs(status_quo_attention))
def test_the_status_quo_is_five_missions_of_equal_weight(b: SimpleNamespace) -> None:
    attention = b.attention_status_quo
    total = sum(AN_EQUAL_SHARE * attention for _ in range(5))

    relative = relative_attention(attention, AN_EQUAL_SHARE, total, b)

    assert about(relative) == status_quo_attention(b)


@for_all(calls(bite))
def test_bite_never_leaves_zero_to_one(call: Call) -> None:
    force = call()

    assert 0.0 <= force <= 1.0


@for_all(with_more(bite, "relative_attention"))
def test_more_attention_never_dulls_targets(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(bite), attention=shares)
def test_bite_falls_from_one_by_what_nobody_looks_at(
    b: SimpleNamespace, attention: float
) -> None:
    assert about(1.0) == bite(1.0, b)
    assert about(1.0) == bite(1.0 + attention, b)
    assert about(1.0 - b.attention_bite) == bite(0.0, b)
    assert about(1.0 - b.attention_bite * (1.0 - attention)) == bite(attention, b)


@for_all(calls(effective_pressure))
def test_felt_pressure_never_leaves_zero_to_one(call: Call) -> None:
    pressure = call()

    assert 0.0 <= pressure <= 1.0


@for_all(with_more(effective_pressure, "target_pressure", "relative_attention"))
def test_harder_targets_or_more_attention_never_lower_felt_pressure(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(effective_pressure), pressure=shares)
def test_at_the_status_quos_attention_targets_are_felt_as_set(
    b: SimpleNamespace, pressure: float
) -> None:
    felt = effective_pressure(pressure, status_quo_attention(b), b)

    assert pressure == felt


def test_without_attention_targets_lose_most_of_their_force() -> None:
    """Bite .4 over .7375 at the status quo, by hand."""
    felt = effective_pressure(0.5, 0.0, usual_beliefs())

    assert about(0.5 * 0.4 / 0.7375) == felt


@for_all(calls(salience))
def test_salience_never_leaves_zero_to_one(call: Call) -> None:
    present = call()

    assert 0.0 <= present <= 1.0


@for_all(with_more(salience, "attention_ratio", "news"))
def test_more_attention_or_news_never_lowers_salience(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(
    ("attention_ratio", "news", "expected"),
    [
        (0.0, 0.0, 0.0),
        (1.0, 0.0, 0.5),
        (1.0, 0.3, 0.8),
        (0.0, -1.0, 0.0),
        (2.0, 1.0, 1),
    ],
)
def test_half_are_aware_at_the_status_quo_and_news_adds(
    attention_ratio: float, news: float, expected: float
) -> None:
    present = salience(attention_ratio, news, usual_beliefs())

    assert about(expected) == present


@for_all(ratio=numbers(0.0, 2.0), scale=numbers(0.0, 0.5))
def test_salience_is_in_proportion_to_attention(ratio: float, scale: float) -> None:
    present = salience(ratio, 0.0, usual_beliefs(salience_scale=scale))

    assert about(scale * ratio) == present
