"""Columns of those whom government works with: businesses, unions, providers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.institutions.columns import (
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Bodies,
    Departments,
    Floats,
)
from sim.population.columns import Group, Population
from sim.scenario.policies import MissionRows

_IN_FIRMS = int(Group.BUSINESS_OWNER | Group.PRIVATE_EMPLOYEE)
N_BANDS = 3
# Unions organise the five missions' services and central administration.
N_SECTORS = N_MISSIONS + 1
CENTRAL = N_MISSIONS


class Businesses(NamedTuple):
    """Private firms by area and size band: 1 to 9 people, 10 to 249, 250 and more.

    Attributes
    ----------
    investment : shape (A, 3), log
        Investment index.
    joined : shape (A, 3), share
        Firms that take part in partnerships.
    input : shape (A, 5)
        What they put into each mission, 1 at the status quo.
    seconded : shape (A,), hours
        Of seconded staff, per adult and month, in each mission.
    reachable : shape (A,), share
        Adults who work in private firms or own one; does not change.
    expected_demand, income_growth : shape (12,)
        Expected beyond the trend, log per year; last month's, log.
    uncertainty : shape (1,)
        How unsteady policy looks.
    known_plan : shape (5, 4), practice units
        The centre's plan as it was last month.
    """

    investment: Floats
    joined: Floats
    input: Floats
    seconded: Floats
    reachable: Floats
    expected_demand: Floats
    income_growth: Floats
    uncertainty: Floats
    known_plan: Floats


class Unions(NamedTuple):
    """Unions by region and sector: the five missions, then central administration.

    Attributes
    ----------
    grievance : shape (12, 6)
    dispute : shape (12, 6)
        1 in a month of dispute, else 0.
    support : shape (12, 6), share
        Of members, for a dispute; 0 in a month without a ballot.
    strike : shape (12, 6), share
        Effort lost this month.
    pace : shape (12, 5), per month
        Added to the speed of practice where unions cooperate.
    inside : shape (12, 5)
        1 where the mission's policy applies, else 0; does not change.
    weight : shape (12,), share
        Of adults; does not change.
    """

    grievance: Floats
    dispute: Floats
    support: Floats
    strike: Floats
    pace: Floats
    inside: NDArray[np.int64]
    weight: Floats


class Contractors(NamedTuple):
    """Outsourced providers, one a mission, inside its scope.

    Attributes
    ----------
    share : shape (5,)
        Of delivery.
    trouble : shape (5,), months
        Left until a failed provider is replaced; 0 where none failed.
    kept : shape (5,), share
        Effort left while one is replaced.
    buys : shape (5,)
        What a pound at the front line buys, relative to the status quo.
    """

    share: Floats
    trouble: Floats
    kept: Floats
    buys: Floats


@kernel
def _count_in_firms(
    groups: NDArray[np.uint8], area_start: NDArray[np.int64], out: Floats
) -> None:
    for a in range(area_start.size - 1):
        for i in range(area_start[a], area_start[a + 1]):
            out[a] += 1.0 if groups[i] & _IN_FIRMS else 0.0


def _reachable(people: Population) -> Floats:
    counts = np.zeros(people.area_start.size - 1)
    _count_in_firms(people.groups, people.area_start, counts)
    share: Floats = counts / np.diff(people.area_start)
    return share


def start_businesses(
    people: Population, departments: Departments, beliefs: NDArray[np.void]
) -> Businesses:
    """Return businesses before preparation, when nothing has surprised them."""
    n_areas = people.area_start.size - 1
    b = beliefs[0]
    return Businesses(
        investment=np.zeros((n_areas, N_BANDS)),
        joined=np.full((n_areas, N_BANDS), float(b.joining_initial)),
        input=np.ones((n_areas, N_MISSIONS)),
        seconded=np.zeros(n_areas),
        reachable=_reachable(people),
        expected_demand=np.zeros(N_REGIONS),
        # Incomes do not move in preparation: they are taken to follow the trend.
        income_growth=np.full(N_REGIONS, float(b.income_trend) / 12.0),
        uncertainty=np.zeros(1),
        known_plan=departments.plan.copy(),
    )


def start_unions(areas: Areas, bodies: Bodies, beliefs: NDArray[np.void]) -> Unions:
    """Return unions before preparation. Regions never straddle a mission's scope."""
    inside = np.zeros((N_REGIONS, N_MISSIONS), np.int64)
    weight = np.zeros(N_REGIONS)
    for a, region in enumerate(areas.region):
        inside[region] = bodies.inside[a]
        weight[region] += areas.weight[a]
    by_sector = (N_REGIONS, N_SECTORS)
    return Unions(
        grievance=np.full(by_sector, float(beliefs[0].union_grievance_initial)),
        dispute=np.zeros(by_sector),
        support=np.zeros(by_sector),
        strike=np.zeros(by_sector),
        pace=np.zeros((N_REGIONS, N_MISSIONS)),
        inside=inside,
        weight=weight,
    )


def start_contractors(missions: MissionRows) -> Contractors:
    """Return providers with the status quo's share, row 0 of ``missions``."""
    return Contractors(
        share=np.array(missions.outsourced_share[0], np.float64),
        trouble=np.zeros(N_MISSIONS),
        kept=np.ones(N_MISSIONS),
        buys=np.ones(N_MISSIONS),
    )
