"""A month in the life of every citizen: the one kernel that touches them all."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import Citizens, Surroundings, Totals
from sim.citizens.counting import clear_counts, count_one
from sim.citizens.living import live_one
from sim.compiled import kernel
from sim.population.columns import Population


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
        clear_counts(a, totals)
        for i in range(people.area_start[a], people.area_start[a + 1]):
            lived = live_one(
                i,
                a,
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
            count_one(a, lived, totals, b)
