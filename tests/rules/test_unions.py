"""Claims about unions."""

import math
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.unions import (
    agreement_after_dispute,
    carries,
    cooperation_gain,
    dispute_chance,
    next_grievance,
    pay_gap,
    settled_grievance,
    strike_loss,
    vote_chance,
    workforce_after_dispute,
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
grievances = st.floats(0.0, 2.0)
gaps = st.floats(-0.5, 0.5)
excesses = st.floats(-1.0, 1.0)


@st.composite
def beliefs(draw: st.DrawFn) -> SimpleNamespace:
    return SimpleNamespace(
        union_memory=draw(shares),
        union_base=draw(st.floats(-1.0, 2.0)),
        union_pressure=draw(st.floats(0.0, 3.0)),
        union_pay_gap=draw(st.floats(0.0, 10.0)),
        union_voice_relief=draw(st.floats(0.0, 3.0)),
        union_cut=draw(st.floats(0.0, 3.0)),
        union_grievance_ceiling=draw(st.floats(0.1, 10.0)),
        dispute_base=draw(st.floats(-12.0, 2.0)),
        dispute_grievance=draw(st.floats(0.0, 20.0)),
        union_settlement=draw(shares),
        strike_loss=draw(shares),
        union_density=0.22,
        union_density_public=0.5,
        union_cooperation_voice=0.5,
        union_cooperation_grievance=0.2,
        union_cooperation_gain=draw(shares),
        workforce_rate=draw(shares),
        workforce_dispute=draw(shares),
        workforce_floor=0.85,
        workforce_ceiling=1.1,
        agreement_rate=draw(shares),
        agreement_union_dispute=draw(st.floats(0.0, 2.0)),
    )


@given(b=beliefs(), now=grievances, push=shares, gap=gaps, voice=shares, cut=shares)
def test_pressure_pay_and_cuts_raise_grievance_and_voice_lowers_it(
    b: SimpleNamespace, now: float, push: float, gap: float, voice: float, cut: float
) -> None:
    base = next_grievance(now, 0.0, gap, 0.0, 0.0, b)

    assert 0.0 <= base <= b.union_grievance_ceiling
    assert next_grievance(now, push, gap, 0.0, 0.0, b) >= base
    assert next_grievance(now, 0.0, gap + 0.1, 0.0, 0.0, b) >= base
    assert next_grievance(now, 0.0, gap, 0.0, cut, b) >= base
    assert next_grievance(now, 0.0, gap, voice, 0.0, b) <= base


@given(shock=gaps, budget=gaps, money=gaps)
def test_money_counts_as_pay(shock: float, budget: float, money: float) -> None:
    assert pay_gap(0.0, 0.0, 0.0) == 0.0
    assert pay_gap(shock, abs(budget), abs(money)) <= shock


@given(b=beliefs(), less=grievances, more=grievances)
def test_a_dispute_is_likelier_with_grievance(
    b: SimpleNamespace, less: float, more: float
) -> None:
    less, more = sorted((less, more))

    assert 0.0 <= dispute_chance(less, b) <= dispute_chance(more, b) <= 1.0


@given(b=beliefs(), grievance=grievances)
def test_settling_never_adds_grievance(b: SimpleNamespace, grievance: float) -> None:
    assert 0.0 <= settled_grievance(grievance, b) <= grievance


@given(b=beliefs())
def test_public_services_lose_more_to_a_strike(b: SimpleNamespace) -> None:
    assert 0.0 <= strike_loss(False, b) <= strike_loss(True, b) <= 1.0


@given(b=beliefs(), voice=shares, grievance=grievances)
def test_unions_cooperate_where_heard_and_content_alone(
    b: SimpleNamespace, voice: float, grievance: float
) -> None:
    gain = cooperation_gain(voice, grievance, b)

    both = voice > 0.5 and grievance < 0.2
    assert gain == (b.union_cooperation_gain if both else 0.0)


@given(b=beliefs(), workforce=st.floats(0.85, 1.1), excess=excesses)
def test_disputes_shrink_the_workforce_within_its_bounds(
    b: SimpleNamespace, workforce: float, excess: float
) -> None:
    found = workforce_after_dispute(workforce, excess, b)

    assert b.workforce_floor <= found <= b.workforce_ceiling
    assert workforce_after_dispute(workforce, 0.0, b) == workforce
    assert (found - workforce) * excess <= 0.0


@given(b=beliefs(), agreement=shares, excess=excesses)
def test_disputes_cost_agreement_within_its_bounds(
    b: SimpleNamespace, agreement: float, excess: float
) -> None:
    found = agreement_after_dispute(agreement, excess, b)

    assert 0.0 <= found <= 1.0
    assert agreement_after_dispute(agreement, 0.0, b) == agreement
    assert (found - agreement) * excess <= 0.0


@for_all(calls(next_grievance))
def test_grievance_keeps_to_its_ceiling(call: Call) -> None:
    found = call()

    assert 0.0 <= found <= call.given["b"].union_grievance_ceiling


@for_all(with_more(next_grievance, "grievance", "pressure", "pay_gap", "admin_cut"))
def test_pressure_pay_and_cuts_never_soothe(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_grievance, "union_voice"))
def test_a_say_never_angers(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("now", "gap", "expected"), [(0.5, 0.1, 0.504), (0.0, -9.0, 0.0), (2.0, 9.0, 2.0)]
)
def test_grievance_remembers_and_adds_up(
    now: float, gap: float, expected: float
) -> None:
    """By hand: .8 of now; a fifth of .2 + .5 (.4) + 2 gap + .6 (.2) - .4 (.5)."""
    b = usual_beliefs(
        union_memory=0.8,
        union_base=0.2,
        union_pressure=0.5,
        union_pay_gap=2.0,
        union_voice_relief=0.4,
        union_cut=0.6,
        union_grievance_ceiling=2.0,
    )

    assert about(expected) == next_grievance(now, 0.4, gap, 0.5, 0.2, b)


