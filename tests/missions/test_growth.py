"""Living standards: the chance that every region gains, and whose luck is whose."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from sim.missions import GROWTH, MISSIONS, growth
from sim.missions.indicators import (
    FIRST_FIFTH,
    FIRST_REGION,
    N_REGIONS,
    NATION,
    step_growth,
)

MONTHS = MISSIONS[GROWTH].deadline + 1
N_REPLICATES = 1000


def chance_every_region_gains(pressure: float) -> float:
    """The exact chance: given the nation's luck, the twelve regions are independent."""
    drift = MONTHS / 12 * (0.005 + 0.010 * np.log(pressure))
    common = 0.0045 * np.sqrt(MONTHS)
    own = np.hypot(0.003 * MONTHS / 12, 0.0020 * np.sqrt(MONTHS))

    def integrand(z: float) -> float:
        return norm.pdf(z) * norm.cdf((drift + common * z) / own) ** N_REGIONS

    return quad(integrand, -8, 8)[0]


@pytest.mark.parametrize(
    ("pressure", "expected"), [(0.7, 0.23), (1.0, 0.39), (1.4, 0.55)]
)
def test_exact_chances_are_the_known_answers(pressure, expected):
    """Within 0.01: the answers are whole percents of a simulation."""
    assert chance_every_region_gains(pressure) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("pressure", [0.7, 1.0, 1.4])
def test_simulated_chances_are_the_exact_ones(country, pressure):
    """Bound: 4.9 standard errors of 1,000 replicates, a false alarm in a million."""
    exact = chance_every_region_gains(pressure)
    regions = slice(FIRST_REGION, FIRST_FIFTH)
    state, b = country.start(), country.beliefs[GROWTH]
    log_pressure = country.units(np.log(pressure))
    quiet = np.zeros(N_REGIONS)

    gains = np.zeros(N_REPLICATES, dtype=bool)
    for replicate in range(N_REPLICATES):
        state.log_income[:] = 0.0
        for month in range(MONTHS):
            step_growth(state, month, 1, replicate, b, log_pressure, quiet)
        gains[replicate] = state.indicator[regions, GROWTH].min() > 100.0

    share = gains.mean()
    bound = 4.9 * np.sqrt(exact * (1 - exact) / N_REPLICATES)
    assert share == pytest.approx(exact, abs=bound)


def test_month_0_is_the_baseline(country):
    """Within 1% but for luck: 4.9 standard deviations of a month are 2.4%."""
    country.beliefs["income_national_shock_sd"] = 0.0
    country.beliefs["income_region_shock_sd"] = 0.0

    state = country.run(1)

    assert state.measured[NATION, GROWTH] == pytest.approx(100.0, rel=0.01)


def test_the_nation_is_the_geometric_mean_of_its_regions(country):
    state = country.run(24)

    regions = state.indicator[FIRST_REGION:FIRST_FIFTH, GROWTH]
    adults = np.bincount(country.region_of_area, weights=country.adults)
    mean = np.exp(np.average(np.log(regions), weights=adults))
    assert state.indicator[NATION, GROWTH] == pytest.approx(mean, rel=1e-12)


def test_regions_have_lasting_luck_of_their_own(country):
    country.beliefs["income_national_shock_sd"] = 0.0
    country.beliefs["income_region_shock_sd"] = 0.0

    year, two = country.run(12), country.run(24)

    assert len(set(year.log_income)) == N_REGIONS
    assert two.log_income == pytest.approx(2 * year.log_income, rel=1e-9)


def test_a_recession_is_met_by_all(country):
    hit, quiet = country.run(3, income_shock=-0.01), country.run(3)

    assert hit.log_income - quiet.log_income == pytest.approx(-0.03, abs=1e-12)


def test_luck_does_not_depend_on_which_places_are_there(country):
    whole = country.run(6)
    country.scope[country.region_of_area > 0] = False

    part = country.run(6)

    assert part.indicator[FIRST_REGION, GROWTH] == whole.indicator[FIRST_REGION, GROWTH]
    assert part.indicator[NATION, GROWTH] == part.indicator[FIRST_REGION, GROWTH]
    assert np.isnan(part.indicator[FIRST_REGION + 1 :, GROWTH]).all()


def test_nothing_is_gamed(country):
    state = country.run(12, gaming=1.5)

    defined = state.defined[:, GROWTH]
    assert (state.measured[defined, GROWTH] == state.indicator[defined, GROWTH]).all()


@given(low=st.floats(-1, 1), more=st.floats(0, 1), own=st.floats(-0.02, 0.02))
def test_more_pressure_never_lowers_growth(beliefs, low, more, own):
    b = beliefs[GROWTH]

    less = growth.income_growth(low, own, b)

    assert less <= growth.income_growth(low + more, own, b)
