"""Regime maps of two batches side by side: draws of the priors, and accepted ones.

Prints a page in Markdown, and draws the maps with their data into a folder::

    groundswell batch draws
    groundswell batch draws_accepted
    python -m experiments.regimes.mapped results/draws results/draws_accepted images
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from experiments.analysis.figures import COLOURS, Drawn, print_style
from experiments.analysis.regimes import TOO_CLOSE
from experiments.regimes.cells import (
    N_LINES,
    Square,
    decisive,
    gains,
    lines_of,
    squares,
)
from experiments.regimes.published import Draws, draws_in, publish
from experiments.validation.figures import save_svg
from experiments.words import scale_of
from sim.errors import InputError
from sim.institutions.columns import Floats
from sim.missions import MISSIONS, Mission

PAIR = ("blair_command", "demos_mobilisation")
CONDITIONS = ("heterogeneity", "spillover")
NAME = "regime_accepted"
TOO_FEW = "too few draws"
_GREY = "#D9D9D9"
_WORDS = ("priors", "accepted")
_MARKS = {-1: "C", 0: "?", 1: "P"}
_N_TOLD = 2

type Both = tuple[Draws, Draws]


def read_draws(batch: Path) -> Draws:
    """Return the runs of a finished batch of presets.

    Raises
    ------
    InputError
        If it is no such batch, a run is missing, or its beliefs were other ones.
    """
    with TemporaryDirectory(prefix="groundswell-") as folder:
        publish(batch, Path(folder))
        return draws_in(Path(folder))


def maps_table(both: Both) -> pd.DataFrame:
    """Return every square of both batches' maps.

    Returns
    -------
    pandas.DataFrame
        One row a batch, mission and square. Columns ``draws`` (``priors`` or
        ``accepted``), ``mission``, the conditions' lower and upper lines, ``winner``
        (or that it is too close to call, or has fewer than five draws), ``n``,
        ``mean``, ``low``, ``high`` (paired difference of the true figure, better
        counted up, with its 90% interval) and ``share`` of draws in which the second
        preset does better. Squares are parted alike in both, by the priors' draws.
    """
    rows = [
        _named(words, mission, square, both[0])
        for words, draws in zip(_WORDS, both, strict=True)
        for mission in MISSIONS
        for square in _squares(draws, both[0], mission)
    ]
    return pd.DataFrame(rows)


def _named(
    words: str, mission: Mission, square: Square, lined: Draws
) -> dict[str, object]:
    lines = [lines_of(lined, c, mission) for c in CONDITIONS]
    return {
        "draws": words,
        "mission": mission.key,
        **_edges(lines, square),
        "winner": _winner(square),
        "n": square.n,
        "mean": square.mean,
        "low": square.low,
        "high": square.high,
        "share": square.share,
    }


def _squares(draws: Draws, lined: Draws, mission: Mission) -> list[Square]:
    gain = gains(draws, *PAIR, mission)
    return squares(draws, gain, CONDITIONS, mission, lined)


def _edges(lines: Sequence[Floats], square: Square) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, own, k in zip(
        CONDITIONS, lines, (square.column, square.row), strict=True
    ):
        found |= {f"{name}_from": float(own[k]), f"{name}_to": float(own[k + 1])}
    return found


def _winner(square: Square) -> str:
    if square.mean != square.mean:
        return TOO_FEW
    return {-1: PAIR[0], 0: TOO_CLOSE, 1: PAIR[1]}[square.sign]


def page(both: Both) -> str:
    """Return how the maps differ, in Markdown."""
    heads = ["mission", *(f"`{name}` better, % of draws" for name in PAIR[1:]),
             f"squares for `{PAIR[0]}`", f"{TOO_CLOSE}, or {TOO_FEW}",
             f"for `{PAIR[1]}`", "turned round",
             "what it turns on most: priors", "accepted"]  # fmt: skip
    rows = [_row(both, mission) for mission in MISSIONS]
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _row(both: Both, mission: Mission) -> list[str]:
    found = [[s.sign for s in _squares(draws, both[0], mission)] for draws in both]
    gain = [gains(draws, *PAIR, mission) for draws in both]
    better = [f"{100 * float((own > 0.0).mean()):.0f}" for own in gain]
    counts = [
        " → ".join(str(signs.count(sign)) for signs in found) for sign in (-1, 0, 1)
    ]
    turned = sum(a * b < 0 for a, b in zip(*found, strict=True))
    on = [
        ", ".join(
            f"`{name}` {value:+.2f}"
            for name, value in decisive(draws, own, mission)[:_N_TOLD]
        )
        for draws, own in zip(both, gain, strict=True)
    ]
    return [mission.key, " → ".join(better), *counts, str(turned), *on]


def drawn(both: Both) -> Drawn:
    """Return all maps in one figure, priors above and accepted draws below."""
    with print_style():
        figure = Figure(figsize=(10.0, 4.8))
        grid = figure.subplots(2, len(MISSIONS), sharex="col")
        for words, draws, axes in zip(_WORDS, both, grid, strict=True):
            for mission, own in zip(MISSIONS, axes, strict=True):
                _draw(own, _squares(draws, both[0], mission))
            axes[0].set_ylabel(f"{words}: {CONDITIONS[1]}, in fifths")
        for mission, above, below in zip(MISSIONS, *grid, strict=True):
            above.set_title(f"{mission.key}\n{scale_of(mission.unit).points}")
            below.set_xlabel(f"{CONDITIONS[0]}, in fifths")
    title = "Who does better, over draws of the priors and over accepted draws"
    words = f"C {PAIR[0]}; P {PAIR[1]}; ? {TOO_CLOSE}. Numbers: mean difference."
    return Drawn(NAME, title, words, figure, maps_table(both))


def _draw(axes: Axes, found: Sequence[Square]) -> None:
    signs = np.array([s.sign for s in found]).reshape(N_LINES, N_LINES)
    ticks = range(1, N_LINES + 1)
    colours = ListedColormap([COLOURS[5], _GREY, COLOURS[0]])
    places = np.arange(N_LINES + 1) + 0.5
    axes.pcolormesh(
        places, places, signs, cmap=colours, vmin=-1.5, vmax=1.5,
        edgecolors="white", linewidth=1.0,
    )  # fmt: skip
    for s in found:
        mean = "" if s.mean != s.mean else f"\n{s.mean:+.1f}"
        axes.text(
            s.column + 1, s.row + 1, f"{_MARKS[s.sign]}{mean}", ha="center",
            va="center", fontsize=5.5, color="white" if s.sign else "black",
        )  # fmt: skip
    axes.set_xticks(ticks)
    axes.set_yticks(ticks)


def main(given: Sequence[str]) -> None:
    """Write the page to standard output, and the figure with its data."""
    try:
        before, after, into = map(Path, given)
    except ValueError:
        sys.exit("groundswell: name two folders of batches, and one for the figure")
    try:
        both = read_draws(before), read_draws(after)
    except InputError as error:
        sys.exit(f"groundswell: {error}")
    sys.stdout.write(page(both))
    save_svg(drawn(both), into)


if __name__ == "__main__":
    main(sys.argv[1:])
