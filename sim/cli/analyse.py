"""``groundswell analyse``: what decides the differences in a finished batch."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import check_folder, check_installed


def analyse(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="That groundswell batch wrote.")
    ],
    outcome: Annotated[
        str | None,
        typer.Option(help="By which to compare; the mission index by default."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder; FOLDER/analysis by default."),
    ] = None,
) -> None:
    """Say what decides the differences of a batch, who is best, and where."""
    check_installed("sklearn", "analysis", "analyses")
    check_folder(out)
    from experiments.analysis.study import study
    from experiments.analysis.writing import write_study
    from experiments.results import Results
    from sim.cli.tables import show_table

    found = study(Results(folder), outcome)
    written = write_study(found, out or folder / "analysis")
    show_table(
        ["difference", "mean gain", "90% interval", "better in"],
        [
            [
                f.contrast.name,
                f"{f.mean:+.3g}",
                f"{f.low:+.3g} to {f.high:+.3g}",
                f"{100 * f.better:.0f}% ± {100 * f.error:.0f}",
            ]
            for f in found.found
        ],
    )
    typer.echo(f"\n{len(found.found)} comparisons. The whole: {written}")
