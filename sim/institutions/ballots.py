"""Union members vote: without enough of them behind it there is no dispute."""

import numpy as np

from sim.citizens.columns import Citizens
from sim.compiled import one_row, whole
from sim.institutions.columns import Areas
from sim.population.columns import Group, Population
from sim.rules.parameters import Beliefs
from sim.rules.unions import vote_chance

_MEMBER = int(Group.UNION_MEMBER)


@one_row
def is_member(row: int, people: Population) -> bool:
    """Return whether the citizen in a row is in a union."""
    return (whole(people.groups[row]) & _MEMBER) != 0


@one_row
def support_in(
    r: int,
    grievance: float,
    people: Population,
    citizens: Citizens,
    areas: Areas,
    b: Beliefs,
) -> float:
    """Return the share of a region's members who would vote for a dispute.

    Every member weighs the grievance: nobody's own sector is known, so the members of
    each are taken to be like those of all. An area counts by its real adults. Where
    nobody is a member, members are taken to trust as surveys say.
    """
    support = 0.0
    members = 0.0
    for a in range(areas.region.size):
        if areas.region[a] != r:
            continue
        stands_for = areas.adults[a] / areas.n_citizens[a]
        for row in range(people.area_start[a], people.area_start[a + 1]):
            if is_member(row, people):
                trust = np.float64(citizens.trust[row])
                support += stands_for * vote_chance(grievance, trust, b)
                members += stands_for
    if members <= 0.0:
        return vote_chance(grievance, b.trust_initial, b)
    return support / members
