"""Claims about what success in one mission does for another."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.cross_effects import months_back, on_crime, on_growth

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
