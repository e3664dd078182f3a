"""Claims about habit and fatigue."""

from types import SimpleNamespace

import pytest
from hypothesis import strategies as st

from sim.rules.habit import next_fatigue, next_habit
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


@for_all(calls(next_habit))
def test_habit_never_leaves_zero_to_one(call: Call) -> None:
    habit = call()

    assert 0.0 <= habit <= 1.0


@for_all(with_more(next_habit, "habit", "took_part"))
def test_doing_and_having_done_never_weaken_habit(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(next_habit), start=shares, months=st.integers(0, 60))
def test_habit_closes_in_on_what_is_done_by_a_constant_share(
    b: SimpleNamespace, start: float, months: int
) -> None:
    doing = idle = start
    for _ in range(months):
        doing = next_habit(doing, True, b)
        idle = next_habit(idle, False, b)

    kept = (1.0 - b.habit_rate) ** months
    assert about(1.0 - (1.0 - start) * kept) == doing
    assert about(start * kept) == idle


@for_all(calls(next_fatigue))
def test_fatigue_never_leaves_zero_to_one(call: Call) -> None:
    fatigue = call()

    assert 0.0 <= fatigue <= 1.0


@for_all(with_more(next_fatigue, "fatigue", "hours", "took_part"))
def test_hours_and_taking_part_never_rest_anybody(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(next_fatigue), start=shares, months=st.integers(0, 60))
def test_rest_wears_fatigue_off_and_activity_slows_it(
    b: SimpleNamespace, start: float, months: int
) -> None:
    resting = active = start
    for _ in range(months):
        resting = next_fatigue(resting, 0.0, False, b)
        active = next_fatigue(active, 0.0, True, b)

    slow = b.fatigue_recovery * b.active_fatigue_recovery
    assert about(start * (1.0 - b.fatigue_recovery) ** months) == resting
    assert about(start * (1.0 - slow) ** months) == active


@for_all(b=beliefs(next_fatigue), hours=numbers(0.0, 100.0))
def test_the_fresh_tire_in_proportion_to_hours(
    b: SimpleNamespace, hours: float
) -> None:
    fatigue = next_fatigue(0.0, hours, True, b)

    assert about(b.fatigue_rise * hours / 10.0) == fatigue


@for_all(b=beliefs(next_fatigue), hours=numbers(0.0, 200.0))
def test_hours_tire_nobody_who_is_wholly_tired(
    b: SimpleNamespace, hours: float
) -> None:
    fatigue = next_fatigue(1.0, hours, False, b)

    assert about(1.0 - b.fatigue_recovery) == fatigue


@pytest.mark.parametrize(
    ("took_part", "expected"), [(True, 0.5 + 0.02 - 0.02), (False, 0.5 + 0.02 - 0.05)]
)
def test_twenty_hours_of_the_half_tired(took_part: bool, expected: float) -> None:
    """By hand: .02 (20/10) (1 - .5) less .1 (.4 if active) of .5."""
    fatigue = next_fatigue(0.5, 20.0, took_part, usual_beliefs())

    assert about(expected) == fatigue
