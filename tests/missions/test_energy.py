"""Clean power: known answers, consent, and places that are not there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.missions import ENERGY, MISSIONS
from sim.missions.energy import build_shares, consent
from sim.missions.indicators import FIRST_REGION, N_REGIONS, NATION

shares = st.floats(0.0, 1.0)
ratios = st.floats(0.0, 3.0)


@pytest.mark.parametrize(
    ("rate", "pressure", "expected"),
    [
        (0.18, 0.7, 0.861),
        (0.18, 1.0, 0.888),
        (0.18, 1.4, 0.916),
        (0.16, 0.7, 0.847),
        (0.16, 1.0, 0.874),
        (0.16, 1.4, 0.902),
    ],
)
def test_known_answers_after_60_months(country, rate, pressure, expected):
    country.beliefs["clean_build_rate"] = rate

    state = country.run(60, np.log(pressure))

    assert state.indicator[NATION, ENERGY] == pytest.approx(expected, abs=0.0006)


@pytest.mark.parametrize(
    ("rate", "pressure"), [(0.16, 2.08), (0.20, 1.57), (0.24, 1.24), (0.28, 1.0)]
)
def test_the_build_rate_decides_what_pressure_the_target_needs(country, rate, pressure):
    country.beliefs["clean_build_rate"] = rate
    months = MISSIONS[ENERGY].deadline + 1

    state = country.run(months, np.log(pressure))

    assert state.indicator[NATION, ENERGY] == pytest.approx(0.95, abs=0.001)


def test_month_0_is_the_baseline(country):
    state = country.run(1)

    assert state.measured[NATION, ENERGY] == pytest.approx(0.738, rel=0.01)


def test_building_shares_sum_to_one(beliefs):
    assert sum(build_shares(beliefs[ENERGY])) == pytest.approx(1.0, abs=1e-12)


@given(protest=shares, more=shares, ratio=ratios, quiet=st.floats(0.0, 0.02))
def test_more_protest_never_raises_consent(beliefs, protest, more, ratio, quiet):
    b = beliefs[ENERGY]

    louder = consent(protest + more, quiet, ratio, b)

    assert b.consent_floor <= louder <= consent(protest, quiet, ratio, b)


@given(protest=shares, ratio=ratios, more=ratios)
def test_more_working_together_never_lowers_consent(beliefs, protest, ratio, more):
    b = beliefs[ENERGY]

    closer = consent(protest, 0.005, ratio + more, b)

    assert consent(protest, 0.005, ratio, b) <= closer <= b.consent_ceiling


@given(protest=st.floats(0.0, 0.05))
def test_consent_is_one_at_the_status_quo(beliefs, protest):
    assert consent(protest, protest, 1.0, beliefs[ENERGY]) == 1.0


def test_consent_in_scotland_counts_thirty_times_londons(country, region_unit):
    """After one month: shares of building 0.30 and 0.01."""
    base = country.run(1)
    capacity = []
    for letter in "MI":
        refused = np.ones(N_REGIONS)
        refused[region_unit(letter) - FIRST_REGION] = 0.5
        capacity.append(country.run(1, consent=refused).clean_capacity[0])

    lost = base.clean_capacity[0] - np.array(capacity)

    assert lost[0] / lost[1] == pytest.approx(30.0, rel=1e-6)


def test_the_grid_has_a_national_figure_only(country):
    state = country.run(1)

    assert not np.isnan(state.indicator[NATION, ENERGY])
    assert np.isnan(state.indicator[FIRST_REGION:, ENERGY]).all()


def test_building_is_shared_among_the_regions_present(country, region_unit):
    """Only Wales: its consent is the whole flow, absent regions may hold NaN."""
    country.scope[:, ENERGY] = country.region_of_area == 9
    pressure = country.units(np.nan)
    pressure[region_unit("L"), ENERGY] = 0.0
    consented = np.full(N_REGIONS, np.nan)
    consented[9] = 1.0

    state = country.run(60, pressure, consent=consented)

    assert state.build_share[9] == 1.0
    assert state.indicator[NATION, ENERGY] == pytest.approx(0.888, abs=0.0006)
