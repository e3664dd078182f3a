"""Figures for print: vector and picture, each with its data and runs beside it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from experiments.analysis.regimes import TOO_CLOSE, edges

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

# Okabe and Ito's colours, told apart by nearly everybody and in grey print.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
_GREY = "#D9D9D9"
_MARKERS = "osD^vP"
_MOST_BARS = 12
_STYLE: "dict[RcKeyType, object]" = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9.0,
    "svg.fonttype": "none",
    "svg.hashsalt": "groundswell",
    "pdf.fonttype": 42,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.constrained_layout.use": True,
    "text.parse_math": False,
}
# Nothing of the time or the machine, so that the same data give the same bytes.
_METADATA: dict[str, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}


class Drawn(NamedTuple):
    """A figure and what it shows.

    Attributes
    ----------
    name : str
        Of its files, without ending.
    title, words : str
        What it shows, and how to read it.
    figure : Figure
    data : DataFrame
    """

    name: str
    title: str
    words: str
    figure: Figure
    data: pd.DataFrame


def print_style() -> AbstractContextManager[None]:
    """Return the context in which figures are drawn and written."""
    return mpl.rc_context(_STYLE)


def save(drawn: Drawn, folder: Path, runs: Sequence[str]) -> None:
    """Write a figure as SVG, PDF and PNG, its data as CSV, and the runs behind it."""
    for kind, metadata in _METADATA.items():
        path = folder / f"{drawn.name}.{kind}"
        drawn.figure.savefig(path, format=kind, dpi=200, metadata=metadata)
    drawn.data.to_csv(folder / f"{drawn.name}.csv", index=False, lineterminator="\n")
    text = "".join(f"{run}\n" for run in runs)
    (folder / f"{drawn.name}.runs.txt").write_text(text)


def bars(axes: Axes, rows: pd.DataFrame, label: str) -> None:
    """Draw one value an input with its interval, the largest above."""
    top = rows.iloc[:_MOST_BARS].iloc[::-1]
    places = np.arange(len(top))
    halves = np.vstack([top["value"] - top["low"], top["high"] - top["value"]])
    axes.barh(places, top["value"], color=COLOURS[0], height=0.6)
    axes.errorbar(
        top["value"], places, xerr=np.abs(halves), fmt="none", ecolor="black", lw=1.0
    )
    axes.set_yticks(places, [str(name) for name in top["input"]])
    axes.set_xlabel(label)


def convergence(axes: Axes, rows: pd.DataFrame, label: str) -> None:
    """Draw how the largest indices settled as the sample grew."""
    largest = rows["n"].max()
    final = rows[rows["n"] == largest].sort_values("value", ascending=False, key=abs)
    for k, name in enumerate(final["input"].iloc[: len(COLOURS)]):
        own = rows[rows["input"] == name].sort_values("n")
        axes.errorbar(
            own["n"] * (1.0 + 0.01 * k),
            own["value"],
            yerr=np.abs(own["high"] - own["value"]),
            color=COLOURS[k],
            marker=_MARKERS[k],
            ms=4.0,
            lw=1.0,
            label=str(name),
        )
    axes.set_xlabel("runs used")
    axes.set_ylabel(label)
    axes.legend(frameon=False, fontsize=7.5)


def regime_map(
    axes: Axes, cells: pd.DataFrame, across: str, up: str, choices: Sequence[str]
) -> None:
    """Draw the winner of each cell by colour and letter, and its margin in words."""
    xs, ys = sorted(cells[across].unique()), sorted(cells[up].unique())
    order = [TOO_CLOSE, *choices]
    colours = [_GREY, *COLOURS[: len(choices)]]
    wide = cells.pivot_table(index=up, columns=across, values="winner", aggfunc="first")
    codes = np.array([[order.index(wide.loc[y, x]) for x in xs] for y in ys])
    axes.pcolormesh(
        edges(xs),
        edges(ys),
        codes,
        cmap=ListedColormap(colours),
        vmin=-0.5,
        vmax=len(order) - 0.5,
        edgecolors="white",
        linewidth=1.0,
    )
    for row in cells.itertuples(index=False):
        found = dict(zip(cells.columns, row, strict=True))
        is_close = found["winner"] == TOO_CLOSE
        letter = "?" if is_close else str(found["winner"])[:1].upper()
        axes.text(
            found[across],
            found[up],
            f"{letter}\n{found['margin']:.1f}",
            ha="center",
            va="center",
            fontsize=6.5,
            color="black" if is_close else "white",
        )
    axes.set_xlabel(across)
    axes.set_ylabel(up)


def legend_words(choices: Sequence[str]) -> str:
    """Return what the letters of a regime map stand for."""
    said = [f"{name[:1].upper()} {name}" for name in choices]
    return f"{', '.join(said)}; ? {TOO_CLOSE}"
