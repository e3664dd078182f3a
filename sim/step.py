"""The order of a month, in one place.

Every phase reads what earlier phases of this month wrote and, of its own kind, only
last month's state: where one row reads another's, the column exists twice. So no order
of areas, citizens or threads can matter. What institutions decide reaches citizens in
the same month; what citizens do reaches institutions in the same month and comes back
to citizens in the next.

A phase is one kernel that calls its steps: to hand a kernel every column of the
country, once from Python, takes as long as many a step.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from sim.agenda import Month
from sim.citizens.columns import Citizens, Surroundings, Totals
from sim.citizens.month import live_a_month
from sim.compiled import kernel, over_areas
from sim.institutions.attention import attend
from sim.institutions.budget import fund, spend
from sim.institutions.businesses import contribute, expect, invest_and_join
from sim.institutions.centre import handle_business
from sim.institutions.columns import N_REGIONS, Floats
from sim.institutions.conclusions import draw_conclusions
from sim.institutions.contractors import renew
from sim.institutions.councils import convene
from sim.institutions.hosts import keep_open
from sim.institutions.learning import learn, practise
from sim.institutions.matching import gather, match
from sim.institutions.needs import move_needs
from sim.institutions.plans import plan
from sim.institutions.production import produce
from sim.institutions.rights import share_out_rights
from sim.institutions.surroundings import listen, surround
from sim.institutions.targets import compare_with_paths, earn
from sim.institutions.umbrella import pool as pool_hours
from sim.institutions.unions import dispute
from sim.institutions.units import (
    carry_over,
    consent_by_region,
    crime_by_unit,
    log_pressures,
    mission_means,
)
from sim.institutions.voice import invite, seat, stir
from sim.institutions.work import work
from sim.missions.indicators import Indicators, step_indicators
from sim.population.assumptions import MAIN_MISSION_SHARES
from sim.population.columns import Population
from sim.world import Institutions, Solved, World

CARES = np.array(MAIN_MISSION_SHARES)

# Seed, replicate and step: the key of a month's draws.
type Key = tuple[int, int, int]


def step_month(world: World, now: Month, pool: ThreadPoolExecutor | None) -> None:
    """Let a month pass in ``world``, in place.

    Parameters
    ----------
    world : World
    now : Month
        The month's number, policy and events.
    pool : ThreadPoolExecutor, optional
        Threads that share the citizens; the caller's own thread without it.
    """
    prepare_month(world, now, pool)
    publish(world, now)


def prepare_month(world: World, now: Month, pool: ThreadPoolExecutor | None) -> None:
    """Let a month pass without moving the missions' figures, which start later."""
    govern(world, now)
    deliver(world, now)
    live(world, now, pool)
    conclude(world, now)


def govern(world: World, now: Month) -> None:
    """Needs move; the centre attends, decides, convenes, plans and divides money."""
    key = (world.seed, world.replicate, now.step)
    _govern(world.institutions, world.people, world.citizens, now, key)


@kernel
def _govern(
    w: Institutions, people: Population, citizens: Citizens, now: Month, key: Key
) -> None:
    """Unions dispute, and contracts are renewed, before the centre decides."""
    seed, replicate, step = key
    d, b, policy = w.departments, w.beliefs, now.policy
    shocks, month = now.shocks, now.month
    move_needs(w.bodies, d, w.areas, w.spreads, b, seed, replicate, step)
    attend(d, policy, shocks, month, now.is_launch, b)
    dispute(
        w.unions,
        d,
        people,
        citizens,
        w.areas,
        policy,
        shocks,
        month,
        b,
        seed,
        replicate,
        step,
    )
    renew(w.contractors, w.bodies, policy, w.usual, b, seed, replicate, step)
    # A government brings its people with it in the month in which it takes office.
    brought = now.devolvers_brought if now.is_launch else 0.0
    earn(w.targets, policy, b)
    share_out_rights(
        d, w.targets, policy, brought, shocks, month, b, seed, replicate, step
    )
    handle_business(w.centre, d, w.unions, policy, shocks, month, b)
    convene(w.centre, d, w.unions, policy, shocks, month, w.usual, b)
    plan(w.centre, d, w.areas, policy, now.reporting_delay, b, seed, replicate, step)
    spend(
        w.centre,
        d,
        w.contractors,
        policy,
        shocks,
        month,
        now.announced_change,
        now.is_restructuring,
        b,
    )


def deliver(world: World, now: Month) -> None:
    """Local bodies learn, practise and work; hosts and businesses decide.

    Then people are heard.
    """
    _deliver(world.institutions, now, (world.seed, world.replicate, now.step))


