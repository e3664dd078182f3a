"""Crime: known answers, and a level that doesn't run away."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.missions import CRIME
from sim.missions.crime import crime_departure, crime_index, crime_shock
from sim.missions.indicators import FIRST_AREA, NATION

logs = st.floats(-1.0, 1.0)


@pytest.mark.parametrize(
    ("response", "pressure", "expected", "bound"),
    [
        (0.6, 0.7, 113.8, 0.05),
        (0.6, 1.0, 95.1, 0.05),
        (0.6, 1.4, 80.3, 0.05),
        (1.2, 0.7, 136.0, 0.5),
        (1.2, 1.4, 68.0, 0.5),
    ],
)
def test_known_answers_after_60_months_without_luck(
    country, response, pressure, expected, bound
):
    """Bounds: half of the last digit given."""
    country.beliefs["crime_shock_sd"] = 0.0
    country.beliefs["crime_response"] = response

    state = country.run(60, np.log(pressure))

    assert state.indicator[NATION, CRIME] == pytest.approx(expected, abs=bound)


def test_lasting_pressure_moves_the_level_and_not_growth_for_ever(country):
    """The level tends to -response * log pressure."""
    country.beliefs["crime_shock_sd"] = 0.0
    country.beliefs["crime_trend"] = 0.0

    state = country.run(400, np.log(1.4))

    assert state.indicator[NATION, CRIME] == pytest.approx(100 * 1.4**-0.6, rel=1e-4)


def test_the_pull_back_does_not_eat_the_trend(country):
    country.beliefs["crime_shock_sd"] = 0.0

    state = country.run(120)

    assert state.indicator[NATION, CRIME] == pytest.approx(100 * np.exp(-0.1), rel=1e-9)


def test_month_0_is_the_baseline(country):
    state = country.run(1)

    assert state.measured[NATION, CRIME] == pytest.approx(100.0, rel=0.01)


def test_all_places_meet_one_luck(country):
    state = country.run(24)

    defined = state.defined[:, CRIME]
    assert len(set(state.indicator[defined, CRIME])) == 1
    assert state.indicator[NATION, CRIME] != pytest.approx(100 * np.exp(-0.02))


def test_a_riot_stays_where_it_is(country):
    riot = np.zeros(country.n_units)
    riot[FIRST_AREA] = 0.05

    state = country.run(1, crime_shock=riot)

    figures = state.indicator[:, CRIME]
    assert figures[FIRST_AREA] > figures[FIRST_AREA + 1] == figures[NATION]


@given(departed=logs, low=logs, more=st.floats(0.0, 1.0), shock=st.floats(-0.2, 0.2))
def test_more_pressure_never_raises_crime(beliefs, departed, low, more, shock):
    b = beliefs[CRIME]

    pressed = crime_departure(departed, low + more, shock, b)

    assert pressed <= crime_departure(departed, low, shock, b)
    assert crime_index(pressed, 12, b) > 0.0


@given(shock=logs, noise=st.floats(-5.0, 5.0), event=logs)
def test_a_push_is_forgotten_at_once_but_for_a_fifth(beliefs, shock, noise, event):
    pushed = crime_shock(shock, noise, event, beliefs[CRIME])

    assert pushed == pytest.approx(0.2 * shock + 0.02 * noise + event, abs=1e-12)
