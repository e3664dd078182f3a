"""Claims about unions."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.unions import (
    agreement_after_dispute,
    cooperation_gain,
    dispute_chance,
    next_grievance,
    pay_gap,
    settled_grievance,
    strike_loss,
    workforce_after_dispute,
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
