"""A month in the life of every citizen: the one kernel that touches them all."""

import math

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import (
    HOURS_UNIT,
    N_TIES,
    RESOURCES_UNIT,
    TRUST_UNIT,
    Citizens,
    Count,
    Surroundings,
    Totals,
)
from sim.citizens.person import (
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
    does_mission,
    mean_level,
    shown_word,
)
from sim.compiled import kernel, whole
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
from sim.rules.trust import next_trust

_CITIZEN = int(Stream.CITIZEN)
_APPEAL_DRAW = 8
_VOLUNTEERED = int(Count.VOLUNTEERED)
_WILLING = int(Count.WILLING)
_HELPED = int(Count.HELPED)
_EITHER = int(Count.EITHER)
_WITHIN_YEAR = int(Count.WITHIN_YEAR)
_TRUSTING = int(Count.TRUSTING)
_TRUST = int(Count.TRUST)
_HOURS = int(Count.HOURS)
_HABIT = int(Count.HABIT)
_PROTESTED = int(Count.PROTESTED)
_TWELVE_MONTHS = 0xFFF
_N_MISSIONS = 5
_MISSION_BITS = ((1 << _N_MISSIONS) - 1) << FIRST_MISSION


@kernel
def live_a_month(
    first_area: int,
    stop_area: int,
    people: Population,
    c: Citizens,
    around: Surroundings,
    leaving_base: float,
    helping_base: float,
    usual_doing: NDArray[np.float64],
    totals: Totals,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Let the citizens of some areas live a month; write what ties will see next.

    Reads ``c.shown`` of anybody, writes only the rows of these areas, so areas may be
    worked on in any order and by any number of threads.

    Parameters
    ----------
    first_area, stop_area : int
        The areas, the last excluded.
    people : Population
        Who the citizens are; does not change.
    c : Citizens
        Updated in place; ``next_shown`` becomes ``shown`` when all have lived.
    around : Surroundings
    leaving_base, helping_base : float
        Solved chances; see ``sim.prepare``.
    usual_doing : shape (5,)
        Share of adults who do their part in each mission at the status quo.
    totals : Totals
        Rows of these areas are overwritten.
    beliefs : record array, shape (5,)
    seed, replicate, step : int
        Key and month of the draws.
    """
    b = beliefs[0]
    for a in range(first_area, stop_area):
        start = people.area_start[a]
        size = people.area_start[a + 1] - start
        counts = totals.counts[a]
        offered = totals.offered[a]
        doing_here = totals.doing[a]
        by_age = totals.volunteered_by_age[a]
        served = totals.served[a]
        served_resources = totals.served_resources[a]
        counts[:] = 0
        offered[:] = 0
        doing_here[:] = 0
        by_age[:] = 0
        served[:] = 0
        served_resources[:] = 0
        for i in range(start, start + size):
            luck = four_uniforms(seed, replicate, _CITIZEN, i, step, 0)
            more_luck = four_uniforms(seed, replicate, _CITIZEN, i, step, 1)
            person = person_in(i, a, people, c)
            thinks_of = reconsidered_mission(more_luck[0], _N_MISSIONS, b)
            seen = look_around(person, start, size, people, c, thinks_of)

            available = available_hours(
                np.float64(people.free_time[i]),
                around.time_factor[a],
                person.fatigue,
                b,
            )
            helps = helps_informally(
                person, seen, luck[3], around.surge[a], helping_base, b
            )
            helped_hours = 0.0
            if helps:
                helped_hours = informal_hours(normal_quantile(luck[2]), available, b)

            if person.word & VOLUNTEERS:
                unmatched = around.unmatched[a, person.main]
                volunteers = stays(person, luck[0], unmatched, leaving_base, b)
            else:
                asked = around.asked[a, seen.volunteering]
                ready = around.readiness[a, person.main]
                volunteers = joins(person, seen, luck[0], asked, ready, b)
                if not volunteers and around.signing_up[a] > 0.0:
                    appeal = uniform(seed, replicate, _CITIZEN, i, step, _APPEAL_DRAW)
                    volunteers = appeal < around.signing_up[a]
            hours = 0.0
            if volunteers:
                hours = formal_hours(
                    np.float64(people.usual_hours[i]),
                    person.habit,
                    normal_quantile(luck[1]),
                    available - helped_hours,
                    b,
                )
                offered[person.main] += int(hours * HOURS_UNIT + 0.5)
            took_part = volunteers and more_luck[2] < around.place[a, person.main]
            hours_done = hours if took_part else 0.0
            hours_left = available - helped_hours - hours
            panel = whole(c.panel[i])
            if hours_left <= 0.0:
                panel = -1
            if panel >= 0:
                served[panel] += 1
                served_resources[panel] += math.floor(
                    person.resources * RESOURCES_UNIT + 0.5
                )
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
            for m in range(_N_MISSIONS):
                doing_here[m] += does_mission(timely, m)
            if volunteers:
                activity = activity | VOLUNTEERS
            if helps:
                activity = activity | HELPS
            protested = protests(
                person, seen, more_luck[3], around.unrest[a, person.main], b
            )
            if protested:
                activity = activity | PROTESTS

            level = person.trust - person.own_level
            trust = next_trust(
                person.trust,
                person.own_level,
                around.signal[a],
                mean_level(seen.level_steps, N_TIES) - level,
                b,
            )
            habit = next_habit(person.habit, took_part, b)
            if panel >= 0:
                trust = trust_after_serving(trust, around.response[a, panel], b)
                habit = habit_after_serving(habit, b)
            months = (whole(c.months[i]) << 1) & _TWELVE_MONTHS
            if took_part:
                months = months | 1
                by_age[person.age] += 1

            c.next_shown[i] = shown_word(activity, trust - person.own_level)
            c.trust[i] = trust
            c.habit[i] = habit
            c.fatigue[i] = next_fatigue(person.fatigue, hours_done, took_part, b)
            c.months[i] = months
            c.year_hours[i] = np.float64(c.year_hours[i]) * (11.0 / 12.0) + hours_done

            counts[_VOLUNTEERED] += took_part
            counts[_WILLING] += volunteers
            counts[_HELPED] += helps
            counts[_EITHER] += took_part or helps
            counts[_WITHIN_YEAR] += months != 0
            counts[_TRUSTING] += trust > b.trust_survey_threshold
            counts[_TRUST] += int(trust * TRUST_UNIT + 0.5)
            counts[_HOURS] += int(hours_done * HOURS_UNIT + 0.5)
            counts[_HABIT] += int(habit * TRUST_UNIT + 0.5)
            counts[_PROTESTED] += protested
