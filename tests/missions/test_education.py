"""Attainment: known answers, the solved start, and the window's memory."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.elementary import logit
from sim.missions import EDUCATION
from sim.missions.education import attainment
from sim.missions.indicators import FIRST_AREA, N_REGIONS, NATION

logs = st.floats(-1.0, 1.0)
KNOWN_ANSWERS = [(0.7, 65.6), (1.0, 70.3), (1.2, 72.5), (1.4, 74.3)]


@pytest.mark.parametrize(("pressure", "expected"), KNOWN_ANSWERS)
def test_known_answers_with_four_years_of_trend(country, pressure, expected):
    """Month index 36: four assessments after 2023/24, the window full.

    0.06: one decimal of the answers, and a spread of deprivation that is not England's.
    """
    country.status_quo_gaming[EDUCATION] = 0.0

    state = country.run(37, np.log(pressure), gaming=0.0)

    assert 100 * state.indicator[NATION, EDUCATION] == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize(("pressure", "expected"), KNOWN_ANSWERS)
def test_the_deadlines_month_has_a_quarter_year_of_trend_more(
    country, pressure, expected
):
    """Month index 39, July 2028: 0.0075 logit, or 0.16 points, above the answers."""
    country.status_quo_gaming[EDUCATION] = 0.0

    state = country.run(40, np.log(pressure), gaming=0.0)

    points = 100 * state.indicator[NATION, EDUCATION]
    assert points == pytest.approx(expected + 0.15, abs=0.08)


def test_the_strongest_response_reaches_78(country):
    country.status_quo_gaming[EDUCATION] = 0.0
    country.beliefs["attainment_response"] = 1.2

    state = country.run(40, np.log(1.4), gaming=0.0)

    assert 100 * state.indicator[NATION, EDUCATION] == pytest.approx(78.0, abs=0.1)


def test_areas_average_to_the_true_start(country):
    state = country.start()

    areas = state.indicator[FIRST_AREA:, EDUCATION]
    inside = country.scope[:, EDUCATION]
    mean = np.average(areas[inside], weights=country.adults[inside])
    assert mean == pytest.approx(state.true_start[EDUCATION], abs=1e-12)
    assert state.true_start[EDUCATION] == pytest.approx(0.6562, abs=5e-5)
    assert np.isnan(areas[~inside]).all()


def test_the_published_start_is_the_baseline(country):
    """Truth is averaged, then each area gamed: the two orders differ by 1e-4."""
    measured = country.start().measured[NATION, EDUCATION]

    assert measured == pytest.approx(0.677, abs=2e-4)


def test_month_0_has_a_year_of_trend(country):
    state = country.run(1)

    gained = logit(state.measured[NATION, EDUCATION]) - logit(0.677)
    assert gained == pytest.approx(0.03, abs=1e-3)
    assert state.measured[NATION, EDUCATION] == pytest.approx(0.677, rel=0.01)


def test_poorer_areas_have_lower_attainment(country):
    state = country.run(1)

    inside = country.scope[:, EDUCATION]
    order = np.argsort(country.deprivation[inside])
    assert (np.diff(state.indicator[FIRST_AREA:, EDUCATION][inside][order]) < 0).all()


@given(low=logs, more=st.floats(0.0, 1.0), base=logs, month=st.integers(0, 120))
def test_more_pressure_never_lowers_attainment(beliefs, low, more, base, month):
    b = beliefs[EDUCATION]

    less = attainment(base, low, month, b)

    assert 0.0 < less <= attainment(base, low + more, month, b) < 1.0


def test_the_window_forgets_after_24_months(country):
    """A month's shock counts for 24 months, then not at all."""
    n_missions = country.scope.shape[1]
    pressure = np.zeros((25, country.n_units, n_missions))
    pressure[0] = 0.48

    within = country.run(24, pressure[:24])
    after = country.run(25, pressure)

    quiet_within, quiet_after = country.run(24), country.run(25)
    unit = (NATION, EDUCATION)
    gained = logit(within.indicator[unit]) - logit(quiet_within.indicator[unit])
    assert gained == pytest.approx(0.6 * 0.48 / 24, rel=0.01)
    assert after.indicator[unit] == quiet_after.indicator[unit]


def test_an_event_enters_the_window_once_a_month(country):
    shocked = country.run(6, attainment_shock=-0.05)

    by_pressure = country.run(6, -0.05)

    unit = (NATION, EDUCATION)
    assert shocked.indicator[unit] == by_pressure.indicator[unit]


def test_no_area_in_scope_leaves_no_figure(country):
    country.scope[:, EDUCATION] = False

    state = country.run(2)

    assert np.isnan(state.indicator[:, EDUCATION]).all()
    assert len(state.log_income) == N_REGIONS
