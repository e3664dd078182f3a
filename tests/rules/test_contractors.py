"""Claims about outsourced providers."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.contractors import (
    fails,
    kept_in_trouble,
    measured_gain,
    next_outsourced_share,
    outsourced_effort,
    purchasing_power,
    share_after_failure,
    unmeasured_kept,
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

shares = st.floats(0.0, 1.0)
efforts = st.floats(0.0, 3.0)


@st.composite
def beliefs(draw: st.DrawFn) -> SimpleNamespace:
    return SimpleNamespace(
        contractor_renewal_months=draw(st.floats(1.0, 120.0)),
        contractor_success_pull=draw(st.floats(0.0, 3.0)),
        contractor_success_scale=draw(st.floats(0.01, 1.0)),
        contractor_measured_gain=draw(shares),
        contract_measured_gain=draw(shares),
        contractor_unmeasured_loss=draw(shares),
        contractor_price=draw(st.floats(-0.5, 0.5)),
        contractor_failure_hazard=draw(shares),
        contractor_failure_kept=draw(shares),
        contractor_failure_loss=draw(shares),
        measurability=draw(st.floats(0.01, 0.99)),
    )


@given(b=beliefs(), share=shares, wanted=st.floats(0.0, 0.6), excess=st.floats(-1, 1))
def test_the_share_stays_a_share_and_follows_what_is_reported(
    b: SimpleNamespace, share: float, wanted: float, excess: float
) -> None:
    found = next_outsourced_share(share, wanted, excess, b)

    assert 0.0 <= found <= 1.0
    assert found <= next_outsourced_share(share, wanted, excess + 0.1, b) + 1e-12


@given(b=beliefs(), wanted=st.floats(0.0, 0.6))
def test_the_wanted_share_stays_where_nothing_surprises(
    b: SimpleNamespace, wanted: float
) -> None:
    assert next_outsourced_share(wanted, wanted, 0.0, b) == wanted


@given(b=beliefs(), bought=shares, more=shares, contracts=shares, enforced=shares)
def test_contracts_lift_what_is_counted_and_cost_the_rest(
    b: SimpleNamespace, bought: float, more: float, contracts: float, enforced: float
) -> None:
    bought, more = sorted((bought, more))

    assert 1.0 <= measured_gain(bought, contracts, b) <= measured_gain(more, 1.0, b)
    low, high = (unmeasured_kept(x, enforced, b) for x in (more, bought))
    assert 0.0 <= low <= high <= 1.0
    assert unmeasured_kept(more, 1.0, b) == 1.0


@given(b=beliefs())
def test_nothing_bought_changes_nothing(b: SimpleNamespace) -> None:
    assert measured_gain(0.0, 0.0, b) == 1.0
    assert unmeasured_kept(0.0, 0.0, b) == 1.0
    assert purchasing_power(0.0, b) == 1.0
    assert kept_in_trouble(0.0, b) == 1.0
    assert not fails(0.0, 0.5, b)


@given(b=beliefs(), share=shares, months=st.floats(0.1, 60.0))
def test_a_failure_costs_share_and_effort(
    b: SimpleNamespace, share: float, months: float
) -> None:
    assert 0.0 <= share_after_failure(share, b) <= share
    assert kept_in_trouble(months, b) == 1.0 - b.contractor_failure_loss


@given(b=beliefs(), bought=shares, seen=efforts, unseen=efforts, enforced=shares)
def test_providers_put_in_a_share_of_effort(
    b: SimpleNamespace, bought: float, seen: float, unseen: float, enforced: float
) -> None:
    part = outsourced_effort(bought, seen, unseen, enforced, b)

    assert 0.0 <= part <= 1.0 + 1e-9
    assert outsourced_effort(0.0, seen, unseen, enforced, b) == 0.0


def test_providers_like_the_rest_put_in_what_is_bought_from_them() -> None:
    b = SimpleNamespace(
        measurability=0.5, contractor_measured_gain=0.0, contractor_unmeasured_loss=0.0
    )

    assert outsourced_effort(0.3, 0.6, 0.2, 0.5, b) == pytest.approx(0.3)


@for_all(with_more(next_outsourced_share, "share", "wanted", "reported_excess"))
def test_good_reports_and_wishes_never_lower_the_share(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(
    ("share", "excess", "expected"),
    [(0.1, 0.05, 0.142), (0.1, -0.3, 0.09), (0.9, 10.0, 1.0)],
)
def test_the_share_goes_a_tenth_of_the_way_to_where_success_pulls(
    share: float, excess: float, expected: float
) -> None:
    """By hand: toward .4 (1 + .6 excess / .1), or nothing where that is below zero."""
    b = usual_beliefs(
        contractor_renewal_months=10.0,
        contractor_success_pull=0.6,
        contractor_success_scale=0.1,
    )

    assert about(expected) == next_outsourced_share(share, 0.4, excess, b)


@for_all(with_more(measured_gain, "outsourced", "contract_share"))
def test_contracts_never_lower_what_is_counted(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(unmeasured_kept, "quality_enforcement"))
def test_enforced_quality_is_never_lost(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(unmeasured_kept, "outsourced"))
def test_buying_never_adds_to_what_is_not_counted(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


def test_gains_multiply_and_losses_shrink_where_quality_is_enforced() -> None:
    b = usual_beliefs(
        contractor_measured_gain=0.1,
        contract_measured_gain=0.3,
        contractor_unmeasured_loss=0.3,
        contractor_price=0.1,
    )

    assert about(1.02 * 1.15) == measured_gain(0.2, 0.5, b)
    assert about(0.91) == unmeasured_kept(0.5, 0.4, b)
    assert about(1.05) == purchasing_power(0.5, b)


@for_all(calls(purchasing_power, contractor_price=(-0.5, 0.5)))
def test_a_pound_always_buys_something(call: Call) -> None:
    found = call()

    assert found > 0.0


@pytest.mark.parametrize(("draw", "expected"), [(0.049, True), (0.051, False)])
def test_a_provider_of_half_fails_with_half_the_hazard(
    draw: float, expected: bool
) -> None:
    assert fails(0.5, draw, usual_beliefs(contractor_failure_hazard=0.1)) is expected


@for_all(with_more(share_after_failure, "share"))
def test_a_larger_share_never_leaves_less_after_a_failure(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_a_failure_keeps_its_part_and_costs_effort_until_replaced() -> None:
    b = usual_beliefs(contractor_failure_kept=0.25, contractor_failure_loss=0.2)

    assert about(0.1) == share_after_failure(0.4, b)
    assert about(0.8) == kept_in_trouble(1.0, b)
    assert kept_in_trouble(0.0, b) == 1.0


@for_all(with_more(outsourced_effort, "outsourced", "quality_enforcement"))
def test_more_bought_or_better_enforced_is_never_less_of_effort(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_providers_put_in_more_of_the_seen_than_of_the_unseen() -> None:
    """By hand: 1.5 (.2) / 1.1 of .6 seen and .7 (.2) / .94 of .2 unseen."""
    b = usual_beliefs(
        measurability=0.6, contractor_measured_gain=0.5, contractor_unmeasured_loss=0.4
    )
    by_them = 0.6 * 0.3 / 1.1 + 0.2 * 0.14 / 0.94

    assert about(by_them / 0.8) == outsourced_effort(0.2, 1.0, 0.5, 0.25, b)
    assert outsourced_effort(0.2, 0.0, 0.0, 0.25, b) == 0.0


def test_where_all_is_bought_and_the_unseen_is_lost_they_put_in_the_seen() -> None:
    b = usual_beliefs(
        measurability=0.6, contractor_measured_gain=0.5, contractor_unmeasured_loss=1.0
    )

    assert about(0.75) == outsourced_effort(1.0, 1.0, 0.5, 0.0, b)
