"""A stand-in for the model whose claims have known answers; workers import it."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from experiments.runs import Run
from experiments.shards import ROWS


@dataclass(frozen=True)
class Known:
    """Gives the NHS 50 points, and more for each unit of audit in the first draws.

    Attributes
    ----------
    good_draws : int
        Draws in which audit helps; in all later ones it harms by as much.
    points : float
        By how much.
    """

    good_draws: int
    points: float = 10.0

    def prepare(self, run: Run) -> str:
        return run.world

    def play(self, run: Run, world: object) -> pa.Table:
        assert world == run.world
        sign = 1.0 if run.replicate < self.good_draws else -1.0
        value = 50.0 + self.points * sign * run.scenario.missions.nhs.audit
        return pa.table(
            [
                pa.array([None] * 2, pa.int32()),
                pa.array(["UK"] * 2),
                pa.array(["nhs", None], pa.string()),
                pa.array(["mission_index", "trust"]),
                pa.array([value, value / 100.0]),
            ],
            schema=ROWS,
        )


CLAIM = """
[claim]
sentence = "Checks help."
proposition = "With checks the NHS is in a better state."
refutation = "It is not."
source = "a test"

[claim.rule]
supported_above = 0.66
not_supported_below = 0.33

[[claim.parts]]
outcome = "mission_index"
missions = ["nhs"]
least = 0.5
contrasts = [{ checked = 1, status_quo_2025 = -1 }]

[design]
scenarios = ["status_quo_2025"]
outcomes = ["mission_index", "trust"]
beliefs = "prior"
replicates = 20
citizens = 3000
months = 12
seed = 1

[[scenarios]]
[scenarios.scenario]
name = "checked"
extends = "status_quo_2025"
[scenarios.missions.nhs]
audit = 1.0
"""


def write_claim(path: Path, *changes: tuple[str, str]) -> Path:
    """Write the claim with texts replaced, and return its path."""
    text = CLAIM
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return path
