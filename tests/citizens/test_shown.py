"""Claims about the word that ties see."""

from hypothesis import given
from hypothesis import strategies as st

from sim.citizens.shown import (
    HELPS,
    PROTESTS,
    VOLUNTEERS,
    counted,
    does_mission,
    n_helping,
    n_protesting,
    n_volunteering,
    shown_word,
)

activities = st.integers(0, 0xFFFF)
levels = st.floats(-1.0, 2.0)


@given(words=st.lists(st.tuples(activities, levels), max_size=10))
def test_three_counts_over_ten_ties_come_out_of_one_sum(
    words: list[tuple[int, float]],
) -> None:
    total = sum(counted(shown_word(activity, level)) for activity, level in words)

    assert n_volunteering(total) == sum(a & VOLUNTEERS != 0 for a, _ in words)
    assert n_helping(total) == sum(a & HELPS != 0 for a, _ in words)
    assert n_protesting(total) == sum(a & PROTESTS != 0 for a, _ in words)


def test_no_bit_serves_two_activities() -> None:
    missions = [1 << (1 + m) for m in range(5)]
    bits = [VOLUNTEERS, HELPS, PROTESTS, *missions]

    assert len({*bits}) == len(bits)
    assert [m for m in range(5) if does_mission(missions[m], m)] == [0, 1, 2, 3, 4]
