"""How unequally volunteering is shared out: the civic core."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.world import World

# Bins of a quarter of an hour up to 2,048 hours a year; more counts as that.
_BINS_PER_HOUR = 4
_N_BINS = 8192


@kernel
def _people_by_hours(
    year_hours: NDArray[np.float32],
    area_start: NDArray[np.int64],
    stands_for: NDArray[np.float64],
    people: NDArray[np.float64],
) -> None:
    for a in range(area_start.size - 1):
        for i in range(area_start[a], area_start[a + 1]):
            k = min(int(np.float64(year_hours[i]) * _BINS_PER_HOUR), _N_BINS - 1)
            people[k] += stands_for[a]


def hours_share_of_top(world: World, share: float) -> float:
    """Return the share of the year's formal hours given by the busiest adults.

    Parameters
    ----------
    world : World
    share : float in (0, 1)
        Which part of all adults, such as 0.07.

    Returns
    -------
    float in [0, 1]
        NaN if nobody gave any. Hours are counted to a quarter of an hour.
    """
    people = np.zeros(_N_BINS)
    stands_for = world.areas.adults / world.areas.n_citizens
    _people_by_hours(
        world.citizens.year_hours, world.people.area_start, stands_for, people
    )
    hours = np.arange(_N_BINS) / _BINS_PER_HOUR * people
    left = share * float(np.cumsum(people)[-1])
    given = 0.0
    for k in range(_N_BINS - 1, -1, -1):
        taken = min(left, float(people[k]))
        given += taken * k / _BINS_PER_HOUR
        left -= taken
        if left <= 0.0:
            break
    total = float(np.cumsum(hours)[-1])
    return given / total if total > 0.0 else float("nan")
