"""The columns of citizens that change, and what is counted of them."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import rule

N_TIES = 10
# Hours and trust are summed as whole numbers of these units, so that the order of a
# sum cannot matter: 2**-10 hours, 2**-20 of trust.
HOURS_UNIT = 1024.0
TRUST_UNIT = 1048576.0
# Resources of panel members likewise, in 2**-20 standard deviations.
RESOURCES_UNIT = 1048576.0


class Citizens(NamedTuple):
    """State of every citizen, one row each.

    Attributes
    ----------
    shown, next_shown : shape (n_citizens,), uint32
        What ties see this month, and will see next; see ``sim.citizens.shown``.
    trust, habit, fatigue : shape (n_citizens,), float32, share
    months : shape (n_citizens,), uint16
        One bit for each of the last twelve months, set if the person volunteered.
    year_hours : shape (n_citizens,), float32
        Formal hours over about the last twelve months.
    panel : shape (n_citizens,), int8
        The mission whose panel the person agreed to join this month, or -1.
    """

    shown: NDArray[np.uint32]
    next_shown: NDArray[np.uint32]
    trust: NDArray[np.float32]
    habit: NDArray[np.float32]
    fatigue: NDArray[np.float32]
    months: NDArray[np.uint16]
    year_hours: NDArray[np.float32]
    panel: NDArray[np.int8]


def new_citizens(n: int) -> Citizens:
    """Return columns for ``n`` citizens without a past."""
    return Citizens(
        shown=np.zeros(n, np.uint32),
        next_shown=np.zeros(n, np.uint32),
        trust=np.zeros(n, np.float32),
        habit=np.zeros(n, np.float32),
        fatigue=np.zeros(n, np.float32),
        months=np.zeros(n, np.uint16),
        year_hours=np.zeros(n, np.float32),
        panel=np.full(n, -1, np.int8),
    )


@rule
def rows_of_citizens(c: Citizens, first: int, stop: int) -> Citizens:
    """Return some rows of the columns, to be read and written in place."""
    return Citizens(
        c.shown[first:stop],
        c.next_shown[first:stop],
        c.trust[first:stop],
        c.habit[first:stop],
        c.fatigue[first:stop],
        c.months[first:stop],
        c.year_hours[first:stop],
        c.panel[first:stop],
    )


class Count(IntEnum):
    """What is counted of an area's citizens each month."""

    VOLUNTEERED = 0
    WILLING = 1
    HELPED = 2
    EITHER = 3
    WITHIN_YEAR = 4
    TRUSTING = 5
    TRUST = 6
    HOURS = 7
    HABIT = 8
    PROTESTED = 9


N_AGE_BANDS = 6


class Totals(NamedTuple):
    """What an area's citizens did this month, summed.

    Attributes
    ----------
    counts : shape (n_areas, len(Count)), int64
        People, except ``TRUST`` and ``HABIT`` in ``TRUST_UNIT`` and ``HOURS`` (done,
        formal) in ``HOURS_UNIT``.
    offered : shape (n_areas, 5), int64
        Formal hours offered to each mission, in ``HOURS_UNIT``.
    doing : shape (n_areas, 5), int64
        People who do their part in each mission.
    volunteered_by_age : shape (n_areas, 6), int64
    served, served_resources : shape (n_areas, 5), int64
        Members of each mission's panels, and their resources summed, in
        ``RESOURCES_UNIT``.
    """

    counts: NDArray[np.int64]
    offered: NDArray[np.int64]
    doing: NDArray[np.int64]
    volunteered_by_age: NDArray[np.int64]
    served: NDArray[np.int64]
    served_resources: NDArray[np.int64]


class Surroundings(NamedTuple):
    """What an area offers and asks of its citizens this month.

    Attributes
    ----------
    asked : shape (n_areas, 11)
        Chance of being asked, by number of active ties.
    readiness, unmatched, place, invitation : shape (n_areas, 5)
        For those whose main mission it is: logits to volunteer; share of hours
        without a place; chance of a place; logits to do one's own part.
    signal : shape (n_areas,)
        Level of trust that the area justifies.
    signing_up, surge, time_factor : shape (n_areas,)
        Events: chance that somebody without a role answers an appeal; added to the
        chance of beginning to help informally; multiplies free time.
    invited, stipend, response : shape (n_areas, 5)
        Chance of a letter from each mission's panels; pay for members; share of what
        they say that is acted upon.
    any_panel : shape (n_areas,)
        Chance of a letter from any.
    unrest : shape (n_areas, 5)
        For those whose main mission it is: logits to protest.
    """

    asked: NDArray[np.float64]
    readiness: NDArray[np.float64]
    unmatched: NDArray[np.float64]
    place: NDArray[np.float64]
    invitation: NDArray[np.float64]
    signal: NDArray[np.float64]
    signing_up: NDArray[np.float64]
    surge: NDArray[np.float64]
    time_factor: NDArray[np.float64]
    invited: NDArray[np.float64]
    stipend: NDArray[np.float64]
    response: NDArray[np.float64]
    any_panel: NDArray[np.float64]
    unrest: NDArray[np.float64]


def new_totals(n_areas: int) -> Totals:
    """Return totals of nothing for ``n_areas`` areas."""
    return Totals(
        counts=np.zeros((n_areas, len(Count)), np.int64),
        offered=np.zeros((n_areas, 5), np.int64),
        doing=np.zeros((n_areas, 5), np.int64),
        volunteered_by_age=np.zeros((n_areas, N_AGE_BANDS), np.int64),
        served=np.zeros((n_areas, 5), np.int64),
        served_resources=np.zeros((n_areas, 5), np.int64),
    )


def new_surroundings(n_areas: int) -> Surroundings:
    """Return empty surroundings for ``n_areas`` areas, with a place for everybody."""
    return Surroundings(
        asked=np.zeros((n_areas, N_TIES + 1)),
        readiness=np.zeros((n_areas, 5)),
        unmatched=np.zeros((n_areas, 5)),
        place=np.ones((n_areas, 5)),
        invitation=np.zeros((n_areas, 5)),
        signal=np.full(n_areas, 0.4),
        signing_up=np.zeros(n_areas),
        surge=np.zeros(n_areas),
        time_factor=np.ones(n_areas),
        invited=np.zeros((n_areas, 5)),
        stipend=np.zeros((n_areas, 5)),
        response=np.zeros((n_areas, 5)),
        any_panel=np.zeros(n_areas),
        unrest=np.zeros((n_areas, 5)),
    )
