"""How many hours people give, within the time they have."""

from sim.compiled import rule
from sim.elementary import exp
from sim.rules.parameters import Beliefs


@rule
def available_hours(
    free_time: float, time_factor: float, fatigue: float, b: Beliefs
) -> float:
    """Return the hours a month that a person could give.

    Parameters
    ----------
    free_time : float >= 0
        Discretionary hours a month.
    time_factor : float > 0
        Events; 1 is neutral.
    fatigue : float in [0, 1]
    b : Beliefs
        ``hours_fatigue_loss``: share lost at full fatigue.
    """
    return free_time * time_factor * (1.0 - b.hours_fatigue_loss * fatigue)


@rule
def informal_hours(noise: float, available: float, b: Beliefs) -> float:
    """Return the hours of informal help by somebody who helps this month.

    Parameters
    ----------
    noise : float
        Standard normal.
    available : float >= 0
        Hours; see :func:`available_hours`.
    b : Beliefs
        ``informal_hours_median`` (hours), ``informal_hours_log_sd``,
        ``informal_time_cap`` (most of one's time that it may take, share).
    """
    wanted = b.informal_hours_median * exp(b.informal_hours_log_sd * noise)
    return min(wanted, b.informal_time_cap * available)


@rule
def formal_hours(
    usual_hours: float, habit: float, noise: float, time_left: float, b: Beliefs
) -> float:
    """Return the hours that somebody who volunteers offers this month.

    Parameters
    ----------
    usual_hours : float > 0
        Hours a month typical of this person when active.
    habit : float in [0, 1]
    noise : float
        Standard normal.
    time_left : float
        Hours left after informal help.
    b : Beliefs
        ``hours_base_share``, ``hours_habit_share``, ``hours_noise_sd`` (log).

    Returns
    -------
    float >= 0, never above ``time_left``
    """
    wanted = usual_hours * (b.hours_base_share + b.hours_habit_share * habit)
    return max(0.0, min(wanted * exp(b.hours_noise_sd * noise), time_left))
