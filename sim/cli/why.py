"""``groundswell why``: which mechanisms make the difference between two scenarios."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    JsonOption,
    check_folder,
    check_two,
    check_whole,
    chosen_scenario,
    within,
)
from sim.cli.run import Beliefs

if TYPE_CHECKING:
    from experiments.decomposition import Decomposition

# Every set of six groups, in both scenarios: 128 small countries a replicate.
_CITIZENS = 2888


def why(
    a: Annotated[str, typer.Argument(metavar="A", help="A preset, or a TOML file.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    citizens: Annotated[int, typer.Option(help="Simulated adults.")] = _CITIZENS,
    replicates: Annotated[
        int, typer.Option(help="Repetitions, each with its own luck.")
    ] = 2,
    seed: Annotated[int, typer.Option(help="Key of the luck.")] = 1,
    months: Annotated[int, typer.Option(help="Length of the run.")] = 60,
    beliefs: Annotated[
        Beliefs,
        typer.Option(help="Point values, or a draw for each replicate."),
    ] = Beliefs.PRIOR,
    threads: Annotated[
        int | None,
        typer.Option(
            callback=within(1, 1024),
            help="Threads; as many as processors by default.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write waterfalls and numbers into a folder."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Share the difference of B from A out among groups of mechanisms."""
    from experiments.decomposition import decompose
    from sim.results import Settings
    from sim.scenario.beliefs import BeliefMode

    check_whole("--replicates", replicates, 1, 1000)
    check_whole("--seed", seed, 0, 2**32 - 1)
    check_whole("--months", months, 1, 240)
    check_folder(out)
    settings = Settings(
        citizens=citizens,
        replicates=replicates,
        seed=seed,
        months=months,
        beliefs=BeliefMode(beliefs.value),
    )
    one, other = (chosen_scenario(name, None, months) for name in (a, b))
    check_two(one, other)
    found = decompose(one, other, settings, n_threads=threads, progress=_tell)
    if out is not None:
        from experiments.decomposition.shown import write

        write(found, out)
    _show(found, as_json)


def _tell(n_done: int, n_in_all: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if n_done == n_in_all else "\r"
        sys.stderr.write(f"Sets of groups: {n_done} of {n_in_all}{end}")


def _show(found: "Decomposition", as_json: bool) -> None:
    from experiments.decomposition.shown import HEADINGS, document, table
    from sim.cli.tables import show_json, show_table

    if as_json:
        show_json(document(found))
        return
    names = f"{found.b.name} less {found.a.name}"
    for outcome, words in enumerate(("mission index, points", "each mission's figure")):
        typer.echo(f"{names}: {words}; mean ± standard error over replicates")
        show_table(HEADINGS, table(found, outcome))
        typer.echo("")
