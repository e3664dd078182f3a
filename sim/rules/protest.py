"""Opposition: what people resent, and when they protest."""

from sim.compiled import rule
from sim.elementary import clip, logistic
from sim.rules.parameters import Beliefs


@rule
def grievance(
    stock: float,
    expected: float,
    building: float,
    heard: float,
    voice_response: float,
    b: Beliefs,
) -> float:
    """Return what people hold against a mission in one place.

    Parameters
    ----------
    stock, expected : float in [0, 1]
        The mission's true state, and the state people have got used to.
    building : float >= 0
        What is built, relative to the status quo; 1 where nothing is counted.
    heard, voice_response : float in [0, 1]
        Experienced voice, and the share of what is said that is acted upon: what is
        built with people is not imposed on them.
    b : Beliefs
        ``grievance_disappointment`` (per unit of state), ``siting_grievance`` (of the
        mission).

    Returns
    -------
    float in [0, 1]
    """
    disappointed = b.grievance_disappointment * max(0.0, expected - stock)
    imposed = b.siting_grievance * building * (1.0 - heard * voice_response)
    return clip(disappointed + imposed, 0.0, 1.0)


@rule
def unrest(grieved: float, riot: float, b: Beliefs) -> float:
    """Return what a place and mission add to everybody's protest, in logits.

    Parameters
    ----------
    grieved : float in [0, 1]
        See :func:`grievance`.
    riot : float >= 0
        Size of riots in the region this month.
    b : Beliefs
        ``protest_base``, ``protest_grievance``, ``protest_riot``.
    """
    return b.protest_base + b.protest_grievance * grieved + b.protest_riot * riot


@rule
def protest_chance(
    unrest: float, share_protesting: float, threshold: float, trust: float, b: Beliefs
) -> float:
    """Return the chance that a person protests this month.

    Parameters
    ----------
    unrest : float
        Logits; see :func:`unrest`.
    share_protesting : float in [0, 1]
        Share of ties who protested last month.
    threshold : float in (0, 1)
        Share of ties that must act before this person follows.
    trust : float in [0, 1]
    b : Beliefs
        ``protest_ceiling``, ``protest_peers``, ``protest_ties_scale``,
        ``threshold_slope``, ``protest_trust``, ``trust_initial``.

    Returns
    -------
    float in [0, protest_ceiling]

    Notes
    -----
    Thresholds: Granovetter 1978. The ceiling keeps a few protesters from turning into
    most of the country within months; without it the model has a second, absurd
    equilibrium. A person without protesting ties is not held back by having none.
    """
    pull = 0.0
    # Most have no protesting tie, and then nothing pulls: spare them two exponentials.
    if share_protesting > 0.0:
        seen = min(1.0, b.protest_ties_scale * share_protesting)
        followed = logistic(b.threshold_slope * (seen - threshold))
        alone = logistic(-b.threshold_slope * threshold)
        pull = b.protest_peers * (followed - alone)
    believing = b.protest_trust * (trust - b.trust_initial)
    return b.protest_ceiling * logistic(unrest + pull - believing)
