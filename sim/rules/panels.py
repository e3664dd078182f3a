"""Citizens' panels: who answers the letter, and what serving changes."""

import math

from sim.compiled import rule
from sim.elementary import logistic
from sim.rules.parameters import Beliefs


@rule
def reply_chance(resources: float, trust: float, stipend: float, b: Beliefs) -> float:
    """Return the chance that somebody invited to a panel says yes.

    Parameters
    ----------
    resources : float
        Standard deviations from the mean: the advantaged reply more.
    trust : float in [0, 1]
    stipend : float in [0, 1]
        Pay for members; it narrows the difference that resources make.
    b : Beliefs
        ``panel_reply_base`` (logits), ``panel_reply_resources`` (logits per standard
        deviation), ``panel_reply_stipend`` (share of that gradient which a full
        stipend removes), ``panel_reply_trust``, ``trust_initial``.

    Returns
    -------
    float in [0, 1]

    Notes
    -----
    About 1,800 of 30,000 letters of Climate Assembly UK were answered (E070): 6%. The
    gradients are judgement.
    """
    gradient = b.panel_reply_resources * (1.0 - b.panel_reply_stipend * stipend)
    believing = b.panel_reply_trust * (trust - b.trust_initial)
    return logistic(b.panel_reply_base + gradient * resources + believing)


@rule
def serving_hours(hours_left: float, b: Beliefs) -> float:
    """Return the hours a member serves in a month: ``panel_hours``, or what is left."""
    return max(0.0, min(b.panel_hours, hours_left))


@rule
def trust_after_serving(trust: float, voice_response: float, b: Beliefs) -> float:
    """Return a member's trust after a month on a panel, in [0, 1].

    Parameters
    ----------
    trust : float in [0, 1]
    voice_response : float in [0, 1]
        Share of what people say that is acted upon.
    b : Beliefs
        ``panel_trust``, ``trust_tokenism_zero``: the response below which taking part
        costs trust.

    Notes
    -----
    Participation without response backfires: Arnstein 1969; the size is judgement.
    """
    moved = b.panel_trust * (voice_response - b.trust_tokenism_zero)
    return min(1.0, max(0.0, trust + moved))


@rule
def habit_after_serving(habit: float, b: Beliefs) -> float:
    """Return a member's habit of taking part, in [0, 1]; grows by ``panel_habit``."""
    return min(1.0, habit + b.panel_habit)


@rule
def served_within_year(served: float, this_month: float) -> float:
    """Return what the last twelve months' members amount to, this month's included.

    Older months fade by a twelfth a month, so that no month need be remembered.
    """
    return served * (11.0 / 12.0) + this_month


@rule
def blur_left(members: float, b: Beliefs) -> float:
    """Return the share of a local body's noise that panels leave, in (0, 1].

    Parameters
    ----------
    members : float >= 0
        Real adults who served within a year, on panels of this place and mission.
    b : Beliefs
        ``panel_knowledge`` (per member).

    Notes
    -----
    As with any sample, the error falls with the root of its size; how much a member
    adds to what is known anyway is judgement.
    """
    return 1.0 / math.sqrt(1.0 + b.panel_knowledge * members)


@rule
def pull_of_members(mean_resources: float, direction: float, b: Beliefs) -> float:
    """Return how far panels pull a local body from what most need, in practice units.

    Parameters
    ----------
    mean_resources : float
        Of the members, in standard deviations: 0 if they are like everybody.
    direction : float
        Standard normal, one draw a run: where the advantaged pull.
    b : Beliefs
        ``voice_capture``, ``panel_capture``.
    """
    return b.voice_capture * b.panel_capture * mean_resources * direction


@rule
def voice_with_panels(voice: float, deliberation_rate: float, b: Beliefs) -> float:
    """Return how much people are consulted, panels included.

    Parameters
    ----------
    voice : float in [0, 1]
    deliberation_rate : float in [0, 0.05]
        Invitations per adult and month.
    b : Beliefs
        ``heard_panel_weight``, ``heard_panel_saturation`` (one over the rate beyond
        which more panels are not noticed).
    """
    noticed = min(1.0, b.heard_panel_saturation * deliberation_rate)
    return voice + b.heard_panel_weight * noticed


@rule
def panel_cost(deliberation_rate: float, stipend: float, b: Beliefs) -> float:
    """Return the share of a mission's money that its panels cost.

    Parameters
    ----------
    deliberation_rate : float in [0, 0.05]
        Invitations per adult and month.
    stipend : float in [0, 1]
    b : Beliefs
        ``deliberation_price`` (months of the mission's money per head, for each
        invitation), ``panel_stipend_surcharge``.
    """
    dearer = 1.0 + b.panel_stipend_surcharge * stipend
    return b.deliberation_price * deliberation_rate * dearer
