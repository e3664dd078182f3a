"""The kernel over units: directions, gaps, missing places, and equal bits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.missions import CRIME, EDUCATION, ENERGY, GROWTH, MISSIONS, NHS, indicators
from sim.missions.indicators import (
    FIRST_AREA,
    FIRST_FIFTH,
    FIRST_REGION,
    NATION,
    step_indicators,
)
from sim.missions.units import level_for_mean, mean_over_areas

STEPS = ("step_growth", "step_energy", "step_crime", "step_nhs", "step_education")


def test_every_baseline_is_reproduced_at_month_0(country):
    """Under the status quo, within 1%, in every place that has a figure."""
    country.beliefs["income_national_shock_sd"] = 0.0
    country.beliefs["income_region_shock_sd"] = 0.0

    start, state = country.start(), country.run(1)

    for mission in MISSIONS:
        m, baseline = mission.number, mission.baseline
        assert start.measured[NATION, m] == pytest.approx(baseline, rel=2e-4)
        assert state.measured[NATION, m] == pytest.approx(baseline, rel=0.01)


def test_figures_stand_where_and_only_where_a_mission_has_one(country):
    state = country.run(1)

    assert (np.isnan(state.indicator) == ~state.defined).all()
    assert (np.isnan(state.measured) == ~state.defined).all()
    england = slice(FIRST_REGION, FIRST_REGION + 9)
    assert state.defined[england, NHS].all()
    assert not state.defined[FIRST_REGION + 9 : FIRST_FIFTH, EDUCATION].any()
    assert state.defined[FIRST_REGION + 9, CRIME]
    assert not state.defined[FIRST_REGION + 10 : FIRST_FIFTH, CRIME].any()
    assert not state.defined[FIRST_FIFTH:, GROWTH].any()
    assert (state.defined[FIRST_AREA:, CRIME] == country.scope[:, CRIME]).all()


def test_what_is_not_in_scope_never_poisons_what_is(country):
    """NaN in every input outside a mission's scope changes no bit."""
    defined = country.start().defined.copy()
    # Energy reads regions that have no figure of their own.
    defined[FIRST_REGION : FIRST_REGION + 11, ENERGY] = True
    pressure = np.where(defined, 0.1, np.nan)
    gaming = np.where(defined, 0.4, np.nan)
    consent = np.ones(12)
    consent[11] = np.nan

    holed = country.run(12, pressure, gaming=gaming, consent=consent)

    whole = country.run(12, 0.1, gaming=0.4)
    assert holed.indicator.tobytes() == whole.indicator.tobytes()
    assert holed.measured.tobytes() == whole.measured.tobytes()


def test_places_without_a_mission_leave_the_other_missions_alone(country):
    """Scotland's areas alone: no health, crime or education, and no error."""
    country.scope[country.region_of_area != 10] = False

    state = country.run(12)

    assert np.isnan(state.indicator[:, [CRIME, NHS, EDUCATION]]).all()
    assert np.isfinite(state.indicator[NATION, [GROWTH, ENERGY]]).all()


def test_education_in_nation_regions_and_fifths_is_the_mean_of_areas(country):
    pressure = country.units(0.0)
    pressure[FIRST_AREA:] = np.linspace(-0.3, 0.3, len(country.adults))[:, None]

    state = country.run(24, pressure)

    for figures in (state.indicator, state.measured):
        areas, inside = figures[FIRST_AREA:, EDUCATION], country.scope[:, EDUCATION]
        for unit, members in (
            (NATION, inside),
            (FIRST_REGION + 3, inside & (country.region_of_area == 3)),
            (FIRST_FIFTH + 4, inside & (country.fifth_of_area == 4)),
        ):
            mean = np.average(areas[members], weights=country.adults[members])
            assert figures[unit, EDUCATION] == pytest.approx(mean, rel=1e-12)


def test_gaming_lifts_the_published_figure_and_never_the_true_one(country):
    honest = country.run(24, gaming=0.3125)

    gamed = country.run(24, gaming=0.9)

    assert gamed.indicator.tobytes() == honest.indicator.tobytes()
    for m in (ENERGY, NHS, EDUCATION):
        defined = honest.defined[:, m]
        assert (gamed.measured[defined, m] > honest.measured[defined, m]).all()
    defined = honest.defined[:, CRIME]
    assert (gamed.measured[defined, CRIME] < honest.measured[defined, CRIME]).all()


def test_energy_and_crime_are_gamed_relative_to_the_status_quo(country):
    state = country.run(12)

    for m in (ENERGY, CRIME):
        assert state.measured[NATION, m] == pytest.approx(state.indicator[NATION, m])
    assert state.measured[NATION, NHS] > state.indicator[NATION, NHS] + 0.05


@settings(max_examples=20, deadline=None)
@given(low=st.floats(-0.5, 0.5), more=st.floats(0.01, 0.5), months=st.integers(1, 60))
def test_more_pressure_is_never_worse_in_any_place(fixed_country, low, more, months):
    less = fixed_country.run(months, low)

    pressed = fixed_country.run(months, low + more)

    for mission in MISSIONS:
        defined = less.defined[:, mission.number]
        sign = 1.0 if mission.higher_is_better else -1.0
        for name in ("indicator", "measured"):
            worse, better = (
                getattr(s, name)[defined, mission.number] for s in (less, pressed)
            )
            assert (sign * (better - worse) > -1e-12).all()


def test_python_and_kernel_give_the_same_bits(country, monkeypatch):
    """Every kernel replaced by its plain Python, four months, every input uneven."""
    shape = (4, country.n_units, len(MISSIONS))
    pressure = 0.3 * np.sin(np.arange(np.prod(shape))).reshape(shape)
    uneven = {
        "gaming": 0.3 + 0.2 * np.cos(pressure[0]),
        "consent": 0.8 + 0.03 * np.arange(12),
        "capacity_loss": 0.1,
        "attainment_shock": -0.02,
        "crime_shock": 0.05 * pressure[0, :, CRIME],
        "income_shock": -0.004,
    }
    compiled = country.run(4, pressure, **uneven)
    for name in STEPS:
        monkeypatch.setattr(indicators, name, getattr(indicators, name).py_func)
    monkeypatch.setattr(indicators, "mean_over_areas", mean_over_areas.py_func)

    plain = country.run(4, pressure, **uneven, kernel=step_indicators.py_func)

    for name, column in compiled._asdict().items():
        assert getattr(plain, name).tobytes() == column.tobytes(), name


def test_the_same_key_gives_the_same_figures_and_another_does_not(country):
    first, again = country.run(12, seed=3), country.run(12, seed=3)

    other = country.run(12, seed=3, replicate=1)

    assert first.indicator.tobytes() == again.indicator.tobytes()
    for m in (GROWTH, CRIME):
        assert first.indicator[NATION, m] != other.indicator[NATION, m]


@given(
    offsets=st.lists(st.floats(-3, 3), min_size=1, max_size=20),
    share=st.floats(0.01, 0.99),
)
def test_the_solved_level_gives_the_share(offsets, share):
    offsets = np.array(offsets)
    weights = np.arange(1.0, len(offsets) + 1)

    level = level_for_mean(offsets, weights, share)

    mean = np.average(1 / (1 + np.exp(-level - offsets)), weights=weights)
    assert mean == pytest.approx(share, abs=1e-12)
    assert level == level_for_mean.py_func(offsets, weights, share)
