"""A local body: a council, trust, force, school or grid, where one mission is met."""

from typing import TYPE_CHECKING

from sim.agents.window import Window
from sim.institutions.budget import Tilted, fund_one
from sim.institutions.businesses import contribute_one
from sim.institutions.columns import Floats
from sim.institutions.conclusions import get_used_to_one, report_one
from sim.institutions.hosts import host_one
from sim.institutions.learning import learn_one, practise_one
from sim.institutions.matching import RegionSums, gather_one, match_one
from sim.institutions.needs import meet_needs_one, regional_luck
from sim.institutions.production import feel_one, kept_inside, produce_one, state_one
from sim.institutions.voice import Seated, seat_one
from sim.institutions.work import staff_one, work_one
from sim.rules.parameters import Beliefs

if TYPE_CHECKING:
    from sim.model import MissionModel


class LocalBody(Window):
    """The body that serves one mission in one area.

    Parameters
    ----------
    model : MissionModel
    area, mission : int
        Row and column of the columns.
    """

    def __init__(self, model: "MissionModel", area: int, mission: int) -> None:
        super().__init__(model)
        self.area = area
        self.mission = mission

    @property
    def beliefs(self) -> Beliefs:
        """What is assumed of its mission."""
        return self.beliefs_of(self.mission)

    @property
    def is_inside(self) -> bool:
        """Whether its mission's policy applies here."""
        return bool(self.world.bodies.inside[self.area, self.mission])

    @property
    def stock(self) -> float:
        """True state of its mission, 0 to 1."""
        return float(self.world.bodies.stock[self.area, self.mission])

    @property
    def fit(self) -> float:
        """How well its practice fits what is needed, 0 to 1."""
        return float(self.world.bodies.fit[self.area, self.mission])

    @property
    def gaming(self) -> float:
        """How much it games its figures."""
        return float(self.world.bodies.gaming[self.area, self.mission])

    def meet_needs(self) -> None:
        """Meet what people need now, which is not what they needed last month."""
        w, a, m = self.world, self.area, self.mission
        luck = regional_luck(int(w.areas.region[a]), m, *self.key)
        d, spreads = w.departments, w.spreads
        meet_needs_one(a, m, w.bodies, d, luck, spreads, self.beliefs, *self.key)

    def learn(self) -> None:
        """Learn from one's own people and from one better neighbour."""
        w = self.world
        learn_one(
            self.area,
            self.mission,
            w.bodies,
            w.departments,
            w.areas,
            w.hosts,
            self.now.policy,
            w.usual,
            self.beliefs,
            *self.key,
        )

    def practise(self) -> None:
        """Do what whoever may decide has decided, sooner or later."""
        w, averaging = self.world, self.now.averaging
        practise_one(
            self.area,
            self.mission,
            w.bodies,
            w.departments,
            w.areas,
            w.unions,
            averaging,
            self.beliefs,
        )

    def work(self) -> None:
        """Divide effort under pressure; staff join or leave."""
        w, now, a, m = self.world, self.now, self.area, self.mission
        work_one(
            a,
            m,
            w.bodies,
            w.departments,
            w.contractors,
            w.targets,
            now.policy,
            now.shocks,
            now.month,
            self.beliefs,
        )
        staff_one(a, m, w.bodies, w.areas, w.unions, now.policy, w.usual, self.beliefs)

    def receive_money(self, tilted: list[tuple[Tilted, Tilted]]) -> None:
        """Receive a part of the money; ``tilted`` is what all receive, by mission."""
        w, now, m = self.world, self.now, self.mission
        fund_one(
            self.area,
            m,
            w.bodies,
            w.departments,
            w.areas,
            now.policy,
            now.shocks,
            now.month,
            w.usual,
            tilted[m][self.is_inside],
            self.beliefs,
        )

    def find_hosts(self) -> None:
        """See how many volunteers the charities that are open can host."""
        host_one(self.area, self.mission, self.world.hosts, self.beliefs)

    def add_up_businesses(self) -> None:
        """Add up what firms of all sizes put into its mission."""
        w = self.world
        contribute_one(
            self.area,
            self.mission,
            w.businesses,
            w.bodies,
            self.now.policy,
            w.usual,
            self.beliefs_of(0),
        )

    def see_offers(self, sums: RegionSums) -> None:
        """See which hours are offered, and who does the mission's part."""
        w, a, m = self.world, self.area, self.mission
        gather_one(a, m, w.totals, w.areas, w.bodies, sums, self.all_beliefs)

    def seat_panels(self, seated: Seated) -> None:
        """Count who serves on its panels."""
        w, a, m, b = self.world, self.area, self.mission, self.beliefs_of(0)
        seat_one(a, m, w.totals, w.areas, w.bodies, seated, b)

    def match_hours(self) -> None:
        """Match the hours offered to the places there are."""
        w, now = self.world, self.now
        match_one(
            self.area,
            self.mission,
            w.hosts,
            w.areas,
            w.bodies,
            w.centre,
            now.policy,
            now.shocks,
            now.month,
            w.usual,
            self.beliefs,
        )

    def produce(self) -> None:
        """Combine what state and society put in."""
        w, a, m = self.world, self.area, self.mission
        state_one(
            a,
            m,
            w.bodies,
            w.departments,
            w.areas,
            kept_inside(m, w.departments, w.centre, self.beliefs),
            w.businesses,
            w.unions,
            w.contractors,
            w.usual,
            self.beliefs,
        )
        produce_one(a, m, w.bodies, w.areas, w.businesses, w.usual, self.beliefs)

    def feel_neighbours(self, regional: list[Floats]) -> None:
        """Let what neighbours do spill over; ``regional`` output is by mission."""
        w, a, m = self.world, self.area, self.mission
        feel_one(a, m, w.bodies, w.areas, regional[m], self.beliefs)

    def report(self) -> None:
        """Report the mission's state, gamed or not."""
        report_one(self.area, self.mission, self.world.bodies, self.beliefs)

    def become_normal(self) -> None:
        """Let people get used to the mission's state."""
        get_used_to_one(self.area, self.mission, self.world.bodies, self.beliefs)
