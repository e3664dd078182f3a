"""The command line: ``groundswell COMMAND``.

Each command stands in a module of its own, which imports Typer and errors at its top
and everything else when the command runs, so that ``--help`` answers at once. To add
one, write ``sim/cli/NAME.py`` and register it below:

- several commands under one name: ``main.add_typer(NAME.app, name="NAME")``;
- a single command, a function: ``main.command("NAME")(NAME.function)``.
"""

from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from sim.cli import (
    analyse,
    batch,
    bench,
    cache,
    calibrate,
    claims,
    pages,
    questions,
    results,
    run,
    scenarios,
    validate,
    verify,
    why,
)
from sim.errors import INTERRUPTED, GroundswellError
from sim.version import __version__

if TYPE_CHECKING:
    from typer._click.core import Context  # Typer's own, which it does not name


class _Group(TyperGroup):
    """Turns our errors into one message and an exit status, for every command."""

    def invoke(self, ctx: "Context") -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except GroundswellError as error:
            typer.echo(f"groundswell: {error}", err=True)
            raise typer.Exit(error.exit_status) from None
        except KeyboardInterrupt:
            typer.echo("groundswell: interrupted", err=True)
            raise typer.Exit(INTERRUPTED) from None


main = typer.Typer(
    cls=_Group,
    name="groundswell",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
main.command("run")(run.run)
main.command("compare")(run.compare)
main.command("batch")(batch.batch)
main.command("analyse")(analyse.analyse)
main.command("calibrate")(calibrate.calibrate)
main.command("claims")(claims.claims)
main.command("flip")(questions.flip)
main.command("rests")(questions.rests)
main.command("rival")(questions.rival)
main.command("reproduce")(results.reproduce)
main.command("cite")(results.cite)
main.command("pages")(pages.pages)
main.command("verify")(verify.verify)
main.command("validate")(validate.validate)
main.command("why")(why.why)
main.command("bench")(bench.bench)
main.add_typer(scenarios.app, name="scenarios")
main.add_typer(cache.app, name="cache")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"groundswell {__version__}")
        raise typer.Exit


@main.callback()
def groundswell(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Say which."
        ),
    ] = False,
) -> None:
    """Compare ways of governing shared missions, in an agent-based model."""
    del version
