"""A month in the life of every citizen: the one kernel that touches them all."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import Citizens, Surroundings, Totals, rows_of_citizens
from sim.citizens.counting import clear_counts
from sim.citizens.letters import answer_letters
from sim.citizens.living import live_block
from sim.citizens.sheet import BLOCK, new_sheet
from sim.compiled import kernel
from sim.population.columns import Population, rows_of_people
from sim.rules.parameters import Beliefs


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
    b: Beliefs,
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
    b : Beliefs
        Of citizens; see ``sim.citizens.beliefs``.
    seed, replicate, step : int
        Key and month of the draws.
    """
    answer_letters(first_area, stop_area, people, c, around, b, seed, replicate, step)
    sheet = new_sheet(BLOCK)
    for a in range(first_area, stop_area):
        clear_counts(a, totals)
        stop = people.area_start[a + 1]
        for first_row in range(people.area_start[a], stop, BLOCK):
            stop_row = min(first_row + BLOCK, stop)
            live_block(
                first_row,
                stop_row - first_row,
                a,
                rows_of_people(people, first_row, stop_row),
                rows_of_citizens(c, first_row, stop_row),
                c.shown,
                around,
                leaving_base,
                helping_base,
                usual_doing,
                totals,
                sheet,
                b,
                seed,
                replicate,
                step,
            )
