"""Paired differences of one outcome: marker, 90% range, and the line of no change."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.charts.drawing import (
    SMALL,
    Look,
    axes_at,
    colour,
    house_style,
    new_figure,
    to_svg,
)
from sim.institutions.columns import Floats

_WIDTH = 440.0
_LEFT, _RIGHT = 6.0, 150.0
_TOP, _BOTTOM = 20.0, 22.0
_ROW = 34.0


class Gap(NamedTuple):
    """One scenario's difference from the first.

    Attributes
    ----------
    values : shape (n_replicates,)
        As the axis counts.
    look : Look
    verdict : str
        How sure the model is, in words.
    is_clear : bool
        Whether the 90% range leaves out zero.
    """

    values: Floats
    look: Look
    verdict: str
    is_clear: bool


def differences_chart(
    gaps: Sequence[Gap], *, more_is_better: bool, key: str, label: str
) -> str:
    """Return the chart of one outcome's differences, a row a scenario, as SVG.

    Parameters
    ----------
    gaps : sequence of Gap
    more_is_better : bool
        Better lies right in every chart: where it is false the axis runs backwards.
    key, label : str
        As in :func:`experiments.charts.drawing.to_svg`.
    """
    with house_style():
        height = _TOP + _BOTTOM + _ROW * len(gaps)
        figure = new_figure(_WIDTH, height)
        width = _WIDTH - _LEFT - _RIGHT
        axes = axes_at(figure, _LEFT, _BOTTOM, width, _ROW * len(gaps))
        axes.set_ylim(len(gaps) - 0.5, -0.5)
        _scale_across(axes, gaps, more_is_better=more_is_better)
        for row, gap in enumerate(gaps):
            _draw_gap(axes, row, gap)
        return to_svg(figure, key, label)


def _scale_across(axes: Axes, gaps: Sequence[Gap], *, more_is_better: bool) -> None:
    ends = [float(v) for g in gaps for v in np.quantile(g.values, (0.05, 0.95))]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = 0.06 * (high - low) or 1.0
    # Neither side is so narrow that "worse" or "better" has no place to stand.
    least = 0.25 * (high - low)
    low, high = min(low - room, -least), max(high + room, least)
    axes.set_xlim((low, high) if more_is_better else (high, low))
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(_signed))
    axes.grid(axis="x", color=colour("grid"), linewidth=1.0)
    axes.set_axisbelow(True)
    axes.axvline(0.0, color=colour("line-strong"), linewidth=1.2)
    for words, offset, side in (("← worse", -5.0, "right"), ("better →", 5.0, "left")):
        axes.annotate(
            words,
            (0.0, -0.5),
            (offset, 5.0),
            textcoords="offset points",
            ha=side,
            va="bottom",
            fontsize=SMALL,
            color=colour("ink-2"),
            annotation_clip=False,
        )


def _signed(value: float, _: object) -> str:
    return "0" if abs(value) < 1e-12 else f"{value:+g}".replace("-", "−")


def _draw_gap(axes: Axes, row: int, gap: Gap) -> None:
    low, high = np.quantile(gap.values, (0.05, 0.95))
    axes.plot(
        [low, high],
        [row, row],
        color=gap.look.colour,
        linewidth=2.4,
        linestyle=gap.look.line_style,
    )
    axes.plot(
        [low, high],
        [row, row],
        color=gap.look.colour,
        linestyle="none",
        marker="|",
        markersize=8,
        markeredgewidth=2.0,
    )
    axes.plot(
        [float(gap.values.mean())],
        [row],
        marker=gap.look.marker,
        markersize=9,
        color=gap.look.colour,
        markeredgecolor=colour("page"),
    )
    axes.annotate(
        gap.verdict,
        (1.0, row),
        (10.0, 0.0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="center",
        fontsize=SMALL,
        annotation_clip=False,
        fontweight="bold" if gap.is_clear else "normal",
        color=colour("ink" if gap.is_clear else "ink-2"),
    )
