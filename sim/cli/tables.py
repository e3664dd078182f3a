"""Tables on standard output: framed on a terminal, plain lines elsewhere."""

import json
import sys
from collections.abc import Sequence

import typer

_WIDEST = 40


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table.

    Parameters
    ----------
    headings : sequence of str
    rows : sequence of sequence of str
        One cell for each heading. Away from a terminal each row is one line, never
        cut short, its cells two spaces or more apart; cells wider than 40 signs push
        the rest of their line aside.
    """
    if sys.stdout.isatty():
        _show_framed(headings, rows)
    else:
        for line in plain_lines(headings, rows):
            typer.echo(line)


def plain_lines(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a table as aligned lines, the headings first.

    >>> plain_lines(["name", "unit"], [["audit", "0 to 1"]])
    ['name   unit', 'audit  0 to 1']
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in (headings, *rows)]
    longest = [max(len(row[k]) for row in cells) for k in range(len(headings))]
    widths = [min(width, _WIDEST) for width in longest]
    return [
        "  ".join(
            cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]


def _show_framed(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, box=box.SIMPLE)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def show_json(content: object) -> None:
    """Print a value as JSON, and nothing else."""
    typer.echo(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False))
