"""The synthetic population: how many citizens where, and who they are.

A population depends on the places and the number of citizens alone. Every draw is
keyed by row or area, and every area is filled by itself, so that neither threads nor
their order change a bit.
"""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import over_areas
from sim.errors import InputError
from sim.population.assumptions import ACTIVITY_BY_AGE, LEAST_CITIZENS_PER_AREA
from sim.population.columns import Population, empty_population
from sim.population.places import Places
from sim.population.resources import count_neighbourhoods, fill_resources
from sim.population.standing import fill_ages, fill_education, fill_unemployment
from sim.population.ties import fill_ties
from sim.population.traits import fill_traits

_GOLDEN_SECTION = (math.sqrt(5.0) - 1.0) / 2.0


class Counts(NamedTuple):
    """How many citizens of each kind each area has.

    Attributes
    ----------
    age, outside_work : int64, shape (n_areas, 6)
        Citizens of each age band, and those of them outside work.
    unemployed : int64, shape (n_areas,)
    education : int64, shape (n_areas, 3)
        Without qualification, below level 3, level 3 and above.
    """

    age: NDArray[np.int64]
    outside_work: NDArray[np.int64]
    unemployed: NDArray[np.int64]
    education: NDArray[np.int64]


def build_population(
    places: Places,
    n_citizens: int,
    *,
    pool: ThreadPoolExecutor | None = None,
    room: Callable[[NDArray[np.int64]], Population] = empty_population,
) -> Population:
    """Return the citizens of some places, all traits and ties filled.

    Parameters
    ----------
    places : Places
    n_citizens : int
        From eight an area to all adults of the places.
    pool : ThreadPoolExecutor, optional
        Threads that share the work; the result is the same with or without.
    room : callable
        Returns columns to be filled, for the first row of each area.

    Raises
    ------
    InputError
        If there are too few citizens for the areas, or more than adults.
    """
    sizes = allocate(places.adults, n_citizens)
    area_start = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    population = room(area_start)
    counts = count_citizens(places, sizes)
    n_neighbourhoods = count_neighbourhoods(places.adults, sizes)

    def fill_areas(first: int, stop: int) -> None:
        p = population
        fill_resources(
            p.resources, area_start, places.deprivation, n_neighbourhoods, first, stop
        )
        fill_ages(
            p.age, p.work, area_start, counts.age, counts.outside_work, first, stop
        )
        fill_education(
            p.education, p.resources, area_start, counts.education, first, stop
        )
        fill_unemployment(
            p.work, p.resources, area_start, counts.unemployed, first, stop
        )
        fill_traits(p, area_start[first], area_start[stop])
        fill_ties(p.ties, area_start, first, stop)

    over_areas(fill_areas, area_start, pool)
    return population


def allocate(adults: NDArray[np.float64], n_citizens: int) -> NDArray[np.int64]:
    """Return how many citizens each area gets.

    Parameters
    ----------
    adults : float64, shape (n_areas,)
        Whole numbers, eight or more each.
    n_citizens : int
        How many there are in all: from eight an area to the sum of ``adults``.

    Returns
    -------
    int64, shape (n_areas,)
        Adds up to ``n_citizens``; nowhere below eight nor above the adults.

    Raises
    ------
    InputError
        If there are too few citizens for the areas, or more than adults.

    Notes
    -----
    An area whose share of the citizens is below eight gets eight; the others share
    what is left in proportion to their adults, whole people first, the rest by
    largest remainder (of equals the earlier row).

    Examples
    --------
    >>> allocate(np.array([100.0, 1000.0, 3000.0]), 100).tolist()
    [8, 23, 69]
    """
    least = LEAST_CITIZENS_PER_AREA
    n_adults = int(adults.sum())
    if not least * len(adults) <= n_citizens <= n_adults:
        raise InputError(
            "citizens",
            f"{n_citizens} citizens for {len(adults)} local areas",
            f"Give a number from {least * len(adults)} ({least} an area) to {n_adults} "
            "(all adults).",
        )
    at_least = np.zeros(len(adults), np.bool_)
    while True:
        n_left = n_citizens - least * int(at_least.sum())
        quotas = n_left * adults / adults[~at_least].sum()
        below = ~at_least & (quotas < least)
        if not below.any():
            break
        at_least |= below
    sizes = np.full(len(adults), least, np.int64)
    sizes[~at_least] = largest_remainder(quotas[~at_least], n_left)
    return sizes


def largest_remainder(quotas: NDArray[np.float64], total: int) -> NDArray[np.int64]:
    """Return whole numbers within one of the quotas that add up to the total.

    Parameters
    ----------
    quotas : float64, shape (n,)
        Not negative; they add up to ``total``, but for rounding.
    total : int

    Returns
    -------
    int64, shape (n,)

    Examples
    --------
    >>> largest_remainder(np.array([1.2, 2.5, 1.3]), 5).tolist()
    [1, 3, 1]
    """
    whole = np.floor(quotas)
    counts = whole.astype(np.int64)
    n_missing = total - int(counts.sum())
    counts[np.argsort(whole - quotas, kind="stable")[:n_missing]] += 1
    return counts


def systematic(quotas: NDArray[np.float64], shift: float) -> NDArray[np.int64]:
    """Return whole numbers within one of the quotas, and whose sums are, too.

    Parameters
    ----------
    quotas : float64, shape (n_areas, n_cells)
        Not negative.
    shift : float, 0 to 1
        Another one for every table, so that their roundings do not agree.

    Returns
    -------
    int64, shape (n_areas, n_cells)

    Notes
    -----
    Systematic sampling: in each area the quotas are laid end to end and marks one
    apart counted. The first mark moves by the golden section from area to area, so
    that what rounding takes from a cell in one area it gives in the next. Largest
    remainders would be as near in each area, but in a small sample all areas would
    round alike: a tenth of eight people would be one everywhere, an eighth of all.
    """
    first_mark = (np.arange(len(quotas)) * _GOLDEN_SECTION + shift) % 1.0
    reached = np.floor(np.cumsum(quotas, axis=1) + first_mark[:, None])
    return np.diff(reached, axis=1, prepend=0.0).astype(np.int64)


def count_citizens(places: Places, sizes: NDArray[np.int64]) -> Counts:
    """Return how many citizens of each kind each area has.

    Parameters
    ----------
    places : Places
    sizes : int64, shape (n_areas,)
        Citizens of each area.

    Notes
    -----
    Every count is within one of the area's share. The shares of those outside work
    are the same in every area, given age; unemployment is a share of the active.
    """
    age = _all_classes(places.age_shares[:, :-1], sizes, 0.0)
    outside = systematic(age * (1.0 - ACTIVITY_BY_AGE), 0.25)
    active = sizes - outside.sum(axis=1)
    unemployed = systematic((places.unemployment * active)[:, None], 0.5)[:, 0]
    below = 1.0 - places.no_qualifications - places.level3_plus
    lower = np.stack([places.no_qualifications, below], axis=1)
    return Counts(age, outside, unemployed, _all_classes(lower, sizes, 0.75))


def _all_classes(
    shares: NDArray[np.float64], sizes: NDArray[np.int64], shift: float
) -> NDArray[np.int64]:
    """Return the counts of all classes, the last of which gets whoever is left."""
    counts = systematic(shares * sizes[:, None], shift)
    return np.column_stack([counts, sizes - counts.sum(axis=1)])
