"""A stand-in for the model whose readings are known; workers import it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from experiments.runs import Run
from experiments.shards import ROWS
from experiments.validation.wanted import Wanted


@dataclass(frozen=True)
class Known:
    """Gives every reading the audit of the NHS, and a hundredth more a month."""

    wanted: Mapping[str, frozenset[Wanted]]

    def prepare(self, run: Run) -> str:
        return run.world

    def play(self, run: Run, world: object) -> pa.Table:
        assert world == run.world
        audit = run.scenario.missions.nhs.audit
        rows = [
            (w.month, w.place, w.mission, w.outcome, 0.3 + 0.1 * audit + w.month / 1e4)
            for w in sorted(self.wanted[run.scenario.name], key=str)
        ]
        columns = zip(*rows, strict=True)
        return pa.table(
            [
                pa.array(list(column), field.type)
                for column, field in zip(columns, ROWS, strict=True)
            ],
            schema=ROWS,
        )


EPISODE = """
[episode]
row = "O99"
title = "Checks help"
observed = "They did"
source = "a test"
mapping = "The same"
teaches = "Nothing"

[episode.readings.checked]
scenario = "checked"
outcome = "measured"
mission = "nhs"
months = [1, 3]

[episode.readings.usual]
scenario = "status_quo_2025"
outcome = "measured"
mission = "nhs"
months = [1, 3]

[[episode.checks]]
words = "difference"
formula = "100 * (checked - usual)"
unit = "percentage points"
low = 5.0
high = 15.0
observed = 10.0
naive = 0.0

[design]
scenarios = ["status_quo_2025"]
beliefs = "prior"
replicates = 3
citizens = 3000
months = 60
seed = 1

[[scenarios]]
scenario = { name = "checked", extends = "status_quo_2025" }
[scenarios.missions.nhs]
audit = 1.0
"""
