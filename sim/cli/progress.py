"""What long work shows while it runs, and a batch when it ends."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.errors import INTERRUPTED

if TYPE_CHECKING:
    from rich.progress import Progress

    from experiments.batch import Report, Standing

_SHOWN_FAILURES = 5


def bar_of(words: str) -> "Progress":
    """Return a bar on standard error: done of all, ``words``, and time left."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(words),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )


@contextmanager
def progress(name: str) -> Iterator[Callable[["Standing"], None]]:
    """Show runs done, rate, time left and failures on standard error."""
    with bar_of("runs{task.fields[rate]}{task.fields[failed]}") as bar:
        task = bar.add_task(name, total=None, rate="", failed="")

        def watch(standing: "Standing") -> None:
            if not bar.tasks[0].total:
                # Runs of earlier starts say nothing of this one's speed.
                bar.reset(task, total=standing.n_runs, completed=standing.n_before)
            failed = standing.n_failed
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=standing.n_safe + failed,
                rate=f", {60 * speed:.0f} a minute" if speed else "",
                failed=f", {failed} failed" if failed else "",
            )

        yield watch


@contextmanager
def safe_in(folder: Path) -> Iterator[None]:
    """Say, where work on a batch is broken off, what is safe and how it goes on."""
    try:
        yield
    except KeyboardInterrupt:
        message = (
            f"groundswell: interrupted; every run that finished is safe in {folder}. "
            "Start the same command again to go on."
        )
        typer.echo(message, err=True)
        raise typer.Exit(INTERRUPTED) from None


def show_report(report: "Report") -> None:
    """Say how many runs finished, which shards were damaged and which runs failed."""
    standing, folder = report.standing, report.folder
    if report.damaged:
        names = ", ".join(path.name for path in report.damaged[:_SHOWN_FAILURES])
        n = len(report.damaged)
        typer.echo(f"{n} damaged shards were made again: {names}", err=True)
    typer.echo(
        f"{folder}: {standing.n_safe} of {standing.n_runs} runs finished, "
        f"{standing.n_made} of them now"
    )
    for run, why in report.failures[:_SHOWN_FAILURES]:
        typer.echo(
            f"groundswell: run {run.identifier} failed (point {run.point}, "
            f"{run.scenario.name}, replicate {run.replicate}): {why}",
            err=True,
        )
    if report.failures:
        typer.echo(
            f"groundswell: {len(report.failures)} runs failed, all in "
            f"{folder}/failures.json; start again to try them again",
            err=True,
        )
