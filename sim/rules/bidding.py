"""Contracts and grants: which charities get public money."""

from sim.compiled import rule
from sim.elementary import logistic
from sim.rules.parameters import Beliefs


@rule
def small_charities_share(contract_share: float, b: Beliefs) -> float:
    """Return the share of charities' public money that small ones get, in [0, 1].

    Large ones get the rest.

    Parameters
    ----------
    contract_share : float in [0, 1]
        Part of the money given as contracts; the rest are grants.
    b : Beliefs
        ``charity_small_grant_share`` of grants; ``charity_bid_cost`` and
        ``charity_bid_slope`` say how far a fixed cost of bidding shuts small
        charities out of contracts.

    Notes
    -----
    Barrier M12, as reported of Demos 2025; sizes are judgement.
    """
    grants = (1.0 - contract_share) * b.charity_small_grant_share
    return grants + contract_share * logistic(-b.charity_bid_slope * b.charity_bid_cost)


@rule
def public_money_change(money_change: float, share: float, usual_share: float) -> float:
    """Return how a charity's public money differs from the status quo, a share.

    Parameters
    ----------
    money_change : float
        Change of the mission's budget, a share.
    share, usual_share : float in [0, 1]
        Part of charities' public money that goes to its size, now and at the status
        quo.
    """
    if usual_share <= 0.0:
        return money_change
    return (1.0 + money_change) * (share / usual_share) - 1.0
