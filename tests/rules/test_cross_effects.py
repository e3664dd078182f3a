"""Claims about what success in one mission does for another."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.cross_effects import months_back, on_crime, on_growth
from tests.rules.strategies import about

logs = st.floats(-3.0, 3.0)
B = SimpleNamespace(
    cross_effect_growth_on_crime=0.03,
    cross_effect_education_on_growth=0.02,
    cross_effect_nhs_on_growth=0.04,
    cross_effect_energy_on_growth=0.02,
    cross_effect_crime_on_growth=0.02,
    cross_effect_clip=0.1,
)
OFF = SimpleNamespace(
    **{name: 0.0 for name in vars(B) if name != "cross_effect_clip"},
    cross_effect_clip=0.1,
)


@given(growth=logs)
def test_growth_moves_crime_its_own_way_within_the_limit(growth: float) -> None:
    moved = on_crime(growth, B)

    assert abs(moved) <= B.cross_effect_clip
    assert moved * growth >= 0.0


@given(education=logs, nhs=logs, energy=logs, crime=logs)
def test_others_move_growth_within_the_limit(
    education: float, nhs: float, energy: float, crime: float
) -> None:
    assert abs(on_growth(education, nhs, energy, crime, B)) <= B.cross_effect_clip
    assert on_growth(education, nhs, energy, crime, OFF) == 0.0


def test_effects_add_up() -> None:
    assert abs(on_growth(0.1, 0.1, 0.1, 0.1, B) - 0.01) < 1e-12
    assert on_growth(0.0, 0.0, 0.0, 0.0, B) == on_crime(0.0, B) == 0.0


@given(lag=st.floats(0, 60))
def test_nothing_acts_in_the_month_in_which_it_happens(lag: float) -> None:
    assert 1 <= months_back(lag) <= 60


@pytest.mark.parametrize(
    ("growth", "expected"), [(2.0, 0.06), (-2.0, -0.06), (9.0, 0.1), (-9.0, -0.1)]
)
def test_growth_moves_crime_in_proportion_up_to_the_limit(
    growth: float, expected: float
) -> None:
    assert about(expected) == on_crime(growth, B)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((2.0, 0.0, 0.0, 0.0), 0.04),
        ((0.0, 1.0, 0.0, 0.0), 0.04),
        ((0.0, 0.0, -1.0, 0.0), -0.02),
        ((0.0, 0.0, 0.0, 3.0), 0.06),
        ((9.0, 9.0, 0.0, 0.0), 0.1),
        ((-9.0, -9.0, 0.0, 0.0), -0.1),
    ],
)
def test_each_mission_moves_growth_in_proportion_up_to_the_limit(
    others: tuple[float, float, float, float], expected: float
) -> None:
    assert about(expected) == on_growth(*others, B)


@pytest.mark.parametrize(("lag", "months"), [(0.0, 1), (1.0, 1), (3.7, 3)])
def test_a_lag_is_a_number_of_whole_months(lag: float, months: int) -> None:
    assert months == months_back(lag)
