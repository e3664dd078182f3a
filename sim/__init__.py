"""Groundswell: a model of how shared missions are met, or missed.

>>> from sim import Scenario
>>> Scenario.load("blair_command").missions.nhs.target_pressure
0.9
"""

from typing import TYPE_CHECKING

from sim.version import __version__

if TYPE_CHECKING:
    from sim.model import MissionModel
    from sim.scenario.scenario import Scenario
    from sim.simulate import run

__all__ = ["MissionModel", "Scenario", "__version__", "run"]

# Importing this package must stay instant, for the command line's sake.
_WHERE = {
    "MissionModel": "sim.model",  # loads Mesa, which takes seconds
    "Scenario": "sim.scenario.scenario",
    "run": "sim.simulate",
}


def __getattr__(name: str) -> object:
    """Return a public name from the module that holds it, loaded when first used."""
    if name not in _WHERE:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(_WHERE[name]), name)
