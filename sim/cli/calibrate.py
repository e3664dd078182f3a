"""``groundswell calibrate``: which draws of the beliefs fit the record."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import WorkersOption, check_installed
from sim.cli.progress import progress, safe_in
from sim.cli.tables import show_table

if TYPE_CHECKING:
    from experiments.calibration.running import Calibrated
    from experiments.calibration.targets import Targets

_FOLDER = Path("results/calibration")


def calibrate(
    prior_check: Annotated[
        bool,
        typer.Option(
            "--prior-check", help="Only show what the priors give, before any fitting."
        ),
    ] = False,
    targets: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Targets; those that ship by default."),
    ] = None,
    workers: WorkersOption = None,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder; goes on where it ended.")
    ] = _FOLDER,
) -> None:
    """Find the draws of the beliefs that fit the record, and write them as a table."""
    check_installed("sklearn", "analysis", "calibrations")
    from experiments.calibration.targets import load_targets

    chosen = load_targets(targets)
    with safe_in(out):
        if prior_check:
            _check_priors(chosen, out, workers)
        else:
            _calibrate(chosen, out, workers)


def _check_priors(chosen: "Targets", out: Path, workers: int | None) -> None:
    from experiments.calibration.pages import prior_table
    from experiments.calibration.running import prior_check
    from experiments.calibration.telling import BEFORE, before_cells

    with progress("priors") as watch:
        figures = prior_check(chosen, out, n_workers=workers, watch=watch)
    table = prior_table(chosen.targets, figures)
    show_table(BEFORE, [before_cells(row) for row in table.to_dict("records")])


def _calibrate(chosen: "Targets", out: Path, workers: int | None) -> None:
    from experiments.calibration.running import calibrate as find

    def tell(wave: int, n_draws: int) -> None:
        typer.echo(f"wave {wave}: {n_draws} draws", err=True)

    with progress("calibration") as watch:
        found = find(chosen, out, n_workers=workers, watch=watch, told=tell)
    _show(found, out)


def _show(found: "Calibrated", out: Path) -> None:
    from experiments.calibration.pages import SUMMARY

    typer.echo(
        f"{len(found.rows)} accepted draws, worth {found.effective:.0f} independent "
        f"ones; 90% intervals held {100 * found.coverage.learnt:.0f}% of "
        f"{found.coverage.n_truths} known sets of beliefs"
    )
    typer.echo(f"Targets before and after, and what was learnt: {out / SUMMARY}")
