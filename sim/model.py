"""The model as Mesa knows models: agents that act, a step, and a data collector.

Whoever wants to read how a month goes reads :meth:`MissionModel.step`. Everybody acts
in one phase before anybody acts in the next, and nobody sees what others do in the same
phase, so the order of agents does not matter. ``sim.step`` has the same phases for
kernels, with the same bits; a test holds the two together.
"""

from collections import namedtuple
from collections.abc import Sequence
from typing import cast

import numpy as np
from mesa import Model
from mesa.agentset import AbstractAgentSet
from numpy.typing import NDArray

from sim.agenda import agenda
from sim.agents.area import Area
from sim.agents.citizen import Citizen
from sim.agents.local_body import LocalBody
from sim.agents.partners import Business, Charity, CivicUmbrella, Contractor, Union
from sim.agents.records import collector
from sim.agents.whitehall import Centre, Department, MissionCouncil, PartnershipsUnit
from sim.agents.window import Window
from sim.institutions.attention import attention_given
from sim.institutions.businesses import expect_one, watch_policy
from sim.institutions.columns import N_MISSIONS, N_REGIONS
from sim.institutions.conclusions import better_than_expected
from sim.institutions.hosts import N_SIZES
from sim.institutions.matching import add_up_regions
from sim.institutions.partners import N_BANDS, N_SECTORS
from sim.institutions.plans import mean_heard
from sim.institutions.production import regional_output
from sim.institutions.voice import add_up_panels
from sim.missions.indicators import NATION
from sim.outcomes.catalogue import outcome_named
from sim.outcomes.snapshot import Snapshot
from sim.outcomes.units import unit_means
from sim.playing import prepared_world
from sim.population.places import load_places
from sim.population.synthesis import build_population
from sim.results import Settings
from sim.scenario.beliefs import BeliefMode, belief_rows, resolve
from sim.scenario.scenario import Scenario, check_horizon
from sim.step import CARES, finish, publish, show
from sim.world import World

_FIRST_SEED = 1


