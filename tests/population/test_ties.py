"""Who is tied to whom."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.draws import Stream
from sim.population.columns import Population
from sim.population.places import load_places
from sim.population.synthesis import build_population
from sim.population.ties import (
    N_RING_TIES,
    partner,
    ring_neighbour,
    shuffle_keys,
    shuffled,
    unshuffled,
)

N_CITIZENS = 30_001


@pytest.fixture(scope="module")
def population() -> Population:
    """A smaller one than elsewhere, of an odd number."""
    return build_population(load_places(), N_CITIZENS)


@pytest.fixture(scope="module")
def neighbours(population: Population) -> NDArray[np.int64]:
    """All ten ties of everybody, shape (n_citizens, 10)."""
    start, size = place_in_area(population)
    ring = [ring_of(np.arange(N_CITIZENS), k, start, size) for k in range(N_RING_TIES)]
    return np.column_stack([*ring, population.ties]).astype(np.int64)


def place_in_area(
    population: Population,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, for each citizen, the area's first row and its size."""
    sizes = np.diff(population.area_start)
    return np.repeat(population.area_start[:-1], sizes), np.repeat(sizes, sizes)


def ring_of(
    rows: NDArray[np.int64],
    k: int,
    start: NDArray[np.int64],
    size: NDArray[np.int64],
) -> NDArray[np.int64]:
    found = [
        ring_neighbour(int(i), k, int(s), int(n))
        for i, s, n in zip(rows, start[rows], size[rows], strict=True)
    ]
    return np.array(found)


keys = st.lists(st.integers(0, 2**32 - 1), min_size=12, max_size=12).map(np.array)


@given(st.integers(1, 150), keys)
def test_shuffle_gives_every_place_once_and_can_be_undone(
    size: int, keys: NDArray[np.int64]
) -> None:
    places = [shuffled(i, size, keys) for i in range(size)]

    assert list(range(size)) == sorted(places)
    assert list(range(size)) == [unshuffled(place, size, keys) for place in places]


@given(st.integers(1, 2**31), st.data(), keys)
def test_partners_partner_is_oneself(
    size: int, data: st.DataObject, keys: NDArray[np.int64]
) -> None:
    position = data.draw(st.integers(0, size - 1))

    other = partner(position, size, keys)

    assert 0 <= other < size
    assert position == partner(other, size, keys)


@pytest.mark.parametrize("size", [8, 10, 11, 40])
def test_every_partner_is_equally_likely(size: int) -> None:
    """Over 20,000 matchings; chi-square bound at a false alarm of 1e-6."""
    n_matchings = 20_000
    counts = np.zeros(size)
    for matching in range(n_matchings):
        matching_keys = shuffle_keys(int(Stream.TIES), matching, 9, size)
        counts[partner(0, size, matching_keys)] += 1

    expected = np.full(size, n_matchings / (size - 1 + size % 2))
    if size % 2 == 0:
        assert counts[0] == 0
        counts, expected = counts[1:], expected[1:]
    chi_square = ((counts - expected) ** 2 / expected).sum()
    degrees = len(counts) - 1
    # Wilson and Hilferty's normal approximation of chi-square.
    third = 2.0 / (9.0 * degrees)
    assert (chi_square / degrees) ** (1 / 3) < 1.0 - third + 4.9 * np.sqrt(third)


def test_stored_ties_are_those_of_the_plain_rule(population: Population) -> None:
    national = shuffle_keys(int(Stream.TIES), 0, 2, N_CITIZENS)

    for i in range(0, N_CITIZENS, 997):
        assert partner(i, N_CITIZENS, national) == population.ties[i, 2]


def test_stored_ties_are_symmetric(population: Population) -> None:
    rows = np.arange(N_CITIZENS)

    for k in range(4):
        assert (population.ties[population.ties[:, k], k] == rows).all()


