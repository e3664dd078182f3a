"""A model whose posterior is known in closed form, for claims about calibration."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.calibration.searching import Problem
from experiments.calibration.targets import Target
from experiments.runs import Run
from experiments.shards import ROWS

type Floats = NDArray[np.float64]

N_BELIEFS = 6
N_CANDIDATES = 8_000
SLOPES = np.array([[1.0, 0.5, 0, 0, 0, 0], [0, 0, 1.2, 0, 0, 0]])
VALUES = np.array([1.0, -0.8])
SDS = np.array([0.3, 0.4])
SMALL = """
[runs]
citizens = 2888
months = 24
seed = 1

[waves]
draws = [30, 20, 40]
candidates = 2000
implausible = 3.0
rows = 25

[[targets]]
name = "spin"
words = "Spin"
outcome = "trust"
value = 0.3
sd = 0.05
unit = "none"
source = "made up"

[[targets]]
name = "rate"
words = "Rate"
outcome = "civic_legacy"
value = 0.4
sd = 0.1
unit = "none"
source = "made up"
"""


def toy(noise: float = 0.0) -> Problem:
    """Return a linear model with normal beliefs, and two targets."""
    beliefs = np.random.default_rng(3).normal(size=(N_CANDIDATES, N_BELIEFS))
    luck = noise * np.random.default_rng(4).normal(size=(N_CANDIDATES, 2))
    targets = tuple(
        Target(
            name=f"T{k}",
            words="A sum",
            outcome="trust",
            value=float(VALUES[k]),
            sd=float(SDS[k]),
            unit="none",
            source="made up",
        )
        for k in range(2)
    )

    def play(draws: Sequence[int], asked: Sequence[int]) -> Floats:
        rows = list(draws)
        figures = beliefs[rows] @ SLOPES.T + luck[rows]
        return np.where(np.isin([0, 1], list(asked)), figures, np.nan)

    names = tuple(f"b{k}" for k in range(N_BELIEFS))
    return Problem(names, targets, beliefs, play)


def closed_form(noise: float) -> tuple[Floats, Floats]:
    """Return mean and covariance of the toy's beliefs, given its targets."""
    variances = SDS**2 + noise**2
    precision = np.eye(N_BELIEFS) + SLOPES.T @ np.diag(1.0 / variances) @ SLOPES
    covariance = np.linalg.inv(precision)
    return covariance @ SLOPES.T @ (VALUES / variances), covariance


@dataclass(frozen=True)
class Quick:
    """Stands in for the model: every month's figure is one of the run's beliefs.

    Attributes
    ----------
    stop_after : int
        Raises KeyboardInterrupt's like, as a failing run, once ``log`` has so many
        lines; -1 for never.
    log : Path, optional
        Gets a line for each run.
    """

    stop_after: int = -1
    log: Path | None = None

    def prepare(self, run: Run) -> str:
        return run.world

    def play(self, run: Run, world: object) -> pa.Table:
        assert world == run.world
        if self.log is not None:
            with self.log.open("a") as log:
                log.write(f"{run.identifier}\n")
            if 0 <= self.stop_after < len(self.log.read_text().splitlines()):
                raise RuntimeError("stopped on purpose")
        from sim.scenario.beliefs import draw_beliefs

        drawn = draw_beliefs(run.seed, run.replicate)
        spin, rate = drawn["spin"], drawn["trust_rate"]
        assert isinstance(spin, float)
        assert isinstance(rate, float)
        n = run.months
        return pa.table(
            [
                pa.array([*range(1, n + 1)] * 2, pa.int32()),
                pa.array(["UK"] * (2 * n)),
                pa.array([None] * (2 * n), pa.string()),
                pa.array(["trust"] * n + ["civic_legacy"] * n),
                pa.array([spin] * n + [10.0 * rate] * n),
            ],
            schema=ROWS,
        )
