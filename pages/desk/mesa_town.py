"""The small town as a model of Mesa, for one visitor to step through."""

import threading
from typing import TypedDict

from pages.desk.tiers import TOWN
from sim.model import MissionModel
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario

_STEPPING = threading.Lock()


class TownSettings(TypedDict):
    """What a town is built from, at first and after each reset."""

    scenario: Scenario
    places: tuple[str, ...] | None
    citizens: int
    seed: int
    months: int
    beliefs: BeliefMode


class Town(MissionModel):
    """A town of its own for each visitor; all of them share one processor.

    It ends after its last month, so that nothing plays on for ever.
    """

    def step(self) -> None:
        """Let a month pass, when no other visitor's is passing."""
        with _STEPPING:
            super().step()

    def series(self, name: str) -> list[float]:
        """Return an outcome of the months that have passed."""
        if self.datacollector is None:
            return []
        found = self.datacollector.get_model_vars_dataframe()[name]
        return [float(value) for value in found]


def town_settings(scenario: Scenario) -> TownSettings:
    """Return what makes a town live the same months as those on the page."""
    return {
        "scenario": scenario,
        "places": TOWN.places,
        "citizens": TOWN.citizens,
        "seed": TOWN.seed,
        "months": TOWN.months,
        "beliefs": TOWN.beliefs,
    }
