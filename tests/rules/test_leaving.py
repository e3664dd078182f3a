"""Claims about who stops volunteering."""

import math
from types import SimpleNamespace

import pytest

from sim.rules.leaving import leaving_chance, staying_power
from tests.rules.strategies import (
    ROUNDING,
    Call,
    Comparison,
    about,
    beliefs,
    calls,
    for_all,
    numbers,
    usual_beliefs,
    with_more,
)

deviations = numbers(-4.0, 4.0)


@for_all(with_more(staying_power, "resources", "disposition"))
def test_means_and_disposition_never_weaken_staying(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(staying_power), resources=deviations, disposition=deviations)
def test_staying_power_weighs_means_against_disposition(
    b: SimpleNamespace, resources: float, disposition: float
) -> None:
    """Closed form: .35 (.5 R + disposition)."""
    power = staying_power(resources, disposition, b)

    civic = b.quit_resources_weight * resources + disposition
    assert about(b.quit_civic_slope * civic) == power


@for_all(calls(leaving_chance))
def test_the_chance_of_leaving_keeps_to_zero_and_its_ceiling(call: Call) -> None:
    chance = call()

    assert 0.0 <= chance <= call.given["b"].quit_ceiling


@for_all(with_more(leaving_chance, "base", "unmatched", "fatigue"))
def test_idleness_and_fatigue_never_keep_people(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(leaving_chance, "staying_power", "habit"))
def test_habit_and_staying_power_never_drive_people_out(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("staying", "habit", "unmatched", "fatigue", "log_ratio"),
    [
        (0.0, 0.0, 0.0, 0.0, 0.0),
        (1.0, 0.0, 0.0, 0.0, -1.0),
        (0.0, 1.0, 0.0, 0.0, -2.1),
        (0.0, 0.0, 1.0, 0.0, 0.5),
        (0.0, 0.0, 0.0, 1.0, 0.9),
        (0.5, 0.5, 0.2, 0.1, -0.5 - 1.05 + 0.1 + 0.09),
    ],
)
def test_what_holds_and_pushes_volunteers_multiplies(
    staying: float, habit: float, unmatched: float, fatigue: float, log_ratio: float
) -> None:
    """With their defaults."""
    chance = leaving_chance(0.3, staying, habit, unmatched, fatigue, usual_beliefs())

    assert about(0.3 * math.exp(log_ratio)) == chance


def test_nobody_is_sure_to_leave() -> None:
    chance = leaving_chance(0.9, -2.0, 0.0, 1.0, 1.0, usual_beliefs())

    assert chance == 0.95
