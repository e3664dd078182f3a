"""Published figures: gaming flatters, and can be undone."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.missions.measured import published_index, published_share, true_share

shares = st.floats(0.01, 0.99)
gaming = st.floats(0.0, 2.0)
gains = st.floats(0.0, 3.5)


@given(true=shares, gaming=gaming, gain=gains)
def test_gaming_never_lowers_a_published_share(true, gaming, gain):
    b = SimpleNamespace(gaming_gain=gain)

    assert published_share(true, gaming, b) >= true - 1e-12


@given(true=st.floats(1.0, 400.0), gaming=gaming, gain=gains)
def test_gaming_never_raises_a_published_index_of_harm(true, gaming, gain):
    b = SimpleNamespace(gaming_gain=gain)

    assert published_index(true, gaming, b) <= true * (1 + 1e-12)


@given(published=shares, gaming=gaming, gain=st.floats(0.0, 2.0))
def test_the_truth_behind_a_figure_gives_the_figure_back(published, gaming, gain):
    b = SimpleNamespace(gaming_gain=gain)

    again = published_share(true_share(published, gaming, b), gaming, b)

    assert again == pytest.approx(published, abs=1e-9)


def test_a_gain_of_three_and_a_half_reproduces_the_four_hour_gap():
    """E288: 96% reported against 77% by patients; pressure 0.9, no audit, cost 1.6."""
    b = SimpleNamespace(gaming_gain=3.5)

    assert published_share(0.77, 0.9 / 1.6, b) == pytest.approx(0.96, abs=0.005)
