"""What is collected each month: every outcome, and a few looks of few agents."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from mesa import DataCollector

from sim.agents.local_body import LocalBody
from sim.agents.whitehall import Department
from sim.missions import MISSIONS
from sim.outcomes.catalogue import OUTCOMES, Outcome

if TYPE_CHECKING:
    from sim.model import MissionModel


def _reporters(outcome: Outcome) -> dict[str, Callable[["MissionModel"], float]]:
    if not outcome.by_mission:
        return {outcome.name: partial(_national, name=outcome.name)}
    return {
        f"{outcome.name}.{mission.key}": partial(
            _national, name=outcome.name, mission=m
        )
        for m, mission in enumerate(MISSIONS)
    }


def _national(model: "MissionModel", name: str, mission: int | None = None) -> float:
    return model.outcome(name, mission)


def collector() -> DataCollector:
    """Return a collector of national outcomes, and of departments and bodies.

    Not of citizens: a look at each takes longer than a kernel takes to move them.
    """
    reporters: dict[str, Callable[[MissionModel], float]] = {}
    for outcome in OUTCOMES:
        reporters |= _reporters(outcome)
    return DataCollector(
        model_reporters=reporters,
        agenttype_reporters={
            Department: {
                name: name
                for name in ("mission", "attention", "pressure", "devolver_share")
            },
            LocalBody: {
                name: name for name in ("area", "mission", "stock", "fit", "gaming")
            },
        },
    )
