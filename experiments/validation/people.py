"""Who volunteers, and who would if asked: read from citizens one by one."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import N_TIES
from sim.citizens.person import person_in
from sim.citizens.shown import VOLUNTEERS
from sim.population.columns import Education
from sim.population.ties import N_RING_TIES, ring_neighbour
from sim.rules.joining import (
    accepting_chance,
    age_effect,
    inclination,
    joining_chance,
    pull_of_ties,
)
from sim.world import World

_N_ASKED = 2000
_YEAR = 12

type Flags = NDArray[np.bool_]


def volunteers(world: World) -> Flags:
    """Return who has a formal role, placed or not, shape (n_citizens,)."""
    active: Flags = (world.citizens.shown & VOLUNTEERS) != 0
    return active


def active_ties(world: World, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how many of the ten ties of some citizens have a formal role."""
    active = volunteers(world)
    starts = world.people.area_start
    areas = np.searchsorted(starts, rows, side="right") - 1
    found = active[world.people.ties[rows]].sum(axis=1).astype(np.float64)
    for j, (row, area) in enumerate(zip(rows, areas, strict=True)):
        start, size = int(starts[area]), int(starts[area + 1] - starts[area])
        for k in range(N_RING_TIES):
            found[j] += active[ring_neighbour(int(row), k, start, size)]
    return found


def gap_by_ties(world: World) -> float:
    """Return how many more of those with many active ties volunteer than of others."""
    rows = _sample(np.ones(len(world.people.age), np.bool_))
    ties = active_ties(world, rows)
    return _gap(volunteers(world)[rows], ties > ties.mean())


def gap_by_schooling(world: World) -> float:
    """Return how many more volunteer with level 3 or above than without a paper."""
    schooling = world.people.education
    extremes = schooling != Education.BELOW_LEVEL_3
    schooled = schooling[extremes] == Education.LEVEL_3_PLUS
    return _gap(volunteers(world)[extremes], schooled)


def gap_by_past(world: World) -> float:
    """Return how many more volunteer of those who did so in the eleven months before.

    The lowest bit of a citizen's twelve is this month's.
    """
    return _gap(volunteers(world), (world.citizens.months >> 1) != 0)


def idle_newcomers(world: World, n_months: int) -> float:
    """Return the share without a place this month of those who came since the start.

    Parameters
    ----------
    world : World
    n_months : int in [1, 11]
        Months lived, this one among them.

    Returns
    -------
    float
        Of citizens with a formal role who did not volunteer in those of the last twelve
        months that lie before the start; NaN where there are none.
    """
    months = world.citizens.months
    came = volunteers(world) & ((months >> n_months) == 0)
    return float(1.0 - (months[came] & 1).mean()) if came.any() else float("nan")


def joining_chances(world: World) -> tuple[float, float]:
    """Return the chance to join within a year if asked in one month of it, or never.

    Returns
    -------
    (asked, unasked) : float
        Means over at most 2,000 citizens without a role, all else as it is now.
    """
    b = world.beliefs[0]
    rows = _sample(~volunteers(world))
    areas = np.searchsorted(world.people.area_start, rows, side="right") - 1
    asked = unasked = 0.0
    for row, area, ties in zip(rows, areas, active_ties(world, rows), strict=True):
        person = person_in(int(row), int(area), world.people, world.citizens)
        ready = float(world.around.readiness[area, person.main])
        effect = age_effect(person.age, b)
        ready += inclination(person.resources, person.disposition, effect, b)
        ready += pull_of_ties(ties / N_TIES, person.threshold, b)
        yes = accepting_chance(ready, person.trust, person.habit, person.fatigue, b)
        alone = 1.0 - joining_chance(0.0, yes, b)
        unasked += 1.0 - alone**_YEAR
        asked += 1.0 - alone ** (_YEAR - 1) * (1.0 - joining_chance(1.0, yes, b))
    return asked / len(rows), unasked / len(rows)


def _sample(chosen: Flags) -> NDArray[np.int64]:
    """Return rows spread evenly over those chosen, at most two thousand."""
    rows = np.flatnonzero(chosen)
    step = max(1, len(rows) // _N_ASKED)
    return rows[::step][:_N_ASKED].astype(np.int64)


def _gap(does: Flags, more: Flags) -> float:
    return float(does[more].mean() - does[~more].mean())
