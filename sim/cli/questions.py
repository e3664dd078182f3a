"""``groundswell flip``, ``rests``, ``rival``: how firm a difference is, and on what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import check_citizens, check_two, within
from sim.cli.progress import safe_in
from sim.cli.tables import show_table

if TYPE_CHECKING:
    from experiments.questions.flip import Move
    from experiments.questions.playing import Asked
    from sim.scenario.scenario import Scenario

type _Name = Annotated[str, typer.Argument(help="A preset's name, or a TOML file.")]
type _Mission = Annotated[str | None, typer.Option(help="growth, energy, crime, …")]
type _Outcome = Annotated[str, typer.Option(help="By which to compare.")]
type _Citizens = Annotated[int, typer.Option(help="Simulated in each run.")]
type _Workers = Annotated[
    int, typer.Option(callback=within(1, 1024), help="Processes.")
]
type _Out = Annotated[
    Path, typer.Option(metavar="DIR", help="Folder in which runs are kept.")
]


def flip(
    before: _Name,
    after: _Name,
    mission: _Mission = None,
    outcome: _Outcome = "mission_index",
    citizens: _Citizens = 5000,
    workers: _Workers = 2,
    out: _Out = Path("results/questions"),
) -> None:
    """Find the smallest change of beliefs that reverses AFTER less BEFORE."""
    from experiments.questions.flip import what_would_flip

    asked = _asked(before, after, mission, outcome, citizens, workers, out)
    with safe_in(out):
        found = what_would_flip(asked)
    typer.echo(
        f"{after} less {before}, {outcome}: {found.gain:+.3g} ± {found.error:.2g} at "
        f"the defaults of all beliefs (more is better); {found.n_runs} runs in {out}"
    )
    if not found.moves:
        typer.echo(
            "No change within two and a half spreads of the priors was found to "
            f"reverse it; tried {', '.join(found.tried)}, alone and together."
        )
        return
    rows = [
        [f"{m.distance:.2f}", _words(m), f"{m.gain:+.3g}", f"{m.confirmed:+.3g}"]
        for m in found.moves
    ]
    headings = ["spreads", "beliefs, from and to", "gain there", "with other luck"]
    show_table(headings, rows)
    typer.echo("The smallest found, not proven to be the smallest there is.")


def rests(
    before: _Name,
    after: _Name,
    mission: _Mission = None,
    outcome: _Outcome = "mission_index",
    samples: Annotated[
        int,
        typer.Option(callback=within(8, 65_536), help="Base samples, a power of two."),
    ] = 64,
    citizens: _Citizens = 5000,
    workers: _Workers = 2,
    out: _Out = Path("results/questions"),
) -> None:
    """Say how much of AFTER less BEFORE rests on judgement, theory and effects."""
    from experiments.questions.judgement import rests_on
    from sim.errors import OptionError

    if samples & (samples - 1):
        allowed = "Give 8, 16, 32 and so on."
        raise OptionError("--samples", f"{samples} is not a power of two", allowed)
    asked = _asked(before, after, mission, outcome, citizens, workers, out)
    with safe_in(out):
        found = rests_on(asked, samples)
    show_table(
        ["group", "beliefs", "alone", "with all it acts through"],
        [
            [
                str(row["group"]),
                str(row["n_beliefs"]),
                _share(row["first"], row["first_low"], row["first_high"]),
                _share(row["total"], row["total_low"], row["total_high"]),
            ]
            for row in found.to_dict("records")
        ],
    )
    typer.echo(
        "Shares of the variance of the difference, per cent, with 95% intervals. "
        "Chance is luck at the same beliefs."
    )


def rival(
    before: _Name,
    after: _Name,
    mission: Annotated[str, typer.Option(help="growth, energy, crime, …")],
    draws: Annotated[
        int, typer.Option(callback=within(2, 10_000), help="Of beliefs.")
    ] = 16,
    citizens: _Citizens = 5000,
    workers: _Workers = 2,
    out: _Out = Path("results/questions"),
) -> None:
    """Hold AFTER less BEFORE against difference equations and agents without ties."""
    from experiments.questions.rivals import agreement, rivals

    one, other = _two(before, after)
    check_citizens(citizens)
    known = _known(mission)
    with safe_in(out):
        found = rivals(
            one,
            other,
            known,
            out,
            draws=draws,
            citizens=citizens,
            n_workers=workers,
        )
    show_table(
        ["rival", "mean gain", "same sign as agents", "correlation with them"],
        [
            [
                str(row["rival"]),
                f"{row['mean']:+.3g} ± {row['error']:.2g}",
                f"{100 * row['same_sign']:.0f}%",
                f"{row['correlation']:+.2f}",
            ]
            for row in agreement(found).to_dict("records")
        ],
    )
    typer.echo(f"Mission index, points, over {draws} draws of the beliefs.")


def _two(before: str, after: str) -> "tuple[Scenario, Scenario]":
    from sim.scenario.scenario import Scenario

    one, other = Scenario.load(before), Scenario.load(after)
    check_two(one, other)
    return one, other


def _known(mission: str) -> str:
    from sim.scenario.checks import unknown_name
    from sim.scenario.names import MISSIONS

    if mission not in MISSIONS:
        raise unknown_name(mission, MISSIONS, "--mission")
    return mission


def _asked(
    before: str,
    after: str,
    mission: str | None,
    outcome: str,
    citizens: int,
    workers: int,
    out: Path,
) -> "Asked":
    from experiments.questions.playing import Asked

    one, other = _two(before, after)
    check_citizens(citizens)
    return Asked(
        one,
        other,
        outcome,
        None if mission is None else _known(mission),
        out,
        citizens=citizens,
        n_workers=workers,
    )


def _words(move: "Move") -> str:
    return ", ".join(
        f"{name} {a:.3g} to {b:.3g}" for name, (a, b) in move.values.items()
    )


def _share(value: float, low: float, high: float) -> str:
    return f"{100 * value:.0f} ({100 * low:.0f} to {100 * high:.0f})"
