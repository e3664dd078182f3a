"""What a run is judged by: each outcome one function with a unit and words."""

from sim.outcomes.catalogue import OUTCOMES, Outcome, outcome_named
from sim.outcomes.snapshot import Snapshot
from sim.outcomes.units import Unit, units

__all__ = ["OUTCOMES", "Outcome", "Snapshot", "Unit", "outcome_named", "units"]
