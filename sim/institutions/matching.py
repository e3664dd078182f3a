"""What citizens did becomes what institutions see; their hours meet places."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import HOURS_UNIT, Count, Totals
from sim.compiled import kernel, one_row, rule
from sim.institutions.centre import convening
from sim.institutions.columns import (
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Bodies,
    Centre,
    Floats,
    Hosts,
    Usual,
)
from sim.rules.matching import (
    matched_hours,
    matching_help,
    place_chance,
    shrunk,
    slots,
)
from sim.rules.parameters import Beliefs
from sim.rules.uproar import hours_with_clean_up
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks

_HELPED = int(Count.HELPED)
_PROTESTED = int(Count.PROTESTED)


class RegionSums(NamedTuple):
    """What the citizens of whole regions did, as real adults.

    Attributes
    ----------
    adults, helped, protested : shape (12,)
    offered, doing : shape (12, 5)
        Hours in ``HOURS_UNIT``; people.
    """

    adults: Floats
    helped: Floats
    protested: Floats
    offered: Floats
    doing: Floats


@rule
def add_up_regions(totals: Totals, areas: Areas) -> RegionSums:
    """Return what citizens did this month, by region, in order of areas."""
    adults = np.zeros(N_REGIONS)
    helped = np.zeros(N_REGIONS)
    protested = np.zeros(N_REGIONS)
    offered = np.zeros((N_REGIONS, N_MISSIONS))
    doing = np.zeros((N_REGIONS, N_MISSIONS))
    for a in range(areas.weight.size):
        r = areas.region[a]
        stands_for = areas.adults[a] / areas.n_citizens[a]
        adults[r] += areas.adults[a]
        helped[r] += stands_for * totals.counts[a, _HELPED]
        protested[r] += stands_for * totals.counts[a, _PROTESTED]
        for m in range(N_MISSIONS):
            offered[r, m] += stands_for * totals.offered[a, m]
            doing[r, m] += stands_for * totals.doing[a, m]
    return RegionSums(adults, helped, protested, offered, doing)


@one_row
def gather_people_one(
    a: int, totals: Totals, areas: Areas, sums: RegionSums, b: Beliefs
) -> None:
    """See which share of an area's people helped and protested.

    Its mean is drawn toward its region's where simulated citizens are few.
    """
    r = areas.region[a]
    n = areas.n_citizens[a]
    own = totals.counts[a, _HELPED] / n
    areas.helped[a] = shrunk(own, sums.helped[r] / sums.adults[r], n, b)
    own = totals.counts[a, _PROTESTED] / n
    areas.protest[a] = shrunk(own, sums.protested[r] / sums.adults[r], n, b)


@one_row
def gather_one(
    a: int,
    m: int,
    totals: Totals,
    areas: Areas,
    bodies: Bodies,
    sums: RegionSums,
    beliefs: NDArray[np.void],
) -> None:
    """See which hours a body is offered, and how many people do its mission's part."""
    r = areas.region[a]
    n = areas.n_citizens[a]
    b = beliefs[0]
    own = totals.offered[a, m] / n
    hours = shrunk(own, sums.offered[r, m] / sums.adults[r], n, b) / HOURS_UNIT
    bodies.offered[a, m] = beliefs[m].mission_hours_share * hours
    own = totals.doing[a, m] / n
    bodies.doing[a, m] = shrunk(own, sums.doing[r, m] / sums.adults[r], n, b)


@kernel
def gather(
    totals: Totals,
    areas: Areas,
    bodies: Bodies,
    beliefs: NDArray[np.void],
) -> None:
    """Turn what citizens did into means per adult that institutions act on."""
    sums = add_up_regions(totals, areas)
    for a in range(areas.weight.size):
        gather_people_one(a, totals, areas, sums, beliefs[0])
        for m in range(N_MISSIONS):
            gather_one(a, m, totals, areas, bodies, sums, beliefs)


@one_row
def match_one(
    a: int,
    m: int,
    hosts: Hosts,
    areas: Areas,
    bodies: Bodies,
    centre: Centre,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    b: Beliefs,
) -> None:
    """Match the hours that a body is offered to the places there are."""
    side = bodies.inside[a, m]
    levers = policy.missions[side, m]
    served = centre.unit_service[0] if side == 1 else usual.unit_service[0]
    bodies.slots[a, m] = slots(
        usual.offered[m],
        levers.mobilisation_spend,
        matching_help(levers.matching, convening(side, centre, usual), served),
        hosts.hosting[a, m] / usual.hosting[m],
        areas.deprivation[a],
        1.0 - shocks.closure[month, areas.region[a], m],
        b,
    )
    offered = bodies.offered[a, m]
    matched = hours_with_clean_up(
        matched_hours(offered, bodies.slots[a, m]),
        offered,
        shocks.clean_up[month, areas.region[a]],
    )
    share = matched / offered if offered > 0.0 else 0.0
    bodies.matched[a, m] = matched
    bodies.unmatched[a, m] = 1.0 - share
    bodies.place[a, m] = place_chance(share, usual.matched_share[a, m], b)


@kernel
def match(
    hosts: Hosts,
    areas: Areas,
    bodies: Bodies,
    centre: Centre,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Match the hours offered to the places there are."""
    for a in range(areas.weight.size):
        for m in range(N_MISSIONS):
            b = beliefs[m]
            match_one(
                a,
                m,
                hosts,
                areas,
                bodies,
                centre,
                policy,
                shocks,
                month,
                usual,
                b,
            )
