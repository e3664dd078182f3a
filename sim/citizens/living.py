"""A month in the lives of a block of citizens, stage by stage."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.becoming import become_one
from sim.citizens.columns import Citizens, Surroundings, Totals
from sim.citizens.counting import count_block
from sim.citizens.deciding import (
    answer_appeal_one,
    do_part_one,
    help_one,
    protest_block,
    take_role_one,
)
from sim.citizens.seeing import (
    look_around,
    look_far_one,
    look_up_one,
    see_one,
    think_one,
)
from sim.citizens.sheet import Sheet
from sim.citizens.spending import spend_hours
from sim.compiled import one_row
from sim.draws import Stream, fill_words
from sim.population.columns import Population
from sim.rules.parameters import Beliefs

_CITIZEN = int(Stream.CITIZEN)


@one_row
def live_block(
    first_row: int,
    n: int,
    a: int,
    people: Population,
    c: Citizens,
    shown: NDArray[np.uint32],
    around: Surroundings,
    leaving_base: float,
    helping_base: float,
    usual_doing: NDArray[np.float64],
    totals: Totals,
    sheet: Sheet,
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Let citizens who follow one another in area ``a`` live a month.

    Parameters
    ----------
    first_row, n : int
        The first one's row in the country, and how many they are.
    a : int
        Their area.
    people, c : Population, Citizens
        Their own rows alone, but for ``people.area_start``.
    shown : uint32, shape (n_citizens,)
        What everybody shows.
    around, leaving_base, helping_base, usual_doing, totals, seed, replicate, step
        As in :func:`sim.citizens.month.live_a_month`.
    sheet : Sheet
        With room for them.
    b : Beliefs
    """
    start = people.area_start[a]
    size = people.area_start[a + 1] - start
    fill_words(sheet.words, seed, replicate, _CITIZEN, first_row, n, step, 0)
    for j in range(n):
        think_one(j, sheet, b)
    look_around(first_row, n, start, size, shown, sheet)
    for j in range(n):
        look_far_one(j, people, shown, sheet)
    for j in range(n):
        see_one(j, sheet)
    for j in range(n):
        look_up_one(j, a, people, around, usual_doing, sheet)
    surge = around.surge[a]
    for j in range(n):
        help_one(j, a, people, c, surge, helping_base, sheet, b)
    for j in range(n):
        take_role_one(j, a, people, c, leaving_base, sheet, b)
    signing_up = around.signing_up[a]
    if signing_up > 0.0:
        key = (seed, replicate, step)
        for j in range(n):
            answer_appeal_one(j, first_row + j, c, signing_up, sheet, *key)
    for j in range(n):
        do_part_one(j, a, people, c, sheet, b)
    protest_block(n, a, people, c, sheet, b)
    spend_hours(n, a, people, c, around, sheet, b)
    signal = around.signal[a]
    for j in range(n):
        become_one(j, a, people, c, signal, sheet, b)
    count_block(n, a, people, totals, sheet, b)
