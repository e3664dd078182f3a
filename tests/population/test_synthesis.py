"""How many citizens live where, and who they are."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim import compiled
from sim.errors import InputError
from sim.population import assumptions
from sim.population.columns import AgeBand, Education, Population, Work
from sim.population.places import Places, deprivation_fifth, load_places
from sim.population.synthesis import (
    allocate,
    build_population,
    count_citizens,
    systematic,
)


def count_by_area(
    population: Population, codes: NDArray[np.uint8], n_codes: int
) -> NDArray[np.int64]:
    sizes = np.diff(population.area_start)
    cells = np.repeat(np.arange(len(sizes)), sizes) * n_codes + codes
    return np.bincount(cells, minlength=len(sizes) * n_codes).reshape(-1, n_codes)


def column_bytes(population: Population) -> list[bytes]:
    return [column.tobytes() for column in population]


adults_of_areas = st.lists(st.integers(8, 10**6), min_size=1, max_size=60)


@given(adults_of_areas, st.floats(0, 1))
def test_allocation_adds_up_and_keeps_its_bounds(
    adults: list[int], position: float
) -> None:
    least = 8 * len(adults)
    n_citizens = least + int(position * (sum(adults) - least))

    sizes = allocate(np.array(adults, np.float64), n_citizens)

    assert n_citizens == sizes.sum()
    assert sizes.min() >= 8
    assert (sizes <= adults).all()


@given(adults_of_areas, st.floats(0, 1))
def test_no_area_gets_fewer_citizens_than_a_smaller_one(
    adults: list[int], position: float
) -> None:
    least = 8 * len(adults)
    n_citizens = least + int(position * (sum(adults) - least))

    sizes = allocate(np.array(sorted(adults), np.float64), n_citizens)

    # Of two equal areas the first may get one more.
    falls = np.flatnonzero(np.diff(sizes) < 0)
    assert all(sorted(adults)[i] == sorted(adults)[i + 1] for i in falls)


@given(adults_of_areas)
def test_all_adults_are_allocated_to_where_they_live(adults: list[int]) -> None:
    assert adults == allocate(np.array(adults, np.float64), sum(adults)).tolist()


@given(adults_of_areas)
def test_the_fewest_citizens_are_eight_an_area(adults: list[int]) -> None:
    sizes = allocate(np.array(adults, np.float64), 8 * len(adults))

    assert [8] * len(adults) == sizes.tolist()


def test_areas_above_the_least_share_in_proportion(places: Places) -> None:
    sizes = allocate(places.adults, 200_000)

    large = sizes > 8
    ratio = sizes[large] / places.adults[large]
    assert np.ptp(ratio * places.adults[large].min()) < 2.0


@pytest.mark.parametrize("n_citizens", [0, 361 * 8 - 1, 54_196_444])
def test_impossible_numbers_of_citizens_are_refused(
    places: Places, n_citizens: int
) -> None:
    with pytest.raises(InputError, match=r"from 2888 .* to 54196443"):
        allocate(places.adults, n_citizens)


quota_tables = st.lists(
    st.lists(st.floats(0, 50), min_size=3, max_size=3), min_size=1, max_size=40
)


@given(quota_tables, st.floats(0, 1))
def test_systematic_counts_are_within_one_of_quotas_and_sums(
    table: list[list[float]], shift: float
) -> None:
    quotas = np.array(table)

    counts = systematic(quotas, shift)

    assert counts.min() >= 0
    assert np.abs(counts - quotas).max() < 1.0 + 1e-9
    assert np.abs(counts.sum(axis=1) - quotas.sum(axis=1)).max() < 1.0 + 1e-9


@pytest.mark.parametrize("n_citizens", [361 * 8, 20_000, 200_000])
def test_each_area_meets_its_marginals_to_one_person(
    places: Places, n_citizens: int
) -> None:
    built = build_population(places, n_citizens)
    sizes = np.diff(built.area_start)
    age = count_by_area(built, built.age, 6)
    education = count_by_area(built, built.education, 3)
    work = count_by_area(built, built.work, 3)
    middle = 1.0 - places.no_qualifications - places.level3_plus
    shares = np.stack([places.no_qualifications, middle, places.level3_plus], axis=1)
    outside = (age * (1.0 - assumptions.ACTIVITY_BY_AGE)).sum(axis=1)
    active = sizes - work[:, Work.OUTSIDE]

    assert n_citizens == sizes.sum()
    assert np.abs(age - places.age_shares * sizes[:, None]).max() < 1.0
    assert np.abs(education - shares * sizes[:, None]).max() < 1.0
    assert np.abs(work[:, Work.OUTSIDE] - outside).max() < 1.0
    assert np.abs(work[:, Work.UNEMPLOYED] - places.unemployment * active).max() < 1.0


def test_those_outside_work_are_as_many_as_their_age_says(
    places: Places, population: Population, area: NDArray[np.int64]
) -> None:
    sizes = np.diff(population.area_start)
    planned = count_citizens(places, sizes)
    outside = population.work == Work.OUTSIDE

    for band in AgeBand:
        found = np.bincount(area[outside & (population.age == band)], minlength=361)
        quota = planned.age[:, band] * (1.0 - assumptions.ACTIVITY_BY_AGE[band])
        assert np.abs(found - quota).max() < 1.0


def test_smallest_sample_shows_the_ages_of_the_country(places: Places) -> None:
    """Within 0.01: each area is wrong by less than an eighth, 361 areas cancel."""
    sample = build_population(places, 361 * 8)
    weight = places.adults / places.adults.sum()
    true = (weight[:, None] * places.age_shares).sum(axis=0)

    shares = count_by_area(sample, sample.age, 6) / 8
    seen = (weight[:, None] * shares).sum(axis=0)

    assert np.abs(seen - true).max() < 0.01


def test_population_is_the_same_every_time_and_with_any_threads(
    places: Places, population: Population, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_ROWS_A_RANGE", 200)
    with ThreadPoolExecutor(3) as pool:
        threaded = build_population(places, len(population.age), pool=pool)

    assert column_bytes(population) == column_bytes(threaded)


def test_everybody_is_there_in_a_nation_at_full_size() -> None:
    """Northern Ireland, one citizen for each of its 1.5 million adults."""
    all_places = load_places()
    codes = all_places.code[all_places.nation == "N"].tolist()
    nation = load_places(codes)

    everybody = build_population(nation, int(nation.adults.sum()))

    assert nation.adults.tolist() == np.diff(everybody.area_start).tolist()
    assert everybody.resources.std() == pytest.approx(1.0, abs=0.02)


def test_resources_have_mean_zero_and_variance_one(
    population: Population, weight: NDArray[np.float64]
) -> None:
    """Within 0.03: sampling adds 0.002, deprivation's own mean and variance 0.01."""
    mean = float((weight * population.resources).sum())
    variance = float((weight * (population.resources - mean) ** 2).sum())

    assert abs(mean) < 0.03
    assert abs(variance - 1.0) < 0.03


