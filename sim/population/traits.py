"""What lasts in a citizen beside resources and standing: motives, time, belonging.

Draws: stream TRAITS, agent = row, step 0; draw 0 disposition, 1 threshold, 2 free
time, 3 usual hours, 4 trust, 5 main mission, 6 second mission, 7 carer, 8 charity
member, 9 business owner, 10 private employee, 11 union member.
"""

import numpy as np

from sim.compiled import kernel, rule
from sim.draws import Stream, four_uniforms
from sim.elementary import clip, exp, normal_quantile
from sim.population.assumptions import (
    BUSINESS_OWNER_CHANCE,
    CARER_SHARE,
    CHARITY_MEMBER_SHARE,
    FREE_TIME_BY_AGE,
    FREE_TIME_LOG_SD,
    FREE_TIME_MEDIAN,
    KEY_SEED,
    MAIN_MISSION_SHARES,
    PRIVATE_EMPLOYEE_CHANCE,
    THRESHOLD_LEAST,
    THRESHOLD_MEAN,
    THRESHOLD_MOST,
    THRESHOLD_SD,
    TRUST_BY_RESOURCES,
    TRUST_SD,
    UNION_MEMBER_CHANCE,
    USUAL_HOURS_LOG_SD,
    USUAL_HOURS_MEDIAN,
)
from sim.population.columns import Group, Population, Work

_TRAITS = int(Stream.TRAITS)
_EMPLOYED = int(Work.EMPLOYED)
_CARER = int(Group.CARER)
_UNION_MEMBER = int(Group.UNION_MEMBER)
_CHARITY_MEMBER = int(Group.CHARITY_MEMBER)
_BUSINESS_OWNER = int(Group.BUSINESS_OWNER)
_PRIVATE_EMPLOYEE = int(Group.PRIVATE_EMPLOYEE)
_N_MISSIONS = len(MAIN_MISSION_SHARES)


@rule
def threshold(z: float) -> float:
    """Return the share of ties that must act before one follows, from a normal draw.

    >>> threshold(0.0), threshold(-9.0)
    (0.28, 0.02)
    """
    return clip(THRESHOLD_MEAN + THRESHOLD_SD * z, THRESHOLD_LEAST, THRESHOLD_MOST)


@rule
def free_time(z: float, age: int) -> float:
    """Return the hours a month that could go to others, from a normal draw and age.

    >>> free_time(0.0, 4)
    42.0
    """
    by_age = np.float64(FREE_TIME_BY_AGE[age])
    return FREE_TIME_MEDIAN * exp(FREE_TIME_LOG_SD * z) * by_age


@rule
def usual_hours(z: float) -> float:
    """Return the hours a month given when active, from a normal draw.

    >>> usual_hours(0.0)
    5.5
    """
    return USUAL_HOURS_MEDIAN * exp(USUAL_HOURS_LOG_SD * z)


@rule
def trust_offset(resources: float, z: float) -> float:
    """Return how far lasting trust lies from the place's, from a normal draw."""
    return TRUST_BY_RESOURCES * resources + TRUST_SD * z


@rule
def main_mission(u: float) -> int:
    """Return the mission that one cares most about, from a uniform draw.

    >>> main_mission(0.05), main_mission(0.15), main_mission(0.99)
    (0, 1, 4)
    """
    mission = 0
    for m in range(_N_MISSIONS - 1):
        u -= MAIN_MISSION_SHARES[m]
        mission += 1 if u >= 0.0 else 0
    return mission


@rule
def second_mission(main: int, u: float) -> int:
    """Return the mission next to the main one, any other alike, from a uniform draw.

    >>> second_mission(3, 0.1), second_mission(3, 0.9)
    (4, 2)
    """
    return (main + 1 + int(u * (_N_MISSIONS - 1))) % _N_MISSIONS


@rule
def work_groups(work: int, u_owner: float, u_private: float, u_union: float) -> int:
    """Return the groups that go with work: owner of a business, or employee.

    Parameters
    ----------
    work : int
        A ``Work``; only the employed belong to any of these groups.
    u_owner, u_private, u_union : float in (0, 1)
        Uniform draws.

    Returns
    -------
    int
        Bits of ``Group``. Owners are no employees, so no union members.

    >>> work_groups(0, 0.01, 0.5, 0.5), work_groups(0, 0.5, 0.5, 0.1)
    (8, 18)
    """
    if work != _EMPLOYED:
        return 0
    if u_owner < BUSINESS_OWNER_CHANCE:
        return _BUSINESS_OWNER
    private = _PRIVATE_EMPLOYEE if u_private < PRIVATE_EMPLOYEE_CHANCE else 0
    return private + (_UNION_MEMBER if u_union < UNION_MEMBER_CHANCE else 0)


@rule
def other_groups(u_carer: float, u_charity: float) -> int:
    """Return the groups that anybody may belong to, from two uniform draws.

    >>> other_groups(0.1, 0.5), other_groups(0.1, 0.1)
    (1, 5)
    """
    carer = _CARER if u_carer < CARER_SHARE else 0
    return carer + (_CHARITY_MEMBER if u_charity < CHARITY_MEMBER_SHARE else 0)


@kernel
def fill_traits(population: Population, first_row: int, stop_row: int) -> None:
    """Draw the lasting traits of some citizens.

    Parameters
    ----------
    population : Population
        ``resources``, ``age`` and ``work`` are read; ``disposition``,
        ``threshold``, ``free_time``, ``usual_hours``, ``trust_offset``,
        ``main_mission``, ``second_mission`` and ``groups`` written.
    first_row, stop_row : int
        The rows to do, the last excluded.
    """
    p = population
    n = len(p.resources)
    for i in range(first_row, stop_row):
        u0, u1, u2, u3 = four_uniforms(KEY_SEED, n, _TRAITS, i, 0, 0)
        u4, u5, u6, u7 = four_uniforms(KEY_SEED, n, _TRAITS, i, 0, 1)
        u8, u9, u10, u11 = four_uniforms(KEY_SEED, n, _TRAITS, i, 0, 2)
        own = np.float64(p.resources[i])
        p.disposition[i] = normal_quantile(u0)
        p.threshold[i] = threshold(normal_quantile(u1))
        p.free_time[i] = free_time(normal_quantile(u2), p.age[i])
        p.usual_hours[i] = usual_hours(normal_quantile(u3))
        p.trust_offset[i] = trust_offset(own, normal_quantile(u4))
        main = main_mission(u5)
        p.main_mission[i] = main
        p.second_mission[i] = second_mission(main, u6)
        p.groups[i] = other_groups(u7, u8) + work_groups(p.work[i], u9, u10, u11)
