"""Whether people do their own part in a mission: one yes or no for each mission."""

from sim.compiled import rule
from sim.elementary import logistic
from sim.rules.parameters import Beliefs


@rule
def reconsidered_mission(luck: float, n_missions: int, b: Beliefs) -> int:
    """Return which mission a person reconsiders this month, or -1 for none.

    Parameters
    ----------
    luck : float in (0, 1)
        A uniform draw.
    n_missions : int
    b : Beliefs
        ``coproduction_reconsider``: chance a month for each mission, never two in
        one month.
    """
    if luck >= n_missions * b.coproduction_reconsider:
        return -1
    return min(int(luck / b.coproduction_reconsider), n_missions - 1)


@rule
def standing(is_main: bool, is_second: bool, b: Beliefs) -> float:
    """Return how much more a person does for the missions that matter to them.

    In logits; ``coproduction_main_bonus`` or ``coproduction_second_bonus``.
    """
    if is_main:
        return b.coproduction_main_bonus
    return b.coproduction_second_bonus if is_second else 0.0


@rule
def invitation(heard: float, salience: float, crowding: float, b: Beliefs) -> float:
    """Return what place and mission add to everybody's readiness, in logits.

    Parameters
    ----------
    heard : float in [0, 1]
        Voice as people experience it.
    salience : float in [0, 1]
    crowding : float >= 0
    b : Beliefs
        ``coproduction_voice``, ``coproduction_information``,
        ``coproduction_crowding_cost``.

    Notes
    -----
    Citizens produce when they are treated as producers: Ostrom 1996; size is
    judgement, bounded by Sharkey et al. 2017.
    """
    informed = b.coproduction_information * (salience - 0.5)
    return (
        b.coproduction_voice * heard
        + informed
        - b.coproduction_crowding_cost * (crowding)
    )


@rule
def relief_of_cost(business_match: float, b: Beliefs) -> float:
    """Return what matched money adds to readiness to save energy, in logits.

    Parameters
    ----------
    business_match : float in [0, 0.05]
    b : Beliefs
        ``coproduction_energy_cost``: what doing one's part costs beyond other
        missions; ``coproduction_energy_match_relief``: part of it that a unit of
        match takes away, never more than all.

    Notes
    -----
    The cost itself is in the solved intercept.
    """
    part = b.coproduction_energy_match_relief * business_match
    return b.coproduction_energy_cost * min(1.0, part)


@rule
def taking_part_chance(
    readiness: float, ties_excess: float, trust: float, resources: float, b: Beliefs
) -> float:
    """Return the chance of doing one's part in the mission reconsidered.

    Parameters
    ----------
    readiness : float
        Logits: the solved intercept, :func:`invitation` and :func:`standing`.
    ties_excess : float in [-1, 1]
        Share of ties doing their part, less the country's share at the status quo.
    trust : float in [0, 1]
    resources : float
        Standard deviations.
    b : Beliefs
        ``coproduction_peers``, ``coproduction_trust``,
        ``coproduction_trust_centre``, ``coproduction_resources``.

    Returns
    -------
    float in [0, 1]
    """
    believing = b.coproduction_trust * (trust - b.coproduction_trust_centre)
    means = b.coproduction_resources * resources
    return logistic(readiness + b.coproduction_peers * ties_excess + believing + means)
