"""How what citizens do is counted: in whole numbers, so that no order can matter."""

import math

from sim.citizens.columns import (
    HOURS_UNIT,
    RESOURCES_UNIT,
    TRUST_UNIT,
    Count,
    Totals,
)
from sim.citizens.living import Lived
from sim.citizens.shown import does_mission
from sim.compiled import one_row
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
def count_one(a: int, lived: Lived, totals: Totals, b: Beliefs) -> None:
    """Count what a citizen did among those of area ``a``; only whole numbers add up."""
    person, deeds = lived.person, lived.deeds
    if deeds.volunteers:
        offered = int(deeds.hours * HOURS_UNIT + 0.5)
        totals.offered[a, person.main] += offered
    if deeds.panel >= 0:
        totals.served[a, deeds.panel] += 1
        totals.served_resources[a, deeds.panel] += math.floor(
            person.resources * RESOURCES_UNIT + 0.5
        )
    for m in range(_N_MISSIONS):
        totals.doing[a, m] += does_mission(deeds.timely, m)
    if deeds.took_part:
        totals.volunteered_by_age[a, person.age] += 1
    counts = totals.counts[a]
    counts[_VOLUNTEERED] += deeds.took_part
    counts[_WILLING] += deeds.volunteers
    counts[_HELPED] += deeds.helps
    counts[_EITHER] += deeds.took_part or deeds.helps
    counts[_WITHIN_YEAR] += lived.months != 0
    counts[_TRUSTING] += lived.trust > b.trust_survey_threshold
    counts[_TRUST] += int(lived.trust * TRUST_UNIT + 0.5)
    counts[_HOURS] += int(deeds.hours_done * HOURS_UNIT + 0.5)
    counts[_HABIT] += int(lived.habit * TRUST_UNIT + 0.5)
    counts[_PROTESTED] += deeds.protested
