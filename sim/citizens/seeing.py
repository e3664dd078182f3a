"""What citizens of a block see: their own luck, their ties, what the area offers."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import Surroundings
from sim.citizens.person import TiesSeen
from sim.citizens.sheet import Sheet
from sim.citizens.shown import (
    counted,
    does_mission,
    level_steps,
    n_helping,
    n_protesting,
    n_volunteering,
)
from sim.compiled import one_row, whole
from sim.draws import unit
from sim.population.columns import Population
from sim.population.ties import N_RING_TIES, N_STORED_TIES, ring_neighbour
from sim.rules.coproduction import reconsidered_mission
from sim.rules.parameters import Beliefs

_RECONSIDERS = 4
_N_MISSIONS = 5
_REACH = N_RING_TIES // 2


@one_row
def think_one(j: int, sheet: Sheet, b: Beliefs) -> None:
    """Note which mission a person reconsiders this month."""
    luck = unit(sheet.words[_RECONSIDERS, j])
    sheet.thinks_of[j] = reconsidered_mission(luck, _N_MISSIONS, b)


@one_row
def look_around(
    first_row: int,
    n: int,
    start: int,
    size: int,
    shown: NDArray[np.uint32],
    sheet: Sheet,
) -> None:
    """Note what neighbours show, once for all of a block.

    ``start`` and ``size`` are the first row and number of citizens of the area.
    """
    for j in range(n):
        sheet.around[j + _REACH] = shown[first_row + j]
    last = first_row + n - 1
    for k in range(_REACH):
        after = ring_neighbour(last, k, start, size)
        before = ring_neighbour(first_row, _REACH + k, start, size)
        sheet.around[n + _REACH + k] = shown[after]
        sheet.around[_REACH - 1 - k] = shown[before]


@one_row
def look_far_one(
    j: int, people: Population, shown: NDArray[np.uint32], sheet: Sheet
) -> None:
    """Note what a person's ties elsewhere show."""
    for k in range(N_STORED_TIES):
        sheet.far[k, j] = shown[people.ties[j, k]]


@one_row
def see_one(j: int, sheet: Sheet) -> None:
    """Count what a person's ten ties do; of missions, the one reconsidered."""
    mission = max(whole(sheet.thinks_of[j]), 0)
    acting = 0
    doing = 0
    steps = 0
    for k in range(_REACH):
        before = whole(sheet.around[j + k])
        after = whole(sheet.around[j + _REACH + 1 + k])
        acting += counted(before) + counted(after)
        doing += does_mission(before, mission) + does_mission(after, mission)
        steps += level_steps(before) + level_steps(after)
    for k in range(N_STORED_TIES):
        word = whole(sheet.far[k, j])
        acting += counted(word)
        doing += does_mission(word, mission)
        steps += level_steps(word)
    sheet.volunteering[j] = n_volunteering(acting)
    sheet.helping[j] = n_helping(acting)
    sheet.protesting[j] = n_protesting(acting)
    sheet.doing[j] = doing
    sheet.level_steps[j] = steps


@one_row
def seen_in(j: int, sheet: Sheet) -> TiesSeen:
    """Return what a person of a block sees of ties."""
    return TiesSeen(
        whole(sheet.volunteering[j]),
        whole(sheet.helping[j]),
        whole(sheet.protesting[j]),
        whole(sheet.doing[j]),
        whole(sheet.level_steps[j]),
    )


@one_row
def look_up_one(
    j: int,
    a: int,
    people: Population,
    around: Surroundings,
    usual_doing: NDArray[np.float64],
    sheet: Sheet,
) -> None:
    """Note what area ``a`` offers and asks of a person with these ties and missions."""
    main = whole(people.main_mission[j])
    mission = max(whole(sheet.thinks_of[j]), 0)
    sheet.asked[j] = around.asked[a, whole(sheet.volunteering[j])]
    sheet.readiness[j] = around.readiness[a, main]
    sheet.unmatched[j] = around.unmatched[a, main]
    sheet.place[j] = around.place[a, main]
    sheet.unrest[j] = around.unrest[a, main]
    sheet.invitation[j] = around.invitation[a, mission]
    sheet.usual_doing[j] = usual_doing[mission]
