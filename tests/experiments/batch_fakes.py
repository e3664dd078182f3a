"""Stand-ins for the model, for claims about the batch itself; workers import them."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from experiments.runs import Run
from experiments.shards import ROWS

if TYPE_CHECKING:
    from experiments.design import Design


@dataclass(frozen=True)
class Fake:
    """Gives each run rows of its own after some time.

    Attributes
    ----------
    seconds : float
        A run takes.
    log : Path, optional
        Gets a line for each run that was played to its end.
    raises, dies : int
        Point whose runs raise, or kill their worker; -1 for none.
    once : Path, optional
        With ``dies``: the worker dies only while this file is missing.
    """

    seconds: float = 0.0
    log: Path | None = None
    raises: int = -1
    dies: int = -1
    once: Path | None = None

    def prepare(self, run: Run) -> str:
        return run.world

    def play(self, run: Run, world: object) -> pa.Table:
        assert world == run.world
        if self.seconds:
            time.sleep(self.seconds)
        if run.point == self.raises:
            raise ValueError("the sum of shares\nis 1.2")
        if run.point == self.dies:
            self._die()
        if self.log is not None:
            with self.log.open("a") as log:
                log.write(f"{run.identifier}\n")
        return rows_of(run)

    def _die(self) -> None:
        if self.once is not None:
            if self.once.exists():
                return
            self.once.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def rows_of(run: Run) -> pa.Table:
    value = int(run.identifier[:8], 16) / 2**32
    return pa.table(
        [
            pa.array([None, None, 1], pa.int32()),
            pa.array(["UK"] * 3),
            pa.array([None, "nhs", "nhs"], pa.string()),
            pa.array(["trust", "indicator", "indicator"]),
            pa.array([value, value * value, 1.0 - value]),
        ],
        schema=ROWS,
    )


def small_design(n_points: int = 30, replicates: int = 10) -> "Design":
    """Return a design whose runs are quick to plan: point values of all beliefs."""
    # Here, so that workers need not import what they do not use.
    from experiments.axes import Axis
    from experiments.design import Design
    from sim.scenario.beliefs import BeliefMode
    from sim.scenario.scenario import Scenario

    audits = tuple(k / n_points for k in range(n_points))
    return Design(
        name="small",
        scenarios=(Scenario.load("status_quo_2025"),),
        axes=(Axis(name="audit", path="missions.default.audit", values=audits),),
        beliefs=BeliefMode.DEFAULT,
        replicates=replicates,
        citizens=3000,
        months=12,
    )


def start(folder: Path, fake: Fake, n_workers: int = 2) -> None:
    """Run a batch in this process."""
    from experiments.batch import run_batch

    run_batch(small_design(), folder, n_workers=n_workers, simulation=fake)
