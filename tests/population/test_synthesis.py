"""How many citizens live where, and who they are."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.draws import Stream, four_uniforms
from sim.elementary import normal_quantile
from sim.errors import InputError
from sim.population import assumptions, traits
from sim.population.columns import AgeBand, Education, Group, Population, Work
from sim.population.places import Places, deprivation_fifth, load_places
from sim.population.synthesis import (
    allocate,
    build_population,
    count_citizens,
    systematic,
)

N_CITIZENS = 200_000
# Standard errors that a normal estimate exceeds once in a million times.
ONE_IN_A_MILLION = 4.9


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places()


@pytest.fixture(scope="module")
def population(places: Places) -> Population:
    return build_population(places, N_CITIZENS)


def area_of(population: Population) -> NDArray[np.int64]:
    sizes = np.diff(population.area_start)
    return np.repeat(np.arange(len(sizes)), sizes)


def weights(population: Population, places: Places) -> NDArray[np.float64]:
    """Return each citizen's weight, so that areas count by their adults."""
    by_area = places.adults / np.diff(population.area_start)
    weight = by_area[area_of(population)]
    return np.asarray(weight / weight.sum())


def count_by_area(
    population: Population, codes: NDArray[np.uint8], n_codes: int
) -> NDArray[np.int64]:
    cells = area_of(population) * n_codes + codes
    n_areas = len(population.area_start) - 1
    return np.bincount(cells, minlength=n_areas * n_codes).reshape(n_areas, n_codes)


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
    sizes = allocate(places.adults, N_CITIZENS)

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


@pytest.mark.parametrize("n_citizens", [361 * 8, 20_000, N_CITIZENS])
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
    places: Places, population: Population
) -> None:
    sizes = np.diff(population.area_start)
    planned = count_citizens(places, sizes)
    outside = population.work == Work.OUTSIDE

    for band in AgeBand:
        found = np.bincount(
            area_of(population)[outside & (population.age == band)], minlength=361
        )
        quota = planned.age[:, band] * (1.0 - assumptions.ACTIVITY_BY_AGE[band])
        assert np.abs(found - quota).max() < 1.0


def test_smallest_sample_shows_the_ages_of_the_country(places: Places) -> None:
    """Within 0.01: each area is wrong by less than an eighth, 361 areas cancel."""
    sample = build_population(places, 361 * 8)
    true = (places.adults[:, None] * places.age_shares).sum(0) / places.adults.sum()

    seen = np.bincount(sample.age, weights(sample, places), 6)

    assert np.abs(seen - true).max() < 0.01


def test_population_is_the_same_every_time_and_with_any_threads(
    places: Places, population: Population
) -> None:
    with ThreadPoolExecutor(3) as pool:
        threaded = build_population(places, N_CITIZENS, pool=pool)

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
    places: Places, population: Population
) -> None:
    """Within 0.03: sampling adds 0.002, deprivation's own mean and variance 0.01."""
    weight = weights(population, places)
    mean = float((weight * population.resources).sum())
    variance = float((weight * (population.resources - mean) ** 2).sum())

    assert abs(mean) < 0.03
    assert abs(variance - 1.0) < 0.03


def test_resources_fall_with_the_districts_deprivation(
    places: Places, population: Population
) -> None:
    """Slope -0.30; 0.02 is five standard errors of 361 area means."""
    sizes = np.diff(population.area_start)
    area_mean = np.bincount(area_of(population), population.resources) / sizes
    weight = places.adults / places.adults.sum()
    centred = places.deprivation - (weight * places.deprivation).sum()

    slope = (weight * centred * area_mean).sum() / (weight * centred**2).sum()

    assert slope == pytest.approx(assumptions.RESOURCES_BY_DEPRIVATION, abs=0.02)


def test_least_deprived_fifth_has_most_resources(
    places: Places, population: Population
) -> None:
    fifth = deprivation_fifth(places)[area_of(population)]

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


@pytest.mark.parametrize(
    ("column", "mean", "sd"),
    [("disposition", 0.0, 1.0), ("threshold", 0.281, 0.117)],
)
def test_normal_traits_have_their_mean_and_spread(
    population: Population, column: str, mean: float, sd: float
) -> None:
    """Thresholds are clipped at 0.02, which lifts the mean by 0.001."""
    values = getattr(population, column).astype(np.float64)

    error = ONE_IN_A_MILLION * sd / np.sqrt(N_CITIZENS)
    assert values.mean() == pytest.approx(mean, abs=error + 0.001)
    assert values.std() == pytest.approx(sd, abs=error + 0.001)


