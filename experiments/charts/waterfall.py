"""A waterfall: how parts add up to a difference, each with its error."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.charts.drawing import house_style

# Wong 2011, "Points of view: color blindness", Nature Methods 8:441.
_UP, _DOWN, _SUM = "#0072B2", "#D55E00", "#555555"
_WIDTH, _ROW, _MARGIN = 5.2, 0.34, 1.1
_NO_DATE = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "png": {}}


class Step(NamedTuple):
    """One bar: what it adds, and the standard error of that, if known."""

    words: str
    added: float
    error: float | None


class Fall(NamedTuple):
    """One waterfall.

    Attributes
    ----------
    title, unit : str
    steps : sequence of Step
        Their sum is the last bar.
    error : float, optional
        Of the sum.
    """

    title: str
    unit: str
    steps: Sequence[Step]
    error: float | None


def waterfall(falls: Sequence[Fall], title: str) -> Figure:
    """Return a figure with one waterfall above the other, rows read from the top."""
    n_rows = len(falls[0].steps) + 1
    with house_style():
        height = len(falls) * (n_rows * _ROW + _MARGIN) + 0.4
        figure = Figure(figsize=(_WIDTH * 1.9, height), layout="constrained")
        figure.suptitle(title)
        for k, fall in enumerate(falls):
            _draw(figure.add_subplot(len(falls), 1, k + 1), fall)
    return figure


def _draw(axes: Axes, fall: Fall) -> None:
    level = 0.0
    for row, step in enumerate(fall.steps):
        colour = _UP if step.added >= 0.0 else _DOWN
        axes.barh(row, step.added, left=level, color=colour, height=0.66)
        level += step.added
        _draw_error(axes, row, level, step.error)
        axes.plot([level, level], [row - 0.33, row + 1.33], color=_SUM, linewidth=0.8)
    last = len(fall.steps)
    axes.barh(last, level, color=_SUM, height=0.66, edgecolor="white", hatch="//")
    _draw_error(axes, last, level, fall.error)
    labels = [f"{step.words}  {step.added:+.3g}" for step in fall.steps]
    axes.set_yticks(range(last + 1), [*labels, f"Difference  {level:+.3g}"])
    axes.set_ylim(last + 0.6, -0.6)
    axes.axvline(0.0, color="black", linewidth=1.0)
    axes.set_title(fall.title, loc="left")
    axes.set_xlabel(fall.unit)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _draw_error(axes: Axes, row: int, level: float, error: float | None) -> None:
    if error is not None:
        ends = [level - error, level + error]
        axes.plot(ends, [row, row], color="black", linewidth=1.4, marker="|")


def write_waterfall(figure: Figure, falls: Sequence[Fall], stem: Path) -> None:
    """Write a figure as SVG, PDF and PNG, and its numbers as CSV beside it."""
    with house_style():
        for kind, metadata in _NO_DATE.items():
            path = stem.with_suffix(f".{kind}")
            figure.savefig(path, metadata=metadata, dpi=160)
    with stem.with_suffix(".csv").open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("figure", "unit", "part", "added", "standard_error"))
        for fall in falls:
            for step in fall.steps:
                error = "" if step.error is None else repr(step.error)
                rows.writerow(
                    (fall.title, fall.unit, step.words, repr(step.added), error)
                )
