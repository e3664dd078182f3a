"""What scandals and riots leave behind: checks, and people who clean up."""

from sim.compiled import rule


@rule
def audit_in_force(audit: float, after_scandal: float) -> float:
    """Return the audit that holds, in [0, 1]: the lever, and what a scandal adds."""
    return min(1.0, audit + after_scandal)


@rule
def hours_with_clean_up(matched: float, offered: float, clean_up: float) -> float:
    """Return the hours that find a place when people clean up after a riot.

    Parameters
    ----------
    matched, offered : float >= 0
        Hours per adult and month.
    clean_up : float >= 0
        Share by which spontaneous work adds to what is matched.

    Returns
    -------
    float, never above ``offered``
    """
    if clean_up <= 0.0:
        return matched
    return min(offered, matched * (1.0 + clean_up))
