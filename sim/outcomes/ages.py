"""Age bands, and how many citizens of each there are."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import N_AGE_BANDS
from sim.compiled import kernel
from sim.institutions.columns import Floats
from sim.population.columns import Population

# As in the names of outcomes, and in words.
AGES = (
    ("18_24", "18 to 24"),
    ("25_34", "25 to 34"),
    ("35_49", "35 to 49"),
    ("50_64", "50 to 64"),
    ("65_74", "65 to 74"),
    ("75_plus", "75 and over"),
)


@kernel
def _count_ages(
    age: NDArray[np.uint8], area_start: NDArray[np.int64], out: Floats
) -> None:
    for a in range(area_start.size - 1):
        for i in range(area_start[a], area_start[a + 1]):
            out[a, age[i]] += 1.0


def citizens_by_age(people: Population) -> Floats:
    """Return how many citizens of each age every area has, shape (n_areas, 6)."""
    counted = np.zeros((people.area_start.size - 1, N_AGE_BANDS))
    _count_ages(people.age, people.area_start, counted)
    return counted
