"""One population for all tests that only look at it."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.population.columns import Population
from sim.population.places import Places, load_places
from sim.population.synthesis import build_population


@pytest.fixture(scope="session")
def places() -> Places:
    """All local areas."""
    return load_places()


@pytest.fixture(scope="session")
def population(places: Places) -> Population:
    """200,000 citizens of all local areas."""
    return build_population(places, 200_000)


@pytest.fixture(scope="session")
def area(population: Population) -> NDArray[np.int64]:
    """Return each citizen's area."""
    sizes = np.diff(population.area_start)
    return np.repeat(np.arange(len(sizes)), sizes)


@pytest.fixture(scope="session")
def weight(
    places: Places, population: Population, area: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return each citizen's weight, so that areas count by their adults."""
    by_area = places.adults / np.diff(population.area_start)
    return np.asarray(by_area[area] / places.adults.sum())
