"""The model, watched for a few numbers in a few months, and stopped after the last."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from experiments.runs import Run
from experiments.shards import ROWS
from experiments.simulation import Groundswell
from experiments.validation.observed import at_place, observe
from experiments.validation.wanted import Wanted
from sim.agenda import Month, agenda
from sim.missions import MISSIONS
from sim.outcomes.snapshot import Snapshot
from sim.outcomes.units import unit_means, units
from sim.step import step_month
from sim.world import World

_KEYS = tuple(mission.key for mission in MISSIONS)

type Row = tuple[int, str, str | None, str, float]


@dataclass(frozen=True)
class Recorder(Groundswell):
    """A run that writes down what is wanted of its scenario, and no more.

    Attributes
    ----------
    wanted : mapping
        By name of the scenario.
    """

    wanted: Mapping[str, frozenset[Wanted]]

    def play(self, run: Run, world: object) -> pa.Table:
        """Return what is wanted of a run, a row a number; undefined ones have none."""
        assert isinstance(world, World)  # from prepare
        own = world.copy()
        due: dict[int, list[Wanted]] = {}
        for wanted in sorted(self.wanted[run.scenario.name], key=str):
            due.setdefault(wanted.month, []).append(wanted)
        rows: list[Row] = []
        for now in agenda(run.scenario, run.months, own.beliefs)[: max(due)]:
            step_month(own, now, None)
            if now.month + 1 in due:
                rows += _read(own, now, due[now.month + 1])
        columns = zip(*rows, strict=True) if rows else ((),) * len(ROWS)
        return pa.table(
            [
                pa.array(list(column), field.type)
                for column, field in zip(columns, ROWS, strict=True)
            ],
            schema=ROWS,
        )


def _read(world: World, now: Month, due: list[Wanted]) -> Iterator[Row]:
    seen = Snapshot(world, now, unit_means(world), is_last=True)
    codes = [unit.code for unit in units(world.places)]
    read = {name: observe(name, seen) for name in {wanted.outcome for wanted in due}}
    for wanted in due:
        values = at_place(read[wanted.outcome], wanted.place, seen, codes)
        m = wanted.mission
        value = float(values if m is None else values[_KEYS.index(m)])
        if np.isfinite(value):
            yield wanted.month, wanted.place, m, wanted.outcome, value + 0.0