class MissionModel(Model):  # type: ignore[misc]  # Mesa ships no types
    """A country, or some of its places, in which everybody is an agent.

    Parameters
    ----------
    scenario : Scenario or str
        A scenario, or the name or file of one.
    places : sequence of str, optional
        Codes of some local areas; all 361 by default.
    citizens : int
        Simulated citizens; at least eight an area, as by default in all areas.
    seed : int, 0 to 2**32 - 1
        Key of every draw. None, which ``mesa.batch_run`` gives, counts as 1.
    replicate : int
        Second part of the key.
    months : int >= 1
        ``running`` turns false after the last.
    beliefs : BeliefMode
        Point values, or draw ``replicate`` of the priors.
    world : World, optional
        A world prepared for this scenario, to be moved on: places, citizens, seed,
        replicate and beliefs are then the world's. Nothing is collected.

    Attributes
    ----------
    world : World
        All state, in columns. It is prepared by kernels, which give the same bits.
    now : Month
        The month that is being lived, or was last.
    datacollector : mesa.DataCollector
        Every national outcome, as ``trust`` or ``indicator.nhs``; of agents, what a
        few look like. None where a world was given.

    Notes
    -----
    ``model.random`` and ``model.rng`` of Mesa are seeded and never drawn from: every
    draw has its address, see ``sim.draws``.

    Raises
    ------
    InputError
        As :func:`sim.simulate.run_together`.
    """

    running: bool

    def __init__(
        self,
        scenario: Scenario | str = "status_quo_2025",
        *,
        places: Sequence[str] | None = None,
        citizens: int = 2888,
        seed: int | None = _FIRST_SEED,
        replicate: int = 0,
        months: int = 60,
        beliefs: BeliefMode = BeliefMode.DEFAULT,
        world: World | None = None,
    ) -> None:
        seed = _FIRST_SEED if seed is None else seed
        super().__init__(rng=seed)
        if isinstance(scenario, str):
            scenario = Scenario.load(scenario)
        check_horizon(scenario, months)
        self.chosen_scenario = scenario
        collects = world is None
        if world is None:
            settings = Settings(
                citizens=citizens,
                places=None if places is None else tuple(places),
                seed=seed,
                months=months,
                beliefs=beliefs,
            )
            world = _prepared(scenario, settings, replicate)
        self.world = world
        self.beliefs = _as_tuples(world.beliefs)
        self.cares = CARES
        self.agenda = agenda(scenario, months, world.beliefs)
        self.now = self.agenda[0]
        self._make_agents()
        self._snapshot: Snapshot | None = None
        self.datacollector = collector() if collects else None

    @property
    def scenario(self) -> None:
        """None: Mesa's scenarios are not ours, which is ``chosen_scenario``."""
        return

    @scenario.setter
    def scenario(self, scenario: object) -> None:
        """Let Mesa set its own, which nothing here reads."""

    def _make_agents(self) -> None:
        for a in range(self.world.areas.weight.size):
            Area(self, a)
            for band in range(N_BANDS):
                Business(self, a, band)
            for m in range(N_MISSIONS):
                LocalBody(self, a, m)
                for size in range(N_SIZES):
                    Charity(self, a, m, size)
        for m in range(N_MISSIONS):
            Department(self, m)
            MissionCouncil(self, m)
            Contractor(self, m)
        for region in range(N_REGIONS):
            CivicUmbrella(self, region)
            for sector in range(N_SECTORS):
                Union(self, region, sector)
        Centre(self)
        PartnershipsUnit(self)
        start = self.world.people.area_start
        self._citizens = [
            Citizen(self, row, a)
            for a in range(start.size - 1)
            for row in range(int(start[a]), int(start[a + 1]))
        ]

    def citizen(self, row: int) -> Citizen:
        """Return the citizen in a row of the columns, from 0."""
        return self._citizens[row]

    def all_of(self, kind: type[Window]) -> AbstractAgentSet:
        """Return all agents of a kind."""
        return self.agents_by_type[kind]

    def step(self) -> None:
        """Let a month pass; nothing happens after the last."""
        if not self.running:
            return
        self.now = self.agenda[int(self.steps) - 1]
        self._govern()
        self._deliver()
        self._live()
        self._conclude()
        publish(self.world, self.now)
        self._snapshot = None
        if self.datacollector is not None:
            self.datacollector.collect(self)
        self.running = self.now is not self.agenda[-1]

    def _govern(self) -> None:
        """Needs move; the centre attends, decides, convenes, plans, divides money."""
        departments = self.all_of(Department)
        departments.do("let_needs_drift")
        self.all_of(LocalBody).do("meet_needs")
        departments.do("note_needs")
        departments.do("attend")
        departments.do(
            "press", attention_given(self.world.departments, self.now.policy)
        )
        self.all_of(Union).do("weigh_dispute")
        self.all_of(Contractor).do("renew")
        departments.do("reward_success")
        departments.do("share_out_rights")
        self.all_of(Centre).do("handle_business")
        self.all_of(PartnershipsUnit).do("serve")
        self.all_of(MissionCouncil).do("agree")
        departments.do("set_pace")
        departments.do("plan", mean_heard(self.world.areas))
        departments.do("spend")

    def _deliver(self) -> None:
        """Local bodies learn, practise and work; hosts and businesses decide."""
        w, bodies = self.world, self.all_of(LocalBody)
        bodies.do("learn")
        bodies.do("practise")
        bodies.do("work")
        bodies.do("receive_money", [d.tilt() for d in self._by_mission()])
        self.all_of(Charity).do("keep_open")
        bodies.do("find_hosts")
        watch_policy(w.businesses, w.departments, self.beliefs[0])
        for region in range(N_REGIONS):
            expect_one(region, w.businesses, self.beliefs[0])
        self.all_of(Business).do("invest_and_join")
        self.all_of(Area).do("lend_staff")
        bodies.do("add_up_businesses")
        self.all_of(Area).do("listen")

    def _live(self) -> None:
        """Every citizen lives the month among what the area offers and asks."""
        areas = self.all_of(Area)
        areas.do("surround")
        areas.do("invite_to_panels")
        areas.do("hold_grievances")
        self.all_of(Citizen).do("answer_letter")
        areas.do("begin_to_count")
        self.all_of(Citizen).do("live")
        show(self.world)

    def _conclude(self) -> None:
        """Hours meet places, state and society produce, and people conclude."""
        w = self.world
        areas, bodies = self.all_of(Area), self.all_of(LocalBody)
        sums = add_up_regions(w.totals, w.areas)
        areas.do("see_its_people", sums)
        bodies.do("see_offers", sums)
        bodies.do("seat_panels", add_up_panels(w.totals, w.areas))
        bodies.do("match_hours")
        self.all_of(CivicUmbrella).do("pool_hours")
        bodies.do("produce")
        missions = range(N_MISSIONS)
        bodies.do(
            "feel_neighbours", [regional_output(m, w.bodies, w.areas) for m in missions]
        )
        better = [better_than_expected(m, w.bodies) for m in missions]
        self.all_of(Department).do("take_credit", better)
        bodies.do("report")
        areas.do("draw_conclusions")
        bodies.do("become_normal")
        finish(w)

    def _by_mission(self) -> list[Department]:
        """Return the departments in the order of missions, whoever acts first."""
        return sorted(self.all_of(Department), key=lambda d: d.mission)

    def outcome(self, name: str, mission: int | None = None) -> float:
        """Return a national outcome of the last month.

        Parameters
        ----------
        name : str
            As in the table of outcomes.
        mission : int, optional
            For outcomes of missions, 0 to 4.
        """
        if self._snapshot is None:
            is_last = self.now is self.agenda[-1]
            means = unit_means(self.world)
            self._snapshot = Snapshot(self.world, self.now, means, is_last)
        figures = outcome_named(name).compute(self._snapshot)[NATION]
        return float(figures if mission is None else figures[mission])


def _prepared(scenario: Scenario, settings: Settings, replicate: int) -> World:
    places = load_places(settings.places)
    people = build_population(places, settings.citizens)
    rows = belief_rows(resolve(scenario, settings.beliefs, settings.seed, replicate))
    return prepared_world(scenario, settings, (places, people), rows, replicate)


def _as_tuples(rows: NDArray[np.void]) -> NDArray[np.void]:
    """Return beliefs as rules read them, as plain numbers: far faster in Python."""
    # The names come from the file of priors, when it is read.
    names = rows.dtype.names or ()
    held = namedtuple("Held", names)  # type: ignore[misc]
    each = tuple(held(*(float(row[name]) for name in names)) for row in rows)
    # Indexed by mission and read by name, a tuple serves rules as the record does.
    return cast("NDArray[np.void]", each)
