"""Unions: grievance builds up, breaks out in disputes, and is settled."""

from sim.compiled import rule
from sim.elementary import clip, logistic
from sim.rules.parameters import Beliefs


@rule
def pay_gap(shock: float, budget_change: float, event_money: float) -> float:
    """Return how far pay falls behind the cost of living, a share.

    ``shock`` is the rise in living costs that events bring; changes of the budget,
    by policy and by events, count as growth of pay.
    """
    return shock - budget_change - event_money


@rule
def next_grievance(
    grievance: float,
    pressure: float,
    pay_gap: float,
    union_voice: float,
    admin_cut: float,
    b: Beliefs,
) -> float:
    """Return a union's grievance next month, from 0 to ``union_grievance_ceiling``.

    Parameters
    ----------
    grievance : float >= 0
    pressure : float in [0, 1]
        Target pressure as felt.
    pay_gap : float
        See :func:`pay_gap`.
    union_voice : float in [0, 1]
        Say of unions in change at work.
    admin_cut : float in [0, 1]
        Cut of the union's own jobs so far; 0 outside central administration.
    b : Beliefs
        ``union_memory``, ``union_base``, ``union_pressure``, ``union_pay_gap``,
        ``union_voice_relief``, ``union_cut``, ``union_grievance_ceiling``.

    Notes
    -----
    Exit or voice: where people are heard they strike less (Freeman & Medoff 1984);
    sizes are judgement.
    """
    level = b.union_base + b.union_pressure * pressure + b.union_pay_gap * pay_gap
    level += b.union_cut * admin_cut - b.union_voice_relief * union_voice
    moved = b.union_memory * grievance + (1.0 - b.union_memory) * level
    return clip(moved, 0.0, b.union_grievance_ceiling)


@rule
def dispute_chance(grievance: float, b: Beliefs) -> float:
    """Return the chance of a dispute this month; ``dispute_base``, ``_grievance``."""
    return logistic(b.dispute_base + b.dispute_grievance * grievance)


@rule
def vote_chance(grievance: float, trust: float, b: Beliefs) -> float:
    """Return the chance that a member turns out and votes for a dispute.

    Parameters
    ----------
    grievance : float >= 0
        Of the union.
    trust : float in [0, 1]
        The member's, in government.
    b : Beliefs
        ``union_vote_base``, ``union_vote_grievance``, ``union_vote_trust``,
        ``trust_initial``.
    """
    believing = b.union_vote_trust * (trust - b.trust_initial)
    return logistic(b.union_vote_base + b.union_vote_grievance * grievance - believing)


@rule
def carries(support: float, b: Beliefs) -> bool:
    """Return whether a ballot carries: ``support`` is at least ``union_vote_needed``.

    Notes
    -----
    Trade Union Act 2016: in important public services two in five of all who may vote
    must vote for it.
    """
    return support >= b.union_vote_needed


@rule
def settled_grievance(grievance: float, b: Beliefs) -> float:
    """Return what is left of a grievance after a dispute; ``union_settlement``."""
    return b.union_settlement * grievance


@rule
def strike_loss(is_public: bool, b: Beliefs) -> float:
    """Return the share of a sector's effort lost in a month of dispute.

    ``strike_loss`` times the share of staff in unions: ``union_density_public`` in
    public services, ``union_density`` elsewhere.
    """
    density = b.union_density_public if is_public else b.union_density
    return b.strike_loss * density


@rule
def cooperation_gain(union_voice: float, grievance: float, b: Beliefs) -> float:
    """Return how much faster practice changes where unions cooperate, per month.

    ``union_cooperation_gain`` where voice is above ``union_cooperation_voice`` and
    grievance below ``union_cooperation_grievance``; else nothing.
    """
    heard = union_voice > b.union_cooperation_voice
    content = grievance < b.union_cooperation_grievance
    return b.union_cooperation_gain if heard and content else 0.0


@rule
def workforce_after_dispute(
    workforce: float, dispute_excess: float, b: Beliefs
) -> float:
    """Return the workforce after disputes beyond the usual drove people out.

    Parameters
    ----------
    workforce : float > 0
        Relative to the status quo.
    dispute_excess : float in [-1, 1]
        1 in a dispute, 0 without, less the status quo's share of such months.
    b : Beliefs
        ``workforce_rate``, ``workforce_dispute``, ``workforce_floor``,
        ``workforce_ceiling``.
    """
    lost = b.workforce_rate * b.workforce_dispute * dispute_excess
    return min(b.workforce_ceiling, max(b.workforce_floor, workforce - lost))


@rule
def agreement_after_dispute(
    agreement: float, dispute_excess: float, b: Beliefs
) -> float:
    """Return a council's agreement after disputes beyond the usual, in [0, 1].

    ``dispute_excess`` is the share of the country in dispute less the status quo's;
    uses ``agreement_rate`` and ``agreement_union_dispute``.
    """
    lost = b.agreement_rate * b.agreement_union_dispute * dispute_excess
    return min(1.0, max(0.0, agreement - lost))
