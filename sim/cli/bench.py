"""``groundswell bench``: how fast, how large, and how much memory."""

import csv
from pathlib import Path
from typing import Annotated

import typer


def bench(
    citizens: Annotated[
        int, typer.Option(help="Of the largest run; 0 for all adults.")
    ] = 0,
    peers: Annotated[
        bool,
        typer.Option("--peers", help="A small model in other libraries, too."),
    ] = False,
    history: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Add the results to a CSV file."),
    ] = None,
) -> None:
    """Measure speed and memory, and show them beside what is aimed at."""
    from benchmarks.table import machine, rows
    from sim.cli.options import check_folder, check_whole
    from sim.cli.tables import show_table

    if citizens:
        check_whole("--citizens", citizens, 2888, 10**9)
    if history is not None:
        check_folder(history.parent)
    about = machine()
    typer.echo(about, err=True)
    found = list(rows(citizens, _say))
    headings = ("", "unit", "reach", "aim", "measured", "")
    show_table(
        headings,
        [
            (
                row.what,
                row.unit,
                _number(row.reach),
                _number(row.aim),
                _number(row.measured),
                row.verdict,
            )
            for row in found
        ],
    )
    if history is not None:
        _add_to(history, about, [(row.what, row.unit, row.measured) for row in found])
    if peers:
        from benchmarks.peers.ratios import ratios

        show_table(*ratios(_say))


def _say(what: str) -> None:
    typer.echo(f"measuring {what}", err=True)


def _number(value: float) -> str:
    return "" if value != value else f"{value:,.3g}"


def _add_to(path: Path, about: str, found: list[tuple[str, str, float]]) -> None:
    from sim.version import __version__

    is_new = not path.exists()
    with path.open("a", newline="") as file:
        out = csv.writer(file)
        if is_new:
            out.writerow(["version", "machine", "what", "unit", "measured"])
        out.writerows([__version__, about, *row] for row in found)
