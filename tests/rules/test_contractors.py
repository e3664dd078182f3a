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
