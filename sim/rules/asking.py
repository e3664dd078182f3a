"""Who is asked to volunteer: most people who help were first asked by somebody."""

from sim.compiled import rule
from sim.elementary import exp, power
from sim.rules.parameters import Beliefs


@rule
def brokerage(
    hosting: float, mobilisation_spend: float, throughput: float, b: Beliefs
) -> float:
    """Return how well the umbrella body brings people and charities together.

    Parameters
    ----------
    hosting : float >= 0
        Host organisations open, relative to the status quo.
    mobilisation_spend : float in [0, 0.15]
        Share of mission money.
    throughput : float in [0, 1]
        Share of what the centre must convene that it manages to convene.
    b : Beliefs
        ``umbrella_reach``, ``spend_reference``, ``brokerage_exponent``.

    Returns
    -------
    float >= 0
        0.5 at the status quo by default.

    Notes
    -----
    Judgement; fewer infrastructure bodies mean less matching (barrier M11).
    """
    spend = power(mobilisation_spend / b.spend_reference, b.brokerage_exponent)
    return b.umbrella_reach * hosting * spend * throughput


@rule
def ask_hazard(
    mobilisation_spend: float,
    exhortation: float,
    deprivation: float,
    throughput: float,
    brokerage: float,
    b: Beliefs,
) -> float:
    """Return the monthly hazard of being asked that coordinators and brokers add.

    Parameters
    ----------
    mobilisation_spend : float in [0, 0.15]
        Share of mission money.
    exhortation : float
        Multiplies asks without adding places.
    deprivation : float
        Standard deviations of the area within its nation.
    throughput : float in [0, 1]
        Share of central convening that happens; only ``centrally_convened_asks``
        of all asks depend on it.
    brokerage : float >= 0
        See :func:`brokerage`.
    b : Beliefs
        ``ask_from_spend``, ``spend_reference``, ``ask_deprivation_slope``,
        ``centrally_convened_asks``, ``ask_from_brokers``.

    Returns
    -------
    float >= 0, per month

    Notes
    -----
    Recruitment as the third leg of civic voluntarism (Verba, Schlozman & Brady
    1995); the small effect of spending is bounded by the flatness of volunteering
    through the Big Society years (Lindsey & Mohan 2018).
    """
    convened = 1.0 - b.centrally_convened_asks * (1.0 - throughput)
    spend = exhortation * mobilisation_spend / b.spend_reference
    reach = exp(-b.ask_deprivation_slope * deprivation)
    return b.ask_from_spend * spend * reach * convened + b.ask_from_brokers * brokerage


@rule
def asked_chance(
    area_hazard: float, share_active: float, ask_multiplier: float, b: Beliefs
) -> float:
    """Return the chance of being asked this month by anybody.

    Parameters
    ----------
    area_hazard : float >= 0
        From coordinators and brokers, per month; see :func:`ask_hazard`.
    share_active : float in [0, 1]
        Share of one's ties who volunteered last month.
    ask_multiplier : float >= 0
        Events; 1 is neutral.
    b : Beliefs
        ``ask_base``, ``ask_from_ties`` (hazards per month).

    Returns
    -------
    float in [0, 1]

    Notes
    -----
    Independent hazards add (Bryant, Jeon-Slaughter, Kang & Tax 2003 on being asked).
    """
    hazard = b.ask_base + b.ask_from_ties * share_active + area_hazard
    return 1.0 - exp(-hazard * ask_multiplier)
