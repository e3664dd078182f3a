"""What people believe of government, from experience, news, promises and friends."""

from sim.compiled import rule
from sim.rules.parameters import Beliefs


@rule
def next_trust(
    trust: float, own_level: float, signal: float, ties_excess: float, b: Beliefs
) -> float:
    """Return a person's trust next month.

    Parameters
    ----------
    trust : float in [0, 1]
    own_level : float
        Lasting difference of this person from the area's level.
    signal : float in [0, 1]
        The level that events in the area justify.
    ties_excess : float
        How much more the ties trust than this person, own levels taken out.
    b : Beliefs
        ``trust_rate``, ``trust_fall_multiplier``, ``trust_fall_gap``,
        ``trust_tie_rate``.

    Returns
    -------
    float in [0, 1]

    Notes
    -----
    Trust falls faster than it rises (Slovic 1993), here only for real falls, beyond
    ``trust_fall_gap``: without that dead band mere noise would wear trust down.
    """
    target = min(1.0, max(0.0, signal + own_level))
    gap = target - trust
    rate = b.trust_rate
    if gap < -b.trust_fall_gap:
        rate = rate * b.trust_fall_multiplier
    return min(1.0, max(0.0, trust + rate * gap + b.trust_tie_rate * ties_excess))


@rule
def disappointment_of_voice(voice: float, voice_response: float, b: Beliefs) -> float:
    """Return the trust lost where people are consulted and then ignored.

    Parameters
    ----------
    voice, voice_response : float in [0, 1]
        How much people are consulted; share of it acted upon.
    b : Beliefs
        ``trust_tokenism``, ``trust_tokenism_zero``.

    Notes
    -----
    Tokenism: Arnstein 1969; the size is judgement.
    """
    shortfall = max(0.0, b.trust_tokenism_zero - voice_response)
    return b.trust_tokenism * voice * shortfall


@rule
def experience(
    stock: float, expected: float, reported: float, usual_gap: float, b: Beliefs
) -> float:
    """Return how much better a mission goes than people expected.

    Parameters
    ----------
    stock, expected, reported : float in [0, 1]
        The mission's true state, the state people have got used to, and the state
        that is reported.
    usual_gap : float
        Reported less true state at the status quo: people discount it.
    b : Beliefs
        ``spin``: weight of what is reported.

    Returns
    -------
    float in about [-1, 1], 0 where nothing changes
    """
    seen = (1.0 - b.spin) * stock + b.spin * (reported - usual_gap)
    return seen - expected


@rule
def trust_signal(
    surprise: float,
    heard_excess: float,
    token_excess: float,
    pressure_excess: float,
    gap_excess: float,
    broken_promise: float,
    b: Beliefs,
) -> float:
    """Return the level of trust that an area's experience justifies.

    Parameters
    ----------
    surprise : float
        Sum over missions of :func:`experience`, weighted by what people care about.
    heard_excess, token_excess, pressure_excess, gap_excess : float
        Experienced voice, :func:`disappointment_of_voice`, target pressure and
        reported-less-true, each less its status-quo value.
    broken_promise : float in [0, 1]
        Mean absolute difference of announced and real local rights (mission-washing).
    b : Beliefs
        ``trust_initial``, ``trust_outcome``, ``trust_voice``, ``trust_pressure``,
        ``trust_gap``, ``trust_broken_promise``.

    Returns
    -------
    float
        Not clipped; ``trust_initial`` at the status quo.
    """
    gained = b.trust_outcome * surprise + b.trust_voice * heard_excess
    lost = b.trust_pressure * pressure_excess + b.trust_gap * gap_excess
    betrayed = b.trust_broken_promise * broken_promise
    return b.trust_initial + gained - token_excess - lost - betrayed


@rule
def next_efficacy(
    efficacy: float, matched_share: float, surprise: float, b: Beliefs
) -> float:
    """Return an area's collective efficacy next month.

    Parameters
    ----------
    efficacy : float in [0, 1]
    matched_share : float in [0, 1]
        Share of offered hours that found a place.
    surprise : float
        How much better things go than expected; see :func:`trust_signal`.
    b : Beliefs
        ``efficacy_rate``, ``efficacy_base``, ``efficacy_matching``,
        ``efficacy_outcome``.

    Returns
    -------
    float in [0, 1]

    Notes
    -----
    Sampson, Raudenbush & Earls 1997 for the idea; the form is judgement.
    """
    level = b.efficacy_base + b.efficacy_matching * matched_share
    level = min(1.0, max(0.0, level + b.efficacy_outcome * surprise))
    return efficacy + b.efficacy_rate * (level - efficacy)


@rule
def next_expectation(expected: float, stock: float, b: Beliefs) -> float:
    """Return the state people are used to next month: it follows what is.

    Uses ``expectation_rate`` (per month).
    """
    return expected + b.expectation_rate * (stock - expected)
