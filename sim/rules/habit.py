"""Habit grows by doing and fades by not doing; fatigue grows with hours."""

from sim.compiled import rule
from sim.rules.parameters import Beliefs


@rule
def next_habit(habit: float, took_part: bool, b: Beliefs) -> float:
    """Return next month's habit.

    Parameters
    ----------
    habit : float in [0, 1]
    took_part : bool
        Whether the person volunteered and had a place to do it.
    b : Beliefs
        ``habit_rate`` (per month; weeks to months in Lally et al. 2010).

    Returns
    -------
    float in [0, 1]
    """
    return habit + b.habit_rate * ((1.0 if took_part else 0.0) - habit)


@rule
def next_fatigue(fatigue: float, hours: float, took_part: bool, b: Beliefs) -> float:
    """Return next month's fatigue.

    Parameters
    ----------
    fatigue : float in [0, 1]
    hours : float >= 0
        Formal hours done this month.
    took_part : bool
        Those who take part recover more slowly.
    b : Beliefs
        ``fatigue_rise`` (per ten hours), ``fatigue_recovery`` (per month),
        ``active_fatigue_recovery`` (recovery while active, share of that at rest).

    Returns
    -------
    float in [0, 1]
    """
    rest = b.active_fatigue_recovery if took_part else 1.0
    tired = b.fatigue_rise * hours / 10.0 * (1.0 - fatigue)
    return min(1.0, max(0.0, fatigue + tired - b.fatigue_recovery * rest * fatigue))
