"""How what citizens do is counted: in whole numbers, so that no order can matter."""

import math

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import (
    HOURS_UNIT,
    N_AGE_BANDS,
    RESOURCES_UNIT,
    TRUST_UNIT,
    Count,
    Totals,
)
from sim.citizens.sheet import Sheet
from sim.citizens.shown import does_mission
from sim.compiled import kernel, one_row, whole
from sim.population.columns import Population
from sim.rules.parameters import Beliefs

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
_N_MISSIONS = 5


@one_row
def clear_counts(a: int, totals: Totals) -> None:
    """Begin to count what an area's citizens do in a month."""
    totals.counts[a] = 0
    totals.offered[a] = 0
    totals.doing[a] = 0
    totals.volunteered_by_age[a] = 0
    totals.served[a] = 0
    totals.served_resources[a] = 0


@one_row
def count_block(
    n: int, a: int, people: Population, totals: Totals, sheet: Sheet, b: Beliefs
) -> None:
    """Count what a block of citizens did among those of area ``a``."""
    _count_deeds(n, a, totals, sheet)
    _count_levels(n, a, totals, sheet, b)
    for m in range(_N_MISSIONS):
        doing = 0
        for j in range(n):
            doing += does_mission(whole(sheet.timely[j]), m)
        totals.doing[a, m] += doing
    for j in range(n):
        if sheet.volunteers[j]:
            _count_offer(j, a, people, totals, sheet)
    for j in range(n):
        if sheet.panel[j] >= 0:
            _count_member(j, a, people, totals, sheet)


@one_row
def _count_deeds(n: int, a: int, totals: Totals, sheet: Sheet) -> None:
    volunteered = 0
    willing = 0
    helped = 0
    either = 0
    within_year = 0
    protested = 0
    for j in range(n):
        took_part, helps = sheet.took_part[j], sheet.helps[j]
        volunteered += 1 if took_part else 0
        willing += 1 if sheet.volunteers[j] else 0
        helped += 1 if helps else 0
        either += 1 if took_part or helps else 0
        within_year += 1 if sheet.months[j] != 0 else 0
        protested += 1 if sheet.protested[j] else 0
    counts = totals.counts[a]
    counts[_VOLUNTEERED] += volunteered
    counts[_WILLING] += willing
    counts[_HELPED] += helped
    counts[_EITHER] += either
    counts[_WITHIN_YEAR] += within_year
    counts[_PROTESTED] += protested


@one_row
def _count_levels(n: int, a: int, totals: Totals, sheet: Sheet, b: Beliefs) -> None:
    trusting = 0
    trust = 0
    habit = 0
    hours = 0
    for j in range(n):
        done = sheet.hours[j] if sheet.took_part[j] else 0.0
        trusting += 1 if sheet.trust[j] > b.trust_survey_threshold else 0
        trust += int(sheet.trust[j] * TRUST_UNIT + 0.5)
        habit += int(sheet.habit[j] * TRUST_UNIT + 0.5)
        hours += int(done * HOURS_UNIT + 0.5)
    counts = totals.counts[a]
    counts[_TRUSTING] += trusting
    counts[_TRUST] += trust
    counts[_HABIT] += habit
    counts[_HOURS] += hours


@one_row
def _count_offer(
    j: int, a: int, people: Population, totals: Totals, sheet: Sheet
) -> None:
    main = whole(people.main_mission[j])
    totals.offered[a, main] += int(sheet.hours[j] * HOURS_UNIT + 0.5)
    if sheet.took_part[j]:
        totals.volunteered_by_age[a, whole(people.age[j])] += 1


@one_row
def _count_member(
    j: int, a: int, people: Population, totals: Totals, sheet: Sheet
) -> None:
    panel = whole(sheet.panel[j])
    resources = np.float64(people.resources[j])
    totals.served[a, panel] += 1
    totals.served_resources[a, panel] += math.floor(resources * RESOURCES_UNIT + 0.5)


@kernel
def _count_ages(
    age: NDArray[np.uint8], area_start: NDArray[np.int64], out: NDArray[np.float64]
) -> None:
    for a in range(area_start.size - 1):
        for i in range(area_start[a], area_start[a + 1]):
            out[a, age[i]] += 1.0


def citizens_by_age(people: Population) -> NDArray[np.float64]:
    """Return how many citizens of each age every area has, shape (n_areas, 6)."""
    counted = np.zeros((people.area_start.size - 1, N_AGE_BANDS))
    _count_ages(people.age, people.area_start, counted)
    return counted
