"""Who may decide: rights as announced, as carried out, and the Whitehall split."""

import math

from sim.compiled import rule
from sim.elementary import clip
from sim.rules.parameters import Beliefs


@rule
def next_rights(
    rights: float,
    usual: float,
    announced: float,
    dispute: float,
    devolver_share: float,
    b: Beliefs,
) -> float:
    """Return the share of decisions taken locally next month, noise apart.

    Parameters
    ----------
    rights, usual, announced : float in [0, 1]
        Now, at the status quo, and as announced.
    dispute : float in [0, 1]
        Strength of the dispute between the Whitehall camps.
    devolver_share : float in [0, 1]
        Weight of those who would devolve.
    b : Beliefs
        ``rights_rate``, ``rights_dispute_drag``.

    Notes
    -----
    Announced and real devolution differ (Nesta, On Mission); the split inside
    Whitehall is the report's own barrier.
    """
    drag = b.rights_dispute_drag * dispute * (1.0 - devolver_share)
    aim = usual + (announced - usual) * (1.0 - drag)
    return rights + b.rights_rate * (aim - rights)


@rule
def real_rights(rights: float, dispute: float, noise: float, b: Beliefs) -> float:
    """Return local rights as they really are this month, in [0, 1].

    ``noise`` has unit variance; ``rights_dispute_noise`` scales it with dispute.
    """
    return clip(rights + b.rights_dispute_noise * dispute * noise, 0.0, 1.0)


@rule
def next_whitehall_noise(noise: float, shock: float, b: Beliefs) -> float:
    """Return the moods of Whitehall next month: memory ``rights_noise_memory``.

    ``shock`` is standard normal; the variance stays one.
    """
    memory = b.rights_noise_memory
    return memory * noise + math.sqrt(1.0 - memory * memory) * shock


@rule
def incoherence(dispute: float, devolver_share: float, b: Beliefs) -> float:
    """Return how much an evenly split Whitehall slows practice, in [0, 1].

    ``incoherence_scale`` times dispute, greatest where the camps are equal.
    """
    split = 4.0 * devolver_share * (1.0 - devolver_share)
    return b.incoherence_scale * dispute * split


@rule
def next_devolver_share(
    share: float, surprise: float, mean_rights: float, scandal: float, b: Beliefs
) -> float:
    """Return the weight of those who would devolve, next month.

    Parameters
    ----------
    share : float in [0.05, 0.95]
    surprise : float
        How much better the mission goes than expected.
    mean_rights : float in [0, 1]
        Success under local rights favours devolvers, under central ones the others.
    scandal : float >= 0
        Blame for what went wrong locally.
    b : Beliefs
        ``devolver_learning``, ``devolver_scandal``.
    """
    learned = b.devolver_learning * surprise * (2.0 * mean_rights - 1.0)
    blamed = b.devolver_scandal * scandal * mean_rights
    return clip(share + learned - blamed, 0.05, 0.95)


@rule
def next_transition_loss(loss: float, change: float, b: Beliefs) -> float:
    """Return the productivity lost to restructuring next month, for one domain.

    Parameters
    ----------
    loss : float >= 0
    change : float >= 0
        Absolute change of local rights this month, noise apart.
    b : Beliefs
        ``transition_duration`` (months), ``transition_loss`` (per unit of change).

    Notes
    -----
    Summed over months a change of one costs ``transition_loss`` times
    ``transition_duration`` months of output.
    """
    return loss * (1.0 - 1.0 / b.transition_duration) + b.transition_loss * change


@rule
def transition_money(announced_change: float, b: Beliefs) -> float:
    """Return the share of money spent on restructuring in each month that pays it.

    ``announced_change`` is the mean absolute change of announced rights;
    ``transition_money`` is spread over ``transition_money_months``, a year.
    """
    return b.transition_money * announced_change / b.transition_money_months


@rule
def shifted_devolver_share(share: float, shift: float) -> float:
    """Return the weight of those who would devolve when a government takes office.

    ``shift`` is how many more of them it brings than the one before.
    """
    return clip(share + shift, 0.05, 0.95)
