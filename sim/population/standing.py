"""Citizens' age, education and work, with exactly the counts of their area.

Ages are dealt out by a keyed shuffle, and within each age band those outside work are
the first in the shuffle: age does not depend on resources, nor does being outside
work, given age (assumption). Education and unemployment go by a score in which
resources count: the lowest scores of the area get the lowest class.

Draws: stream TRAITS; step 1, agent = area: the shuffle; step 0, agent = row: draw 12
the score of education, draw 13 that of unemployment.
"""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.draws import Stream, normal
from sim.population.assumptions import (
    EDUCATION_BY_RESOURCES,
    KEY_SEED,
    UNEMPLOYMENT_BY_RESOURCES,
)
from sim.population.columns import Education, Work
from sim.population.resources import correlated
from sim.population.ties import shuffle_keys, shuffled

_TRAITS = int(Stream.TRAITS)
_DRAW_EDUCATION = 12
_DRAW_UNEMPLOYMENT = 13
_NO_QUALIFICATION = int(Education.NONE)
_BELOW_LEVEL_3 = int(Education.BELOW_LEVEL_3)
_LEVEL_3_PLUS = int(Education.LEVEL_3_PLUS)
_EMPLOYED = int(Work.EMPLOYED)
_UNEMPLOYED = int(Work.UNEMPLOYED)
_OUTSIDE = int(Work.OUTSIDE)


@kernel
def kth_lowest(values: NDArray[np.float64], k: int) -> float:
    """Return the value that would stand at place ``k`` if ``values`` were sorted.

    Parameters
    ----------
    values : float64, shape (n,)
        Put in another order.
    k : int, 0 to n - 1

    Notes
    -----
    Hoare (1961), algorithm 65: Find, Communications of the ACM 4(7), 321-322.
    NumPy's ``partition`` would do; compiled, it takes five seconds to build.
    """
    low = 0
    high = len(values) - 1
    while low < high:
        pivot = values[k]
        i = low
        j = high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while pivot < values[j]:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if j < k:
            low = i
        if k < i:
            high = j
    return np.float64(values[k])


@kernel
def mark_lowest(
    codes: NDArray[np.uint8], scores: NDArray[np.float64], n_lowest: int, code: int
) -> None:
    """Give a code to the ``n_lowest`` lowest scores, the earlier of equals first.

    Parameters
    ----------
    codes : uint8, shape (n,)
        Written where a score is among the lowest.
    scores : float64, shape (n,)
    n_lowest : int, 0 to n
    code : int
    """
    if n_lowest == 0:
        return
    cut = kth_lowest(scores.copy(), n_lowest - 1)
    n_at_cut = n_lowest
    for i in range(len(scores)):
        if scores[i] < cut:
            codes[i] = code
            n_at_cut -= 1
    for i in range(len(scores)):
        if scores[i] == cut and n_at_cut > 0:
            codes[i] = code
            n_at_cut -= 1


@kernel
def fill_ages(
    age: NDArray[np.uint8],
    work: NDArray[np.uint8],
    area_start: NDArray[np.int64],
    age_counts: NDArray[np.int64],
    outside_counts: NDArray[np.int64],
    first_area: int,
    stop_area: int,
) -> None:
    """Deal out age bands in some areas, and who in each is outside work.

    Parameters
    ----------
    age, work : uint8, shape (n_citizens,)
        Written: ``AgeBand``; ``Work.OUTSIDE`` or ``Work.EMPLOYED``.
    area_start : int64, shape (n_areas + 1,)
    age_counts, outside_counts : int64, shape (n_areas, 6)
        Citizens of each band, and those of them outside work.
    first_area, stop_area : int
        The areas to do, the last excluded.
    """
    for area in range(first_area, stop_area):
        start = area_start[area]
        stop = area_start[area + 1]
        keys = shuffle_keys(_TRAITS, area, 1, len(age))
        for i in range(start, stop):
            place = shuffled(i - start, stop - start, keys)
            band = 0
            while place >= age_counts[area, band]:
                place -= age_counts[area, band]
                band += 1
            age[i] = band
            is_outside = place < outside_counts[area, band]
            work[i] = _OUTSIDE if is_outside else _EMPLOYED


@kernel
def fill_education(
    education: NDArray[np.uint8],
    resources: NDArray[np.float32],
    area_start: NDArray[np.int64],
    education_counts: NDArray[np.int64],
    first_area: int,
    stop_area: int,
) -> None:
    """Give each citizen of some areas a class of education, by score.

    Parameters
    ----------
    education : uint8, shape (n_citizens,)
        Written: ``Education``.
    resources : float32, shape (n_citizens,)
    area_start : int64, shape (n_areas + 1,)
    education_counts : int64, shape (n_areas, 3)
        Citizens of each class.
    first_area, stop_area : int
        The areas to do, the last excluded.
    """
    n_citizens = len(education)
    for area in range(first_area, stop_area):
        start = area_start[area]
        codes = education[start : area_start[area + 1]]
        scores = np.empty(len(codes))
        for j in range(len(codes)):
            i = start + j
            noise = normal(KEY_SEED, n_citizens, _TRAITS, i, 0, _DRAW_EDUCATION)
            own = np.float64(resources[i])
            scores[j] = correlated(EDUCATION_BY_RESOURCES, own, noise)
            codes[j] = _LEVEL_3_PLUS
        n_lowest = education_counts[area, 0]
        n_lower = n_lowest + education_counts[area, 1]
        mark_lowest(codes, scores, n_lower, _BELOW_LEVEL_3)
        mark_lowest(codes, scores, n_lowest, _NO_QUALIFICATION)


@kernel
def fill_unemployment(
    work: NDArray[np.uint8],
    resources: NDArray[np.float32],
    area_start: NDArray[np.int64],
    unemployed_counts: NDArray[np.int64],
    first_area: int,
    stop_area: int,
) -> None:
    """Choose by score who is unemployed among the active of some areas.

    Parameters
    ----------
    work : uint8, shape (n_citizens,)
        Read and written: some ``Work.EMPLOYED`` become ``Work.UNEMPLOYED``.
    resources : float32, shape (n_citizens,)
    area_start : int64, shape (n_areas + 1,)
    unemployed_counts : int64, shape (n_areas,)
        At most the active.
    first_area, stop_area : int
        The areas to do, the last excluded.
    """
    n_citizens = len(work)
    for area in range(first_area, stop_area):
        start = area_start[area]
        codes = work[start : area_start[area + 1]]
        scores = np.full(len(codes), np.inf)
        for j in range(len(codes)):
            i = start + j
            if codes[j] != _OUTSIDE:
                noise = normal(KEY_SEED, n_citizens, _TRAITS, i, 0, _DRAW_UNEMPLOYMENT)
                own = np.float64(resources[i])
                scores[j] = correlated(UNEMPLOYMENT_BY_RESOURCES, own, noise)
        mark_lowest(codes, scores, unemployed_counts[area], _UNEMPLOYED)
