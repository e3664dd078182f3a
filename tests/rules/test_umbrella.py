"""Claims about hours that move to a neighbouring area."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.umbrella import hours_moved, hours_received, still_unmatched
from tests.rules.strategies import (
    ROUNDING,
    Comparison,
    about,
    for_all,
    usual_beliefs,
    with_more,
)

shares = st.floats(0.0, 1.0)
hours = st.floats(0.0, 1e6)


@given(pooling=shares, unmatched=hours, spare=hours)
def test_no_more_moves_than_there_is_or_than_finds_a_place(
    pooling: float, unmatched: float, spare: float
) -> None:
    moved = hours_moved(unmatched, spare, SimpleNamespace(umbrella_pooling=pooling))

    assert 0.0 <= moved <= min(unmatched, spare)


@given(spare=st.lists(hours, min_size=1, max_size=8), part=shares)
def test_areas_receive_what_moves_and_none_above_its_free_places(
    spare: list[float], part: float
) -> None:
    total = sum(spare)
    moved = part * total

    received = [hours_received(moved, here, total) for here in spare]

    assert sum(received) == pytest.approx(moved)
    for got, here in zip(received, spare, strict=True):
        assert got <= here * (1.0 + 1e-9)


@given(share=shares, unmatched=st.floats(1.0, 1e6), part=shares)
def test_those_who_move_are_unmatched_no_more(
    share: float, unmatched: float, part: float
) -> None:
    left = still_unmatched(share, part * unmatched, unmatched)

    assert 0.0 <= left <= share
    assert still_unmatched(share, 0.0, unmatched) == share
    assert still_unmatched(share, 0.0, 0.0) == share


@for_all(with_more(hours_moved, "unmatched", "spare"))
def test_more_to_move_or_more_places_never_move_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(hours_received, "moved", "spare_here"))
def test_a_place_with_more_spare_never_receives_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_some_would_move_and_go_where_there_is_room() -> None:
    b = usual_beliefs(umbrella_pooling=0.15)

    assert about(1.5) == hours_moved(10.0, 5.0, b)
    assert about(1.0) == hours_moved(10.0, 1.0, b)
    assert about(3.0) == hours_received(6.0, 2.0, 4.0)
    assert hours_received(6.0, 0.0, 0.0) == 0.0
    assert about(0.2) == still_unmatched(0.4, 3.0, 6.0)