def test_times_are_lognormal_about_their_medians(population: Population) -> None:
    """Medians: standard error 1.25 sd / sqrt(n) on the log scale."""
    by_age = assumptions.FREE_TIME_BY_AGE[population.age]
    log_free = np.log(population.free_time / by_age)
    log_usual = np.log(population.usual_hours)
    error = ONE_IN_A_MILLION * 1.25 / np.sqrt(N_CITIZENS)

    assert np.median(log_free) == pytest.approx(np.log(30.0), abs=0.6 * error)
    assert log_free.std() == pytest.approx(0.6, abs=0.01)
    assert np.median(log_usual) == pytest.approx(np.log(5.5), abs=error)
    assert log_usual.std() == pytest.approx(1.0, abs=0.01)


def test_trust_offset_rises_with_resources(population: Population) -> None:
    slope = np.polyfit(population.resources, population.trust_offset, 1)[0]
    rest = population.trust_offset - slope * population.resources

    error = ONE_IN_A_MILLION * 0.12 / np.sqrt(N_CITIZENS)
    assert slope == pytest.approx(0.06, abs=error)
    assert rest.std() == pytest.approx(0.12, abs=error)


def test_missions_are_chosen_by_their_shares_and_never_twice(
    population: Population,
) -> None:
    main = np.bincount(population.main_mission, minlength=5) / N_CITIZENS
    pairs = np.zeros((5, 5))
    np.add.at(pairs, (population.main_mission, population.second_mission), 1)
    of_main = pairs / pairs.sum(axis=1, keepdims=True)

    expected = np.array([0.10, 0.12, 0.18, 0.30, 0.30])
    error = ONE_IN_A_MILLION * np.sqrt(expected * (1 - expected) / N_CITIZENS)
    assert (np.abs(main - expected) < error).all()
    assert (np.diag(pairs) == 0).all()
    # At least 0.10 of the citizens stand behind each row.
    assert np.abs(of_main[~np.eye(5, dtype=bool)] - 0.25).max() < 0.016


def test_groups_have_their_shares_of_adults(
    places: Places, population: Population
) -> None:
    """Sampling adds 0.005 at most, rounded chances the rest."""
    weight = weights(population, places)
    expected = {
        Group.CARER: 0.15,
        Group.CHARITY_MEMBER: 0.20,
        Group.UNION_MEMBER: 0.118,
        Group.BUSINESS_OWNER: 0.105,
        Group.PRIVATE_EMPLOYEE: 0.55 * assumptions.EMPLOYED_SHARE,
    }

    for group, share in expected.items():
        seen = weight[(population.groups & group) != 0].sum()
        assert seen == pytest.approx(share, abs=0.006), group.name


def test_groups_of_work_hold_only_those_in_work(population: Population) -> None:
    of_work = Group.UNION_MEMBER | Group.BUSINESS_OWNER | Group.PRIVATE_EMPLOYEE
    idle = population.work != Work.EMPLOYED
    owner = (population.groups & Group.BUSINESS_OWNER) != 0
    employee = (population.groups & (of_work & ~Group.BUSINESS_OWNER)) != 0

    assert ((population.groups[idle] & of_work) == 0).all()
    assert not (owner & employee).any()


def test_employed_share_is_what_the_rates_give(
    places: Places, population: Population
) -> None:
    weight = weights(population, places)

    employed = weight[population.work == Work.EMPLOYED].sum()

    assert employed == pytest.approx(assumptions.EMPLOYED_SHARE, abs=0.001)


def test_rules_in_plain_python_give_the_columns_bits(population: Population) -> None:
    for i in range(0, N_CITIZENS, 9_973):
        key = (assumptions.KEY_SEED, N_CITIZENS, int(Stream.TRAITS), i, 0)
        u = [x for block in range(3) for x in four_uniforms(*key, block)]
        z = [normal_quantile(x) for x in u]
        age = int(population.age[i])
        main = traits.main_mission(u[5])
        groups = traits.other_groups(u[7], u[8]) + traits.work_groups(
            int(population.work[i]), u[9], u[10], u[11]
        )

        assert np.float32(z[0]) == population.disposition[i]
        assert np.float32(traits.threshold(z[1])) == population.threshold[i]
        assert np.float32(traits.free_time(z[2], age)) == population.free_time[i]
        assert np.float32(traits.usual_hours(z[3])) == population.usual_hours[i]
        offset = traits.trust_offset(float(population.resources[i]), z[4])
        assert np.float32(offset) == population.trust_offset[i]
        assert main == population.main_mission[i]
        assert traits.second_mission(main, u[6]) == population.second_mission[i]
        assert groups == population.groups[i]


@pytest.mark.slow
def test_all_adults_of_the_country_fit(places: Places) -> None:
    """54.2 million citizens; needs three gigabytes of memory."""
    with ThreadPoolExecutor(2) as pool:
        everybody = build_population(places, int(places.adults.sum()), pool=pool)

    assert np.diff(everybody.area_start).tolist() == places.adults.tolist()
