"""What the centre and local bodies know of what works, and do about it."""

import math

from sim.compiled import rule
from sim.elementary import clip, logistic, power
from sim.rules.parameters import Beliefs


@rule
def need_memory(b: Beliefs) -> float:
    """Return how much of local difference survives a month, in [0, 1].

    From ``drift`` over ``heterogeneity``, so that the variance of need is constant.
    """
    if b.heterogeneity <= 0.0:
        return 0.0
    lost = min(1.0, b.drift / b.heterogeneity)
    return math.sqrt(1.0 - lost * lost)


@rule
def next_need(need: float, regional: float, local: float, b: Beliefs) -> float:
    """Return a place's standardised need next month, with variance one.

    ``regional`` and ``local`` are standard normal; ``regional_share_of_variance`` of
    what is new is shared by the region.
    """
    memory = need_memory(b)
    shared = b.regional_share_of_variance
    new = math.sqrt(shared) * regional + math.sqrt(1.0 - shared) * local
    return memory * need + math.sqrt(1.0 - memory * memory) * new


@rule
def best_practice(
    common: float, need: float, domain_spread: float, b: Beliefs
) -> float:
    """Return what would work best in one place and domain, in practice units.

    The country's best plus ``heterogeneity`` times the domain's relative spread times
    the place's standardised need. Quadratic matching: Oates 1972.
    """
    return common + b.heterogeneity * domain_spread * need


@rule
def next_bias_multiplier(
    multiplier: float, evaluation: float, usual_evaluation: float, b: Beliefs
) -> float:
    """Return how large lasting errors are next month, relative to the status quo.

    Evaluation beyond the usual wears bias down: ``bias_evaluation_effect``, at
    ``bias_memory`` a month, within ``bias_multiplier_floor``..``_ceiling``.
    """
    level = 1.0 - b.bias_evaluation_effect * (evaluation - usual_evaluation)
    level = clip(level, b.bias_multiplier_floor, b.bias_multiplier_ceiling)
    return multiplier + b.bias_memory * (level - multiplier)


@rule
def centre_signal_noise(attended: float, heard: float, b: Beliefs) -> float:
    """Return the standard deviation of the centre's view of the country's best.

    Parameters
    ----------
    attended : float >= 0
        Headroom times attention relative to the status quo.
    heard : float in [0, 1]
        Mean experienced voice: consultation informs the centre too.
    b : Beliefs
        ``centre_noise``, ``centre_noise_floor``, ``voice_information``,
        ``voice_to_centre``.
    """
    clear = math.sqrt(max(b.centre_noise_floor, attended))
    told = 1.0 + b.voice_information * b.voice_to_centre * heard
    return b.centre_noise / (clear * told)


@rule
def next_plan(plan: float, signal: float, attended: float, b: Beliefs) -> float:
    """Return the centre's plan next month.

    It moves toward ``signal`` at ``centre_gain``, times attention and headroom
    (``attended``) up to ``centre_gain_ceiling``.
    """
    gain = b.centre_gain * min(b.centre_gain_ceiling, attended)
    return plan + gain * (signal - plan)


@rule
def local_signal_noise(capability: float, heard: float, b: Beliefs) -> float:
    """Return the standard deviation of a local body's view of its best practice.

    ``local_noise``, less with capability and with voice (``voice_information``).
    """
    return b.local_noise / (math.sqrt(capability) * (1.0 + b.voice_information * heard))


@rule
def local_lasting_error(
    bias: float, capability: float, multiplier: float, loudest: float, b: Beliefs
) -> float:
    """Return how wrong a local body is in the long run, in practice units.

    Parameters
    ----------
    bias : float
        Standard normal, fixed for a run.
    capability : float > 0
    multiplier : float
        See :func:`next_bias_multiplier`.
    loudest : float
        Pull of the loudest; see :func:`pull_of_loudest`.
    b : Beliefs
        ``local_bias``.
    """
    return b.local_bias * bias * multiplier / math.sqrt(capability) + loudest


@rule
def pull_of_loudest(heard: float, direction: float, b: Beliefs) -> float:
    """Return how far voice pulls practice from what most need.

    ``direction`` is standard normal, one draw a run; ``voice_capture`` and
    ``voice_bias`` scale experienced voice beyond ``heard_initial``.
    """
    return b.voice_capture * b.voice_bias * (heard - b.heard_initial) * direction


