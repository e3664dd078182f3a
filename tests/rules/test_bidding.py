"""Claims about which charities get public money."""

import math
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.bidding import public_money_change, small_charities_share
from tests.rules.strategies import (
    ROUNDING,
    Comparison,
    about,
    for_all,
    usual_beliefs,
    with_more,
)

shares = st.floats(0.0, 1.0)


@st.composite
def beliefs(draw: st.DrawFn) -> SimpleNamespace:
    return SimpleNamespace(
        charity_small_grant_share=0.5,
        charity_bid_cost=draw(st.floats(0.0, 2.0)),
        charity_bid_slope=draw(st.floats(0.0, 10.0)),
    )


@given(b=beliefs(), less=shares, more=shares)
def test_contracts_shift_money_to_the_large(
    b: SimpleNamespace, less: float, more: float
) -> None:
    less, more = sorted((less, more))

    few, many = (small_charities_share(x, b) for x in (less, more))
    assert 0.0 <= many <= few + 1e-12
    assert few <= 1.0


@given(b=beliefs(), contracts=shares)
def test_free_bids_leave_the_split_as_with_grants(
    b: SimpleNamespace, contracts: float
) -> None:
    b.charity_bid_cost = 0.0

    assert small_charities_share(contracts, b) == pytest.approx(0.5)


@given(change=st.floats(-0.5, 0.5), share=st.floats(0.01, 1.0))
def test_money_follows_the_budget_where_the_split_stays(
    change: float, share: float
) -> None:
    assert public_money_change(0.0, share, share) == 0.0
    assert public_money_change(change, share, share) == pytest.approx(change)


@given(change=st.floats(-0.5, 0.5), now=shares, usual=st.floats(0.01, 0.99))
def test_what_small_ones_lose_large_ones_gain(
    change: float, now: float, usual: float
) -> None:
    small = usual * (1.0 + public_money_change(change, now, usual))
    large = (1.0 - usual) * (1.0 + public_money_change(change, 1 - now, 1 - usual))

    assert small + large == pytest.approx(1.0 + change)


@for_all(
    with_more(
        small_charities_share, "contract_share", charity_small_grant_share=(0.5, 1.0)
    )
)
def test_contracts_never_favour_the_small_where_bids_cost(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


def test_a_cost_of_bidding_shuts_small_ones_out_of_contracts() -> None:
    """By hand: .6 of the grants, and of contracts what a logit of -1 leaves."""
    b = usual_beliefs(
        charity_small_grant_share=0.6, charity_bid_cost=0.5, charity_bid_slope=2.0
    )

    small = small_charities_share(0.4, b)

    assert about(0.36 + 0.4 / (1.0 + math.e)) == small


@for_all(
    with_more(public_money_change, "money_change", "share", usual_share=(0.05, 1.0))
)
def test_budgets_and_shares_never_lower_money(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_half_as_much_again_of_a_tenth_more() -> None:
    assert about(0.65) == public_money_change(0.1, 0.3, 0.2)


def test_who_never_had_a_share_follows_the_budget() -> None:
    assert public_money_change(0.1, 0.3, 0.0) == 0.1
