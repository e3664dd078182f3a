"""Whitehall: departments, mission councils, the centre and its partnerships unit."""

from typing import TYPE_CHECKING

from sim.agents.window import Window
from sim.institutions.attention import attend_one, press_one
from sim.institutions.budget import Tilted, spend_one, tilted_adults
from sim.institutions.centre import maintain_centre, serve_requests, weigh_business
from sim.institutions.conclusions import gain_or_lose_one
from sim.institutions.councils import agree_one, set_pace_one
from sim.institutions.needs import drift_one, note_mean_one
from sim.institutions.plans import plan_one
from sim.institutions.rights import share_out_rights_one
from sim.institutions.targets import earn_one
from sim.rules.parameters import Beliefs

if TYPE_CHECKING:
    from sim.model import MissionModel


class _OfMission(Window):
    """Whoever answers for one mission in Whitehall."""

    def __init__(self, model: "MissionModel", mission: int) -> None:
        super().__init__(model)
        self.mission = mission

    @property
    def beliefs(self) -> Beliefs:
        """What is assumed of its mission."""
        return self.beliefs_of(self.mission)


class Department(_OfMission):
    """The department that answers for one mission.

    Parameters
    ----------
    model : MissionModel
    mission : int
    """

    @property
    def attention(self) -> float:
        """Attention that the mission gets, 0 to 1."""
        return float(self.world.departments.attention[self.mission])

    @property
    def pressure(self) -> float:
        """Target pressure as bodies feel it, 0 to 1."""
        return float(self.world.departments.pressure[1, self.mission])

    @property
    def devolver_share(self) -> float:
        """Weight of those in it who want rights to be local."""
        return float(self.world.departments.devolver_share[self.mission])

    def let_needs_drift(self) -> None:
        """Let what would work best for the whole country move."""
        drift_one(self.mission, self.world.departments, self.beliefs, *self.key)

    def note_needs(self) -> None:
        """Note what would work best on average; the centre sees it months later."""
        w, step = self.world, self.now.step
        note_mean_one(self.mission, w.departments, w.bodies, step)

    def attend(self) -> None:
        """Attend to the mission, ever less unless something reminds it."""
        d, now = self.world.departments, self.now
        when = (now.shocks, now.month)
        attend_one(self.mission, d, now.policy, *when, now.is_launch, self.beliefs)

    def press(self, given: float) -> None:
        """Press for the target; ``given`` is the attention that all missions get."""
        d, policy = self.world.departments, self.now.policy
        press_one(self.mission, d, policy, given, self.beliefs)

    def reward_success(self) -> None:
        """Give rights where the mission is past its path, or take them back."""
        earn_one(self.mission, self.world.targets, self.now.policy, self.beliefs)

    def share_out_rights(self) -> None:
        """Move decision rights toward what was announced, as far as Whitehall lets."""
        w, now = self.world, self.now
        # A government brings its people with it in the month it takes office.
        brought = now.devolvers_brought if now.is_launch else 0.0
        share_out_rights_one(
            self.mission,
            w.departments,
            w.targets,
            now.policy,
            brought,
            now.shocks,
            now.month,
            self.beliefs,
            *self.key,
        )

    def set_pace(self) -> None:
        """See how fast decisions become practice."""
        d, now = self.world.departments, self.now
        set_pace_one(self.mission, d, now.policy, now.shocks, now.month, self.beliefs)

    def plan(self, heard: float) -> None:
        """Revise the plan on old figures; ``heard`` is how far people are heard."""
        w, m, delay = self.world, self.mission, self.now.reporting_delay
        plan_one(
            m,
            w.centre,
            w.departments,
            self.now.policy,
            heard,
            delay,
            self.beliefs,
            *self.key,
        )

    def spend(self) -> None:
        """Divide the mission's money."""
        w, now = self.world, self.now
        for side in range(2):
            spend_one(
                side,
                self.mission,
                w.centre,
                w.departments,
                w.contractors,
                now.policy,
                now.shocks,
                now.month,
                now.announced_change,
                now.is_restructuring,
                self.beliefs,
            )

    def tilt(self) -> tuple[Tilted, Tilted]:
        """Return how money is tilted among places outside its scope, and inside."""
        w, m, policy = self.world, self.mission, self.now.policy
        return (
            tilted_adults(0, m, w.bodies, w.areas, policy),
            tilted_adults(1, m, w.bodies, w.areas, policy),
        )

    def take_credit(self, better: list[float]) -> None:
        """Let its two camps gain or lose; ``better`` than expected is by mission."""
        m, d, now = self.mission, self.world.departments, self.now
        gain_or_lose_one(m, d, better[m], now.shocks, now.month, self.beliefs)


class MissionCouncil(_OfMission):
    """The council that brings together those on whom a mission depends.

    Parameters
    ----------
    model : MissionModel
    mission : int
    """

    @property
    def agreement(self) -> float:
        """How far it agrees, 0 to 1."""
        return float(self.world.departments.agreement[self.mission])

    def agree(self) -> None:
        """Agree or not, and so make places act together."""
        w, policy = self.world, self.now.policy
        agree_one(
            self.mission,
            w.centre,
            w.departments,
            w.unions,
            policy,
            w.usual,
            self.beliefs,
        )


class Centre(Window):
    """No 10, the Treasury and the Cabinet Office."""

    @property
    def capability(self) -> float:
        """What it can do, 1 at the status quo."""
        return float(self.world.centre.capability[0])

    @property
    def throughput(self) -> float:
        """Share of what it should convene that it does convene."""
        return float(self.world.centre.throughput[0])

    def handle_business(self) -> None:
        """Look after itself, and handle as much of what comes as it can."""
        w, now, b = self.world, self.now, self.beliefs_of(0)
        when = (now.policy, now.shocks, now.month)
        maintain_centre(w.centre, w.departments, *when, b)
        weigh_business(w.centre, w.departments, w.unions, *when, b)


class PartnershipsUnit(Window):
    """The unit at the centre that helps others to work together."""

    @property
    def service(self) -> float:
        """Share of requests that it serves."""
        return float(self.world.centre.unit_service[0])

    def serve(self) -> None:
        """Serve as many requests as it can."""
        serve_requests(self.world.centre, self.now.policy, self.beliefs_of(0))
