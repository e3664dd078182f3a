"""Whether somebody who is asked says yes, or starts unasked."""

from sim.compiled import rule
from sim.elementary import logistic
from sim.rules.parameters import Beliefs


@rule
def inclination(
    resources: float, disposition: float, age_effect: float, b: Beliefs
) -> float:
    """Return the lasting part of a person's readiness, in logits.

    Parameters
    ----------
    resources, disposition : float
        Standard deviations from the mean.
    age_effect : float
        Logits for the person's age band, one of the ``accept_age_…`` beliefs.
    b : Beliefs
        ``accept_resources``, ``accept_disposition``.

    Notes
    -----
    Odds ratios of 1.3-2 for a standard deviation of resources (Verba, Schlozman &
    Brady 1995; meta-analysis in BMC Public Health 2018;18:1213).
    """
    return (
        b.accept_resources * resources
        + b.accept_disposition * disposition
        + (age_effect)
    )


@rule
def circumstance(
    efficacy: float, salience: float, crowding: float, stock: float, b: Beliefs
) -> float:
    """Return what place and mission add to everybody's readiness, in logits.

    Parameters
    ----------
    efficacy : float in [0, 1]
        The area's shared belief that acting together works.
    salience : float in [0, 1]
        How much the mission is in the news.
    crowding : float >= 0
        Pressure and contracts that put volunteers off.
    stock : float in [0, 1]
        How good provision is; 0.5 at the status quo.
    b : Beliefs
        ``accept_efficacy``, ``accept_salience``, ``accept_crowding``,
        ``accept_good_provision``.

    Notes
    -----
    Collective efficacy: Sampson, Raudenbush & Earls 1997. Crowding: Frey & Jegen
    2001. Good provision lowers giving a little: Andreoni 1993.
    """
    drawn = b.accept_efficacy * (efficacy - 0.5) + b.accept_salience * salience
    put_off = b.accept_crowding * crowding + b.accept_good_provision * (stock - 0.5)
    return drawn - put_off


@rule
def pull_of_ties(share_active: float, threshold: float, b: Beliefs) -> float:
    """Return what active ties add to one's readiness, in logits.

    Parameters
    ----------
    share_active, threshold : float in [0, 1]
        Share of ties active last month, and the share at which this person is
        half convinced.
    b : Beliefs
        ``accept_peers`` (logits), ``threshold_slope`` (per unit share).

    Notes
    -----
    Conditional cooperation with thresholds: Granovetter 1978; Fischbacher, Gächter
    & Fehr 2001; Centola & Macy 2007.
    """
    return b.accept_peers * logistic(b.threshold_slope * (share_active - threshold))


@rule
def accepting_chance(
    readiness: float, trust: float, habit: float, fatigue: float, b: Beliefs
) -> float:
    """Return the chance of saying yes when asked.

    Parameters
    ----------
    readiness : float
        Logits: the solved intercept, :func:`inclination`, :func:`circumstance`
        and :func:`pull_of_ties` together.
    trust, habit, fatigue : float in [0, 1]
    b : Beliefs
        ``accept_trust``, ``accept_habit``, ``accept_fatigue`` (logits per unit).

    Returns
    -------
    float in [0, 1]
    """
    own = b.accept_trust * (trust - 0.5) + b.accept_habit * habit
    return logistic(readiness + own - b.accept_fatigue * fatigue)


@rule
def joining_chance(asked: float, accepting: float, b: Beliefs) -> float:
    """Return the chance of beginning to volunteer this month.

    Parameters
    ----------
    asked, accepting : float in [0, 1]
    b : Beliefs
        ``self_start_chance``: a few begin unasked.

    Returns
    -------
    float in [0, 1]
        Never above ``joining_chance(asked, 1, b)``, which is what lets a kernel
        skip those whom even a certain yes would not make join.
    """
    return 1.0 - (1.0 - asked * accepting) * (1.0 - b.self_start_chance * accepting)


@rule
def signing_up_chance(national_ask: float, throughput: float, b: Beliefs) -> float:
    """Return the chance that somebody without a role answers a national appeal.

    Parameters
    ----------
    national_ask : float in [0, 1]
        Chance from the event itself, if everything were convened.
    throughput : float in [0, 1]
        Share of central convening that happens.
    b : Beliefs
        ``national_ask_central_share``: the part that the centre itself convenes.

    Notes
    -----
    750,000 applied within a week to the NHS Volunteer Responders in March 2020.
    """
    return national_ask * (1.0 - b.national_ask_central_share * (1.0 - throughput))


@rule
def age_effect(age_band: int, b: Beliefs) -> float:
    """Return the logits that an age band adds to readiness.

    ``age_band`` counts 18-24, 25-34, 35-49, 50-64, 65-74, 75 and over from 0.
    """
    if age_band == 0:
        return b.accept_age_18_24
    if age_band == 1:
        return b.accept_age_25_34
    if age_band == 2:
        return b.accept_age_35_49
    if age_band == 3:
        return b.accept_age_50_64
    if age_band == 4:
        return b.accept_age_65_74
    return b.accept_age_75_plus
