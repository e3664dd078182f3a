"""Claims about what businesses do."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.businesses import (
    business_input,
    employers_asks,
    employment_share,
    inclination,
    joining_level,
    next_expected_demand,
    next_investment,
    next_joined,
    next_uncertainty,
    seconded_hours,
)

shares = st.floats(0.0, 1.0)
changes = st.floats(-2.0, 2.0)
matches = st.floats(0.0, 0.05)
BANDS = (0, 1, 2)


@st.composite
def beliefs(draw: st.DrawFn) -> SimpleNamespace:
    return SimpleNamespace(
        business_micro_employment=draw(st.floats(0.05, 1.0)),
        business_medium_employment=draw(st.floats(0.05, 1.0)),
        business_large_employment=draw(st.floats(0.05, 1.0)),
        business_micro_joining=-0.8,
        business_medium_joining=0.0,
        business_large_joining=0.8,
        business_memory=draw(shares),
        uncertainty_plan_scale=draw(st.floats(0.001, 1.0)),
        uncertainty_rights=draw(st.floats(0.0, 50.0)),
        income_trend=draw(st.floats(-0.05, 0.05)),
        investment_demand_effect=draw(st.floats(0.0, 5.0)),
        investment_uncertainty_effect=draw(st.floats(0.0, 3.0)),
        investment_partnership_effect=draw(shares),
        investment_growth_effect=draw(st.floats(0.0, 5.0)),
        investment_clip=draw(st.floats(0.0, 3.0)),
        production_input_floor=0.05,
        joining_base=draw(st.floats(-8.0, 4.0)),
        joining_council=draw(st.floats(0.0, 10.0)),
        joining_match=draw(st.floats(0.0, 200.0)),
        joining_trust=draw(st.floats(0.0, 5.0)),
        trust_initial=0.4,
        joining_uncertainty=draw(st.floats(0.0, 5.0)),
        joining_attention=draw(st.floats(0.0, 3.0)),
        joining_rate=draw(shares),
        business_investment_exponent=draw(st.floats(0.0, 2.0)),
        business_joining_gain=draw(st.floats(0.0, 2.0)),
        match_leverage=draw(st.floats(0.0, 4.0)),
        secondment_share=draw(shares),
        secondment_hours=draw(st.floats(0.0, 5.0)),
        ask_from_business=draw(st.floats(0.0, 2.0)),
    )


@given(b=beliefs())
def test_the_bands_employ_everybody_once(b: SimpleNamespace) -> None:
    parts = [employment_share(band, b) for band in BANDS]

    assert sum(parts) == pytest.approx(1.0)
    assert min(parts) > 0.0


@given(b=beliefs())
def test_larger_firms_are_readier_to_join(b: SimpleNamespace) -> None:
    assert inclination(0, b) < inclination(1, b) < inclination(2, b)


@given(b=beliefs(), unc=st.floats(0.0, 5.0), plan=shares, rights=shares)
def test_uncertainty_is_never_negative_and_rises_with_change(
    b: SimpleNamespace, unc: float, plan: float, rights: float
) -> None:
    still = next_uncertainty(unc, 0.0, 0.0, b)

    assert 0.0 <= still <= unc
    assert next_uncertainty(unc, plan, rights, b) >= still


@given(b=beliefs())
def test_income_on_its_trend_leaves_expectations_where_they_were(
    b: SimpleNamespace,
) -> None:
    found = next_expected_demand(0.0, b.income_trend / 12.0, b)

    assert found == pytest.approx(0.0, abs=1e-12)


@given(
    b=beliefs(),
    now=changes,
    demand=changes,
    uncertainty=changes,
    partnership=shares,
    effort=st.floats(0.0, 5.0),
    loss=shares,
)
def test_investment_keeps_within_its_bounds(
    b: SimpleNamespace,
    now: float,
    demand: float,
    uncertainty: float,
    partnership: float,
    effort: float,
    loss: float,
) -> None:
    found = next_investment(now, demand, uncertainty, partnership, effort, loss, b)

    assert -b.investment_clip <= found <= b.investment_clip


@given(b=beliefs(), low=changes, more=st.floats(0.0, 2.0))
def test_investment_rises_with_demand_and_effort_and_falls_with_the_rest(
    b: SimpleNamespace, low: float, more: float
) -> None:
    base = next_investment(0.0, low, 0.0, 0.0, 1.0, 0.0, b)

    assert next_investment(0.0, low + more, 0.0, 0.0, 1.0, 0.0, b) >= base
    assert next_investment(0.0, low, 0.0, 0.0, 1.0 + more, 0.0, b) >= base
    assert next_investment(0.0, low, more, 0.0, 1.0, 0.0, b) <= base
    assert next_investment(0.0, low, 0.0, 0.0, 1.0, more, b) <= base


@given(b=beliefs(), council=shares, match=matches, trust=shares, unc=changes)
def test_councils_match_trust_and_calm_bring_firms_in(
    b: SimpleNamespace, council: float, match: float, trust: float, unc: float
) -> None:
    base = joining_level(0.0, 0.0, 0.0, trust, unc, 1.0, b)

    assert 0.0 <= base <= 1.0
    assert joining_level(0.0, council, 0.0, trust, unc, 1.0, b) >= base
    assert joining_level(0.0, 0.0, match, trust, unc, 1.0, b) >= base
    assert joining_level(0.0, 0.0, 0.0, 1.0, unc, 1.0, b) >= base
    assert joining_level(0.0, 0.0, 0.0, trust, unc + 1.0, 1.0, b) <= base


@given(b=beliefs(), joined=shares, level=shares)
def test_partnerships_never_overshoot(
    b: SimpleNamespace, joined: float, level: float
) -> None:
    found = next_joined(joined, level, b)

    assert min(joined, level) - 1e-12 <= found <= max(joined, level) + 1e-12


@given(b=beliefs())
def test_firms_as_at_the_status_quo_put_in_exactly_one(b: SimpleNamespace) -> None:
    assert business_input(0.0, 0.0, 0.0, b) == 1.0


@given(b=beliefs(), x=changes, joined=st.floats(-1.0, 1.0), match=matches)
def test_input_is_never_negative_and_match_draws_in_less_and_less(
    b: SimpleNamespace, x: float, joined: float, match: float
) -> None:
    none, half, full = (business_input(x, joined, k * match, b) for k in (0, 0.5, 1))

    assert 0.0 <= none <= half <= full
    if none > 0.0:
        assert half - none >= full - half - 1e-9


@given(b=beliefs(), joined=shares)
def test_secondment_grows_with_partnerships_from_nothing(
    b: SimpleNamespace, joined: float
) -> None:
    assert seconded_hours(0.0, b) == 0.0
    assert 0.0 <= seconded_hours(joined, b) <= seconded_hours(1.0, b)


@given(b=beliefs(), reachable=shares, given_in=st.floats(0.0, 4.0))
def test_employers_ask_only_where_they_do_more_than_usual(
    b: SimpleNamespace, reachable: float, given_in: float
) -> None:
    hazard = employers_asks(reachable, given_in, b)

    assert 0.0 <= hazard <= b.ask_from_business * reachable
    assert given_in > 1.0 or hazard == 0.0
