"""Claims about who takes part, by age and by deprivation."""

import numpy as np

from sim.citizens.columns import Count
from sim.citizens.counting import citizens_by_age
from sim.missions.indicators import FIRST_AREA, FIRST_FIFTH, NATION
from sim.outcomes.ages import AGES
from sim.outcomes.units import N_FIFTHS, unit_means
from sim.population.columns import AgeBand
from sim.scenario.scenario import Scenario
from tests.worlds import played


def test_every_citizen_has_one_age() -> None:
    world = played(Scenario(name="quiet"), 1)

    counted = citizens_by_age(world.people)

    assert counted.sum(axis=1).tolist() == world.areas.n_citizens.tolist()
    assert len(AGES) == len(AgeBand)


def test_ages_together_make_everybody() -> None:
    """Weighted by the adults of each age, the bands' shares are the nation's."""
    world = played(Scenario(name="quiet"), 1)
    means = unit_means(world)
    aged = citizens_by_age(world.people)
    adults = aged * (world.areas.adults / world.areas.n_citizens)[:, None]

    national = adults.sum(axis=0) / adults.sum()
    assert np.isclose(national @ means.volunteered_by_age[NATION], means.volunteered[0])
    for fifth in range(N_FIFTHS):
        here = adults[world.areas.fifth == fifth].sum(axis=0)
        shares = means.volunteered_by_age[FIRST_FIFTH + fifth]
        total = here @ shares / here.sum()
        assert np.isclose(total, means.volunteered[FIRST_FIFTH + fifth])


def test_counts_by_age_add_up_to_all() -> None:
    totals = played(Scenario(name="quiet"), 1).totals

    by_age = totals.volunteered_by_age.sum(axis=1)
    assert by_age.tolist() == totals.counts[:, Count.VOLUNTEERED].tolist()


def test_an_area_without_an_age_has_no_share_of_it() -> None:
    world = played(Scenario(name="quiet"), 1)
    aged = citizens_by_age(world.people)

    shares = unit_means(world).volunteered_by_age[FIRST_AREA:]

    assert (np.isnan(shares) == (aged == 0.0)).all()
