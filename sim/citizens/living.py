"""A month in the life of one citizen."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import (
    N_TIES,
    Citizens,
    Surroundings,
)
from sim.citizens.person import (
    Person,
    TiesSeen,
    helps_informally,
    joins,
    look_around,
    missions_done,
    missions_with_time,
    person_in,
    protests,
    stays,
)
from sim.citizens.shown import (
    FIRST_MISSION,
    HELPS,
    PROTESTS,
    VOLUNTEERS,
    mean_level,
    shown_word,
)
from sim.compiled import one_row, whole
from sim.draws import Stream, four_uniforms, uniform
from sim.elementary import normal_quantile
from sim.population.columns import Population
from sim.rules.coproduction import reconsidered_mission
from sim.rules.habit import next_fatigue, next_habit
from sim.rules.hours import available_hours, formal_hours, informal_hours
from sim.rules.panels import (
    habit_after_serving,
    serving_hours,
    trust_after_serving,
)
from sim.rules.parameters import Beliefs
from sim.rules.trust import next_trust

_CITIZEN = int(Stream.CITIZEN)
_APPEAL_DRAW = 8
_TWELVE_MONTHS = 0xFFF
_N_MISSIONS = 5
_MISSION_BITS = ((1 << _N_MISSIONS) - 1) << FIRST_MISSION


class Deeds(NamedTuple):
    """What a citizen did in a month.

    Attributes
    ----------
    volunteers, took_part, helps, protested : bool
        Took or kept a role; found a place in it this month.
    panel : int
        Mission whose panel the citizen served on, or -1.
    activity, timely : int
        Bits that ties will see; bits of missions whose part was done in time.
    hours, hours_done : float
        Formal, offered and done.
    """

    volunteers: bool
    took_part: bool
    helps: bool
    protested: bool
    panel: int
    activity: int
    timely: int
    hours: float
    hours_done: float


class Lived(NamedTuple):
    """A citizen's month: who she was, whom she saw, what she did and became.

    Attributes
    ----------
    person : Person
        Before the month.
    seen : TiesSeen
    deeds : Deeds
    trust, habit : float in [0, 1]
    months : int
        One bit for each of the last twelve, set if she volunteered.
    """

    person: Person
    seen: TiesSeen
    deeds: Deeds
    trust: float
    habit: float
    months: int


@one_row
def takes_a_role(
    person: Person,
    seen: TiesSeen,
    luck: float,
    around: Surroundings,
    leaving_base: float,
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> bool:
    """Return whether a person volunteers: stays, joins, or answers an appeal."""
    a = person.area
    if person.word & VOLUNTEERS:
        return stays(person, luck, around.unmatched[a, person.main], leaving_base, b)
    asked = around.asked[a, seen.volunteering]
    if joins(person, seen, luck, asked, around.readiness[a, person.main], b):
        return True
    if around.signing_up[a] <= 0.0:
        return False
    appeal = uniform(seed, replicate, _CITIZEN, person.row, step, _APPEAL_DRAW)
    return bool(appeal < around.signing_up[a])


@one_row
def act(
    person: Person,
    seen: TiesSeen,
    thinks_of: int,
    luck: tuple[float, float, float, float],
    more_luck: tuple[float, float, float, float],
    people: Population,
    c: Citizens,
    around: Surroundings,
    leaving_base: float,
    helping_base: float,
    usual_doing: NDArray[np.float64],
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> Deeds:
    """Return what a person does with the free hours of a month.

    Help comes first, then volunteering, a panel, and the missions' parts.
    """
    i, a = person.row, person.area
    free = np.float64(people.free_time[i])
    available = available_hours(free, around.time_factor[a], person.fatigue, b)
    helps = helps_informally(person, seen, luck[3], around.surge[a], helping_base, b)
    helped_hours = 0.0
    if helps:
        helped_hours = informal_hours(normal_quantile(luck[2]), available, b)

    volunteers = takes_a_role(
        person, seen, luck[0], around, leaving_base, b, seed, replicate, step
    )
    hours = 0.0
    if volunteers:
        hours = formal_hours(
            np.float64(people.usual_hours[i]),
            person.habit,
            normal_quantile(luck[1]),
            available - helped_hours,
            b,
        )
    took_part = bool(volunteers and more_luck[2] < around.place[a, person.main])

    hours_left = available - helped_hours - hours
    panel = whole(c.panel[i]) if hours_left > 0.0 else -1
    if panel >= 0:
        hours_left -= serving_hours(hours_left, b)

    activity = person.word
    if thinks_of >= 0:
        activity = missions_done(
            person,
            seen,
            thinks_of,
            more_luck[1],
            around.invitation[a, thinks_of],
            usual_doing[thinks_of],
            b,
        )
    activity = activity & _MISSION_BITS
    timely = missions_with_time(activity, person.main, hours_left, b)
    unrest = around.unrest[a, person.main]
    protested = protests(person, seen, more_luck[3], unrest, b)
    if volunteers:
        activity = activity | VOLUNTEERS
    if helps:
        activity = activity | HELPS
    if protested:
        activity = activity | PROTESTS
    return Deeds(
        volunteers,
        took_part,
        helps,
        protested,
        panel,
        activity,
        timely,
        hours,
        hours if took_part else 0.0,
    )


@one_row
def become(
    person: Person,
    seen: TiesSeen,
    deeds: Deeds,
    c: Citizens,
    around: Surroundings,
    b: Beliefs,
) -> Lived:
    """Write what a month makes of a person, and what ties will see next."""
    i, a = person.row, person.area
    level = person.trust - person.own_level
    trust = next_trust(
        person.trust,
        person.own_level,
        around.signal[a],
        mean_level(seen.level_steps, N_TIES) - level,
        b,
    )
    habit = next_habit(person.habit, deeds.took_part, b)
    if deeds.panel >= 0:
        trust = trust_after_serving(trust, around.response[a, deeds.panel], b)
        habit = habit_after_serving(habit, b)
    months = (whole(c.months[i]) << 1) & _TWELVE_MONTHS
    if deeds.took_part:
        months = months | 1
    hours_done = deeds.hours_done
    c.next_shown[i] = shown_word(deeds.activity, trust - person.own_level)
    c.trust[i] = trust
    c.habit[i] = habit
    c.fatigue[i] = next_fatigue(person.fatigue, hours_done, deeds.took_part, b)
    c.months[i] = months
    c.year_hours[i] = np.float64(c.year_hours[i]) * (11.0 / 12.0) + hours_done
    return Lived(person, seen, deeds, trust, habit, months)


@one_row
def live_one(
    i: int,
    a: int,
    people: Population,
    c: Citizens,
    around: Surroundings,
    leaving_base: float,
    helping_base: float,
    usual_doing: NDArray[np.float64],
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> Lived:
    """Let the citizen in row ``i``, who lives in area ``a``, live a month.

    Reads ``c.shown`` of anybody, writes row ``i`` alone.
    """
    start = people.area_start[a]
    size = people.area_start[a + 1] - start
    luck = four_uniforms(seed, replicate, _CITIZEN, i, step, 0)
    more_luck = four_uniforms(seed, replicate, _CITIZEN, i, step, 1)
    person = person_in(i, a, people, c)
    thinks_of = reconsidered_mission(more_luck[0], _N_MISSIONS, b)
    seen = look_around(person, start, size, people, c, thinks_of)
    deeds = act(
        person,
        seen,
        thinks_of,
        luck,
        more_luck,
        people,
        c,
        around,
        leaving_base,
        helping_base,
        usual_doing,
        b,
        seed,
        replicate,
        step,
    )
    return become(person, seen, deeds, c, around, b)
