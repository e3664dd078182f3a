"""A local area: what its people find there, and what they make of it."""

from typing import TYPE_CHECKING

from sim.agents.window import Window
from sim.citizens.counting import clear_counts
from sim.institutions.businesses import lend_one
from sim.institutions.columns import N_MISSIONS
from sim.institutions.conclusions import conclude_one
from sim.institutions.matching import RegionSums, gather_people_one
from sim.institutions.surroundings import (
    appeal_one,
    ask_hazard_in,
    listen_one,
    surround_one,
)
from sim.institutions.voice import invite_one, stir_one

if TYPE_CHECKING:
    from sim.model import MissionModel


class Area(Window):
    """A local area and all who live there.

    Parameters
    ----------
    model : MissionModel
    area : int
        Row of the columns.
    """

    def __init__(self, model: "MissionModel", area: int) -> None:
        super().__init__(model)
        self.area = area

    @property
    def code(self) -> str:
        """Official code, such as E06000002."""
        return str(self.world.places.code[self.area])

    @property
    def name(self) -> str:
        """Name for people."""
        return str(self.world.places.name[self.area])

    @property
    def region(self) -> int:
        """Index of its region."""
        return int(self.world.areas.region[self.area])

    @property
    def heard(self) -> float:
        """How far its people are heard, 0 to 1."""
        return float(self.world.areas.heard[self.area])

    @property
    def efficacy(self) -> float:
        """How far they believe that they can act together, 0 to 1."""
        return float(self.world.areas.efficacy[self.area])

    def lend_staff(self) -> None:
        """Add up whom its firms of all sizes lend to missions."""
        lend_one(self.area, self.world.businesses, self.beliefs_of(0))

    def listen(self) -> None:
        """Move how far its people are heard."""
        w, now, b = self.world, self.now, self.beliefs_of(0)
        listen_one(
            self.area,
            w.areas,
            w.bodies,
            w.departments,
            w.centre,
            now.policy,
            w.usual,
            b,
        )

    def surround(self) -> None:
        """Offer and ask what all its citizens share this month."""
        w, now, a, b = self.world, self.now, self.area, self.beliefs_of(0)
        when = (now.shocks, now.month)
        hazard = ask_hazard_in(
            a,
            w.areas,
            w.bodies,
            w.hosts,
            w.businesses,
            w.centre,
            now.policy,
            w.usual,
            b,
        )
        surround_one(a, w.around, w.areas, w.usual, w.centre, *when, hazard, b)
        solved = (w.solved.joining_intercept, w.solved.doing_intercept)
        for m in range(N_MISSIONS):
            appeal_one(
                a,
                m,
                w.around,
                w.areas,
                w.bodies,
                w.departments,
                now.policy,
                *when,
                *solved,
                self.beliefs_of(m),
            )

    def invite_to_panels(self) -> None:
        """Draw up how many are invited to citizens' panels, and on which terms."""
        invite_one(self.area, self.world.around, self.world.bodies, self.now.policy)

    def hold_grievances(self) -> None:
        """Work out what its people hold against each mission."""
        w, now, a = self.world, self.now, self.area
        when = (now.shocks, now.month)
        building = float(w.indicators.build_flow[0])
        for m in range(N_MISSIONS):
            b = self.beliefs_of(m)
            stir_one(a, m, w.around, w.areas, w.bodies, now.policy, *when, building, b)

    def begin_to_count(self) -> None:
        """Forget what was counted last month."""
        clear_counts(self.area, self.world.totals)

    def see_its_people(self, sums: RegionSums) -> None:
        """See which share of its people helped and protested, by region's ``sums``."""
        w = self.world
        gather_people_one(self.area, w.totals, w.areas, sums, self.beliefs_of(0))

    def draw_conclusions(self) -> None:
        """Compare what is lived through with what was expected and promised."""
        w, now = self.world, self.now
        conclude_one(
            self.area,
            w.bodies,
            w.departments,
            w.areas,
            w.targets,
            now.policy,
            now.shocks,
            now.month,
            self.model.cares,
            w.usual,
            self.all_beliefs,
        )
