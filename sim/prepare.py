"""Preparing a world: the status quo is solved, settled and measured before a run.

Four levels (joining, leaving, helping, doing one's part) are unknown; surveys give
what must come out. For seven years of the status quo they are nudged each month; for
a last year they are left alone, and that year's means become what a run is relative
to. Nothing here looks at any other governance.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sim.agenda import status_quo_month
from sim.baseline import LEAST_SHARE, Year, measure, updated
from sim.citizens.columns import new_surroundings, new_totals
from sim.citizens.start import start_citizens
from sim.elementary import clip, exp, logit
from sim.institutions.columns import N_MISSIONS
from sim.institutions.partners import (
    start_businesses,
    start_contractors,
    start_unions,
)
from sim.institutions.start import (
    start_areas,
    start_centre,
    start_departments,
    start_usual,
)
from sim.institutions.start_bodies import domain_spreads, start_bodies
from sim.institutions.start_hosts import start_hosts
from sim.institutions.targets import start_targets
from sim.missions.indicators import Indicators, start_indicators
from sim.population.columns import Population
from sim.population.places import Places
from sim.population.synthesis import build_population
from sim.scenario.policies import Policy, policies
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import no_shocks
from sim.step import prepare_month
from sim.world import RESERVE_STEPS, SETTLED_STEPS, SOLVING_STEPS, Solved, World

_REFRESHED_UNTIL = 24
# How far a level moves for a miss: numerics, chosen so that the last year is level.
_JOINING_GAIN = (0.25, 0.2)
_LEAVING_GAIN = 0.2
_HELPING_GAIN = 0.5
_DOING_GAIN = 0.3
_GENTLE_FROM = 36
# A yearly share means nothing before a year has passed.
_LEAVING_FROM = 13
_MEASURED_AT = (47, SOLVING_STEPS - 1)
_LAST_MONTH = SOLVING_STEPS + SETTLED_STEPS
# What is solved does not depend on how many citizens there are, but for chance, which
# a million leave little. More of them begin where a sample ended, live two years until
# habits and fatigue are level, and a last one in which their own year is measured.
_SAMPLED_ABOVE = 2_000_000
_SAMPLE = 1_000_000
_GROWN_MONTHS = 36
# No level is moved further from its first guess than these logits: a town of eight may
# see nobody do a thing for months.
_FURTHEST = 5.0


def prepare(
    scenario: Scenario,
    places: Places,
    people: Population,
    beliefs: NDArray[np.void],
    *,
    seed: int,
    replicate: int,
    pool: ThreadPoolExecutor | None = None,
    go_on: Callable[[], None] = lambda: None,
) -> World:
    """Return a world at the end of March 2025, settled under the status quo.

    Parameters
    ----------
    scenario : Scenario
        Only its structure matters: levers and events do not act before month 0.
    places, people : Places, Population
    beliefs : record array, shape (5,)
    seed, replicate : int
        Key of the draws.
    pool : ThreadPoolExecutor, optional
        Threads that share the citizens.
    go_on : callable
        Called before each month; may raise to stop.
    """
    policy = policies(Scenario(name="status_quo"))[0]
    world = _start(places, people, beliefs, policy, seed, replicate)
    is_grown = people.resources.size > _SAMPLED_ABOVE
    if is_grown:
        some = build_population(places, _SAMPLE, pool=pool)
        sampled = prepare(
            scenario, places, some, beliefs, seed=seed, replicate=replicate, pool=pool
        )
        world = _grown(sampled, world)
    averaging = scenario.structure.mixing == "averaging"
    quiet = no_shocks(1)
    last_year: deque[Year] = deque(maxlen=12)
    n_months = preparing_months(people.resources.size)
    for month in range(_LAST_MONTH - n_months, _LAST_MONTH):
        go_on()
        step = RESERVE_STEPS + month
        now = status_quo_month(step, policy, quiet, beliefs, averaging)
        prepare_month(world, now, pool)
        last_year.append(measure(world))
        if month < SOLVING_STEPS and not is_grown:
            world.solved = _nudged(world.solved, last_year[-1], month, beliefs)
        if month < _REFRESHED_UNTIL:
            world.usual = updated(world.usual, [last_year[-1]])
        elif month in _MEASURED_AT:
            world.usual = updated(world.usual, list(last_year))
    world.usual = updated(world.usual, list(last_year))
    world.bodies.smoothed[:] = world.usual.felt
    world.indicators = _start_indicators(world)
    return world


def preparing_months(n_citizens: int) -> int:
    """Return how many months so many citizens live before a run."""
    return _GROWN_MONTHS if n_citizens > _SAMPLED_ABOVE else _LAST_MONTH


def _grown(some: World, world: World) -> World:
    """Return ``world``, just begun, with what was found on some of its citizens."""
    return replace(
        world,
        solved=some.solved,
        usual=some.usual,
        areas=some.areas._replace(n_citizens=world.areas.n_citizens),
        bodies=some.bodies,
        hosts=some.hosts,
        departments=some.departments,
        centre=some.centre,
        businesses=some.businesses._replace(reachable=world.businesses.reachable),
        unions=some.unions,
        contractors=some.contractors,
        targets=some.targets,
    )


def _start(
    places: Places,
    people: Population,
    beliefs: NDArray[np.void],
    policy: Policy,
    seed: int,
    replicate: int,
) -> World:
    areas = start_areas(places, np.diff(people.area_start), beliefs)
    n_areas = areas.weight.size
    departments = start_departments(policy.autonomy[0], beliefs, seed, replicate)
    bodies = start_bodies(places, areas, departments.common, beliefs, seed, replicate)
    return World(
        seed=seed,
        replicate=replicate,
        places=places,
        people=people,
        beliefs=beliefs,
        spreads=domain_spreads(beliefs),
        solved=_first_guess(beliefs),
        usual=start_usual(n_areas, beliefs),
        citizens=start_citizens(people, beliefs, seed, replicate),
        areas=areas,
        bodies=bodies,
        hosts=start_hosts(n_areas, beliefs, RESERVE_STEPS, seed, replicate),
        departments=departments,
        centre=start_centre(policy.national[0].introspection, beliefs),
        businesses=start_businesses(people, departments, beliefs),
        unions=start_unions(areas, bodies, beliefs),
        contractors=start_contractors(policy.missions),
        targets=start_targets(n_areas, seed, replicate),
        indicators=start_indicators(
            areas.region,
            areas.fifth,
            areas.adults,
            areas.deprivation,
            bodies.inside.astype(np.bool_),
            beliefs,
            np.zeros(N_MISSIONS),
        ),
        around=new_surroundings(n_areas),
        totals=new_totals(n_areas),
    )


def _start_indicators(world: World) -> Indicators:
    return start_indicators(
        world.areas.region,
        world.areas.fifth,
        world.areas.adults,
        world.areas.deprivation,
        world.bodies.inside.astype(np.bool_),
        world.beliefs,
        world.usual.gaming,
    )


def _first_guess(beliefs: NDArray[np.void]) -> Solved:
    """Return levels near those that default beliefs lead to."""
    doing = np.array([logit(float(b.coproduction_baseline)) - 0.1 for b in beliefs])
    return Solved(-3.6, 0.31, 0.077, doing)


def _miss(wanted: float, seen: float) -> float:
    """Return by how many logits a share missed what surveys show."""
    most = 1.0 - LEAST_SHARE * (1.0 - wanted)
    return logit(wanted) - logit(clip(seen, LEAST_SHARE * wanted, most))


def _nudged(
    solved: Solved, seen: Year, month: int, beliefs: NDArray[np.void]
) -> Solved:
    """Return levels moved toward what surveys show.

    Uses the beliefs ``target_participation_monthly``, ``target_any_help_monthly``,
    ``target_yearly_over_monthly`` and ``coproduction_baseline``.
    """
    b = beliefs[0]
    gain = _JOINING_GAIN[month >= _GENTLE_FROM]
    wanted = b.target_participation_monthly
    joining = solved.joining_intercept + gain * _miss(wanted, seen.volunteered)
    any_help = b.target_any_help_monthly
    helping = solved.helping_base * exp(
        _HELPING_GAIN * (any_help - seen.either) / any_help
    )
    leaving = solved.leaving_base
    if month >= _LEAVING_FROM:
        ratio = seen.within_year / max(seen.volunteered, 0.01)
        leaving = leaving * exp(_LEAVING_GAIN * (b.target_yearly_over_monthly - ratio))
    doing = np.array(
        [
            solved.doing_intercept[m]
            + _DOING_GAIN
            * _miss(float(beliefs[m].coproduction_baseline), seen.doing[m])
            for m in range(N_MISSIONS)
        ]
    )
    first = _first_guess(beliefs)
    return Solved(
        float(_near(joining, first.joining_intercept)),
        float(clip(leaving, 0.001, 0.95)),
        float(clip(helping, 0.0001, 0.6)),
        np.array(
            [
                _near(level, guess)
                for level, guess in zip(doing, first.doing_intercept, strict=True)
            ]
        ),
    )


def _near(level: float, guess: float) -> float:
    return clip(level, guess - _FURTHEST, guess + _FURTHEST)
