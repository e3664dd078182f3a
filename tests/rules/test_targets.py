"""Claims about what a target does close by."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.targets import (
    closeness,
    distance_past_path,
    gaming_near_target,
    next_earned,
    next_raise,
    stake_near_target,
    with_earned,
)

shares = st.floats(0.0, 1.0)
distances = st.floats(-1.0, 1.0)


@st.composite
def beliefs(draw: st.DrawFn) -> SimpleNamespace:
    return SimpleNamespace(
        threshold_closeness=draw(st.floats(0.001, 1.0)),
        threshold_effort_boost=draw(st.floats(0.0, 3.0)),
        threshold_gaming_boost=draw(st.floats(0.0, 3.0)),
        parking_drop=draw(shares),
        parking_offset=0.2,
        parking_scale=draw(st.floats(0.001, 1.0)),
        ratchet_share=draw(shares),
        earned_autonomy_step=draw(shares),
        earned_autonomy_margin=draw(shares),
        earned_autonomy_ceiling=draw(shares),
    )


@given(b=beliefs(), distance=distances)
def test_nothing_is_nearer_than_the_target_itself(
    b: SimpleNamespace, distance: float
) -> None:
    assert 0.0 <= closeness(distance, b) <= closeness(0.0, b) == 1.0
    assert closeness(distance, b) == closeness(-distance, b)


@given(b=beliefs(), distance=distances)
def test_the_usual_distance_changes_nothing(
    b: SimpleNamespace, distance: float
) -> None:
    assert stake_near_target(distance, distance, b) == pytest.approx(1.0)
    assert gaming_near_target(distance, distance, b) == 1.0


@given(b=beliefs(), distance=distances, usual=distances)
def test_without_thresholds_no_distance_changes_anything(
    b: SimpleNamespace, distance: float, usual: float
) -> None:
    b.threshold_effort_boost = b.threshold_gaming_boost = b.parking_drop = 0.0

    assert stake_near_target(distance, usual, b) == 1.0
    assert gaming_near_target(distance, usual, b) == 1.0


@given(b=beliefs(), distance=distances, usual=distances)
def test_stakes_and_gaming_stay_above_nothing(
    b: SimpleNamespace, distance: float, usual: float
) -> None:
    assert stake_near_target(distance, usual, b) > 0.0
    assert gaming_near_target(distance, usual, b) > 0.0


@given(b=beliefs(), past=st.floats(0.0, 1.0))
def test_bodies_ease_as_far_past_a_target_as_they_strain_before_it(
    b: SimpleNamespace, past: float
) -> None:
    assert stake_near_target(past, 0.0, b) <= stake_near_target(-past, 0.0, b) + 1e-12


@given(b=beliefs(), raised=shares, distance=distances)
def test_the_path_is_raised_in_april_alone_and_never_lowered(
    b: SimpleNamespace, raised: float, distance: float
) -> None:
    assert next_raise(raised, distance, False, b) == raised
    assert next_raise(raised, distance, True, b) >= raised
    assert next_raise(raised, -abs(distance), True, b) == raised


@given(b=beliefs(), earned=shares, distance=distances, lever=shares)
def test_rights_are_earned_by_figures_within_the_ceiling(
    b: SimpleNamespace, earned: float, distance: float, lever: float
) -> None:
    found = next_earned(earned, distance, lever, b)

    assert 0.0 <= found <= lever * b.earned_autonomy_ceiling
    assert next_earned(earned, distance, 0.0, b) == 0.0


@given(autonomy=shares, earned=shares)
def test_nobody_decides_more_than_all(autonomy: float, earned: float) -> None:
    assert autonomy <= with_earned(autonomy, earned) <= 1.0
    assert with_earned(autonomy, 0.0) == autonomy


def test_less_crime_than_the_path_is_past_it() -> None:
    assert distance_past_path(90.0, 95.0, -0.01) == pytest.approx(0.05)
