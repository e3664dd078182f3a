"""One citizen as rules see her, and what she decides in a month.

The kernel loops; these functions load, call rules and say what was decided. They are
compiled into the kernel and plain Python elsewhere.
"""

from typing import NamedTuple

import numpy as np

from sim.citizens.columns import N_TIES, Citizens
from sim.citizens.shown import (
    FIRST_MISSION,
    HELPS,
)
from sim.compiled import one_row, rule, whole
from sim.population.columns import Group, Population
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
from sim.rules.protest import protest_chance

_CARER = int(Group.CARER)
_N_MISSIONS = 5


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


@one_row
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
    """How many of ten ties volunteer, help, protest, do one mission's part; trust."""

    volunteering: int
    helping: int
    protesting: int
    doing: int
    level_steps: int


@rule
def helps_informally(
    person: Person,
    seen: TiesSeen,
    luck: float,
    surge: float,
    helping_base: float,
    b: Beliefs,
) -> bool:
    """Return whether a person helps somebody informally this month.

    ``surge`` adds to the chance of beginning.
    """
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
    return bool(luck < begins + surge)


@rule
def stays(
    person: Person, luck: float, unmatched: float, leaving_base: float, b: Beliefs
) -> bool:
    """Return whether somebody who volunteers goes on.

    ``unmatched`` is the share of hours that found no place.
    """
    leaves = leaving_chance(
        leaving_base,
        staying_power(person.resources, person.disposition, b),
        person.habit,
        unmatched,
        person.fatigue,
        b,
    )
    return luck >= leaves


@rule
def joins(
    person: Person,
    seen: TiesSeen,
    luck: float,
    asked: float,
    readiness: float,
    b: Beliefs,
) -> bool:
    """Return whether somebody without a role begins to volunteer.

    ``asked`` is the chance of being asked, ``readiness`` what place and mission add to
    everybody's inclination, in logits.
    """
    # A yes is never surer than certain: skip those whom it would not move.
    if luck >= joining_chance(asked, 1.0, b):
        return False
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
    invitation: float,
    usual_doing: float,
    b: Beliefs,
) -> int:
    """Return the bits of missions whose part a person does, after reconsidering one.

    ``mission`` is the one reconsidered, ``invitation`` what the place adds to
    everybody's readiness, in logits, and ``usual_doing`` the share of adults who do its
    part at the status quo.
    """
    ready = invitation + standing(person.main == mission, person.second == mission, b)
    excess = seen.doing / N_TIES - usual_doing
    chance = taking_part_chance(ready, excess, person.trust, person.resources, b)
    bit = 1 << (FIRST_MISSION + mission)
    return (person.word & ~bit) | (bit if luck < chance else 0)


@rule
def protests(
    person: Person, seen: TiesSeen, luck: float, unrest: float, b: Beliefs
) -> bool:
    """Return whether a person protests this month; ``unrest`` is in logits."""
    # No chance is above the ceiling: skip those whom it would not move.
    if luck >= b.protest_ceiling:
        return False
    chance = protest_chance(
        unrest,
        seen.protesting / N_TIES,
        person.threshold,
        person.trust,
        b,
    )
    return luck < chance


@rule
def missions_with_time(activity: int, main: int, hours_left: float, b: Beliefs) -> int:
    """Return the bits of missions for whose part a person has the time this month.

    Parameters
    ----------
    activity : int
        Bits of the missions whose part the person does.
    main : int
        Main mission: it comes first, then the others in turn.
    hours_left : float
        Hours left by help, volunteering and panels.
    b : Beliefs
        ``coproduction_hours`` a mission and month.
    """
    if hours_left >= b.coproduction_hours * _N_MISSIONS:
        return activity
    kept = 0
    for k in range(_N_MISSIONS):
        bit = 1 << (FIRST_MISSION + (main + k) % _N_MISSIONS)
        if activity & bit and hours_left >= b.coproduction_hours:
            kept = kept | bit
            hours_left -= b.coproduction_hours
    return kept
