"""How citizens of a block spend a month's free hours.

Help comes first, then volunteering, a panel, and the missions' parts.
"""

import numpy as np

from sim.citizens.columns import Citizens, Surroundings
from sim.citizens.person import missions_with_time
from sim.citizens.sheet import Sheet, list_those
from sim.compiled import one_row, whole
from sim.draws import unit
from sim.elementary import normal_quantile
from sim.population.columns import Population
from sim.rules.hours import available_hours, formal_hours, informal_hours
from sim.rules.panels import serving_hours
from sim.rules.parameters import Beliefs

_HOURS, _HELPED_HOURS, _FINDS_PLACE = 1, 2, 6


@one_row
def spend_hours(
    n: int,
    a: int,
    people: Population,
    c: Citizens,
    around: Surroundings,
    sheet: Sheet,
    b: Beliefs,
) -> None:
    """Share out the free hours of everybody in a block who lives in area ``a``."""
    time_factor = around.time_factor[a]
    for j in range(n):
        free, fatigue = np.float64(people.free_time[j]), np.float64(c.fatigue[j])
        sheet.left[j] = available_hours(free, time_factor, fatigue, b)
        sheet.hours[j] = 0.0
        found = unit(sheet.words[_FINDS_PLACE, j]) < sheet.place[j]
        sheet.took_part[j] = bool(sheet.volunteers[j] and found)
    _help(list_those(n, sheet.helps, sheet), sheet, b)
    _volunteer(list_those(n, sheet.volunteers, sheet), people, c, sheet, b)
    for j in range(n):
        _serve_and_do_part(j, a, people, c, around, sheet, b)


@one_row
def _help(n: int, sheet: Sheet, b: Beliefs) -> None:
    for k in range(n):
        j = sheet.who[k]
        sheet.luck[k] = unit(sheet.words[_HELPED_HOURS, j])
        sheet.time[k] = sheet.left[j]
    for k in range(n):
        noise = normal_quantile(sheet.luck[k])
        sheet.given[k] = informal_hours(noise, sheet.time[k], b)
    for k in range(n):
        sheet.left[sheet.who[k]] -= sheet.given[k]


@one_row
def _volunteer(
    n: int, people: Population, c: Citizens, sheet: Sheet, b: Beliefs
) -> None:
    for k in range(n):
        j = sheet.who[k]
        sheet.luck[k] = unit(sheet.words[_HOURS, j])
        sheet.time[k] = sheet.left[j]
        sheet.usual[k] = np.float64(people.usual_hours[j])
        sheet.used[k] = np.float64(c.habit[j])
    for k in range(n):
        noise = normal_quantile(sheet.luck[k])
        usual, used = sheet.usual[k], sheet.used[k]
        sheet.given[k] = formal_hours(usual, used, noise, sheet.time[k], b)
    for k in range(n):
        j = sheet.who[k]
        sheet.hours[j] = sheet.given[k]
        sheet.left[j] -= sheet.given[k]


@one_row
def _serve_and_do_part(
    j: int,
    a: int,
    people: Population,
    c: Citizens,
    around: Surroundings,
    sheet: Sheet,
    b: Beliefs,
) -> None:
    left = sheet.left[j]
    panel = whole(c.panel[j]) if left > 0.0 else -1
    if panel >= 0:
        left -= serving_hours(left, b)
        sheet.response[j] = around.response[a, panel]
    main = whole(people.main_mission[j])
    sheet.panel[j] = panel
    sheet.timely[j] = missions_with_time(whole(sheet.activity[j]), main, left, b)
