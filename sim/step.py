"""The order of a month, in one place.

Every phase reads what earlier phases of this month wrote and, of its own kind, only
last month's state: where one row reads another's, the column exists twice. So no order
of areas, citizens or threads can matter. What institutions decide reaches citizens in
the same month; what citizens do reaches institutions in the same month and comes back
to citizens in the next.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from sim.agenda import Month
from sim.citizens.letters import answer_letters
from sim.citizens.month import live_a_month
from sim.compiled import over_areas
from sim.institutions.attention import attend
from sim.institutions.budget import fund, spend
from sim.institutions.businesses import contribute, expect, invest_and_join
from sim.institutions.centre import handle_business
from sim.institutions.columns import N_REGIONS
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
    log_pressures,
    means,
    mission_means,
)
from sim.institutions.voice import invite, seat, stir
from sim.institutions.work import work
from sim.missions import CRIME
from sim.missions.indicators import step_indicators
from sim.population.assumptions import MAIN_MISSION_SHARES
from sim.world import World

CARES = np.array(MAIN_MISSION_SHARES)


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
    """Needs move; the centre attends, decides, convenes, plans and divides money.

    Unions dispute, and contracts are renewed, before it does.
    """
    key = (world.seed, world.replicate, now.step)
    d, b = world.departments, world.rows
    events = (now.shocks, now.month)
    unions, providers = world.unions, world.contractors
    move_needs(world.bodies, d, world.areas, world.spreads, b, *key)
    attend(d, now.policy, *events, now.is_launch, b)
    citizens = (world.people, world.citizens, world.areas)
    dispute(unions, d, *citizens, now.policy, *events, b, *key)
    renew(providers, world.bodies, now.policy, world.usual, b, *key)
    # A government brings its people with it in the month in which it takes office.
    brought = now.devolvers_brought if now.is_launch else 0.0
    earn(world.targets, now.policy, b)
    share_out_rights(d, world.targets, now.policy, brought, *events, b, *key)
    handle_business(world.centre, d, unions, now.policy, *events, b)
    convene(world.centre, d, unions, now.policy, *events, world.usual, b)
    plan(world.centre, d, world.areas, now.policy, now.reporting_delay, b, *key)
    changing = (now.announced_change, now.is_restructuring)
    spend(world.centre, d, providers, now.policy, *events, *changing, b)


def deliver(world: World, now: Month) -> None:
    """Local bodies learn, practise and work; hosts and businesses decide.

    Then people are heard.
    """
    key = (world.seed, world.replicate, now.step)
    d, b, areas, bodies = world.departments, world.rows, world.areas, world.bodies
    usual, policy = world.usual, now.policy
    events = (now.shocks, now.month)
    firms, unions, providers = world.businesses, world.unions, world.contractors
    learn(bodies, d, areas, world.hosts, policy, usual, b, *key)
    practise(bodies, d, areas, unions, now.averaging, b)
    targets = world.targets
    work(bodies, d, areas, unions, providers, targets, policy, *events, usual, b)
    fund(bodies, d, areas, policy, *events, usual, b)
    keep_open(world.hosts, areas, bodies, policy, *events, b, *key)
    expect(firms, d, b)
    invest_and_join(firms, areas, bodies, d, world.centre, policy, *events, usual, b)
    contribute(firms, bodies, policy, usual, b)
    listen(areas, bodies, d, world.centre, policy, usual, b)


def live(world: World, now: Month, pool: ThreadPoolExecutor | None) -> None:
    """Every citizen lives the month among what the area offers and asks."""
    solved = world.solved
    surround(
        world.around,
        world.areas,
        world.bodies,
        world.hosts,
        world.businesses,
        world.departments,
        world.centre,
        now.policy,
        now.shocks,
        now.month,
        world.usual,
        solved.joining_intercept,
        solved.doing_intercept,
        world.rows,
    )
    areas, bodies = world.areas, world.bodies
    invite(world.around, areas, bodies, now.policy)
    building = float(world.indicators.build_flow[0])
    stir(
        world.around,
        areas,
        bodies,
        now.policy,
        now.shocks,
        now.month,
        building,
        world.rows,
    )

    b = world.read_by_citizens

    def live_in(first_area: int, stop_area: int) -> None:
        answer_letters(
            first_area,
            stop_area,
            world.people,
            world.citizens,
            world.around,
            b,
            world.seed,
            world.replicate,
            now.step,
        )
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
            b,
            world.seed,
            world.replicate,
            now.step,
        )

    over_areas(live_in, world.people.area_start, pool)
    show(world)


def conclude(world: World, now: Month) -> None:
    """Hours meet places, state and society produce, figures move, people conclude."""
    areas, bodies, d, b = world.areas, world.bodies, world.departments, world.rows
    gather(world.totals, areas, bodies, b)
    seat(world.totals, areas, bodies, b)
    match(
        world.hosts,
        areas,
        bodies,
        world.centre,
        now.policy,
        now.shocks,
        now.month,
        world.usual,
        b,
    )
    pool_hours(areas, bodies, world.usual, b)
    produce(
        bodies,
        d,
        areas,
        world.centre,
        world.businesses,
        world.unions,
        world.contractors,
        world.usual,
        b,
    )
    draw_conclusions(
        bodies,
        d,
        areas,
        world.targets,
        now.policy,
        now.shocks,
        now.month,
        CARES,
        world.usual,
        b,
    )
    finish(world)


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
    areas, bodies, usual = world.areas, world.bodies, world.usual
    pressures = np.empty_like(bodies.stock)
    log_pressures(bodies, areas, usual, pressures)
    carry_over(bodies, pressures, now.month, world.rows)
    consents = np.empty(N_REGIONS)
    consent_by_region(bodies, areas, usual, world.rows, consents)
    earned = world.indicators.log_income.copy()
    step_indicators(
        world.indicators,
        now.month,
        now.step,
        world.seed,
        world.replicate,
        world.rows,
        mission_means(pressures, bodies, areas),
        mission_means(bodies.gaming, bodies, areas),
        usual.gaming,
        consents,
        areas.region,
        areas.fifth,
        areas.adults,
        now.shocks.nhs_capacity_loss[now.month],
        now.shocks.attainment_shock[now.month],
        means(
            now.shocks.crime[now.month, areas.region],
            areas.adults * bodies.inside[:, CRIME],
            areas,
        ),
        now.shocks.income[now.month],
    )
    published = world.indicators.measured
    compare_with_paths(world.targets, published, now.month, world.beliefs)
    np.subtract(world.indicators.log_income, earned, out=world.businesses.income_growth)
