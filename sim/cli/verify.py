"""``groundswell verify``: special cases of the model whose values are known."""

from typing import TYPE_CHECKING

import typer

from sim.cli.options import JsonOption

if TYPE_CHECKING:
    from experiments.verification import Row


def verify(as_json: JsonOption = False) -> None:
    """Check the model against closed forms; fails if one value is off."""
    from experiments.verification import LEFT_OUT
    from experiments.verification import verify as rows_of

    found = list(rows_of()) if as_json else [_shown(row) for row in rows_of()]
    n_failed = sum(not row.passed for row in found)
    if as_json:
        _show_document(found)
    else:
        for name, why in LEFT_OUT:
            typer.echo(f"-     {name:<5} {why}")
        typer.echo(f"{len(found) - n_failed} of {len(found)} checks pass.")
    if n_failed:
        raise typer.Exit(1)


def _shown(row: "Row") -> "Row":
    """Print a row as soon as it is found, and return it."""
    verdict = "pass" if row.passed else "fail"
    numbers = f"exact {row.exact:.9g}, found {row.found:.9g}"
    allowed = f"within {row.tolerance:.2g} ({row.reason})"
    typer.echo(f"{verdict}  {row.name:<5} {row.what}: {numbers}, {allowed}")
    return row


def _show_document(rows: "list[Row]") -> None:
    from experiments.verification import LEFT_OUT
    from sim.cli.tables import show_json

    show_json(
        {
            "rows": [{**row._asdict(), "passed": row.passed} for row in rows],
            "left_out": [{"name": name, "why": why} for name, why in LEFT_OUT],
            "passed": all(row.passed for row in rows),
        }
    )