def test_resources_fall_with_the_districts_deprivation(
    places: Places, population: Population, area: NDArray[np.int64]
) -> None:
    """Slope -0.30; 0.02 is five standard errors of 361 area means."""
    sizes = np.diff(population.area_start)
    area_mean = np.bincount(area, population.resources) / sizes
    weight = places.adults / places.adults.sum()
    centred = places.deprivation - (weight * places.deprivation).sum()

    slope = (weight * centred * area_mean).sum() / (weight * centred**2).sum()

    assert slope == pytest.approx(assumptions.RESOURCES_BY_DEPRIVATION, abs=0.02)


def test_least_deprived_fifth_has_most_resources(
    places: Places, population: Population, area: NDArray[np.int64]
) -> None:
    fifth = deprivation_fifth(places)[area]

    means = [population.resources[fifth == k].mean() for k in range(5)]

    assert (np.diff(means) < 0.0).all()
    # A fifth of a normal deprivation lies 2.8 sd from the opposite one, times 0.30.
    assert means[0] - means[4] == pytest.approx(0.84, abs=0.15)


def test_schooling_rises_with_resources(population: Population) -> None:
    means = [population.resources[population.education == e].mean() for e in Education]

    assert means[0] < means[1] < means[2]


def test_the_unemployed_have_least_resources(population: Population) -> None:
    means = [population.resources[population.work == w].mean() for w in Work]

    assert means[Work.UNEMPLOYED] < means[Work.OUTSIDE] - 0.3
    assert means[Work.UNEMPLOYED] < means[Work.EMPLOYED] - 0.3


def test_nearly_all_of_75_and_over_are_outside_work(population: Population) -> None:
    old = population.age == AgeBand.AGED_75_PLUS

    assert (population.work[old] == Work.OUTSIDE).mean() > 0.95
    assert (population.work[~old] == Work.OUTSIDE).mean() < 0.35


def test_employed_share_is_what_the_rates_give(
    population: Population, weight: NDArray[np.float64]
) -> None:

    employed = weight[population.work == Work.EMPLOYED].sum()

    assert employed == pytest.approx(assumptions.EMPLOYED_SHARE, abs=0.001)


@pytest.mark.slow
def test_all_adults_of_the_country_fit(places: Places) -> None:
    """54.2 million citizens; needs three gigabytes of memory."""
    with ThreadPoolExecutor(2) as pool:
        everybody = build_population(places, int(places.adults.sum()), pool=pool)

    assert np.diff(everybody.area_start).tolist() == places.adults.tolist()
