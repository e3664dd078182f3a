"""Letters from citizens' panels: who is drawn by lot, and who says yes."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import Citizens, Surroundings
from sim.compiled import kernel, one_row, rule
from sim.draws import Stream, fill_words, unit
from sim.population.columns import Population
from sim.rules.panels import reply_chance
from sim.rules.parameters import Beliefs

_CITIZEN = int(Stream.CITIZEN)
LETTER_DRAW = 9
_BLOCK = 512
_N_MISSIONS = 5
NO_PANEL = -1


@rule
def panel_joined(
    luck: float,
    resources: float,
    trust: float,
    invited: NDArray[np.float64],
    stipend: NDArray[np.float64],
    b: Beliefs,
) -> int:
    """Return the mission whose panel a person agrees to join, or -1 for none.

    One draw decides who is invited, to which panel, and whether the answer is yes:
    invitations share out the range from 0, replies the part of it that each one gets.
    Nobody is invited twice in a month.

    Parameters
    ----------
    luck : float in (0, 1)
        A uniform draw.
    resources, trust : float
        The person's, in standard deviations, and from 0 to 1.
    invited, stipend : shape (5,)
        Each mission's chance of a letter, and its pay for members.
    b : Beliefs
    """
    for m in range(_N_MISSIONS):
        if luck < invited[m]:
            chance = reply_chance(resources, trust, stipend[m], b)
            return m if luck < invited[m] * chance else NO_PANEL
        luck -= invited[m]
    return NO_PANEL


@one_row
def answer_one(
    i: int,
    a: int,
    luck: float,
    people: Population,
    c: Citizens,
    around: Surroundings,
    b: Beliefs,
) -> None:
    """Write in ``c.panel`` which panel somebody in area ``a`` agrees to join."""
    c.panel[i] = panel_joined(
        luck,
        np.float64(people.resources[i]),
        np.float64(c.trust[i]),
        around.invited[a],
        around.stipend[a],
        b,
    )


@kernel
def answer_letters(
    first_area: int,
    stop_area: int,
    people: Population,
    c: Citizens,
    around: Surroundings,
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Send letters and write in ``c.panel`` who agrees to serve this month.

    A pass of its own: panels are rare, and the month of those who are never invited
    is the faster for it.

    Parameters
    ----------
    first_area, stop_area, people, c, around, b, seed, replicate, step
        As in :func:`sim.citizens.month.live_a_month`.
    """
    words = np.empty((4, _BLOCK), np.uint32)
    for a in range(first_area, stop_area):
        start, stop = people.area_start[a], people.area_start[a + 1]
        c.panel[start:stop] = NO_PANEL
        if around.any_panel[a] <= 0.0:
            continue
        # Beyond this nobody is invited; a little more, as the sum is rounded.
        most = around.any_panel[a] * (1.0 + 1e-9)
        for first_row in range(start, stop, _BLOCK):
            n = min(_BLOCK, stop - first_row)
            fill_words(
                words, seed, replicate, _CITIZEN, first_row, n, step, LETTER_DRAW // 4
            )
            for j in range(n):
                luck = unit(words[LETTER_DRAW % 4, j])
                if luck < most:
                    answer_one(first_row + j, a, luck, people, c, around, b)
