"""What is worked out about a block of citizens during a month, and then forgotten.

A month passes in stages, each one loop over a block that is small enough to stay in the
fastest memory. Between stages everything stands in a column here, so that each loop
does one thing to all, which processors do for eight people at once.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import rule
from sim.population.ties import N_RING_TIES, N_STORED_TIES

BLOCK = 512
"""Most citizens of a block; changes no number. A sheet stays in the second cache."""

N_DRAWS = 8
"""Draws a citizen and month, beside those for an appeal and for letters: 0 takes or
keeps a role, 1 and 2 hours of volunteering and of help, 3 helps, 4 which mission is
reconsidered, 5 whether its part is done, 6 finds a place, 7 protests."""


class Sheet(NamedTuple):
    """One row for each citizen of a block.

    Attributes
    ----------
    words : uint32, shape (8, n)
        Draws, as words; see ``N_DRAWS``.
    around : uint32, shape (n + 6,)
        What three neighbours on either side of the block, and the block itself, show.
    far : uint32, shape (4, n)
        What ties elsewhere show.
    thinks_of : int8
        Mission reconsidered, or -1.
    volunteering, helping, protesting, doing : uint8
        How many of ten ties do; ``doing``: their part in the mission reconsidered.
    level_steps : uint32
        Trust of the ties, summed; see ``sim.citizens.shown``.
    asked, readiness, unmatched, place, unrest, invitation, usual_doing : float64
        What the area offers and asks of this person; see ``Surroundings``.
    response : float64
        How far the panel served on is listened to.
    helps, volunteers, took_part, protested : bool
    panel : int8
        Mission whose panel the person served on, or -1.
    activity, timely : uint16
        Bits of missions whose part is done; of those, done in time.
    left : float64
        Hours left of the month.
    hours : float64
        Formal hours offered.
    trust, habit : float64
        After the month.
    months : uint16
        Months volunteered of the last twelve, one bit each.
    who : int64
        Rows of the block that one decision concerns, first ones first. Of these, one
        after another: ``luck``, ``time``, ``usual``, ``used``, ``given``, float64: a
        draw, hours left, usual hours, habit, hours given.
    """

    words: NDArray[np.uint32]
    around: NDArray[np.uint32]
    far: NDArray[np.uint32]
    thinks_of: NDArray[np.int8]
    volunteering: NDArray[np.uint8]
    helping: NDArray[np.uint8]
    protesting: NDArray[np.uint8]
    doing: NDArray[np.uint8]
    level_steps: NDArray[np.uint32]
    asked: NDArray[np.float64]
    readiness: NDArray[np.float64]
    unmatched: NDArray[np.float64]
    place: NDArray[np.float64]
    unrest: NDArray[np.float64]
    invitation: NDArray[np.float64]
    usual_doing: NDArray[np.float64]
    response: NDArray[np.float64]
    helps: NDArray[np.bool_]
    volunteers: NDArray[np.bool_]
    took_part: NDArray[np.bool_]
    protested: NDArray[np.bool_]
    panel: NDArray[np.int8]
    activity: NDArray[np.uint16]
    timely: NDArray[np.uint16]
    left: NDArray[np.float64]
    hours: NDArray[np.float64]
    trust: NDArray[np.float64]
    habit: NDArray[np.float64]
    months: NDArray[np.uint16]
    who: NDArray[np.int64]
    luck: NDArray[np.float64]
    time: NDArray[np.float64]
    usual: NDArray[np.float64]
    used: NDArray[np.float64]
    given: NDArray[np.float64]


@rule
def new_sheet(n: int) -> Sheet:
    """Return an empty sheet for a block of up to ``n`` citizens."""
    return Sheet(
        words=np.empty((N_DRAWS, n), np.uint32),
        around=np.empty(n + N_RING_TIES, np.uint32),
        far=np.empty((N_STORED_TIES, n), np.uint32),
        thinks_of=np.empty(n, np.int8),
        volunteering=np.empty(n, np.uint8),
        helping=np.empty(n, np.uint8),
        protesting=np.empty(n, np.uint8),
        doing=np.empty(n, np.uint8),
        level_steps=np.empty(n, np.uint32),
        asked=np.empty(n, np.float64),
        readiness=np.empty(n, np.float64),
        unmatched=np.empty(n, np.float64),
        place=np.empty(n, np.float64),
        unrest=np.empty(n, np.float64),
        invitation=np.empty(n, np.float64),
        usual_doing=np.empty(n, np.float64),
        response=np.zeros(n, np.float64),
        helps=np.empty(n, np.bool_),
        volunteers=np.empty(n, np.bool_),
        took_part=np.empty(n, np.bool_),
        protested=np.empty(n, np.bool_),
        panel=np.empty(n, np.int8),
        activity=np.empty(n, np.uint16),
        timely=np.empty(n, np.uint16),
        left=np.empty(n, np.float64),
        hours=np.empty(n, np.float64),
        trust=np.empty(n, np.float64),
        habit=np.empty(n, np.float64),
        months=np.empty(n, np.uint16),
        who=np.empty(n, np.int64),
        luck=np.empty(n, np.float64),
        time=np.empty(n, np.float64),
        usual=np.empty(n, np.float64),
        used=np.empty(n, np.float64),
        given=np.empty(n, np.float64),
    )


@rule
def list_those(n: int, does: NDArray[np.bool_], sheet: Sheet) -> int:
    """List in ``sheet.who`` those of ``n`` rows who do something; return how many."""
    k = 0
    for j in range(n):
        # No branch: who does is hard to guess, and a wrong guess costs more.
        sheet.who[k] = j
        k += 1 if does[j] else 0
    return k
