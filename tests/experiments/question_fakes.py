"""A stand-in for the model whose gains are known functions of beliefs and luck."""

from dataclasses import dataclass

import pyarrow as pa
from scipy.stats import norm

from experiments.runs import Run
from experiments.shards import ROWS
from sim.scenario.beliefs import declared_beliefs

# One belief of each tag, each drawn alike by its prior's quantiles.
JUDGEMENT, THEORY, EFFECT = "umbrella_reach", "accept_peers", "ask_from_ties"


@dataclass(frozen=True)
class Sums:
    """Gives a scenario with audit a sum of normal scores of beliefs, and luck.

    Attributes
    ----------
    weights : tuple of (belief, float)
        Each belief's normal score at the NHS counts so much.
    luck : float
        Times a normal number of the replicate.
    level : float
        Added.
    """

    weights: tuple[tuple[str, float], ...]
    luck: float = 0.0
    level: float = 0.0

    def prepare(self, run: Run) -> str:
        return run.world

    def play(self, run: Run, world: object) -> pa.Table:
        assert world == run.world
        values = {fixed.name: fixed.values[3] for fixed in run.scenario.beliefs}
        total = self.level + self.luck * score_of_replicate(run.replicate)
        for name, weight in self.weights:
            own = values[name]
            assert own is not None  # a question gives every belief
            total += weight * score(name, own)
        value = 50.0 + (total if run.scenario.missions.nhs.audit > 0.5 else 0.0)
        return pa.table(
            [
                pa.array([None], pa.int32()),
                pa.array(["UK"]),
                pa.array(["nhs"], pa.string()),
                pa.array(["mission_index"]),
                pa.array([value]),
            ],
            schema=ROWS,
        )


def score(name: str, value: float) -> float:
    """Return the normal score of a belief's value, by bisection on its prior."""
    belief = declared_beliefs()[name]
    low, high = 1e-9, 1.0 - 1e-9
    for _ in range(60):
        middle = (low + high) / 2.0
        if belief.value_at(middle, 3) < value:
            low = middle
        else:
            high = middle
    return float(norm.ppf((low + high) / 2.0))


def score_of_replicate(replicate: int) -> float:
    """Return a normal number of a replicate, spread evenly over replicates."""
    return float(norm.ppf(((replicate + 1) * 0.6180339887498949) % 1.0))
