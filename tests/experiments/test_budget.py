"""What fits into a time."""

import time
from dataclasses import dataclass

import pyarrow as pa
import pytest

from experiments.budget import plan, read_duration
from experiments.runs import Run
from sim.errors import InputError
from tests.experiments.batch_fakes import rows_of, small_design


@dataclass(frozen=True)
class Slow:
    """Takes a fiftieth of a second a run."""

    def prepare(self, run: Run) -> str:
        return run.world

    def play(self, run: Run, world: object) -> pa.Table:
        del world
        time.sleep(0.02)
        return rows_of(run)


def test_the_plan_fills_the_time_with_replicates() -> None:
    short = plan(small_design(2, 1), 4.0, 1, Slow())
    long = plan(small_design(2, 1), 40.0, 1, Slow())

    assert long.replicates > short.replicates > 2
    assert long.seconds <= 40.0
    assert 0.0 < long.half_width < short.half_width
    assert long.outcome == "trust"


def test_a_time_too_short_for_two_replicates_is_told() -> None:
    found = plan(small_design(2, 1), 0.001, 1, Slow())

    assert found.replicates == 0


@pytest.mark.parametrize(
    ("text", "seconds"), [("2h", 7200.0), ("90m", 5400.0), ("45 s", 45.0)]
)
def test_durations(text: str, seconds: float) -> None:
    assert read_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "2d", "-1h", "0m"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no time"):
        read_duration(text)
