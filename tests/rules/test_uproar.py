"""Claims about what scandals and riots leave behind."""

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.uproar import audit_in_force, hours_with_clean_up
from tests.rules.strategies import ROUNDING, Comparison, about, for_all, with_more

shares = st.floats(0.0, 1.0)
hours = st.floats(0.0, 100.0)


@given(audit=shares, added=st.floats(0.0, 3.0))
def test_a_scandal_never_lowers_audit_nor_takes_it_beyond_all(
    audit: float, added: float
) -> None:
    assert audit <= audit_in_force(audit, added) <= 1.0
    assert audit_in_force(audit, 0.0) == audit


@given(matched=hours, offered=hours, added=st.floats(0.0, 1.0))
def test_cleaning_up_adds_hours_but_none_that_nobody_offers(
    matched: float, offered: float, added: float
) -> None:
    matched, offered = min(matched, offered), max(matched, offered)

    assert matched <= hours_with_clean_up(matched, offered, added) <= offered
    assert hours_with_clean_up(matched, offered, 0.0) == matched


@for_all(with_more(audit_in_force, "audit", "after_scandal"))
def test_more_scandal_is_never_less_audit(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_a_scandals_audit_comes_on_top() -> None:
    assert about(0.5) == audit_in_force(0.3, 0.2)


@for_all(with_more(hours_with_clean_up, "matched", "clean_up", offered=(10.0, 20.0)))
def test_cleaning_up_never_loses_hours(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_cleaning_up_adds_its_share() -> None:
    assert about(2.5) == hours_with_clean_up(2.0, 10.0, 0.25)
