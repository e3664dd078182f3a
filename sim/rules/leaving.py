"""Whether somebody who volunteers stops."""

from sim.compiled import rule
from sim.elementary import exp
from sim.rules.parameters import Beliefs


@rule
def staying_power(resources: float, disposition: float, b: Beliefs) -> float:
    """Return the lasting part of a person's staying on, in log hazard.

    Parameters
    ----------
    resources, disposition : float
        Standard deviations from the mean.
    b : Beliefs
        ``quit_civic_slope``, ``quit_resources_weight``.
    """
    return b.quit_civic_slope * (b.quit_resources_weight * resources + disposition)


@rule
def leaving_chance(
    base: float,
    staying_power: float,
    habit: float,
    unmatched: float,
    fatigue: float,
    b: Beliefs,
) -> float:
    """Return the chance of stopping this month.

    Parameters
    ----------
    base : float in (0, 1)
        Chance without habit, idleness or fatigue; solved so that yearly over
        monthly volunteering is what surveys show.
    staying_power : float
        See :func:`staying_power`.
    habit, unmatched, fatigue : float in [0, 1]
        Own habit; share of the mission's offered hours here that found no place;
        own fatigue.
    b : Beliefs
        ``quit_habit``, ``quit_unmatched``, ``quit_fatigue``, ``quit_ceiling``.

    Returns
    -------
    float in [0, 1]

    Notes
    -----
    Two thirds of those approved in March 2020 had no task after seven weeks; idle
    volunteers leave.
    """
    held = b.quit_habit * habit + staying_power
    pushed = b.quit_unmatched * unmatched + b.quit_fatigue * fatigue
    return min(b.quit_ceiling, base * exp(pushed - held))
