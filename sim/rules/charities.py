"""Charities as hosts: reserves that swing, closures, reopenings."""

from sim.compiled import rule
from sim.elementary import clip
from sim.rules.parameters import Beliefs


@rule
def income_change(money_change: float, b: Beliefs) -> float:
    """Return the change of a charity's income, in months of spending a month.

    ``charity_public_income`` of it follows the mission's budget; ``money_change`` is
    the share by which that budget differs from the status quo.
    """
    return b.charity_public_income * money_change


@rule
def next_reserves(
    reserves: float,
    income_change: float,
    noise: float,
    reopening_draw: float,
    b: Beliefs,
) -> float:
    """Return a charity's reserves next month, in months of spending; 0 is closed.

    Parameters
    ----------
    reserves : float in [0, reserves_ceiling]
    income_change : float
        See :func:`income_change`.
    noise : float
        Standard normal.
    reopening_draw : float in (0, 1)
    b : Beliefs
        ``charity_reopening_chance``, ``charity_reopening_reserve``,
        ``reserves_rate``, ``reserves_target``, ``reserves_noise``,
        ``reserves_ceiling``.

    Notes
    -----
    Fragile finances are one of the report's barriers (M10).
    """
    if reserves <= 0.0:
        opens = reopening_draw < b.charity_reopening_chance
        return b.charity_reopening_reserve if opens else 0.0
    drift = b.reserves_rate * (b.reserves_target - reserves)
    return clip(
        reserves + drift + income_change + b.reserves_noise * noise,
        0.0,
        b.reserves_ceiling,
    )


@rule
def hosting(small_is_open: bool, large_is_open: bool, b: Beliefs) -> float:
    """Return the hosting of volunteers in one place and mission, in [0, 1].

    Public bodies do ``public_hosting_share`` of it; charities the rest, small ones
    ``small_charity_hosting`` of that, large ones ``large_charity_hosting``.
    """
    charities = 0.0
    if small_is_open:
        charities += b.small_charity_hosting
    if large_is_open:
        charities += b.large_charity_hosting
    return b.public_hosting_share + (1.0 - b.public_hosting_share) * charities
