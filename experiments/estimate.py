"""How long a batch will take and how large it will be, from one run of it."""

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from experiments.design import Design
from experiments.runs import Run
from experiments.shards import shard_bytes
from sim.population.places import load_places

if TYPE_CHECKING:
    from experiments.simulation import Simulation

# A shard, and its rows again in the table of all.
_COPIES = 2
# The model asks for at least as many a local area.
_LEAST_PER_AREA = 8


class Estimate(NamedTuple):
    """What a batch will need.

    Attributes
    ----------
    n_points, n_runs, n_worlds, n_workers : int
        Runs that are different; worlds that runs share.
    prepare_seconds, play_seconds : float
        For one world and one run, on this machine.
    seconds : float
        For the whole batch.
    bytes : int
        Of all files.
    """

    n_points: int
    n_runs: int
    n_worlds: int
    n_workers: int
    prepare_seconds: float
    play_seconds: float
    seconds: float
    bytes: int


def estimate(
    design: Design,
    n_workers: int | None = None,
    simulation: "Simulation | None" = None,
) -> Estimate:
    """Return what a batch will need, measured on its first run.

    Parameters
    ----------
    design : Design
    n_workers : int, optional
        As many as processors by default.
    simulation : Simulation, optional
        In place of the model.
    """
    if simulation is None:
        from experiments.simulation import Groundswell

        simulation = Groundswell()
    runs = list({run.identifier: run for run in design.runs()}.values())
    _warm(runs[0], simulation)
    begun = time.perf_counter()
    world = simulation.prepare(runs[0])
    prepared = time.perf_counter()
    shard = shard_bytes(simulation.play(runs[0], world))
    played = time.perf_counter()
    n_worlds = len({run.world for run in runs})
    n_workers = n_workers or os.cpu_count() or 1
    work = n_worlds * (prepared - begun) + len(runs) * (played - prepared)
    return Estimate(
        n_points=len(design.points()),
        n_runs=len(runs),
        n_worlds=n_worlds,
        n_workers=n_workers,
        prepare_seconds=prepared - begun,
        play_seconds=played - prepared,
        seconds=work / min(n_workers, len(runs)),
        bytes=_COPIES * len(shard) * len(runs),
    )


def _warm(run: Run, simulation: "Simulation") -> None:
    """Make a tiny run first, so that loading kernels is not measured."""
    least = _LEAST_PER_AREA * len(load_places(run.places).code)
    tiny = replace(run, citizens=least, months=1)
    simulation.play(tiny, simulation.prepare(tiny))
