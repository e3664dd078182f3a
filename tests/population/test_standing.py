"""Age, education and work: who gets which class."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.population.standing import kth_lowest, mark_lowest

# Few values, so that equals occur; infinite for those who cannot be chosen.
scores_of_some = st.lists(
    st.sampled_from([-2.0, -0.5, 0.0, 0.25, 3.0, np.inf]), min_size=1, max_size=60
)


@settings(deadline=None)  # the first call may compile the kernel
@given(scores_of_some, st.data())
def test_kth_lowest_is_the_kth_when_sorted(
    scores: list[float], data: st.DataObject
) -> None:
    k = data.draw(st.integers(0, len(scores) - 1))

    assert sorted(scores)[k] == kth_lowest(np.array(scores), k)


@settings(deadline=None)  # the first call may compile the kernel
@given(scores_of_some, st.data())
def test_lowest_are_marked_and_of_equals_the_earlier(
    scores: list[float], data: st.DataObject
) -> None:
    n_lowest = data.draw(st.integers(0, len(scores)))
    codes = np.zeros(len(scores), np.uint8)
    before = np.array(scores)

    mark_lowest(codes, before, n_lowest, 1)

    lowest = sorted(range(len(scores)), key=lambda i: (scores[i], i))[:n_lowest]
    assert sorted(lowest) == np.flatnonzero(codes).tolist()
    assert scores == before.tolist()
