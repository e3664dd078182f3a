"""Claims about what businesses do."""

import math
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
from tests.rules.strategies import (
    ROUNDING,
    Comparison,
    about,
    for_all,
    usual_beliefs,
    with_more,
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


@for_all(with_more(next_uncertainty, "uncertainty", "plan_moved", "rights_moved"))
def test_unsteady_plans_and_rights_never_calm(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_uncertainty_remembers_and_adds_up() -> None:
    """By hand: .9 of .5, and a tenth of .02/.01 + 10 times .01."""
    b = usual_beliefs(
        business_memory=0.9, uncertainty_plan_scale=0.01, uncertainty_rights=10.0
    )

    assert about(0.66) == next_uncertainty(0.5, 0.02, 0.01, b)


@for_all(with_more(next_expected_demand, "expected", "income_growth"))
def test_growth_of_income_never_lowers_expected_demand(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_firms_expect_a_tenth_of_a_years_growth_beyond_the_trend() -> None:
    """By hand: .9 of .02, and a tenth of .06 - .01."""
    b = usual_beliefs(business_memory=0.9, income_trend=0.01)

    assert about(0.023) == next_expected_demand(0.02, 0.005, b)


@for_all(
    with_more(
        next_investment, "log_investment", "demand", "partnership", "growth_effort"
    )
)
def test_demand_partners_and_the_state_never_lower_investment(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_investment, "uncertainty", "loss"))
def test_uncertainty_and_losses_never_raise_investment(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 0.18),
        ({"demand": 0.05}, 0.19),
        ({"uncertainty": 0.4}, 0.16),
        ({"partnership": 0.5}, 0.19),
        ({"growth_effort": math.e}, 0.38),
        ({"growth_effort": 0.01}, 0.18 + 0.2 * math.log(0.05)),
        ({"loss": 0.3}, -0.12),
        ({"log_investment": 2.0}, 1.0),
        ({"loss": 5.0}, -1.0),
    ],
)
def test_what_drives_investment_adds_up(
    change: dict[str, float], expected: float
) -> None:
    """By hand: .9 of .2, and a tenth of 2 demand - uncertainty/2 and so on."""
    b = usual_beliefs(
        business_memory=0.9,
        investment_demand_effect=2.0,
        investment_uncertainty_effect=0.5,
        investment_partnership_effect=0.2,
        investment_growth_effect=2.0,
        investment_clip=1.0,
        production_input_floor=0.05,
    )
    usual = {
        "log_investment": 0.2,
        "demand": 0.0,
        "uncertainty": 0.0,
        "partnership": 0.0,
        "growth_effort": 1.0,
        "loss": 0.0,
    }

    assert about(expected) == next_investment(**{**usual, **change}, b=b)


@for_all(
    with_more(
        joining_level,
        "inclination",
        "council",
        "business_match",
        "trust",
        "attention",
        joining_trust=(0.0, 5.0),
    )
)
def test_inclined_and_courted_firms_never_join_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(joining_level, "uncertainty"))
def test_uncertainty_never_draws_firms_in(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("change", "logits"),
    [
        ({}, -2.0),
        ({"inclination": 0.8}, -1.2),
        ({"council": 0.5}, -0.5),
        ({"business_match": 0.02}, -1.2),
        ({"trust": 0.9}, -1.0),
        ({"uncertainty": 0.4}, -2.6),
        ({"attention": 2.0}, -1.0),
        ({"council": 0.5, "business_match": 0.02, "uncertainty": -0.4}, 0.9),
    ],
)
def test_what_draws_firms_into_partnerships_adds_up_in_logits(
    change: dict[str, float], logits: float
) -> None:
    b = usual_beliefs(
        joining_base=-2.0,
        joining_council=3.0,
        joining_match=40.0,
        joining_trust=2.0,
        trust_initial=0.4,
        joining_uncertainty=1.5,
        joining_attention=0.5,
    )
    usual = {
        "inclination": 0.0,
        "council": 0.0,
        "business_match": 0.0,
        "trust": 0.4,
        "uncertainty": 0.0,
        "attention": 0.0,
    }

    level = joining_level(**{**usual, **change}, b=b)

    assert about(1.0 / (1.0 + math.exp(-logits))) == level


def test_partnerships_go_a_tenth_of_the_way_a_month() -> None:
    assert about(0.24) == next_joined(0.2, 0.6, usual_beliefs(joining_rate=0.1))


@for_all(
    with_more(business_input, "investment_excess", "joined_excess", "business_match")
)
def test_investing_joining_and_match_never_lower_input(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(
    ("investment", "joined", "match", "expected"),
    [
        (math.log(4.0), 0.0, 0.0, 2.0),
        (0.0, 0.5, 0.0, 1.2),
        (0.0, 0.0, 0.04, 1.3),
        (math.log(4.0), 0.5, 0.04, 3.0),
        (0.0, -3.0, 0.0, 0.0),
    ],
)
def test_investment_multiplies_what_joining_and_match_add(
    investment: float, joined: float, match: float, expected: float
) -> None:
    """By hand: the root of 4, .4 of .5, 1.5 times the root of .04."""
    b = usual_beliefs(
        business_investment_exponent=0.5,
        business_joining_gain=0.4,
        match_leverage=1.5,
    )

    assert about(expected) == business_input(investment, joined, match, b)


def test_a_tenth_of_partners_lend_two_hours() -> None:
    b = usual_beliefs(secondment_share=0.1, secondment_hours=2.0)

    assert about(0.06) == seconded_hours(0.3, b)


@for_all(with_more(employers_asks, "reachable", "business_input"))
def test_more_staff_and_more_input_never_ask_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(("given_in", "expected"), [(1.4, 0.04), (3.0, 0.1)])
def test_employers_ask_in_proportion_up_to_twice_the_usual(
    given_in: float, expected: float
) -> None:
    b = usual_beliefs(ask_from_business=0.2)

    assert about(expected) == employers_asks(0.5, given_in, b)


@pytest.mark.parametrize(
    ("band", "share", "logits"), [(0, 0.125, -0.7), (1, 0.25, 0.1), (2, 0.625, 0.9)]
)
def test_bands_have_their_own_share_and_inclination(
    band: int, share: float, logits: float
) -> None:
    b = usual_beliefs(
        business_micro_employment=1.0,
        business_medium_employment=2.0,
        business_large_employment=5.0,
        business_micro_joining=-0.7,
        business_medium_joining=0.1,
        business_large_joining=0.9,
    )

    assert about(share) == employment_share(band, b)
    assert logits == inclination(band, b)
