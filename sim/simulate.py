"""Running scenarios: worlds are prepared once, then each scenario plays in a copy."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from functools import partial
from importlib import import_module

from sim.agenda import Month
from sim.checkpoint import Checkpoints
from sim.ensemble import Ensemble, Progress, plan_of
from sim.errors import InputError
from sim.outcomes.units import units
from sim.people import people_of
from sim.population.places import load_places
from sim.results import Outcomes, Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario, check_horizon
from sim.step import step_month
from sim.world import World


class Engine(StrEnum):
    """Who moves the world, with the same bits: kernels, or agents one by one."""

    COLUMNS = "columns"
    AGENTS = "agents"


def run(
    scenario: Scenario,
    *,
    citizens: int = 100_000,
    replicates: int = 8,
    seed: int = 1,
    months: int = 60,
    beliefs: BeliefMode = BeliefMode.PRIOR,
    places: Sequence[str] | None = None,
    engine: Engine = Engine.COLUMNS,
) -> Outcomes:
    """Return the outcomes of one scenario.

    Parameters
    ----------
    scenario : Scenario
    citizens : int
        Simulated citizens; at least eight a local area.
    replicates, months : int >= 1
    seed : int, 0 to 2**32 - 1
    beliefs : BeliefMode
        Point values, or a draw for each replicate: of the priors, or accepted.
    places : sequence of str, optional
        Codes of some local areas; all by default.
    engine : Engine
        Changes no number.

    Raises
    ------
    InputError
        As :func:`run_together`.
    """
    settings = Settings(
        citizens=citizens,
        places=None if places is None else tuple(places),
        replicates=replicates,
        seed=seed,
        months=months,
        beliefs=beliefs,
    )
    return run_together([scenario], settings, engine=engine)[0]


def run_together(
    scenarios: Sequence[Scenario],
    settings: Settings,
    *,
    n_threads: int | None = None,
    progress: Progress | None = None,
    engine: Engine = Engine.COLUMNS,
    checkpoints: Checkpoints | None = None,
) -> list[Outcomes]:
    """Return outcomes of scenarios under the same luck, in order.

    Parameters
    ----------
    scenarios : sequence of Scenario
    settings : Settings
    n_threads : int, optional
        All processors by default. No number depends on it.
    progress : callable, optional
        Called with the months simulated so far and in all, those of preparing worlds
        included.
    engine : Engine
        Changes no number. Worlds are prepared by kernels in any case.
    checkpoints : Checkpoints, optional
        Where runs are kept while they go on, and taken up again; kernels only.

    Raises
    ------
    InputError
        If an event starts after the last month, a place is unknown, there are too few
        citizens, or memory or disk will not do. All this is found before any work.
    """
    for scenario in scenarios:
        check_horizon(scenario, settings.months)
    n_threads = n_threads or os.cpu_count() or 1
    places = load_places(settings.places)
    n_units = len(settings.kept(units(places)))
    plan = plan_of(scenarios, settings, n_units, n_threads)
    if checkpoints is not None:
        if engine is Engine.AGENTS:
            raise InputError(
                "checkpoint",
                "agents cannot be taken up again",
                "Use the engine 'columns': it gives the same bits.",
            )
        checkpoints.open(scenarios, settings, plan)
    with ThreadPoolExecutor(n_threads) as pool:
        people = people_of(places, settings.citizens, pool)
    ensemble = Ensemble(
        scenarios,
        settings,
        places,
        people,
        plan,
        partial(_mover, engine),
        progress,
        checkpoints,
    )
    return ensemble.play(n_threads)


def _mover(
    engine: Engine,
    scenario: Scenario,
    world: World,
    n_months: int,
    pool: ThreadPoolExecutor | None,
) -> Callable[[Month], None]:
    """Return a function that lets a month of a scenario pass in ``world``."""
    if engine is Engine.COLUMNS:
        return lambda now: step_month(world, now, pool)
    # Loaded here and by name: Mesa takes seconds to load, and the model, which wraps
    # what is in this file, stands above it.
    build = import_module("sim.model").MissionModel
    model = build(scenario, months=n_months, world=world)
    return lambda _: model.step()
