"""``groundswell claims``: what is said of governing missions, put to the test."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import WorkersOption
from sim.cli.progress import progress, safe_in, show_report
from sim.cli.tables import show_table

if TYPE_CHECKING:
    from experiments.claims.judging import Finding
    from experiments.claims.running import Tried
    from experiments.claims.shared import Shared


def claims(
    quick: Annotated[
        bool, typer.Option("--quick", help="A first look: few draws, few citizens.")
    ] = False,
    workers: WorkersOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder; results/claims or claims-quick by default."
        ),
    ] = None,
) -> None:
    """Run all claims, each judged by the rule in its file; goes on where it ended."""
    folder = out or Path("results") / ("claims-quick" if quick else "claims")
    with safe_in(folder):
        tried = _run(folder, quick, workers)
    _show(tried.findings, folder)
    show_report(tried.report)
    if tried.report.failures:
        raise typer.Exit(1)


def _run(folder: Path, quick: bool, workers: int | None) -> "Tried":
    from experiments.claims.claim import load_claims
    from experiments.claims.running import run_claims

    with progress("claims") as watch:
        return run_claims(
            load_claims(),
            folder,
            quick=quick,
            n_workers=workers,
            watch=watch,
            told=_tell,
        )


def _tell(shared: "Shared") -> None:
    design = shared.design
    typer.echo(
        f"{len(design.scenarios)} scenarios under {design.replicates} draws, "
        f"{design.citizens:,} citizens, {design.months} months"
    )


def _show(findings: "tuple[Finding, ...]", folder: Path) -> None:
    from experiments.claims.pages import SUMMARY
    from experiments.claims.words import part_words, share_words

    rows = [
        [
            finding.claim.sentence,
            finding.verdict.value,
            share_words(finding),
            ", ".join(part_words(part) for part in finding.parts),
        ]
        for finding in findings
    ]
    show_table(["claim", "verdict", "holds in", "by part"], rows)
    for finding in findings:
        if finding.changed:
            typer.echo(f"groundswell: {finding.claim.name} {finding.changed}", err=True)
    typer.echo(f"\nWhere each holds and fails: {folder / SUMMARY}")
