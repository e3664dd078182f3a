"""``groundswell validate``: observed patterns that were never fitted, a row each."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import JsonOption, WorkersOption, within
from sim.cli.progress import progress, safe_in, show_report
from sim.cli.run import Beliefs

if TYPE_CHECKING:
    from experiments.validation.judging import Finding
    from experiments.validation.running import Options, Validated


def validate(
    as_json: JsonOption = False,
    draws: Annotated[
        int | None,
        typer.Option(
            callback=within(1, 100_000), help="In place of the files' own number."
        ),
    ] = None,
    citizens: Annotated[
        int | None,
        typer.Option(
            callback=within(2888, 10**8), help="In place of the files' own number."
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(callback=within(0, 2**32 - 1), help="In place of the files' own."),
    ] = None,
    beliefs: Annotated[
        Beliefs | None,
        typer.Option(help="Which draws, in place of the files' own."),
    ] = None,
    hindcast: Annotated[
        bool, typer.Option(help="Whether the years from 2010 are played too.")
    ] = True,
    workers: WorkersOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder; results/validation by default."),
    ] = None,
) -> None:
    """Hold the model against what was observed; fails if one row is missed."""
    from experiments.validation.running import Options

    folder = out or Path("results") / "validation"
    mode = None if beliefs is None else beliefs.value
    options = Options(draws, citizens, seed, mode, workers, hindcast)
    with safe_in(folder):
        validated = _run(folder, options)
    if as_json:
        _show_document(validated)
    else:
        _show(validated, folder)
    for report in validated.reports:
        show_report(report)
    failures = any(report.failures for report in validated.reports)
    if failures or not all(finding.hit for finding in validated.findings):
        raise typer.Exit(1)


def _run(folder: Path, options: "Options") -> "Validated":
    from experiments.validation.running import run_validation

    with progress("validation") as watch:
        return run_validation(folder, options, watch=watch)


def _show(validated: "Validated", folder: Path) -> None:
    from experiments.validation.pages import SUMMARY
    from experiments.validation.words import by_row

    findings = sorted(validated.findings, key=by_row)
    for finding in findings:
        typer.echo(_line(finding))
        if finding.changed:
            name = f"{finding.episode.row}, {finding.episode.name}"
            typer.echo(f"groundswell: {name}: {finding.changed}", err=True)
    n_hit = sum(finding.hit for finding in findings)
    typer.echo(f"{n_hit} of {len(findings)} rows are hit. Tables: {folder / SUMMARY}")


def _line(finding: "Finding") -> str:
    from experiments.validation.words import band, naive, number, spread, verdict

    parts = [
        f"{found.check.words}: {spread(found)}, band {band(found.check)}, "
        f"observed {number(found.check.observed)}, naive {naive(found)} "
        f"[{found.check.unit}]"
        for found in finding.checks
    ]
    if finding.episode.missing:
        parts.append(f"missing: {finding.episode.missing}")
    head = f"{verdict(finding.hit):<4}  {finding.episode.row:<4}"
    return f"{head} {finding.episode.title}. {' | '.join(parts)}"


def _show_document(validated: "Validated") -> None:
    from experiments.validation.document import document
    from sim.cli.tables import show_json

    show_json(document(validated))
