"""How state and society together make outcomes."""

from sim.compiled import rule
from sim.elementary import clip, exp, log, power
from sim.rules.parameters import Beliefs


@rule
def worth_of_volunteer_hour(b: Beliefs) -> float:
    """Return the paid hours that one matched volunteer hour adds to labour.

    ``volunteer_productivity`` less what paid staff withdraw (``displacement``) and
    the paid time spent on supervision (``supervision_cost``): it can be negative.
    """
    return b.volunteer_productivity * (1.0 - b.displacement) - b.supervision_cost


@rule
def labour(
    money: float, workforce: float, matched: float, usual_matched: float, b: Beliefs
) -> float:
    """Return labour at the front line, relative to the status quo.

    Parameters
    ----------
    money, workforce : float > 0
        Relative to the status quo.
    matched, usual_matched : float >= 0
        Volunteer hours with a place, per adult and month; the second is the country's
        at the status quo.
    b : Beliefs
        ``paid_hours`` per adult and month behind the mission, ``labour_floor``, and
        those of :func:`worth_of_volunteer_hour`.
    """
    worth = worth_of_volunteer_hour(b)
    now = money * workforce * b.paid_hours + matched * worth
    usual = b.paid_hours + usual_matched * worth
    return max(b.labour_floor, now / usual)


@rule
def effort_that_fits(
    measured_effort: float, unmeasured_effort: float, fit: float, b: Beliefs
) -> float:
    """Return effort on both tasks, as output needs them, times the fit of practice.

    ``measurability`` is the weight of the task that targets can see.
    """
    seen = b.measurability * measured_effort
    return (seen + (1.0 - b.measurability) * unmeasured_effort) * fit


@rule
def state_input(
    labour: float, effort_that_fits: float, autonomy: float, b: Beliefs
) -> float:
    """Return what the state puts in, before losses and normalisation.

    Parameters
    ----------
    labour, effort_that_fits : float
    autonomy : float in [0, 1]
        Mean local rights: what is decided once is cheaper (``scale_economies``).
    b : Beliefs
        ``labour_exponent``, ``scale_economies``.
    """
    once = 1.0 + b.scale_economies * (1.0 - autonomy)
    return power(labour, b.labour_exponent) * effort_that_fits * once


@rule
def kept_of_state_input(admin_cut: float, transition_loss: float, b: Beliefs) -> float:
    """Return the share of the state's input left by the cut and by restructuring.

    ``policy_capacity_elasticity``: front-line productivity lost when central
    administration shrinks.
    """
    steered = power(1.0 - admin_cut, b.policy_capacity_elasticity)
    return steered * max(0.0, 1.0 - transition_loss)


@rule
def worth_of_management(
    capability: float, usual_capability: float, b: Beliefs
) -> float:
    """Return what a local body makes of the same staff, relative to the status quo.

    Parameters
    ----------
    capability, usual_capability : float > 0
        Of the body, now and at the status quo.
    b : Beliefs
        ``management_elasticity``.

    Notes
    -----
    That managers differ in what they get out of the same inputs is found in hospitals
    and schools (Bloom, Propper, Seiler & Van Reenen 2015; Bloom, Lemos, Sadun & Van
    Reenen 2015); no source gives an elasticity.
    """
    return power(capability / usual_capability, b.management_elasticity)


@rule
def society_input(
    matched_ratio: float,
    informal_ratio: float,
    business_ratio: float,
    coproduction_ratio: float,
    b: Beliefs,
) -> float:
    """Return what society puts in, relative to the status quo.

    Parameters
    ----------
    matched_ratio, informal_ratio, business_ratio, coproduction_ratio : float >= 0
        Matched volunteer hours, informal help, business input and co-production, each
        over its status-quo value.
    b : Beliefs
        ``volunteer_weight``, ``volunteer_productivity``, ``informal_help_weight``,
        ``business_weight``, ``society_input_floor``, ``society_input_ceiling``.

    Notes
    -----
    Without the floor a country without volunteers would collapse, which is rigged.
    """
    helpers = b.volunteer_weight + b.informal_help_weight + b.business_weight
    total = 1.0
    total += b.volunteer_weight * b.volunteer_productivity * (matched_ratio - 1.0)
    total += b.informal_help_weight * (informal_ratio - 1.0)
    total += b.business_weight * (business_ratio - 1.0)
    total += (1.0 - helpers) * (coproduction_ratio - 1.0)
    return clip(total, b.society_input_floor, b.society_input_ceiling)


@rule
def productive_pressure(state: float, society: float, b: Beliefs) -> float:
    """Return what state and society achieve together; 1 where both are 1.

    Parameters
    ----------
    state, society : float > 0
        Relative to the status quo.
    b : Beliefs
        ``society_weight``, ``complementarity`` (below 0 they need each other),
        ``production_input_floor``, ``production_input_ceiling``,
        ``cobb_douglas_window``.

    Notes
    -----
    Constant elasticity of substitution (Arrow, Chenery, Minhas & Solow 1961);
    co-production as complements: Ostrom 1996.
    """
    e = clip(state, b.production_input_floor, b.production_input_ceiling)
    c = clip(society, b.production_input_floor, b.production_input_ceiling)
    weight = b.society_weight
    rho = b.complementarity
    if abs(rho) < b.cobb_douglas_window:
        return exp((1.0 - weight) * log(e) + weight * log(c))
    mean = (1.0 - weight) * power(e, rho) + weight * power(c, rho)
    return power(mean, 1.0 / rho)


@rule
def pressure_felt(own: float, regional: float, demand: float, b: Beliefs) -> float:
    """Return the pressure for the better in a place, after spillovers and demand.

    Parameters
    ----------
    own, regional : float > 0
        Productive pressure here, and the mean over the region.
    demand : float > 0
        Need for the service relative to the country.
    b : Beliefs
        ``spillover``, ``spillover_clip``, ``spillover_cross_area_share``.
    """
    shared = b.spillover_cross_area_share * min(b.spillover, b.spillover_clip)
    return ((1.0 - shared) * own + shared * regional) / demand


@rule
def next_stock(stock: float, pressure: float, b: Beliefs) -> float:
    """Return a mission's state next month, in (0, 1).

    It moves toward pressure / (1 + pressure), one half at the status quo, at
    ``outcome_response_rate`` a month.
    """
    level = pressure / (1.0 + pressure)
    return stock + b.outcome_response_rate * (level - stock)


@rule
def next_smoothed(smoothed: float, pressure: float, b: Beliefs) -> float:
    """Return productive pressure smoothed over ``smoothing_months``."""
    return smoothed + (pressure - smoothed) / b.smoothing_months
