"""Claims about how volunteers' hours meet places."""

import math
from types import SimpleNamespace

import pytest

from sim.rules.matching import (
    matched_hours,
    matching_help,
    place_chance,
    shrunk,
    slots,
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

hours = numbers(0.0, 10.0)
deviations = numbers(-3.0, 3.0)


@for_all(calls(slots))
def test_places_keep_to_zero_and_their_ceiling(call: Call) -> None:
    places = call()

    assert places >= 0.0
    assert places <= call.given["b"].slots_ceiling * call.given["usual_hours"]


@for_all(
    with_more(
        slots,
        "usual_hours",
        "mobilisation_spend",
        "matching",
        "hosting",
        "openness",
        usual_hours=(0.0, 1.0),
    )
)
def test_money_matching_and_hosts_never_close_places(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(with_more(slots, "deprivation", slots_deprivation_slope=(0.0, 1.0)))
def test_the_poor_have_no_more_places_where_hosts_follow_means(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@for_all(
    b=beliefs(
        slots,
        slots_base=(1.0, 1.5),
        slots_ceiling=(20.0, 20.0),
        spend_reference=(0.001, 0.15),
    ),
    usual=numbers(0.01, 2.0),
    matching=numbers(1.0, 2.0),
    hosting=numbers(0.0, 1.5),
    openness=shares,
)
def test_places_are_in_proportion_to_usual_hours_matching_hosts_and_openness(
    b: SimpleNamespace, usual: float, matching: float, hosting: float, openness: float
) -> None:
    places = slots(usual, b.spend_reference, matching, hosting, 0.0, openness, b)

    assert about(b.slots_base * usual * matching * hosting * openness) == places


@for_all(b=beliefs(slots, slots_ceiling=(20.0, 20.0)), times=numbers(0.1, 1.0))
def test_coordinators_add_places_with_a_constant_elasticity(
    b: SimpleNamespace, times: float
) -> None:
    places = slots(1.0, times * b.spend_reference, 1.0, 1.0, 0.0, 1.0, b)

    assert about(min(20.0, b.slots_base * times**b.slots_exponent)) == places


@for_all(deprivation=deviations)
def test_places_fall_off_exponentially_with_deprivation(deprivation: float) -> None:
    places = slots(1.0, 0.015, 1.0, 1.0, deprivation, 1.0, usual_beliefs())

    assert about(1.5 * math.exp(-0.1 * deprivation)) == places


def test_without_money_there_are_next_to_no_places() -> None:
    """The least exponent of the prior, and the largest base."""
    b = usual_beliefs(slots_exponent=0.1, slots_base=2.0)

    assert slots(1.0, 0.0, 2.0, 1.0, 0.0, 1.0, b) < 1e-25


def test_goodwill_does_not_make_places() -> None:
    """Places are capped at three times the usual hours."""
    places = slots(0.4, 0.15, 2.0, 5.0, -3.0, 1.0, usual_beliefs())

    assert about(1.2) == places


@for_all(offered=hours, places=hours)
def test_no_more_is_matched_than_is_offered_or_has_a_place(
    offered: float, places: float
) -> None:
    """Rounding may add a unit in the last place."""
    matched = matched_hours(offered, places)

    assert 0.0 <= matched <= min(offered, places) * (1.0 + 1e-15)


@for_all(with_more(matched_hours, "offered", "slots"))
def test_more_hours_or_places_never_match_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(offered=hours, places=hours)
def test_hours_and_places_count_alike(offered: float, places: float) -> None:
    assert matched_hours(places, offered) == matched_hours(offered, places)


@for_all(offered=numbers(0.01, 10), places=numbers(0.01, 10), times=numbers(0.01, 100))
def test_twice_the_hours_and_places_match_twice_as_much(
    offered: float, places: float, times: float
) -> None:
    matched = matched_hours(times * offered, times * places)

    assert about(times * matched_hours(offered, places)) == matched


@for_all(offered=numbers(0.001, 10.0))
def test_matching_in_the_limits_of_none_equal_and_plenty(offered: float) -> None:
    assert matched_hours(offered, 0.0) == 0.0
    assert matched_hours(0.0, offered) == 0.0
    assert matched_hours(0.0, 0.0) == 0.0
    assert about(offered / math.sqrt(2.0)) == matched_hours(offered, offered)
    assert pytest.approx(offered, rel=1e-9) == matched_hours(offered, 1e5 * offered)


@for_all(offered=numbers(0.1, 10.0), places=numbers(0.1, 10.0))
def test_the_matching_function_is_that_of_the_model(
    offered: float, places: float
) -> None:
    """M^-2 = H^-2 + S^-2."""
    matched = matched_hours(offered, places)

    assert about(offered**-2 + places**-2) == matched**-2


def test_a_fifth_finds_no_place_in_quiet_times() -> None:
    """With 1.5 places an hour offered, before deprivation, 17%."""
    matched = matched_hours(1.0, 1.5)

    assert pytest.approx(0.832, abs=0.0005) == matched


@for_all(calls(place_chance))
def test_the_chance_of_a_place_never_leaves_zero_to_one(call: Call) -> None:
    chance = call()

    assert 0.0 <= chance <= 1.0


@for_all(with_more(place_chance, "matched_share"))
def test_more_matched_hours_never_turn_more_people_away(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(place_chance, "usual_share"))
def test_a_better_past_never_makes_places_surer(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(usual=numbers(0.01, 1.0), part=shares)
def test_people_are_turned_away_below_a_share_of_the_usual(
    usual: float, part: float
) -> None:
    """Closed form: min(1, matched / (.85 usual))."""
    b = usual_beliefs()

    assert about(part) == place_chance(part * 0.85 * usual, usual, b)
    assert place_chance(usual, usual, b) == 1.0


@for_all(matched=shares, usual=shares)
def test_without_the_mechanism_everybody_finds_a_place(
    matched: float, usual: float
) -> None:
    chance = place_chance(matched, usual, usual_beliefs(place_threshold=0.0))

    assert chance == 1.0


@for_all(calls(matching_help))
def test_help_in_matching_keeps_to_none_and_what_was_announced(call: Call) -> None:
    helped = call()

    assert 1.0 <= helped <= call.given["matching"]


@for_all(with_more(matching_help, "matching", "throughput", "unit_service"))
def test_convening_and_service_never_take_help_away(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(matching=numbers(1.0, 2.0), part=shares)
def test_help_needs_both_convening_and_the_unit(matching: float, part: float) -> None:
    extra = matching - 1.0

    assert matching_help(matching, 0.0, 1.0) == 1.0
    assert matching_help(matching, 1.0, 0.0) == 1.0
    assert about(1.0 + extra * part) == matching_help(matching, part, 1.0)
    assert about(1.0 + extra * part) == matching_help(matching, 1.0, part)


@for_all(calls(shrunk))
def test_a_drawn_mean_lies_between_its_area_and_region(call: Call) -> None:
    own, regional = call.given["own"], call.given["regional"]

    mean = call()

    assert min(own, regional) - ROUNDING <= mean <= max(own, regional) + ROUNDING


@for_all(with_more(shrunk, "own", "regional"))
def test_higher_means_never_lower_what_is_drawn_from_them(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(shrunk, "n_citizens", own=(5.0, 10.0), regional=(0.0, 5.0)))
def test_more_citizens_never_draw_an_area_closer_to_its_region(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(own=hours, regional=hours)
def test_area_and_region_weigh_the_same_at_as_many_citizens_as_are_pooled(
    own: float, regional: float
) -> None:
    b = usual_beliefs()

    assert about((own + regional) / 2) == shrunk(own, regional, 400.0, b)
    assert about((3 * own + regional) / 4) == shrunk(own, regional, 1200.0, b)
    assert own == shrunk(own, regional, 8.0, usual_beliefs(pooling_citizens=0.0))
