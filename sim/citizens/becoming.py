"""What a month makes of the citizens of a block, and what ties will see next."""

import numpy as np

from sim.citizens.columns import N_TIES, Citizens
from sim.citizens.person import person_in
from sim.citizens.sheet import Sheet
from sim.citizens.shown import HELPS, PROTESTS, VOLUNTEERS, mean_level, shown_word
from sim.compiled import one_row, whole
from sim.population.columns import Population
from sim.rules.habit import next_fatigue, next_habit
from sim.rules.panels import habit_after_serving, trust_after_serving
from sim.rules.parameters import Beliefs
from sim.rules.trust import next_trust

_TWELVE_MONTHS = 0xFFF


@one_row
def become_one(
    j: int,
    a: int,
    people: Population,
    c: Citizens,
    signal: float,
    sheet: Sheet,
    b: Beliefs,
) -> None:
    """Write what a month makes of a person."""
    person = person_in(j, a, people, c)
    took_part = bool(sheet.took_part[j])
    serves = whole(sheet.panel[j]) >= 0
    level = person.trust - person.own_level
    ties_excess = mean_level(whole(sheet.level_steps[j]), N_TIES) - level
    trust = next_trust(person.trust, person.own_level, signal, ties_excess, b)
    habit = next_habit(person.habit, took_part, b)
    trust = trust_after_serving(trust, sheet.response[j], b) if serves else trust
    habit = habit_after_serving(habit, b) if serves else habit
    hours_done = sheet.hours[j] if took_part else 0.0
    activity = (
        whole(sheet.activity[j])
        | (VOLUNTEERS if sheet.volunteers[j] else 0)
        | (HELPS if sheet.helps[j] else 0)
        | (PROTESTS if sheet.protested[j] else 0)
    )
    months = (whole(c.months[j]) << 1) & _TWELVE_MONTHS | (1 if took_part else 0)
    c.next_shown[j] = shown_word(activity, trust - person.own_level)
    c.trust[j] = trust
    c.habit[j] = habit
    c.fatigue[j] = next_fatigue(person.fatigue, hours_done, took_part, b)
    c.months[j] = months
    c.year_hours[j] = np.float64(c.year_hours[j]) * (11.0 / 12.0) + hours_done
    sheet.trust[j] = trust
    sheet.habit[j] = habit
    sheet.months[j] = months