@kernel
def _deliver(w: Institutions, now: Month, key: Key) -> None:
    seed, replicate, step = key
    areas, bodies, d, firms = w.areas, w.bodies, w.departments, w.businesses
    b, usual, policy = w.beliefs, w.usual, now.policy
    shocks, month = now.shocks, now.month
    learn(bodies, d, areas, w.hosts, policy, usual, b, seed, replicate, step)
    practise(bodies, d, areas, w.unions, now.averaging, b)
    work(
        bodies,
        d,
        areas,
        w.unions,
        w.contractors,
        w.targets,
        policy,
        shocks,
        month,
        usual,
        b,
    )
    fund(bodies, d, areas, policy, shocks, month, usual, b)
    keep_open(w.hosts, areas, bodies, policy, shocks, month, b, seed, replicate, step)
    expect(firms, d, b)
    invest_and_join(firms, areas, bodies, d, w.centre, policy, shocks, month, usual, b)
    contribute(firms, bodies, policy, usual, b)
    listen(areas, bodies, d, w.centre, policy, usual, b)


def live(world: World, now: Month, pool: ThreadPoolExecutor | None) -> None:
    """Every citizen lives the month among what the area offers and asks."""
    solved = world.solved
    building = float(world.indicators.build_flow[0])
    _offer(world.around, world.institutions, solved, building, now)

    def live_in(first_area: int, stop_area: int) -> None:
        live_a_month(
            first_area,
            stop_area,
            world.people,
            world.citizens,
            world.around,
            solved.leaving_base,
            solved.helping_base,
            world.usual.doing,
            world.totals,
            world.read_by_citizens,
            world.seed,
            world.replicate,
            now.step,
        )

    over_areas(live_in, world.people.area_start, pool)
    show(world)


@kernel
def _offer(
    around: Surroundings, w: Institutions, solved: Solved, building: float, now: Month
) -> None:
    """Work out what areas offer and ask, and what they hold against missions."""
    areas, bodies, policy = w.areas, w.bodies, now.policy
    shocks, month = now.shocks, now.month
    surround(
        around,
        areas,
        bodies,
        w.hosts,
        w.businesses,
        w.departments,
        w.centre,
        policy,
        shocks,
        month,
        w.usual,
        solved.joining_intercept,
        solved.doing_intercept,
        w.beliefs,
    )
    invite(around, areas, bodies, policy)
    stir(around, areas, bodies, policy, shocks, month, building, w.beliefs)


def conclude(world: World, now: Month) -> None:
    """Hours meet places, state and society produce, figures move, people conclude."""
    _conclude(world.totals, world.institutions, CARES, now)
    finish(world)


@kernel
def _conclude(totals: Totals, w: Institutions, cares: Floats, now: Month) -> None:
    areas, bodies, d, b = w.areas, w.bodies, w.departments, w.beliefs
    usual, policy, shocks, month = w.usual, now.policy, now.shocks, now.month
    gather(totals, areas, bodies, b)
    seat(totals, areas, bodies, b)
    match(w.hosts, areas, bodies, w.centre, policy, shocks, month, usual, b)
    pool_hours(areas, bodies, usual, b)
    produce(bodies, d, areas, w.centre, w.businesses, w.unions, w.contractors, usual, b)
    draw_conclusions(
        bodies, d, areas, w.targets, policy, shocks, month, cares, usual, b
    )


def show(world: World) -> None:
    """Let ties see what citizens did this month."""
    c = world.citizens
    world.citizens = c._replace(shown=c.next_shown, next_shown=c.shown)


def finish(world: World) -> None:
    """Let peers see what local bodies learned this month."""
    bodies = world.bodies
    world.bodies = bodies._replace(
        belief=bodies.next_belief,
        next_belief=bodies.belief,
        fit=bodies.next_fit,
        next_fit=bodies.fit,
    )


def publish(world: World, now: Month) -> None:
    """Real figures move with what was achieved, and are reported, gamed or not."""
    key = (world.seed, world.replicate, now.step)
    _publish(world.indicators, world.institutions, now, key)
    published = world.indicators.measured
    compare_with_paths(world.targets, published, now.month, world.beliefs)


@kernel
def _publish(indicators: Indicators, w: Institutions, now: Month, key: Key) -> None:
    seed, replicate, step = key
    areas, bodies, shocks, month = w.areas, w.bodies, now.shocks, now.month
    pressures = log_pressures(bodies, areas, w.usual)
    carry_over(bodies, pressures, month, w.beliefs)
    consents = np.empty(N_REGIONS)
    consent_by_region(bodies, areas, w.usual, w.beliefs, consents)
    earned = indicators.log_income.copy()
    step_indicators(
        indicators,
        month,
        step,
        seed,
        replicate,
        w.beliefs,
        mission_means(pressures, bodies, areas),
        mission_means(bodies.gaming, bodies, areas),
        w.usual.gaming,
        consents,
        areas.region,
        areas.fifth,
        areas.adults,
        shocks.nhs_capacity_loss[month],
        shocks.attainment_shock[month],
        crime_by_unit(shocks, month, bodies, areas),
        shocks.income[month],
    )
    w.businesses.income_growth[:] = indicators.log_income - earned
