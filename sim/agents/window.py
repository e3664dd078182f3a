"""What all agents share: they look at the world through their row of its columns."""

from typing import TYPE_CHECKING

import numpy as np
from mesa import Agent
from numpy.typing import NDArray

from sim.rules.parameters import Beliefs

if TYPE_CHECKING:
    from sim.agenda import Month
    from sim.model import MissionModel
    from sim.world import World


class Window(Agent):  # type: ignore[misc]  # Mesa's agents are generic, and untyped here
    """An agent that holds no state of its own.

    Attributes
    ----------
    model : MissionModel
    """

    model: "MissionModel"

    @property
    def world(self) -> "World":
        """All columns."""
        return self.model.world

    @property
    def now(self) -> "Month":
        """The month that is being lived, or was last."""
        return self.model.now

    @property
    def key(self) -> tuple[int, int, int]:
        """Seed, replicate and step: where this month's draws are found."""
        world = self.model.world
        return world.seed, world.replicate, self.model.now.step

    @property
    def all_beliefs(self) -> NDArray[np.void]:
        """What is assumed of every mission."""
        return self.model.beliefs

    def beliefs_of(self, mission: int) -> Beliefs:
        """Return what is assumed of one mission; of all alike, where it is 0."""
        beliefs: Beliefs = self.model.beliefs[mission]
        return beliefs
