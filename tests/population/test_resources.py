"""What citizens have, and in which order they live."""

import numpy as np
import pytest

from sim.population import assumptions
from sim.population.places import load_places
from sim.population.resources import (
    correlated,
    count_neighbourhoods,
    neighbourhood_scores,
    own_resources_sd,
)
from sim.population.synthesis import build_population


@pytest.mark.parametrize("n", [2, 3, 10, 101])
def test_neighbourhoods_lie_evenly_about_their_district(n: int) -> None:
    scores = neighbourhood_scores(n)

    assert (np.diff(scores) > 0.0).all()
    assert scores.mean() == pytest.approx(0.0, abs=1e-12)
    assert scores.var() == pytest.approx(1.0, abs=1e-12)


def test_a_single_neighbourhood_is_like_its_district() -> None:
    assert neighbourhood_scores(1).tolist() == [0.0]


def test_at_full_size_neighbourhoods_have_about_1500_adults() -> None:
    adults = load_places().adults
    sizes = adults.astype(np.int64)

    mean_size = adults / count_neighbourhoods(adults, sizes)

    assert mean_size.min() > 1_400
    assert mean_size.max() < 1_900


def test_in_a_sample_neighbourhoods_are_fewer_not_emptier() -> None:
    adults = np.array([1_500.0, 150_000.0, 150_000.0])
    sizes = np.array([100, 47, 480])

    assert count_neighbourhoods(adults, sizes).tolist() == [1, 1, 20]


@pytest.mark.parametrize("n_neighbourhoods", [1, 2, 50])
def test_parts_of_resources_add_up_to_variance_one(n_neighbourhoods: int) -> None:
    district = assumptions.RESOURCES_BY_DEPRIVATION**2
    between = assumptions.NEIGHBOURHOOD_SD**2 if n_neighbourhoods > 1 else 0.0
    within = own_resources_sd(n_neighbourhoods) ** 2

    assert district + between + within == pytest.approx(1.0)


def test_correlated_value_keeps_variance_one() -> None:
    random = np.random.default_rng(1)
    x, noise = random.standard_normal((2, 200_000))

    y = np.array([correlated(0.7, a, b) for a, b in zip(x, noise, strict=True)])

    # Five standard errors of a correlation and of a variance.
    assert np.corrcoef(x, y)[0, 1] == pytest.approx(0.7, abs=0.006)
    assert y.var() == pytest.approx(1.0, abs=0.016)


def test_neighbourhoods_differ_as_much_as_assumed() -> None:
    """Belfast at full size: 182 neighbourhoods of 1,500 around its own mean."""
    belfast = load_places(["N09000003"])
    sizes = belfast.adults.astype(np.int64)
    n = int(count_neighbourhoods(belfast.adults, sizes)[0])

    own = build_population(belfast, int(sizes[0])).resources
    edges = sizes[0] * np.arange(n + 1) // n
    means = np.add.reduceat(own.astype(np.float64), edges[:-1]) / np.diff(edges)

    assert own.mean() == pytest.approx(-0.30 * belfast.deprivation[0], abs=0.01)
    # Sampling of 1,500 people adds less than one per cent.
    assert means.std() == pytest.approx(assumptions.NEIGHBOURHOOD_SD, rel=0.05)
