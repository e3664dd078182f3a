"""A stand-in for the model whose runs only wait."""

import time
from dataclasses import dataclass

import pyarrow as pa

from experiments.runs import Run
from experiments.shards import ROWS


@dataclass(frozen=True)
class Waiting:
    """Runs that take some seconds and give one row.

    Attributes
    ----------
    seconds : float
    """

    seconds: float

    def prepare(self, run: Run) -> str:
        """Return the name of the world."""
        return run.world

    def play(self, run: Run, world: object) -> pa.Table:
        """Return one row, later."""
        del run, world
        time.sleep(self.seconds)
        row = {"step": None, "place": "UK", "mission": None, "outcome": "trust"}
        return pa.Table.from_pylist([row | {"value": 0.5}], schema=ROWS)
