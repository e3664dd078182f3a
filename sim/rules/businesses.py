"""What businesses do: invest, join partnerships, lend people, and ask their staff."""

import math

from sim.compiled import rule
from sim.elementary import clip, exp, log, logistic
from sim.rules.parameters import Beliefs


@rule
def employment_share(band: int, b: Beliefs) -> float:
    """Return the share of private employment in a size band.

    Parameters
    ----------
    band : int
        0 for 1 to 9 people, 1 for 10 to 249, 2 for 250 and more.
    b : Beliefs
        ``business_micro_employment``, ``business_medium_employment``,
        ``business_large_employment``; the three are rescaled to sum to 1.
    """
    medium = b.business_medium_employment
    large = b.business_large_employment
    total = b.business_micro_employment + medium + large
    if band == 0:
        return b.business_micro_employment / total
    return medium / total if band == 1 else large / total


@rule
def inclination(band: int, b: Beliefs) -> float:
    """Return how much more firms of a size band join than others, in logits.

    ``business_micro_joining``, ``business_medium_joining``,
    ``business_large_joining``: small firms have nobody to send.
    """
    if band == 0:
        return b.business_micro_joining
    return b.business_medium_joining if band == 1 else b.business_large_joining


@rule
def next_uncertainty(
    uncertainty: float, plan_moved: float, rights_moved: float, b: Beliefs
) -> float:
    """Return how unsteady policy looks to businesses next month, at least 0.

    Parameters
    ----------
    uncertainty : float >= 0
    plan_moved : float >= 0
        Mean absolute change of the centre's plans, practice units.
    rights_moved : float >= 0
        Mean absolute change of decision rights, noise apart.
    b : Beliefs
        ``business_memory``, ``uncertainty_plan_scale``, ``uncertainty_rights``.

    Notes
    -----
    That firms wait while policy is unsteady is theory (Dixit & Pindyck 1994); the
    measure is judgement.
    """
    moved = plan_moved / b.uncertainty_plan_scale + b.uncertainty_rights * rights_moved
    return b.business_memory * uncertainty + (1.0 - b.business_memory) * moved


@rule
def next_expected_demand(expected: float, income_growth: float, b: Beliefs) -> float:
    """Return the growth of demand that firms expect beyond the trend, log per year.

    Parameters
    ----------
    expected : float
    income_growth : float
        Last month's growth of the region's income per head, log per month.
    b : Beliefs
        ``business_memory``, ``income_trend`` (log per year).
    """
    beyond = 12.0 * income_growth - b.income_trend
    return b.business_memory * expected + (1.0 - b.business_memory) * beyond


@rule
def next_investment(
    log_investment: float,
    demand: float,
    uncertainty: float,
    partnership: float,
    growth_effort: float,
    loss: float,
    b: Beliefs,
) -> float:
    """Return the log of the investment index next month.

    Parameters
    ----------
    log_investment : float
    demand : float
        Growth of demand expected beyond the trend, log per year.
    uncertainty : float
        Policy uncertainty beyond the status quo.
    partnership : float in [0, 1]
        Share of firms in partnerships, times the convening that happens.
    growth_effort : float > 0
        What the state puts into growth here, relative to the status quo.
    loss : float >= 0
        Cost shock this month, log.
    b : Beliefs
        ``business_memory``, ``investment_demand_effect``,
        ``investment_uncertainty_effect``, ``investment_partnership_effect``,
        ``investment_growth_effect``, ``investment_clip``,
        ``production_input_floor``.

    Returns
    -------
    float in [-investment_clip, investment_clip]
    """
    effort = log(max(b.production_input_floor, growth_effort))
    drive = (
        b.investment_demand_effect * demand
        - b.investment_uncertainty_effect * uncertainty
        + b.investment_partnership_effect * partnership
        + b.investment_growth_effect * effort
    )
    moved = b.business_memory * log_investment + (1.0 - b.business_memory) * drive
    return clip(moved - loss, -b.investment_clip, b.investment_clip)


@rule
def joining_level(
    inclination: float,
    council: float,
    business_match: float,
    trust: float,
    uncertainty: float,
    attention: float,
    b: Beliefs,
) -> float:
    """Return the share of firms of a band toward which partnerships move.

    Parameters
    ----------
    inclination : float
        Logits; see :func:`inclination`.
    council : float in [0, 1]
        Strength of mission councils, times the convening that happens.
    business_match : float in [0, 0.05]
        Public money offered to match firms' own.
    trust : float in [0, 1]
        The level of trust that the area justifies.
    uncertainty : float
        Policy uncertainty beyond the status quo.
    attention : float >= 0
        The centre's, relative to the status quo.
    b : Beliefs
        ``joining_base``, ``joining_council``, ``joining_match``, ``joining_trust``,
        ``trust_initial``, ``joining_uncertainty``, ``joining_attention``.

    Returns
    -------
    float in [0, 1]
    """
    drawn = b.joining_council * council + b.joining_match * business_match
    calm = b.joining_trust * (trust - b.trust_initial)
    calm -= b.joining_uncertainty * uncertainty
    watched = b.joining_attention * attention
    return logistic(b.joining_base + inclination + drawn + calm + watched)


@rule
def next_joined(joined: float, level: float, b: Beliefs) -> float:
    """Return the share of firms in partnerships next month, at ``joining_rate``."""
    return joined + b.joining_rate * (level - joined)


@rule
def business_input(
    investment_excess: float, joined_excess: float, business_match: float, b: Beliefs
) -> float:
    """Return what firms of a band put into a mission, 1 at the status quo.

    Parameters
    ----------
    investment_excess : float
        Log of the investment index beyond its status-quo value.
    joined_excess : float in [-1, 1]
        Share of firms in partnerships beyond its status-quo value.
    business_match : float in [0, 0.05]
        Share of the mission's money.
    b : Beliefs
        ``business_investment_exponent``, ``business_joining_gain``,
        ``match_leverage`` (concave: the first pound draws in most).

    Returns
    -------
    float >= 0
    """
    invested = exp(b.business_investment_exponent * investment_excess)
    matched = b.match_leverage * math.sqrt(business_match)
    return max(
        0.0, invested * (1.0 + b.business_joining_gain * joined_excess + matched)
    )


@rule
def seconded_hours(joined: float, b: Beliefs) -> float:
    """Return hours of seconded staff per adult and month, over all missions.

    ``secondment_share`` of firms in partnerships lend people for
    ``secondment_hours``.
    """
    return b.secondment_share * joined * b.secondment_hours


@rule
def employers_asks(reachable: float, business_input: float, b: Beliefs) -> float:
    """Return the monthly hazard of being asked to volunteer that employers add.

    Parameters
    ----------
    reachable : float in [0, 1]
        Share of the area's adults who work in private firms or own one.
    business_input : float >= 0
        Firms ask where they do more than at the status quo; see
        :func:`business_input`.
    b : Beliefs
        ``ask_from_business``.

    Notes
    -----
    A mean over the area's adults: who works where is not followed person by person.
    """
    return b.ask_from_business * reachable * clip(business_input - 1.0, 0.0, 1.0)
