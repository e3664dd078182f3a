"""Claims about citizens' panels."""

import math
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.panels import (
    blur_left,
    habit_after_serving,
    panel_cost,
    pull_of_members,
    reply_chance,
    served_within_year,
    serving_hours,
    trust_after_serving,
    voice_with_panels,
)
from tests.rules.strategies import (
    ROUNDING,
    Call,
    Comparison,
    about,
    calls,
    for_all,
    usual_beliefs,
    with_more,
)
from tests.worlds import default_rows

B = default_rows()[0]
shares = st.floats(0.0, 1.0)
resources = st.floats(-4.0, 4.0)
rates = st.floats(0.0, 0.05)
members = st.floats(0.0, 1e6)


def test_six_in_a_hundred_of_ordinary_people_reply() -> None:
    """Reason: about 1,800 of 30,000 letters were answered (E070); band 3 to 9%."""
    assert 0.03 < reply_chance(0.0, B.trust_initial, 0.0, B) < 0.09


@given(r=resources, trust=shares, stipend=shares)
def test_a_reply_is_a_chance(r: float, trust: float, stipend: float) -> None:
    assert 0.0 < reply_chance(r, trust, stipend, B) < 1.0


@given(low=resources, high=resources, trust=shares, stipend=shares)
def test_the_advantaged_reply_more_and_pay_narrows_the_gap(
    low: float, high: float, trust: float, stipend: float
) -> None:
    low, high = min(low, high), max(low, high)
    unpaid = reply_chance(high, trust, 0.0, B) / reply_chance(low, trust, 0.0, B)
    paid = reply_chance(high, trust, stipend, B) / reply_chance(low, trust, stipend, B)

    assert 1.0 - 1e-9 <= paid <= unpaid + 1e-9


@given(r=resources, low=shares, high=shares, stipend=shares)
def test_trust_never_lowers_replies(
    r: float, low: float, high: float, stipend: float
) -> None:
    low, high = min(low, high), max(low, high)

    assert reply_chance(r, low, stipend, B) <= reply_chance(r, high, stipend, B)


@given(left=st.floats(-10.0, 300.0))
def test_nobody_serves_longer_than_there_is_time(left: float) -> None:
    hours = serving_hours(left, B)

    assert 0.0 <= hours <= max(0.0, left)
    assert hours <= B.panel_hours


@given(trust=shares, response=shares)
def test_serving_earns_trust_where_heeded_and_costs_it_where_not(
    trust: float, response: float
) -> None:
    after = trust_after_serving(trust, response, B)

    assert 0.0 <= after <= 1.0
    if response >= B.trust_tokenism_zero:
        assert after >= trust
    else:
        assert after <= trust


@given(habit=shares)
def test_serving_never_lowers_habit(habit: float) -> None:
    assert habit <= habit_after_serving(habit, B) <= 1.0


@given(served=members, now=members)
def test_as_many_every_month_for_years_is_twelve_months_worth(
    served: float, now: float
) -> None:
    for _ in range(600):
        served = served_within_year(served, now)

    assert abs(served - 12.0 * now) <= 1e-6 * (1.0 + 12.0 * now)


@given(few=members, many=members)
def test_more_members_never_blur(few: float, many: float) -> None:
    few, many = min(few, many), max(few, many)

    assert 0.0 < blur_left(many, B) <= blur_left(few, B) <= 1.0
    assert blur_left(0.0, B) == 1.0


@given(mean=resources, direction=st.floats(-4.0, 4.0))
def test_panels_like_everybody_pull_nowhere(mean: float, direction: float) -> None:
    assert pull_of_members(0.0, direction, B) == 0.0
    assert pull_of_members(mean, direction, B) == -pull_of_members(-mean, direction, B)


@given(voice=shares, low=rates, high=rates)
def test_panels_are_noticed_up_to_a_point(
    voice: float, low: float, high: float
) -> None:
    low, high = min(low, high), max(low, high)

    heard = voice_with_panels(voice, low, B)

    assert voice <= heard <= voice_with_panels(voice, high, B)
    assert voice_with_panels(voice, 0.05, B) == voice + B.heard_panel_weight