@rule
def learned(belief: float, signal: float, b: Beliefs) -> float:
    """Return a local body's belief after this month's signal; ``local_gain``."""
    return belief + b.local_gain * (signal - belief)


@rule
def copying_rate(
    practice_sharing: float,
    evaluation: float,
    own_fit: float,
    peer_fit: float,
    noise: float,
    b: Beliefs,
) -> float:
    """Return how far a body moves to a peer's belief this month, in [0, 0.3].

    Parameters
    ----------
    practice_sharing, evaluation : float
        Levers; evaluation makes the peer's success visible.
    own_fit, peer_fit : float in (0, 1]
    noise : float
        Standard normal.
    b : Beliefs
        ``peer_evaluation_noise``, ``evaluation_noise_cut``, ``peer_fit_scale``.

    Notes
    -----
    Diffusion by better neighbours: Berry & Berry 1990; Rogers 2003.
    """
    blur = b.peer_evaluation_noise * (1.0 - b.evaluation_noise_cut * evaluation)
    better = (peer_fit + blur * noise - own_fit) / b.peer_fit_scale
    return practice_sharing * logistic(better)


@rule
def practice_speed(
    incoherence: float, council_delay: float, disruption: float, b: Beliefs
) -> float:
    """Return how fast practice follows decisions, per month.

    ``practice_rate`` less a split Whitehall, divided councils and reorganisation
    (``disruption``, a share).
    """
    return (
        b.practice_rate * (1.0 - incoherence) * (1.0 - council_delay)
        * (1.0 - disruption)
    )  # fmt: skip


@rule
def decided(
    plan: float, belief: float, rights: float, right_draw: float, averaging: bool
) -> float:
    """Return what is decided for one domain of one body.

    Parameters
    ----------
    plan, belief : float
        The centre's and the body's own, in practice units.
    rights : float in [0, 1]
        Share of such decisions taken locally.
    right_draw : float in (0, 1)
        Fixed for the body and domain: the right is local if below ``rights``.
    averaging : bool
        Structure: mix both instead. That gives a half-and-half mixture the gain of a
        combined forecast, which favours hybrids, so it is not the default.
    """
    if averaging:
        return (1.0 - rights) * plan + rights * belief
    return belief if right_draw < rights else plan


@rule
def mixing_misfit(rights: float, b: Beliefs) -> float:
    """Return the misfit of rights shared between levels; ``mixing_cost`` at half."""
    return b.mixing_cost * 4.0 * rights * (1.0 - rights)


@rule
def splitting_misfit(variance_of_rights: float, b: Beliefs) -> float:
    """Return the misfit of rights that differ across a mission's domains.

    ``split_cost`` where the variance across domains is a quarter, its greatest.
    """
    return b.split_cost * 4.0 * variance_of_rights


@rule
def fit(squared_error: float, misfit: float, b: Beliefs) -> float:
    """Return how well practice fits need, in (0, 1].

    ``squared_error`` is the mean over domains of (practice - best)², in practice
    units; an error of ``fit_width`` in each halves the fit.
    """
    return 1.0 / (1.0 + squared_error / (b.fit_width * b.fit_width) + misfit)


@rule
def next_local_capability(
    capability: float,
    start: float,
    capability_spend: float,
    rights_lost: float,
    b: Beliefs,
) -> float:
    """Return a local body's capability next month.

    Parameters
    ----------
    capability, start : float > 0
        Now, and at the status quo.
    capability_spend : float in [0, 0.05]
        Share of mission money.
    rights_lost : float >= 0
        Fall of local rights this month, mean over domains: people leave.
    b : Beliefs
        ``capability_rate``, ``capability_return``, ``transition_local_loss``.
    """
    level = start * (1.0 + b.capability_return * capability_spend)
    kept = capability * (1.0 - b.transition_local_loss * rights_lost)
    return max(0.05, kept + b.capability_rate * (level - capability))


@rule
def domain_spread(base: float, b: Beliefs) -> float:
    """Return how far best practice differs in a domain, before rescaling.

    ``base`` is one of the ``domain_spread_…`` beliefs; ``domain_order`` is its
    exponent: at 0 all domains are alike, below 0 their order is reversed.
    """
    return power(base, b.domain_order)
