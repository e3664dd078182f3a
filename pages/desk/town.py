"""A small town, month by month: everybody in it, under one government or another."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from pages.desk.tiers import TOWN
from pages.desk.worlds import Worlds, country
from sim.agenda import agenda
from sim.institutions.columns import N_MISSIONS, Floats
from sim.population.columns import Population
from sim.scenario.scenario import Scenario
from sim.step import step_month

# What is shown of a local body: its column, and in words.
BODY = (
    ("pressure", "Target pressure felt, 0–1"),
    ("measured_effort", "Effort at what is counted"),
    ("unmeasured_effort", "Effort at what is not"),
    ("gaming", "Effort at the figure itself"),
    ("fit", "Fit of practice to the place, 0–1"),
    ("unmatched", "Volunteers’ hours without a place, share"),
    ("stock", "True state of the mission, 0–1"),
    ("reported", "Reported state, 0–1"),
)


class Lives(NamedTuple):
    """What became of everybody.

    Attributes
    ----------
    volunteered : shape (months, n_citizens), 0 or 1
    trust, habit, fatigue : shape (months, n_citizens), share
    year_hours : shape (n_citizens,), hours in the last year
    trust_here, effort, fit, reserves : shape (months,)
        Of the town: mean trust; the local body's effort and fit of its practice, mean
        over missions; reserves of open charities, months.
    bodies : dict of name to shape (months, 5)
        Of each mission's local body: see ``BODY``.
    """

    volunteered: Floats
    trust: Floats
    habit: Floats
    fatigue: Floats
    year_hours: Floats
    trust_here: Floats
    effort: Floats
    fit: Floats
    reserves: Floats
    bodies: dict[str, Floats]


def townspeople() -> Population:
    """Return who lives in the town."""
    return country(TOWN.citizens, TOWN.places)[1]


@lru_cache(maxsize=24)
def lives_under(scenario: Scenario, worlds: Worlds) -> Lives:
    """Return the town's months under a scenario, the same luck whatever it is."""
    world, beliefs = worlds.fresh(scenario, TOWN, 0, lambda: None)
    n, months = world.citizens.trust.size, TOWN.months
    columns = {
        name: np.zeros((months, n))
        for name in ("volunteered", "trust", "habit", "fatigue")
    }
    town = {name: np.zeros(months) for name in ("effort", "fit", "reserves")}
    of_bodies = {name: np.zeros((months, N_MISSIONS)) for name, _ in BODY}
    for now in agenda(scenario, months, beliefs):
        step_month(world, now, None)
        t = now.month
        columns["volunteered"][t] = _did(world.citizens.months)
        columns["trust"][t] = world.citizens.trust
        columns["habit"][t] = world.citizens.habit
        columns["fatigue"][t] = world.citizens.fatigue
        bodies, reserves = world.bodies, world.hosts.reserves
        town["effort"][t] = float(bodies.measured_effort.mean()) + float(
            bodies.unmeasured_effort.mean()
        )
        town["fit"][t] = float(bodies.effort_fit.mean())
        for name, kept in of_bodies.items():
            kept[t] = getattr(bodies, name)[0]
        is_open = reserves > 0.0
        town["reserves"][t] = float(reserves[is_open].mean()) if is_open.any() else 0.0
    return Lives(
        **columns,
        year_hours=world.citizens.year_hours.astype(np.float64),
        trust_here=columns["trust"].mean(axis=1),
        **town,
        bodies=of_bodies,
    )


def _did(months: np.ndarray[tuple[int, ...], np.dtype[np.uint16]]) -> Floats:
    """Return who volunteered this month: the lowest of twelve bits."""
    return (months & 1).astype(np.float64)
