"""Volunteers' hours meet places: goodwill without a place does nothing."""

import math

from sim.compiled import rule
from sim.elementary import exp, power
from sim.rules.parameters import Beliefs


@rule
def slots(
    usual_hours: float,
    mobilisation_spend: float,
    matching: float,
    hosting: float,
    deprivation: float,
    openness: float,
    b: Beliefs,
) -> float:
    """Return the hours of places for volunteers, per adult and month.

    Parameters
    ----------
    usual_hours : float >= 0
        Hours offered nationally for this mission at the status quo.
    mobilisation_spend : float in [0, 0.15]
        Share of mission money, for coordinators.
    matching : float >= 1
        Help in matching that really happens; 1 is none.
    hosting : float >= 0
        Host organisations open, relative to the status quo.
    deprivation : float
        Standard deviations within the nation.
    openness : float in [0, 1]
        1 less the share of places that events close.
    b : Beliefs
        ``slots_base``, ``spend_reference``, ``slots_exponent``,
        ``slots_deprivation_slope``, ``slots_ceiling``.

    Returns
    -------
    float in [0, slots_ceiling * usual_hours]

    Notes
    -----
    Places grow with coordinators and hosts, not with goodwill: 600,000 approved and
    360,000 ever on duty in 2020 (NHS Volunteer Responders).
    """
    spend = power(mobilisation_spend / b.spend_reference, b.slots_exponent)
    reach = exp(-b.slots_deprivation_slope * deprivation)
    wanted = b.slots_base * usual_hours * spend * matching * hosting * reach * openness
    return min(b.slots_ceiling * usual_hours, wanted)


@rule
def matched_hours(offered: float, slots: float) -> float:
    """Return the hours that find a place.

    Both arguments in hours per adult and month, at least 0. Never above either;
    homogeneous of degree one; symmetric (a matching function, Petrongolo &
    Pissarides 2001, here with elasticity of substitution one third).

    >>> round(matched_hours(3.0, 4.0), 6)
    2.4
    """
    total = math.sqrt(offered * offered + slots * slots)
    return offered * slots / total if total > 0.0 else 0.0


@rule
def place_chance(matched_share: float, usual_share: float, b: Beliefs) -> float:
    """Return the chance that somebody who volunteers finds a place to do it.

    Parameters
    ----------
    matched_share, usual_share : float in [0, 1]
        Share of offered hours that found places last month, and at the status quo.
    b : Beliefs
        ``place_threshold``: share of the usual below which people are turned away.

    Returns
    -------
    float in [0, 1]
    """
    needed = b.place_threshold * usual_share
    if matched_share >= needed:
        return 1.0
    return matched_share / needed


@rule
def matching_help(matching: float, throughput: float, unit_service: float) -> float:
    """Return the matching that really happens.

    Parameters
    ----------
    matching : float >= 1
        As announced.
    throughput, unit_service : float in [0, 1]
        Share of central convening, and of requests to the partnerships unit, served.
    """
    return 1.0 + (matching - 1.0) * throughput * unit_service


@rule
def shrunk(own: float, regional: float, n_citizens: float, b: Beliefs) -> float:
    """Return an area's sample mean, drawn toward its region's where citizens are few.

    Parameters
    ----------
    own, regional : float
        Means over the area's and the region's simulated citizens.
    n_citizens : float > 0
        Simulated citizens of the area.
    b : Beliefs
        ``pooling_citizens``: number at which both weigh the same.

    Notes
    -----
    What institutions do is concave in these means, so sampling noise in small areas
    would bias small runs. With every adult simulated the effect is nil.
    """
    weight = n_citizens / (n_citizens + b.pooling_citizens)
    return weight * own + (1.0 - weight) * regional
