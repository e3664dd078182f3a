"""The umbrella body: hours that find no place here may find one next door."""

from sim.compiled import rule
from sim.rules.parameters import Beliefs


@rule
def hours_moved(unmatched: float, spare: float, b: Beliefs) -> float:
    """Return the hours that move between the areas of a region.

    Parameters
    ----------
    unmatched, spare : float >= 0
        Hours without a place, and places without hours, summed over the region.
    b : Beliefs
        ``umbrella_pooling``: share of unmatched hours that people would take
        elsewhere.

    Returns
    -------
    float
        Never above either.

    Notes
    -----
    Judgement. Fewer infrastructure bodies mean fewer who do this (barrier M11).
    """
    return min(b.umbrella_pooling * unmatched, spare)


@rule
def hours_received(moved: float, spare_here: float, spare: float) -> float:
    """Return an area's part of the hours moved, in proportion to its free places."""
    return moved * (spare_here / spare) if spare > 0.0 else 0.0


@rule
def still_unmatched(unmatched_share: float, moved: float, unmatched: float) -> float:
    """Return the share of an area's hours without a place after some moved away.

    Every area of the region gives the same part of its ``unmatched`` hours.
    """
    if unmatched <= 0.0:
        return unmatched_share
    return unmatched_share * (1.0 - moved / unmatched)