def test_one_is_left_over_where_a_matching_is_odd(population: Population) -> None:
    alone = population.ties == np.arange(N_CITIZENS)[:, None]
    sizes = np.diff(population.area_start)

    for k in (0, 1):
        left_over = np.add.reduceat(alone[:, k], population.area_start[:-1])
        assert (sizes % 2).tolist() == left_over.tolist()
    assert (alone[:, 2:].sum(axis=0) == N_CITIZENS % 2).all()


def test_two_matchings_stay_in_the_area_and_two_leave_it(
    population: Population,
) -> None:
    start, size = place_in_area(population)
    inside = (population.ties >= start[:, None]) & (
        population.ties < (start + size)[:, None]
    )

    assert inside[:, :2].all()
    assert inside[:, 2:].mean() < 0.01


def test_ring_ties_are_symmetric_and_six(neighbours: NDArray[np.int64]) -> None:
    ring = neighbours[:, :N_RING_TIES]
    rows = np.arange(N_CITIZENS)

    for k in range(3):
        assert (ring[ring[:, k], k + 3] == rows).all()
    assert all(len({*row, i}) == 7 for i, row in enumerate(ring.tolist()))


def test_most_citizens_have_ten_different_ties(neighbours: NDArray[np.int64]) -> None:
    """In areas of about 80, an area tie repeats another one for about a sixth."""
    degree = np.array([len(set(row)) for row in neighbours.tolist()])

    assert degree.max() == 10
    assert (degree == 10).mean() > 0.75
    assert (degree >= 9).mean() > 0.97


def test_ring_alone_clusters_by_three_fifths() -> None:
    """Closed form for six ties on a ring: 3 (k - 2) / (4 (k - 1)) with k = 6."""
    size = 50
    tied = {i: {ring_neighbour(i, k, 0, size) for k in range(6)} for i in range(size)}
    pairs = [(j, m) for j in tied[0] for m in tied[0] if j < m]

    closed = sum(m in tied[j] for j, m in pairs) / len(pairs)

    assert closed == pytest.approx(0.6)


def test_ties_cluster_far_more_than_chance(neighbours: NDArray[np.int64]) -> None:
    """The ring gives 9 closed pairs of 45; chance would give 10 of 30,000."""
    sample = range(0, N_CITIZENS, 101)
    closed = 0
    for i in sample:
        mine = set(neighbours[i].tolist()) - {i}
        closed += sum(len(mine & set(neighbours[j].tolist())) for j in mine)

    assert closed / (len(sample) * 90) == pytest.approx(0.2, abs=0.04)


def test_neighbours_are_alike_and_strangers_are_not(
    population: Population, neighbours: NDArray[np.int64]
) -> None:
    own = population.resources
    alike = [np.corrcoef(own, own[neighbours[:, k]])[0, 1] for k in range(10)]

    assert min(alike[:6]) > 0.35
    # Inside an area: the district's part of the variance, 0.09.
    assert alike[6:8] == pytest.approx([0.09, 0.09], abs=0.04)
    assert alike[8:] == pytest.approx([0.0, 0.0], abs=4.9 / np.sqrt(N_CITIZENS))


def test_likeness_of_neighbours_hardly_depends_on_the_size_of_the_sample() -> None:
    """Next to one another: within 0.05 between 50,000 and 300,000 citizens."""

    def alike(n_citizens: int) -> float:
        own = build_population(load_places(), n_citizens).resources
        return float(np.corrcoef(own[:-1], own[1:])[0, 1])

    assert alike(50_000) == pytest.approx(alike(300_000), abs=0.05)


def test_everybody_is_a_few_steps_from_everybody(
    neighbours: NDArray[np.int64],
) -> None:
    """Ten random ties would need ln 30,000 / ln 9 = 4.7 steps on average."""
    for origin in (0, 7_777, 29_999):
        distance = np.full(N_CITIZENS, -1)
        distance[origin] = 0
        edge, steps = np.array([origin]), 0
        while len(edge):
            steps += 1
            reached = np.unique(neighbours[edge])
            edge = reached[distance[reached] < 0]
            distance[edge] = steps

        assert distance.min() == 0
        assert distance.mean() < 7.0
        assert distance.max() <= 12
