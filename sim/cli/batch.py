"""``groundswell batch``: every run of a design, whatever happens on the way."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import WorkersOption
from sim.cli.progress import progress, safe_in, show_report
from sim.errors import OptionError

if TYPE_CHECKING:
    from experiments.batch import Report
    from experiments.design import Design

type _Own = Annotated[
    int | None, typer.Option(help="In place of the design's own number.")
]


def batch(
    design: Annotated[
        str, typer.Argument(metavar="DESIGN", help="A design's name, or a TOML file.")
    ],
    workers: WorkersOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder; results/DESIGN by default."),
    ] = None,
    citizens: _Own = None,
    replicates: _Own = None,
    months: _Own = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Only say how many runs, how long, and how large."
        ),
    ] = False,
    budget: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="Only say what fits into a time, such as 2h."
        ),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Run on a Dask cluster: tcp://host:8786."),
    ] = None,
) -> None:
    """Make all runs of a design; started again, it goes on where it ended."""
    from experiments.design import Design

    if dry_run and budget is not None:
        what = "not beside --dry-run"
        raise OptionError("--budget", what, "Each of the two runs nothing: give one.")
    chosen = Design.load(design).changed(
        citizens=citizens, replicates=replicates, months=months
    )
    if dry_run:
        _show_estimate(chosen, workers)
        return
    if budget is not None:
        _show_plan(chosen, budget, workers)
        return
    folder = out or Path("results") / chosen.name
    with safe_in(folder):
        report = _run(chosen, folder, workers, scheduler)
    show_report(report)
    if report.failures:
        raise typer.Exit(1)


def _run(
    design: "Design", folder: Path, workers: int | None, scheduler: str | None
) -> "Report":
    from experiments.batch import run_batch

    with progress(design.name) as watch:
        return run_batch(
            design, folder, n_workers=workers, scheduler=scheduler, watch=watch
        )


def _show_estimate(design: "Design", workers: int | None) -> None:
    from experiments.estimate import estimate

    found = estimate(design, workers)
    typer.echo(
        f"{design.name}: {found.n_runs} runs ({found.n_points} points, "
        f"{design.replicates} replicates) in {found.n_worlds} worlds"
    )
    typer.echo(
        f"time: about {_duration(found.seconds)} with {found.n_workers} workers "
        f"({found.prepare_seconds:.1f} s a world, {found.play_seconds:.1f} s a run, "
        "measured just now)"
    )
    typer.echo(f"size: about {found.bytes / 2**20:.1f} MB")


def _show_plan(design: "Design", budget: str, workers: int | None) -> None:
    from experiments.budget import plan, read_duration

    found = plan(design, read_duration(budget), workers)
    n_points = len(design.points())
    if not found.replicates:
        typer.echo(
            f"{design.name}: not even two replicates of {n_points} points fit into "
            f"{budget}; vary less, or give --citizens below {design.citizens}"
        )
        return
    typer.echo(
        f"{design.name}: {found.replicates} replicates of {n_points} points with "
        f"{found.citizens} citizens take about {_duration(found.seconds)}"
    )
    if found.half_width == found.half_width:
        typer.echo(
            f"to expect: mean differences known to ± {found.half_width:.2g} "
            f"({found.outcome}; 90%, from {found.pilot} pairs of runs)"
        )
    typer.echo(f"run: groundswell batch {design.name} --replicates {found.replicates}")


def _duration(seconds: float) -> str:
    if seconds < 90.0:
        return f"{seconds:.0f} s"
    if seconds < 5400.0:
        return f"{seconds / 60.0:.0f} min"
    return f"{seconds / 3600.0:.1f} h"
