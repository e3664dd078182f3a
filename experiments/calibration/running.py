"""A calibration from its file of targets to the accepted draws, in one folder."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from experiments.batch import Watch
from experiments.batch_folder import cannot_write
from experiments.calibration.candidates import beliefs_of, lucks
from experiments.calibration.learning import Coverage, beliefs_table, coverage
from experiments.calibration.playing import Player
from experiments.calibration.searching import Floats, Found, Problem, search
from experiments.calibration.targets import Targets
from experiments.calibration.weighing import effective, resampled
from experiments.store.record import Record, seal

if TYPE_CHECKING:
    from experiments.simulation import Simulation

BATCH = "batch"
_N_TOLD = 10


class Calibrated(NamedTuple):
    """What a calibration came to.

    Attributes
    ----------
    targets : Targets
    problem : Problem
    found : Found
    coverage : Coverage
    rows : tuple of int
        Numbers of the draws that are accepted, one a row, in no order.
    record : Record
        What the folder says of itself.
    """

    targets: Targets
    problem: Problem
    found: Found
    coverage: Coverage
    rows: tuple[int, ...]
    record: Record

    @property
    def effective(self) -> float:
        """How many equal draws the weights are worth."""
        return effective(self.found.weights)


def prior_check(
    targets: Targets,
    folder: str | Path,
    *,
    n_workers: int | None = None,
    simulation: "Simulation | None" = None,
    watch: Watch | None = None,
) -> Floats:
    """Return what the first wave's draws of the priors show, before any is left out.

    Parameters
    ----------
    As :func:`calibrate`. The runs are the same, and are not made twice.

    Returns
    -------
    shape (n_draws, n_targets)
    """
    player = _player(targets, Path(folder), n_workers, simulation, watch)
    every = range(len(targets.targets))
    return player.figures(range(targets.waves.draws[0]), every)


def calibrate(
    targets: Targets,
    folder: str | Path,
    *,
    n_workers: int | None = None,
    simulation: "Simulation | None" = None,
    watch: Watch | None = None,
    told: Callable[[int, int], None] = lambda *_: None,
) -> Calibrated:
    """Find the draws of the beliefs that fit the record, and write all of it.

    Parameters
    ----------
    targets : Targets
    folder : str or Path
        Missing, empty, or with part of the same calibration, which is then gone on
        with.
    n_workers : int, optional
        As many as processors by default.
    simulation : Simulation, optional
        In place of the model.
    watch : callable, optional
        Called with how far the runs of a wave have come.
    told : callable
        Called with the number of each wave and of its draws.

    Raises
    ------
    InputError
        If the folder holds something else, is in use, full, or cannot be written.
    GroundswellError
        If a run failed, or nothing fits.
    """
    from experiments.calibration.pages import write_pages

    place = Path(folder)
    player = _player(targets, place, n_workers, simulation, watch)
    seed = targets.design.seed
    problem = problem_of(targets, player)
    found = search(problem, targets.waves, seed, told)
    learnt = beliefs_table(problem, found)["belief"].head(_N_TOLD).tolist()
    covered = coverage(problem, found, learnt, seed)
    rows = tuple(
        int(found.draws[k]) for k in resampled(found.weights, targets.waves.rows, seed)
    )
    try:
        write_pages(place, targets, problem, found, covered, rows)
        record = seal(
            place,
            "calibration",
            title="Calibration",
            description="Draws of the beliefs under which the model fits the record.",
            command="groundswell calibrate",
            inputs=targets.stored(),
        )
    except OSError as error:
        raise cannot_write(place, error) from None
    return Calibrated(targets, problem, found, covered, rows, record)


def problem_of(targets: Targets, player: Player) -> Problem:
    """Return what a file of targets asks, with all its candidates."""
    return Problem(
        tuple(luck.name for luck in lucks()),
        targets.targets,
        beliefs_of(targets.design.seed, targets.waves.candidates),
        player.figures,
    )


def _player(
    targets: Targets,
    folder: Path,
    n_workers: int | None,
    simulation: "Simulation | None",
    watch: Watch | None,
) -> Player:
    if simulation is None:
        from experiments.calibration.measuring import Observed

        simulation = Observed(targets.figures)
    n_workers = n_workers or os.cpu_count() or 1
    return Player(targets, folder / BATCH, simulation, n_workers, watch)
