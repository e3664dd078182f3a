"""Claims about consent, and about missions that help one another."""

import numpy as np

from sim.institutions.columns import N_PAST, N_REGIONS
from sim.institutions.units import carry_over, consent_by_region
from sim.missions import CRIME, GROWTH, NHS
from sim.scenario.beliefs import BeliefMode, belief_rows, resolve
from sim.scenario.scenario import Scenario
from tests.worlds import prepared_world

ON = Scenario(name="on").with_levers({"mechanisms.cross_effects": True})


def test_usual_protest_leaves_consent_at_one_and_more_lowers_it() -> None:
    world = prepared_world()
    world.bodies.doing[:] = world.usual.doing_here
    world.areas.protest[:] = world.usual.protest
    usual, stirred = np.empty(N_REGIONS), np.empty(N_REGIONS)

    consent_by_region(world.bodies, world.areas, world.usual, world.beliefs, usual)
    world.areas.protest[:] += 0.01
    consent_by_region(world.bodies, world.areas, world.usual, world.beliefs, stirred)

    assert np.allclose(usual, 1.0)
    assert (stirred < usual).all()


def test_missions_leave_one_another_alone_by_default() -> None:
    world = prepared_world()
    pressures = np.full_like(world.bodies.stock, 0.3)

    for month in range(3):
        carry_over(world.bodies, pressures, month, world.beliefs)

    assert (pressures == 0.3).all()


def test_success_shows_elsewhere_a_month_later_when_switched_on() -> None:
    world = prepared_world()
    rows = belief_rows(resolve(ON, BeliefMode.DEFAULT, 1, 0))
    first = np.zeros_like(world.bodies.stock)
    first[:, NHS], first[:, GROWTH] = 0.5, 0.5
    second = np.zeros_like(first)

    carry_over(world.bodies, first, 0, rows)
    carry_over(world.bodies, second, 1, rows)

    assert (first[:, NHS] == 0.5).all()
    assert np.allclose(second[:, GROWTH], 0.5 * rows[GROWTH].cross_effect_nhs_on_growth)
    assert np.allclose(second[:, CRIME], 0.5 * rows[CRIME].cross_effect_growth_on_crime)


def test_schooling_shows_in_growth_after_its_lag() -> None:
    world = prepared_world()
    rows = belief_rows(resolve(ON, BeliefMode.DEFAULT, 1, 0))
    lag = int(rows[GROWTH].cross_effect_lag_education)
    moved = []
    for month in range(N_PAST + 10):
        pressures = np.zeros_like(world.bodies.stock)
        pressures[:, 4] = 1.0 if month == 0 else 0.0
        carry_over(world.bodies, pressures, month, rows)
        moved.append(pressures[0, GROWTH])

    assert np.flatnonzero(moved).tolist() == [lag]
