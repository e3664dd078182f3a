"""One citizen as rules see her, and what she decides in a month.

The kernel loops; these functions load, call rules and say what was decided. They are
compiled into the kernel and plain Python elsewhere.
"""

from typing import NamedTuple

import numpy as np

from sim.citizens.columns import N_TIES, Citizens, Surroundings
from sim.citizens.shown import (
    FIRST_MISSION,
    HELPS,
    VOLUNTEERS,
    does_mission,
    level_steps,
)
from sim.compiled import rule, whole
from sim.population.columns import Group, Population
from sim.population.ties import N_RING_TIES, ring_neighbour
from sim.rules.coproduction import standing, taking_part_chance
from sim.rules.helping import helping_chance
from sim.rules.joining import (
    accepting_chance,
    age_effect,
    inclination,
    joining_chance,
    pull_of_ties,
)
from sim.rules.leaving import leaving_chance, staying_power
from sim.rules.parameters import Beliefs

_CARER = int(Group.CARER)


class Person(NamedTuple):
    """One citizen this month, with numbers as wide as rules compute.

    Attributes
    ----------
    row, area, main, second, age : int
        Row in the columns; area; main and second mission; age band.
    word : int
        What ties saw last month.
    is_carer : bool
    resources, disposition, threshold, own_level, trust, habit, fatigue : float
    """

    row: int
    area: int
    main: int
    second: int
    age: int
    word: int
    is_carer: bool
    resources: float
    disposition: float
    threshold: float
    own_level: float
    trust: float
    habit: float
    fatigue: float


@rule
def person_in(row: int, area: int, people: Population, c: Citizens) -> Person:
    """Return the citizen in a row of the columns."""
    return Person(
        row,
        area,
        whole(people.main_mission[row]),
        whole(people.second_mission[row]),
        whole(people.age[row]),
        whole(c.shown[row]),
        (whole(people.groups[row]) & _CARER) != 0,
        np.float64(people.resources[row]),
        np.float64(people.disposition[row]),
        np.float64(people.threshold[row]),
        np.float64(people.trust_offset[row]),
        np.float64(c.trust[row]),
        np.float64(c.habit[row]),
        np.float64(c.fatigue[row]),
    )


class TiesSeen(NamedTuple):
    """How many of ten ties volunteer, help, and do one mission's part; their trust."""

    volunteering: int
    helping: int
    doing: int
    level_steps: int


@rule
def look_around(
    person: Person, start: int, size: int, people: Population, c: Citizens, mission: int
) -> TiesSeen:
    """Return what a person sees of ties; ``mission`` may be -1, then 0 is looked at.

    ``start`` and ``size`` are the first row and number of citizens of the area.
    """
    volunteering = 0
    helping = 0
    doing = 0
    steps = 0
    asked_of = max(mission, 0)
    for k in range(N_TIES):
        if k < N_RING_TIES:
            tie = ring_neighbour(person.row, k, start, size)
        else:
            tie = whole(people.ties[person.row, k - N_RING_TIES])
        word = whole(c.shown[tie])
        volunteering += word & VOLUNTEERS
        helping += (word & HELPS) // HELPS
        doing += does_mission(word, asked_of)
        steps += level_steps(word)
    return TiesSeen(volunteering, helping, doing, steps)


@rule
def helps_informally(
    person: Person,
    seen: TiesSeen,
    luck: float,
    around: Surroundings,
    helping_base: float,
    b: Beliefs,
) -> bool:
    """Return whether a person helps somebody informally this month."""
    if person.word & HELPS:
        return luck >= b.informal_stop_chance
    begins = helping_chance(
        helping_base,
        person.disposition,
        seen.helping / N_TIES,
        person.trust,
        person.is_carer,
        b,
    )
    return bool(luck < begins + around.surge[person.area])


@rule
def stays(
    person: Person, luck: float, around: Surroundings, leaving_base: float, b: Beliefs
) -> bool:
    """Return whether somebody who volunteers goes on."""
    leaves = leaving_chance(
        leaving_base,
        staying_power(person.resources, person.disposition, b),
        person.habit,
        around.unmatched[person.area, person.main],
        person.fatigue,
        b,
    )
    return luck >= leaves


@rule
def joins(
    person: Person,
    seen: TiesSeen,
    luck: float,
    around: Surroundings,
    b: Beliefs,
) -> bool:
    """Return whether somebody without a role begins to volunteer."""
    asked = around.asked[person.area, seen.volunteering]
    # A yes is never surer than certain: skip those whom it would not move.
    if luck >= joining_chance(asked, 1.0, b):
        return False
    readiness = around.readiness[person.area, person.main]
    effect = age_effect(person.age, b)
    readiness += inclination(person.resources, person.disposition, effect, b)
    readiness += pull_of_ties(seen.volunteering / N_TIES, person.threshold, b)
    accepts = accepting_chance(readiness, person.trust, person.habit, person.fatigue, b)
    return luck < joining_chance(asked, accepts, b)


@rule
def missions_done(
    person: Person,
    seen: TiesSeen,
    mission: int,
    luck: float,
    around: Surroundings,
    usual_doing: float,
    b: Beliefs,
) -> int:
    """Return the bits of missions whose part a person does, after reconsidering one.

    ``mission`` is the one reconsidered, ``usual_doing`` the share of adults who do its
    part at the status quo.
    """
    ready = around.invitation[person.area, mission]
    ready += standing(person.main == mission, person.second == mission, b)
    excess = seen.doing / N_TIES - usual_doing
    chance = taking_part_chance(ready, excess, person.trust, person.resources, b)
    bit = 1 << (FIRST_MISSION + mission)
    return (person.word & ~bit) | (bit if luck < chance else 0)
