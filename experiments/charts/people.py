"""Who takes part: the share of adults in each fifth of areas by deprivation."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.charts.drawing import (
    LOOKS,
    SMALL,
    Look,
    axes_at,
    colour,
    draw_marker,
    draw_range,
    house_style,
    new_figure,
    to_svg,
)
from experiments.charts.fans import Fan
from experiments.charts.labels import EndLabel, draw_end_labels
from sim.institutions.columns import Floats

_WIDTH, _HEIGHT = 440.0, 280.0
_LEFT, _BOTTOM, _TOP = 36.0, 40.0, 12.0
_LABELS = 142.0
_NAMES = ("least\ndeprived", "second", "middle", "fourth", "most\ndeprived")
_DODGE = 0.07  # of the way from one fifth to the next


def fifths_chart(fans: Sequence[Fan], *, key: str, label: str) -> str:
    """Return the chart of participation by deprivation, as SVG.

    Parameters
    ----------
    fans : sequence of Fan
        At most five; values of shape (replicates, 5), share of adults, from the least
        to the most deprived fifth.
    key, label : str
        As in :func:`experiments.charts.drawing.to_svg`.
    """
    with house_style():
        figure = new_figure(_WIDTH, _HEIGHT)
        height = _HEIGHT - _BOTTOM - _TOP
        axes = axes_at(figure, _LEFT, _BOTTOM, _WIDTH - _LEFT - _LABELS, height)
        _draw_scales(axes)
        labels = []
        for k, (fan, look) in enumerate(zip(fans, LOOKS, strict=False)):
            dodge = _DODGE * (k - (len(fans) - 1) / 2)
            end = _draw_fifths(axes, 100.0 * fan.values, look, dodge)
            labels.append(EndLabel(f"{end:.1f}% {fan.name}", end, look))
        draw_end_labels(axes, labels, 8.0)
        return to_svg(figure, key, label)


def _draw_scales(axes: Axes) -> None:
    axes.set_xlim(-0.3, len(_NAMES) - 0.7)
    axes.set_xticks(list(range(len(_NAMES))), list(_NAMES))
    axes.tick_params(axis="x", labelsize=SMALL, pad=4)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:g}%"))
    axes.grid(axis="y", color=colour("grid"), linewidth=1.0)
    axes.set_axisbelow(True)


def _draw_fifths(axes: Axes, share: Floats, look: Look, dodge: float) -> float:
    """Draw one scenario's line with its ranges; return where it ends."""
    middle = share.mean(axis=0)
    low, high = np.quantile(share, (0.05, 0.95), axis=0)
    across = np.arange(len(_NAMES)) + dodge
    axes.plot(
        across,
        middle,
        color=look.colour,
        linewidth=2.0,
        linestyle=look.line_style,
    )
    for x, least, mean, most in zip(across, low, middle, high, strict=True):
        draw_range(axes, float(x), float(least), float(most), look, 1.2)
        draw_marker(axes, float(x), float(mean), look)
    return float(middle[-1])
