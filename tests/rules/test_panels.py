"""Claims about citizens' panels."""

from types import SimpleNamespace

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
