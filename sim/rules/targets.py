"""What a target does close by: the last push, parking, the ratchet, earned freedom."""

from sim.compiled import rule
from sim.elementary import clip, exp, logistic
from sim.rules.parameters import Beliefs


@rule
def distance_past_path(published: float, path: float, worth: float) -> float:
    """Return how far a published figure is past its path, as a share.

    ``worth`` is 1 for shares and 0.01 for indices of 100; negative where less is
    better.
    """
    return worth * (published - path)


@rule
def closeness(distance: float, b: Beliefs) -> float:
    """Return how near a body is to its target, 1 upon it; ``threshold_closeness``."""
    z = clip(distance / b.threshold_closeness, -30.0, 30.0)
    return exp(-0.5 * z * z)


@rule
def stake_near_target(distance: float, usual_distance: float, b: Beliefs) -> float:
    """Return what nearness does to the stake in a figure, a factor.

    Parameters
    ----------
    distance, usual_distance : float
        Past the path, as a share: now, and at the status quo.
    b : Beliefs
        ``threshold_effort_boost`` close by; ``parking_drop``, ``parking_offset`` and
        ``parking_scale`` for the ease beyond.

    Returns
    -------
    float > 0
        1 where the distance is the usual one.

    Notes
    -----
    Ambulance trusts stood at 75.7 and 76.2% against a target of 75 (2003-05); the
    form is judgement.
    """
    push = 1.0 + b.threshold_effort_boost * closeness(distance, b)
    usual_push = 1.0 + b.threshold_effort_boost * closeness(usual_distance, b)
    eased = b.parking_drop * logistic(distance / b.parking_scale)
    usual_eased = b.parking_drop * logistic(usual_distance / b.parking_scale)
    parked = (1.0 + b.parking_offset - eased) / (1.0 + b.parking_offset - usual_eased)
    return push / usual_push * parked


@rule
def gaming_near_target(distance: float, usual_distance: float, b: Beliefs) -> float:
    """Return what nearness does to gaming, a factor; ``threshold_gaming_boost``.

    See :func:`stake_near_target`.
    """
    push = 1.0 + b.threshold_gaming_boost * closeness(distance, b)
    return push / (1.0 + b.threshold_gaming_boost * closeness(usual_distance, b))


@rule
def next_raise(raised: float, distance: float, is_april: bool, b: Beliefs) -> float:
    """Return how far the path was raised for having been passed, as a share.

    Each April ``ratchet_share`` of what was achieved beyond it is added for good.
    """
    return raised + b.ratchet_share * max(0.0, distance) if is_april else raised


@rule
def next_earned(
    earned: float, distance: float, earned_autonomy: float, b: Beliefs
) -> float:
    """Return the local rights that bodies have earned by their figures.

    Parameters
    ----------
    earned : float in [0, 1]
    distance : float
        Past the path, as a share.
    earned_autonomy : float in [0, 1]
        How far policy lets rights be earned.
    b : Beliefs
        ``earned_autonomy_step`` a month, up where the path is passed and down where
        ``earned_autonomy_margin`` short of it; ``earned_autonomy_ceiling``.

    Returns
    -------
    float in [0, earned_autonomy_ceiling]
    """
    moved = earned
    if distance > 0.0:
        moved += earned_autonomy * b.earned_autonomy_step
    elif distance < -b.earned_autonomy_margin:
        moved -= b.earned_autonomy_step
    return clip(moved, 0.0, earned_autonomy * b.earned_autonomy_ceiling)


@rule
def with_earned(autonomy: float, earned: float) -> float:
    """Return local rights as announced and as earned, at most all of them."""
    return min(1.0, autonomy + earned)
