"""Claims about what a target does close by."""

import math
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
from tests.rules.strategies import (
    ROUNDING,
    Comparison,
    about,
    for_all,
    usual_beliefs,
    with_more,
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


@for_all(with_more(distance_past_path, "published", worth=(0.01, 1.0)))
def test_a_higher_figure_is_never_less_far_past(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(
    ("published", "path", "worth", "expected"),
    [(0.8, 0.75, 1.0, 0.05), (104.0, 110.0, 0.01, -0.06), (90.0, 95.0, -0.01, 0.05)],
)
def test_shares_and_indices_are_past_their_path_by_their_worth(
    published: float, path: float, worth: float, expected: float
) -> None:
    assert about(expected) == distance_past_path(published, path, worth)


@pytest.mark.parametrize("distance", [0.05, -0.05])
def test_nearness_falls_off_like_a_bell(distance: float) -> None:
    near = closeness(distance, usual_beliefs(threshold_closeness=0.05))

    assert about(math.exp(-0.5)) == near


@pytest.mark.parametrize("distance", [100.0, -100.0])
def test_nearness_is_the_same_beyond_thirty_widths(distance: float) -> None:
    far = closeness(distance, usual_beliefs(threshold_closeness=0.05))

    assert math.isclose(math.exp(-450.0), far, rel_tol=1e-12)


def test_nearness_strains_and_distance_past_eases() -> None:
    """By hand: one width past, where two widths short is usual."""
    b = usual_beliefs(
        threshold_closeness=0.05,
        threshold_effort_boost=2.0,
        threshold_gaming_boost=1.5,
        parking_drop=0.4,
        parking_offset=0.2,
        parking_scale=0.1,
    )
    near, far = math.exp(-0.5), math.exp(-2.0)
    eased, usual = 0.4 / (1.0 + math.exp(-0.5)), 0.4 / (1.0 + math.exp(1.0))

    strain = (1.0 + 2.0 * near) / (1.0 + 2.0 * far)
    assert about(strain * (1.2 - eased) / (1.2 - usual)) == stake_near_target(
        0.05, -0.1, b
    )
    assert about((1.0 + 1.5 * near) / (1.0 + 1.5 * far)) == gaming_near_target(
        0.05, -0.1, b
    )


@for_all(with_more(next_raise, "raised", "distance"))
def test_passing_a_path_by_more_never_raises_it_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_half_of_what_was_passed_is_added_in_april() -> None:
    assert about(0.2) == next_raise(0.1, 0.2, True, usual_beliefs(ratchet_share=0.5))


@for_all(with_more(next_earned, "earned", "distance", "earned_autonomy"))
def test_better_figures_never_earn_fewer_rights(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(
    ("earned", "distance", "expected"),
    [
        (0.1, 0.01, 0.11),
        (0.1, 0.0, 0.1),
        (0.1, -0.04, 0.1),
        (0.1, -0.06, 0.08),
        (0.01, -0.06, 0.0),
        (0.395, 0.01, 0.4),
    ],
)
def test_rights_are_earned_and_lost_step_by_step(
    earned: float, distance: float, expected: float
) -> None:
    """With half of rights to be earned, .02 a month, margin .05, ceiling .8."""
    b = usual_beliefs(
        earned_autonomy_step=0.02,
        earned_autonomy_margin=0.05,
        earned_autonomy_ceiling=0.8,
    )

    assert about(expected) == next_earned(earned, distance, 0.5, b)


@for_all(with_more(with_earned, "autonomy", "earned"))
def test_earning_never_takes_rights_away(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


def test_earned_rights_come_on_top() -> None:
    assert about(0.5) == with_earned(0.3, 0.2)
    assert with_earned(0.9, 0.3) == 1.0
