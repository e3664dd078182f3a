"""Waiting times: where constant pressure leads, and which way everything points."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.missions import NHS, nhs
from sim.missions.indicators import NATION

logs = st.floats(-1.0, 1.0)
lists = st.floats(0.15, 4.0)


def smoothed_log_pressure(pressure: float, months: int) -> np.ndarray:
    """A step of pressure as places feel it: a sixth of the way every month."""
    felt, path = 1.0, []
    for _ in range(months):
        felt += (pressure - felt) / 6
        path.append(math.log(felt))
    return np.array(path)


@pytest.mark.parametrize(
    ("pressure", "expected"),
    [
        (0.7, 33.7),
        (0.8, 41.6),
        (0.9, 50.4),
        (1.0, 59.8),
        (1.1, 69.4),
        (1.2, 78.6),
        (1.3, 86.6),
        (1.4, 92.6),
    ],
)
def test_known_answers_after_48_months(country, pressure, expected):
    """Nothing gamed; pressure steps at month 0 and is felt over half a year.

    0.06: one decimal of the answers, and a rounding of the pressure 1.1 at 69.45.
    """
    country.status_quo_gaming[NHS] = 0.0
    path = smoothed_log_pressure(pressure, 48)[:, None, None]

    state = country.run(48, path, gaming=0.0)

    assert 100 * state.measured[NATION, NHS] == pytest.approx(expected, abs=0.06)
    assert state.indicator[NATION, NHS] == pytest.approx(state.measured[NATION, NHS])


@pytest.mark.parametrize(
    ("trend", "expected"), [(-0.01, 53.0), (0.01, 67.0)], ids=["slower", "faster"]
)
def test_a_percent_a_year_of_completions_moves_seven_points(country, trend, expected):
    country.status_quo_gaming[NHS] = 0.0
    country.beliefs["completions_trend"] = trend

    state = country.run(48, gaming=0.0)

    assert 100 * state.measured[NATION, NHS] == pytest.approx(expected, abs=0.6)


def test_the_status_quo_stands_still_at_the_published_figure(country):
    state = country.run(48)

    measured = state.measured[:, NHS]
    assert measured[~np.isnan(measured)] == pytest.approx(0.598, abs=1e-9)
    assert state.indicator[NATION, NHS] == pytest.approx(0.5211, abs=5e-5)


def test_a_list_half_as_long_would_meet_the_target():
    """About 3.6 of 7.42 million: the size when 92% was last met (E188, E189)."""
    b = SimpleNamespace(waiting_shape=1.4)

    assert nhs.seen_within_18_weeks(0.48, 0.598, b) == pytest.approx(0.92, abs=0.005)


def test_the_shape_follows_from_two_published_pairs():
    """E176 with E189, and E179 with E194, at equal completions."""
    hazards = math.log(1 - 0.588) / math.log(1 - 0.894)

    shape = math.log(1 / hazards) / math.log(7.62 / 4.0)

    assert shape == pytest.approx(1.4, abs=0.1)


@given(listed=lists, low=logs, more=st.floats(0.0, 1.0))
def test_more_pressure_never_lengthens_the_list(beliefs, listed, low, more):
    b = beliefs[NHS]

    def next_list(log_pressure: float) -> float:
        completed = nhs.completions(log_pressure, 0, 0.0, b)
        wait = nhs.relative_wait(listed, completed)
        referred = nhs.referrals(log_pressure, wait, b)
        return nhs.waiting_list(listed, referred, completed, b)

    assert next_list(low + more) <= next_list(low) + 1e-12


@given(wait=st.floats(0.05, 10.0), longer=st.floats(0.0, 5.0))
def test_a_longer_wait_never_raises_the_share_seen_in_time(beliefs, wait, longer):
    b = beliefs[NHS]

    short = nhs.seen_within_18_weeks(wait, 0.52, b)

    assert 0.0 <= nhs.seen_within_18_weeks(wait + longer, 0.52, b) <= short <= 1.0


def test_the_list_never_falls_below_its_floor(beliefs):
    b = beliefs[NHS]

    assert nhs.waiting_list(0.2, 0.0, 5.0, b) == b.queue_floor


def test_lost_capacity_lengthens_waits_and_they_recover(country):
    country.status_quo_gaming[NHS] = 0.0

    hit = country.run(6, gaming=0.0, capacity_loss=0.25)

    assert hit.waiting_list[NATION] > 1.1
    assert hit.indicator[NATION, NHS] < 0.45
