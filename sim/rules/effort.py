"""What staff do under targets: measured work, unmeasured work, and gaming."""

from sim.compiled import rule
from sim.rules.parameters import Beliefs


@rule
def motivation(
    pressure: float, autonomy: float, coordination: float, b: Beliefs
) -> float:
    """Return staff's own motivation, in units of effort.

    Parameters
    ----------
    pressure, autonomy, coordination : float in [0, 1]
        Felt target pressure; mean local rights; share of spillovers that councils
        make places take into account.
    b : Beliefs
        ``motivation_base``, ``motivation_crowding``, ``autonomy_motivation``,
        ``parochialism``, ``spillover``, ``spillover_clip``, ``motivation_floor``.

    Notes
    -----
    Pressure crowds out (Frey & Jegen 2001), though not for English waits (Propper et
    al. 2010), so zero is inside the prior. Autonomy motivates (Bandiera, Best, Khan &
    Prat 2021). Independent bodies ignore benefits beyond their border (Besley & Coate
    2003).
    """
    spill = min(b.spillover, b.spillover_clip)
    inward = b.parochialism * spill * autonomy * (1.0 - coordination)
    crowded = 1.0 - b.motivation_crowding * pressure
    trusted = 1.0 + b.autonomy_motivation * autonomy
    return max(
        b.motivation_floor, b.motivation_base * crowded * trusted * (1.0 - inward)
    )


@rule
def measured_effort(stake: float, motivation: float, b: Beliefs) -> float:
    """Return effort on the task that targets can see.

    Parameters
    ----------
    stake : float >= 0
        Reward riding on the measured figure.
    motivation : float > 0
    b : Beliefs
        ``measurability`` (share of output that targets see, w), and
        ``effort_substitution`` (g).

    Notes
    -----
    Maximises stake e1 + m (w e1 + (1 - w) e2) - e1²/2 - e2²/2 - g e1 e2 over
    e1, e2 >= 0 (Holmström & Milgrom 1991): the interior solution, or a corner where
    it would be negative.
    """
    seen = stake + motivation * b.measurability
    unseen = motivation * (1.0 - b.measurability)
    g = b.effort_substitution
    if unseen - g * seen < 0.0:
        return seen
    return max(0.0, (seen - g * unseen) / (1.0 - g * g))


@rule
def unmeasured_effort(stake: float, motivation: float, b: Beliefs) -> float:
    """Return effort on the task that targets cannot see.

    See :func:`measured_effort`.
    """
    seen = stake + motivation * b.measurability
    unseen = motivation * (1.0 - b.measurability)
    g = b.effort_substitution
    if seen - g * unseen < 0.0:
        return unseen
    return max(0.0, (unseen - g * seen) / (1.0 - g * g))


@rule
def gaming(pressure: float, audit: float, b: Beliefs) -> float:
    """Return effort spent on the figure instead of the thing.

    Parameters
    ----------
    pressure, audit : float in [0, 1]
    b : Beliefs
        ``gaming_cost``, ``gaming_audit_effect``.

    Notes
    -----
    Bevan & Hood 2006: 96% reported within four hours, 77% said by patients.
    """
    return pressure / (b.gaming_cost * (1.0 + b.gaming_audit_effect * audit))


@rule
def next_gaming(gaming: float, level: float, b: Beliefs) -> float:
    """Return gaming next month: staff learn it, and unlearn it, at ``gaming_rate``.

    Parameters
    ----------
    gaming, level : float >= 0
        As it is, and what would pay best now; see :func:`gaming`.

    Notes
    -----
    Reported waits in English accident departments closed in on their target over two
    years after it was set, not at once (Bevan & Hood 2006).
    """
    return gaming + b.gaming_rate * (level - gaming)


@rule
def reported_stock(stock_logit: float, gaming: float, b: Beliefs) -> float:
    """Return the logit of a mission's reported state: ``gaming_gain`` lifts it."""
    return stock_logit + b.gaming_gain * gaming


@rule
def next_workforce(
    workforce: float, pressure: float, usual_pressure: float, b: Beliefs
) -> float:
    """Return the paid workforce next month, relative to the status quo.

    Pressure beyond the usual drives people out: ``workforce_pressure``, at
    ``workforce_rate``, within ``workforce_floor``..``workforce_ceiling``.
    """
    level = 1.0 - b.workforce_pressure * (pressure - usual_pressure)
    moved = workforce + b.workforce_rate * (level - workforce)
    return min(b.workforce_ceiling, max(b.workforce_floor, moved))