@for_all(with_more(pay_gap, "shock"))
def test_dearer_living_never_narrows_the_gap(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(pay_gap, "budget_change", "event_money"))
def test_money_never_widens_the_gap(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


def test_pay_lags_by_what_money_does_not_cover() -> None:
    assert about(0.05) == pay_gap(0.1, 0.02, 0.03)


def test_disputes_break_out_by_grievance_and_settle_a_part_of_it() -> None:
    b = usual_beliefs(dispute_base=-4.0, dispute_grievance=2.0, union_settlement=0.25)

    assert about(1.0 / (1.0 + math.e)) == dispute_chance(1.5, b)
    assert about(0.2) == settled_grievance(0.8, b)


@pytest.mark.parametrize(("is_public", "lost"), [(True, 0.05), (False, 0.02)])
def test_a_strike_costs_by_how_many_are_members(is_public: bool, lost: float) -> None:
    b = usual_beliefs(strike_loss=0.1, union_density=0.2, union_density_public=0.5)

    assert about(lost) == strike_loss(is_public, b)


@for_all(with_more(workforce_after_dispute, "dispute_excess"))
def test_disputes_never_draw_people_in(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("workforce", "excess", "expected"),
    [(1.0, 0.5, 0.99), (0.855, 0.5, 0.85), (1.095, -0.5, 1.1), (1.0, 0.0, 1.0)],
)
def test_disputes_drive_out_a_share_of_staff(
    workforce: float, excess: float, expected: float
) -> None:
    """By hand: .1 times .2 times the excess."""
    b = usual_beliefs(
        workforce_rate=0.1,
        workforce_dispute=0.2,
        workforce_floor=0.85,
        workforce_ceiling=1.1,
    )

    assert about(expected) == workforce_after_dispute(workforce, excess, b)


@for_all(with_more(agreement_after_dispute, "dispute_excess"))
def test_disputes_never_unite(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("agreement", "excess", "expected"),
    [(0.6, 0.5, 0.55), (0.02, 0.5, 0.0), (0.98, -0.5, 1.0)],
)
def test_disputes_cost_a_council_its_agreement(
    agreement: float, excess: float, expected: float
) -> None:
    """By hand: .2 times .5 times the excess."""
    b = usual_beliefs(agreement_rate=0.2, agreement_union_dispute=0.5)

    assert about(expected) == agreement_after_dispute(agreement, excess, b)


@for_all(calls(vote_chance))
def test_a_vote_is_a_chance(call: Call) -> None:
    assert 0.0 <= call() <= 1.0


@for_all(with_more(vote_chance, "grievance"))
def test_grievance_never_loses_votes(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more


@for_all(with_more(vote_chance, "trust"))
def test_trust_never_wins_votes_for_a_dispute(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more


def test_half_vote_for_a_dispute_at_the_grievance_that_unions_begin_with() -> None:
    b = usual_beliefs()

    assert about(vote_chance(b.union_grievance_initial, b.trust_initial, b)) == 0.5


def test_grievance_and_distrust_win_votes_in_logits() -> None:
    """By hand: -2 + 1.5 (.6) - 3 (.3 - .4)."""
    b = usual_beliefs(
        union_vote_base=-2.0,
        union_vote_grievance=1.5,
        union_vote_trust=3.0,
        trust_initial=0.4,
    )

    assert about(1.0 / (1.0 + math.exp(0.8))) == vote_chance(0.6, 0.3, b)


@pytest.mark.parametrize(
    ("support", "carried"), [(0.0, False), (0.39, False), (0.4, True), (1.0, True)]
)
def test_two_in_five_of_all_members_must_vote_for_a_dispute(
    support: float, carried: bool
) -> None:
    assert carries(support, usual_beliefs(union_vote_needed=0.4)) is carried
