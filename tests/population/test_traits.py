"""What lasts in a citizen beside resources and standing."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.draws import Stream, four_uniforms
from sim.elementary import normal_quantile
from sim.population import assumptions, traits
from sim.population.columns import Group, Population, Work

N_CITIZENS = 200_000  # of the fixture
# Standard errors that a normal estimate exceeds once in a million times.
ONE_IN_A_MILLION = 4.9


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
    population: Population, weight: NDArray[np.float64]
) -> None:
    """Sampling adds 0.005 at most, rounded chances the rest."""
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
