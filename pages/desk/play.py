"""One run, from a prepared world to the numbers that pages show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pages.desk.worlds import Worlds, country
from sim.agenda import agenda
from sim.citizens.columns import N_AGE_BANDS
from sim.institutions.columns import Floats
from sim.missions.indicators import FIRST_AREA, N_FIFTHS
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.units import units
from sim.playing import empty_values, record
from sim.results import Outcomes, Settings
from sim.scenario.scenario import Scenario
from sim.step import step_month
from sim.world import World

# What the maps of local areas can show.
OF_AREAS = (
    "indicator",
    "participation_monthly",
    "informal_help_monthly",
    "coproduction",
    "trust",
)
_YEAR = 12


@dataclass(frozen=True, eq=False)
class Played:
    """One replicate's numbers; equal to itself alone, so that it can be a key.

    Parameters
    ----------
    months : dict of outcome to shape (months, 18) or (months, 18, 5)
        Nation, regions and fifths, month by month.
    areas : dict of outcome to shape (n_areas,) or (n_areas, 5)
        At the end of the run: as a run's own figures, last month or last year.
    ages : shape (5, 6), share of adults
        Who volunteered in a month of the last year, by fifth of areas and age.
    """

    months: dict[str, Floats]
    areas: dict[str, Floats]
    ages: Floats


def play(
    worlds: Worlds,
    scenario: Scenario,
    settings: Settings,
    replicate: int,
    go_on: Callable[[], None],
) -> Played:
    """Return what one run of a scenario gives.

    Raises
    ------
    StoppedError
        Or whatever else ``go_on`` raises; it is called before each month.
    """
    world, beliefs = worlds.fresh(scenario, settings, replicate, go_on)
    n_units = FIRST_AREA + world.areas.adults.size
    values = empty_values(replace(settings, replicates=1), n_units)
    volunteered = np.zeros((N_FIFTHS, N_AGE_BANDS))
    months = agenda(scenario, settings.months, beliefs)
    for now in months:
        go_on()
        step_month(world, now, None)
        record(world, now, now is months[-1], values, 0)
        if now.month >= settings.months - _YEAR:
            volunteered += _by_fifth(
                world, world.totals.volunteered_by_age.astype(np.float64)
            )
    everybody = _by_fifth(world, world.aged) * min(_YEAR, settings.months)
    return Played(
        months={name: v[0, :, :FIRST_AREA].copy() for name, v in values.items()},
        areas={name: _at_end(name, values[name][0]) for name in OF_AREAS},
        ages=np.divide(
            volunteered,
            everybody,
            out=np.full_like(volunteered, np.nan),
            where=everybody > 0.0,
        ),
    )


def _at_end(name: str, values: Floats) -> Floats:
    over_year = {o.name: o.over_last_year for o in OUTCOMES}[name]
    areas = values[:, FIRST_AREA:]
    found: Floats = areas[-_YEAR:].mean(axis=0) if over_year else areas[-1]
    return found.copy()


def _by_fifth(world: World, counted: Floats) -> Floats:
    """Return adults that citizens stand for, summed over the areas of each fifth."""
    stands_for = world.areas.adults / world.areas.n_citizens
    out = np.zeros((N_FIFTHS, N_AGE_BANDS))
    np.add.at(out, world.areas.fifth, counted * stands_for[:, None])
    return out


def as_outcomes(
    scenario: Scenario, settings: Settings, played: Sequence[Played]
) -> Outcomes:
    """Return runs as the model's own outcomes, for tables and the written report."""
    places, _ = country(settings.citizens, settings.places)
    values = {
        outcome.name: np.stack([p.months[outcome.name] for p in played])
        for outcome in OUTCOMES
    }
    kept = replace(settings, replicates=len(played))
    return Outcomes(scenario, kept, units(places)[:FIRST_AREA], values)
