"""Claims about how many hours people give."""

import math
from types import SimpleNamespace

from sim.rules.hours import available_hours, formal_hours, informal_hours
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

times = numbers(0.0, 300.0)
noises = numbers(-6.4, 6.4)


@for_all(calls(available_hours))
def test_nobody_has_less_than_no_time_or_more_than_there_is(call: Call) -> None:
    hours = call()

    assert hours >= 0.0
    assert hours <= call.given["free_time"] * call.given["time_factor"]


@for_all(with_more(available_hours, "free_time", "time_factor"))
def test_more_free_time_never_leaves_fewer_hours(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(available_hours, "fatigue"))
def test_fatigue_never_adds_hours(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(available_hours), free_time=times, fatigue=shares)
def test_fatigue_takes_its_share_of_free_time(
    b: SimpleNamespace, free_time: float, fatigue: float
) -> None:
    lost = b.hours_fatigue_loss * fatigue

    assert free_time == available_hours(free_time, 1.0, 0.0, b)
    assert about(1.1 * free_time * (1.0 - lost)) == available_hours(
        free_time, 1.1, fatigue, b
    )


@for_all(calls(informal_hours))
def test_informal_help_never_takes_more_than_its_part_of_time(call: Call) -> None:
    hours = call()

    assert hours >= 0.0
    assert hours <= call.given["b"].informal_time_cap * call.given["available"]


@for_all(with_more(informal_hours, "noise", "available"))
def test_more_time_or_need_never_means_less_informal_help(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(noise=numbers(-3.0, 3.0))
def test_informal_hours_are_log_normal(noise: float) -> None:
    """Closed form: lognormal(ln 4, .8)."""
    hours = informal_hours(noise, 1e6, usual_beliefs())

    assert about(4.0 * math.exp(0.8 * noise)) == hours


def test_informal_help_takes_at_most_half_of_ones_time() -> None:
    hours = informal_hours(3.0, 10.0, usual_beliefs())

    assert hours == 5.0


@for_all(calls(formal_hours))
def test_volunteers_never_offer_more_time_than_is_left(call: Call) -> None:
    hours = call()

    assert 0.0 <= hours <= call.given["time_left"]


@for_all(with_more(formal_hours, "usual_hours", "habit", "noise", "time_left"))
def test_habit_and_time_never_lower_what_volunteers_offer(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(usual=numbers(0.1, 50.0), habit=shares, noise=numbers(-3.0, 3.0))
def test_volunteers_hours_grow_with_habit_and_scatter(
    usual: float, habit: float, noise: float
) -> None:
    """Closed form: h (.6 + .8 habit) e^noise."""
    hours = formal_hours(usual, habit, noise, 1e6, usual_beliefs())

    assert about(usual * (0.6 + 0.8 * habit) * math.exp(0.35 * noise)) == hours


def test_who_has_no_time_left_offers_none() -> None:
    assert formal_hours(5.0, 1.0, 2.0, 0.0, usual_beliefs()) == 0.0
    assert formal_hours(5.0, 1.0, 2.0, -1.0, usual_beliefs()) == 0.0


@for_all(
    b=beliefs(available_hours, informal_hours, formal_hours),
    free_time=times,
    fatigue=shares,
    usual=numbers(0.1, 50.0),
    first=noises,
    second=noises,
)
def test_informal_and_formal_hours_fit_into_the_time_there_is(
    b: SimpleNamespace,
    free_time: float,
    fatigue: float,
    usual: float,
    first: float,
    second: float,
) -> None:
    available = available_hours(free_time, 1.0, fatigue, b)

    helped = informal_hours(first, available, b)
    offered = formal_hours(usual, fatigue, second, available - helped, b)

    assert helped + offered <= available + ROUNDING * max(1.0, available)
