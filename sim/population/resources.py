"""What citizens have, and in which order they live.

Resources come in three parts: the district's, which follow its deprivation; the
neighbourhood's; and one's own. The neighbourhoods of a district lie evenly about its
mean, from the poorest to the richest, and the people of a neighbourhood stand in
order of likeness: partly by resources, partly by everything else. Every other
neighbourhood stands in reverse order, so that people meet their like across its
borders, too; without it, how alike neighbours are would depend on the size of a sample.

Draws: stream LIKENESS, agent = row before sorting, step 0; draw 0 one's own
resources, draw 1 everything else.
"""

import math

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, rule
from sim.draws import Stream, four_uniforms
from sim.elementary import normal_quantile
from sim.population.assumptions import (
    KEY_SEED,
    LIKENESS_BY_RESOURCES,
    NEIGHBOURHOOD_ADULTS,
    NEIGHBOURHOOD_LEAST_CITIZENS,
    NEIGHBOURHOOD_SD,
    RESOURCES_BY_DEPRIVATION,
    RESOURCES_BY_SURROUNDINGS,
)

_LIKENESS = int(Stream.LIKENESS)


@rule
def correlated(correlation: float, x: float, noise: float) -> float:
    """Return a standard normal value with a given correlation with ``x``.

    Parameters
    ----------
    correlation : float, -1 to 1
    x, noise : float
        Standard normal and independent of one another.

    Examples
    --------
    >>> correlated(0.6, 1.0, 0.5)
    1.0
    """
    return correlation * x + math.sqrt(1.0 - correlation * correlation) * noise


@rule
def resources_of_surroundings(deprivation: float, neighbourhood_score: float) -> float:
    """Return the mean resources of a neighbourhood, in standard deviations.

    Parameters
    ----------
    deprivation : float
        The district's, in standard deviations.
    neighbourhood_score : float
        Where the neighbourhood stands in its district: mean 0, variance 1.
    """
    return (
        RESOURCES_BY_DEPRIVATION * deprivation + NEIGHBOURHOOD_SD * neighbourhood_score
    )


@rule
def own_resources_sd(n_neighbourhoods: int) -> float:
    """Return how far people of one neighbourhood differ, in standard deviations.

    Where a district is one neighbourhood, its people carry the differences between
    neighbourhoods too, so that resources vary as much at every size of sample.
    """
    shared = (
        RESOURCES_BY_SURROUNDINGS if n_neighbourhoods > 1 else RESOURCES_BY_DEPRIVATION
    )
    return math.sqrt(1.0 - shared * shared)


def count_neighbourhoods(
    adults: NDArray[np.float64], sizes: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return how many neighbourhoods each area has.

    Parameters
    ----------
    adults : float64, shape (n_areas,)
    sizes : int64, shape (n_areas,)
        Citizens of each area.

    Notes
    -----
    Neighbourhood k of K holds the rows ``size * k // K`` to ``size * (k + 1) // K``
    of its area, counted from the area's first row.
    """
    by_adults = np.floor(adults / NEIGHBOURHOOD_ADULTS + 0.5).astype(np.int64)
    by_citizens = sizes // NEIGHBOURHOOD_LEAST_CITIZENS
    return np.maximum(1, np.minimum(by_adults, by_citizens))


@kernel
def neighbourhood_scores(n_neighbourhoods: int) -> NDArray[np.float64]:
    """Return evenly spread normal scores, lowest first, with mean 0 and variance 1.

    Returns
    -------
    float64, shape (n_neighbourhoods,)
        A single neighbourhood scores 0.
    """
    scores = np.zeros(n_neighbourhoods)
    if n_neighbourhoods == 1:
        return scores
    squares = 0.0
    for k in range(n_neighbourhoods):
        scores[k] = normal_quantile((k + 0.5) / n_neighbourhoods)
        squares += scores[k] * scores[k]
    return scores / math.sqrt(squares / n_neighbourhoods)


@kernel
def fill_neighbourhood(
    resources: NDArray[np.float32],
    first_row: int,
    mean: float,
    own_sd: float,
    is_reversed: bool,
    n_citizens: int,
) -> None:
    """Draw the resources of one neighbourhood and put its people in order of likeness.

    Parameters
    ----------
    resources : float32, shape (n,)
        Written: the neighbourhood's part of the column.
    first_row : int
        Row of its first citizen, where its draws begin.
    mean, own_sd : float
        Mean and standard deviation of its people.
    is_reversed : bool
        Whether the order runs from the highest likeness to the lowest.
    n_citizens : int
        Citizens of the whole population: the key of its draws.
    """
    n = len(resources)
    drawn = np.empty(n)
    likeness = np.empty(n)
    for j in range(n):
        u0, u1, _, _ = four_uniforms(
            KEY_SEED, n_citizens, _LIKENESS, first_row + j, 0, 0
        )
        drawn[j] = mean + own_sd * normal_quantile(u0)
        likeness[j] = correlated(LIKENESS_BY_RESOURCES, drawn[j], normal_quantile(u1))
    # Stable, so that equals stay in order of rows.
    order = np.argsort(likeness, kind="mergesort")
    for j in range(n):
        resources[j] = drawn[order[n - 1 - j if is_reversed else j]]


@kernel
def fill_resources(
    resources: NDArray[np.float32],
    area_start: NDArray[np.int64],
    deprivation: NDArray[np.float64],
    n_neighbourhoods: NDArray[np.int64],
    first_area: int,
    stop_area: int,
) -> None:
    """Draw the resources of some areas' citizens, sorted by neighbourhood.

    Parameters
    ----------
    resources : float32, shape (n_citizens,)
        Written.
    area_start : int64, shape (n_areas + 1,)
    deprivation : float64, shape (n_areas,), standard deviations
    n_neighbourhoods : int64, shape (n_areas,)
        From ``count_neighbourhoods``.
    first_area, stop_area : int
        The areas to do, the last excluded.
    """
    for area in range(first_area, stop_area):
        size = area_start[area + 1] - area_start[area]
        n = n_neighbourhoods[area]
        scores = neighbourhood_scores(n)
        own_sd = own_resources_sd(n)
        for k in range(n):
            start = area_start[area] + size * k // n
            stop = area_start[area] + size * (k + 1) // n
            mean = resources_of_surroundings(deprivation[area], scores[k])
            block = resources[start:stop]
            is_reversed = k % 2 == 1
            fill_neighbourhood(block, start, mean, own_sd, is_reversed, len(resources))
