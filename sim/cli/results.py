"""``groundswell reproduce`` and ``cite``: result folders, made again and named."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import WorkersOption

type _Folder = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="Of a run, batch, claims or analysis.")
]


def reproduce(
    folder: _Folder,
    workers: WorkersOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Keep the second; otherwise it is deleted."),
    ] = None,
) -> None:
    """Make a result folder again, and say whether the bytes are the same."""
    from experiments.reproduce import reproduce as made_again

    found = made_again(folder, into=out, n_workers=workers)
    for note in found.notes:
        typer.echo(f"groundswell: {note}", err=True)
    if not found.is_same:
        raise typer.Exit(1)
    typer.echo(f"{folder}: the same bytes ({', '.join(found.compared)})")


def cite(folder: _Folder) -> None:
    """Print how to cite a result folder, as BibTeX."""
    from experiments.cite import bibtex

    typer.echo(bibtex(folder), nl=False)