@given(rate=rates, stipend=shares)
def test_panels_cost_more_with_letters_and_with_pay(
    rate: float, stipend: float
) -> None:
    assert panel_cost(0.0, stipend, B) == 0.0
    assert panel_cost(rate, stipend, B) >= panel_cost(rate, 0.0, B) >= 0.0


def test_without_knowledge_members_leave_noise_alone() -> None:
    assert blur_left(1e5, SimpleNamespace(panel_knowledge=0.0)) == 1.0


@for_all(calls(reply_chance))
def test_any_reply_is_a_chance(call: Call) -> None:
    found = call()

    assert 0.0 <= found <= 1.0


@for_all(with_more(reply_chance, "resources", "trust"))
def test_means_and_trust_never_lower_replies(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_means_count_less_where_members_are_paid() -> None:
    """By hand, in logits: -2 + .5 (1 - .6/2) 2 + 1.5 (.6 - .4)."""
    b = usual_beliefs(
        panel_reply_base=-2.0,
        panel_reply_resources=0.5,
        panel_reply_stipend=0.6,
        panel_reply_trust=1.5,
        trust_initial=0.4,
    )

    assert about(1.0 / (1.0 + math.exp(1.0))) == reply_chance(2.0, 0.6, 0.5, b)


@for_all(with_more(serving_hours, "hours_left"))
def test_more_time_left_is_never_less_time_served(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(("left", "served"), [(3.0, 3.0), (20.0, 8.0), (-1.0, 0.0)])
def test_members_serve_a_day_or_what_is_left(left: float, served: float) -> None:
    assert served == serving_hours(left, usual_beliefs(panel_hours=8.0))


@for_all(with_more(trust_after_serving, "trust", "voice_response"))
def test_being_heeded_never_costs_members_trust(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(
    ("trust", "response", "expected"),
    [(0.4, 0.9, 0.42), (0.4, 0.1, 0.38), (0.99, 0.9, 1.0), (0.01, 0.1, 0.0)],
)
def test_serving_moves_trust_by_how_far_people_are_heeded(
    trust: float, response: float, expected: float
) -> None:
    """By hand: .05 (response - .5)."""
    b = usual_beliefs(panel_trust=0.05, trust_tokenism_zero=0.5)

    assert about(expected) == trust_after_serving(trust, response, b)


@pytest.mark.parametrize(("habit", "expected"), [(0.3, 0.4), (0.95, 1.0)])
def test_serving_adds_to_habit_up_to_all(habit: float, expected: float) -> None:
    assert about(expected) == habit_after_serving(habit, usual_beliefs(panel_habit=0.1))


def test_a_twelfth_of_members_fades_each_month() -> None:
    assert about(14.0) == served_within_year(12.0, 3.0)


def test_four_times_the_sample_halves_the_blur() -> None:
    assert about(0.5) == blur_left(300.0, usual_beliefs(panel_knowledge=0.01))


def test_panels_pull_as_far_as_members_differ_and_capture_goes() -> None:
    b = usual_beliefs(voice_capture=0.25, panel_capture=0.4)

    assert about(0.1) == pull_of_members(0.5, 2.0, b)


@for_all(with_more(voice_with_panels, "voice", "deliberation_rate"))
def test_panels_never_lower_voice(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(("rate", "expected"), [(0.01, 0.35), (0.04, 0.5)])
def test_panels_add_to_voice_until_nobody_notices_more(
    rate: float, expected: float
) -> None:
    b = usual_beliefs(heard_panel_weight=0.3, heard_panel_saturation=50.0)

    assert about(expected) == voice_with_panels(0.2, rate, b)


@for_all(with_more(panel_cost, "deliberation_rate", "stipend"))
def test_more_letters_and_more_pay_never_cost_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_pay_makes_letters_dearer() -> None:
    b = usual_beliefs(deliberation_price=2.0, panel_stipend_surcharge=0.4)

    assert about(0.024) == panel_cost(0.01, 0.5, b)
