"""Claims about charities as hosts."""

from types import SimpleNamespace

import pytest
from hypothesis import strategies as st

from sim.rules.charities import hosting, income_change, next_reserves
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

changes = numbers(-1.0, 1.0)
draws = numbers(1e-9, 1.0 - 1e-9)
open_reserves = numbers(0.1, 24.0)


@for_all(with_more(income_change, "money_change"))
def test_more_public_money_never_lowers_charities_income(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(income_change), change=changes)
def test_only_public_income_follows_the_budget(
    b: SimpleNamespace, change: float
) -> None:
    income = income_change(change, b)

    assert about(b.charity_public_income * change) == income


@for_all(
    calls(
        next_reserves, charity_reopening_reserve=(0.0, 1.0), reserves_ceiling=(1.0, 120)
    )
)
def test_reserves_never_leave_zero_to_their_ceiling(call: Call) -> None:
    reserves = call()

    assert 0.0 <= reserves <= call.given["b"].reserves_ceiling


@for_all(
    with_more(next_reserves, "reserves", "noise", "income_change", reserves=(1, 24))
)
def test_better_months_never_leave_an_open_charity_poorer(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(next_reserves), now=open_reserves, draw=draws, other=draws)
def test_an_open_charity_does_not_depend_on_reopening(
    b: SimpleNamespace, now: float, draw: float, other: float
) -> None:
    reserves = next_reserves(now, 0.0, 0.0, draw, b)

    assert next_reserves(now, 0.0, 0.0, other, b) == reserves


@for_all(now=open_reserves, income=changes, noise=numbers(-2.0, 2.0))
def test_reserves_drift_to_their_target_with_income_and_noise(
    now: float, income: float, noise: float
) -> None:
    """With its defaults."""
    unheld = now + 0.005 * (6.0 - now) + income + 0.45 * noise

    reserves = next_reserves(now, income, noise, 0.5, usual_beliefs())

    assert about(min(24.0, max(0.0, unheld))) == reserves


@for_all(b=beliefs(next_reserves), draw=draws, income=changes, noise=numbers(-6.4, 6.4))
def test_a_closed_charity_reopens_by_luck_alone(
    b: SimpleNamespace, draw: float, income: float, noise: float
) -> None:
    opens = draw < b.charity_reopening_chance

    reserves = next_reserves(0.0, income, noise, draw, b)

    assert reserves == (b.charity_reopening_reserve if opens else 0.0)


def test_a_charity_that_loses_more_than_it_has_closes() -> None:
    reserves = next_reserves(0.5, -1.0, 0.0, 0.5, usual_beliefs())

    assert reserves == 0.0


@for_all(
    calls(hosting, small_charity_hosting=(0.0, 0.4), large_charity_hosting=(0.0, 0.6))
)
def test_hosting_never_leaves_zero_to_one(call: Call) -> None:
    hosted = call()

    assert 0.0 <= hosted <= 1.0


@for_all(with_more(hosting, "small_is_open", "large_is_open"))
def test_an_open_charity_never_lowers_hosting(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more


@pytest.mark.parametrize(
    ("small_is_open", "large_is_open", "expected"),
    [(False, False, 0.2), (True, False, 0.52), (False, True, 0.68), (True, True, 1.0)],
)
def test_hosts_make_up_the_whole(
    small_is_open: bool, large_is_open: bool, expected: float
) -> None:
    """Closed form: .2 + .8 (.4 small + .6 large)."""
    hosted = hosting(small_is_open, large_is_open, usual_beliefs())

    assert about(expected) == hosted


@for_all(public=shares, small=st.booleans(), large=st.booleans())
def test_public_bodies_host_whatever_becomes_of_charities(
    public: float, small: bool, large: bool
) -> None:
    hosted = hosting(small, large, usual_beliefs(public_hosting_share=public))

    assert hosted >= public
