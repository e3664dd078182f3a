"""A mission month by month: what the runs say, the official start, and the target."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.charts.drawing import (
    LOOKS,
    SMALL,
    Look,
    axes_at,
    beyond,
    colour,
    draw_marker,
    draw_range,
    house_style,
    new_figure,
    to_svg,
)
from experiments.charts.labels import EndLabel, draw_end_labels
from experiments.words import Scale, month_name, scale_of
from sim.institutions.columns import Floats
from sim.missions import Mission

_WIDTH, _HEIGHT = 440.0, 270.0
_LEFT, _BOTTOM, _TOP = 40.0, 26.0, 14.0
_LABELS = 134.0
_BAR_STEP = 8.0
_DOTS = (0.0, (1.2, 2.2))
_LABEL_ROOM = 0.1  # of the chart's height, for the words at the target


class Fan(NamedTuple):
    """One scenario's runs.

    Attributes
    ----------
    name : str
        As it stands in the chart.
    values : shape (replicates, months)
    """

    name: str
    values: Floats


class _Place(NamedTuple):
    axes: Axes
    scale: Scale
    last: int


def fan_limits(mission: Mission, fans: Sequence[Fan]) -> tuple[float, float]:
    """Return the range of values that shows some runs, and the way to the target.

    Charts of a mission that stand side by side share it, so that they can be compared.
    """
    last = max(fan.values.shape[1] for fan in fans) - 1
    reached = [mission.baseline, mission.path(last)]
    for fan in fans:
        half = np.quantile(fan.values, (0.25, 0.75), axis=0)
        ends = np.quantile(fan.values[:, -1], (0.05, 0.95))
        reached += [float(v) for v in (half.min(), half.max(), *ends)]
    low, high = min(reached), max(reached)
    room = 0.05 * (high - low) or 0.01 * abs(high)
    words = _LABEL_ROOM * (high - low)
    if _is_rising(mission):
        return low - room, max(high + room, mission.path(last) + words)
    return min(low - room, mission.path(last) - words), high + room


def _is_rising(mission: Mission) -> bool:
    return mission.target >= mission.baseline


def fan_chart(
    mission: Mission,
    fans: Sequence[Fan],
    *,
    starts: str,
    limits: tuple[float, float],
    key: str,
    label: str,
    official_start: bool = True,
) -> str:
    """Return the chart of a mission under at most five scenarios, as SVG.

    Parameters
    ----------
    mission : Mission
    fans : sequence of Fan
        At most five, of the same length.
    starts : str
        Year and month of the first month.
    limits : (low, high)
        Of the values shown, in the mission's unit.
    key, label : str
        As in :func:`experiments.charts.drawing.to_svg`.
    official_start : bool
        Whether the official figure of the start belongs in it.

    Notes
    -----
    Lines are means of the runs. Bands hold the middle 50% of them in each month; a
    scenario alone has one of 90%, too. Bars beside the last month hold 90%.
    """
    with house_style():
        figure = new_figure(_WIDTH, _HEIGHT)
        width = _WIDTH - _LEFT - _LABELS - _BAR_STEP * (len(fans) + 1)
        axes = axes_at(figure, _LEFT, _BOTTOM, width, _HEIGHT - _BOTTOM - _TOP)
        place = _Place(axes, scale_of(mission.unit), fans[0].values.shape[1] - 1)
        axes.set_xlim(0.0, max(place.last, 1))
        axes.set_ylim(*(limit * place.scale.factor for limit in limits))
        _draw_scales(place, starts)
        _draw_target(place, mission, starts)
        for fan, look in zip(fans, LOOKS, strict=False):
            _draw_bands(place, fan, look, several=len(fans) > 1)
            _draw_line(place, fan, look)
        if official_start:
            _draw_start(place, mission)
        _draw_ends(place, fans)
        return to_svg(figure, key, label)


def _draw_scales(place: _Place, starts: str) -> None:
    axes, scale = place.axes, place.scale
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: f"{y:g}{scale.sign}"))
    axes.grid(axis="y", color=colour("grid"), linewidth=1.0)
    axes.set_axisbelow(True)
    axes.tick_params(pad=5)
    first = int(starts.split("-")[1])
    every = 12 * max(1, round(place.last / 60))
    months = range((13 - first) % 12, place.last + 1, every)
    axes.set_xticks(list(months), [month_name(starts, m).split()[1] for m in months])
    axes.axhline(axes.get_ylim()[0], color=colour("line-strong"), linewidth=1.0)


def _draw_target(place: _Place, mission: Mission, starts: str) -> None:
    """Draw the way to the target, dotted, with a tick at the deadline."""
    axes, scale = place.axes, place.scale
    months = np.arange(place.last + 1)
    path = np.array([mission.path(float(m)) for m in months]) * scale.factor
    axes.plot(months, path, color=colour("ink"), linewidth=1.3, linestyle=_DOTS)
    words = "Path to"
    if mission.deadline <= place.last:
        words = "Target"
        axes.plot(
            [mission.deadline],
            [path[-1]],
            marker="|",
            markersize=10,
            markeredgewidth=1.8,
            color=colour("ink"),
        )
    number = f"{mission.target * scale.factor:g}{scale.sign}"
    rising = _is_rising(mission)
    axes.annotate(
        f"{words} {number}, {month_name(starts, mission.deadline)}",
        (place.last, path[-1]),
        (0.0, 7.0 if rising else -7.0),
        textcoords="offset points",
        ha="right",
        va="bottom" if rising else "top",
        fontsize=SMALL,
        fontweight="bold",
        color=colour("ink"),
    )


def _draw_bands(place: _Place, fan: Fan, look: Look, *, several: bool) -> None:
    months = np.arange(place.last + 1)
    values = fan.values * place.scale.factor
    bands = ((0.25, 0.11),) if several else ((0.05, 0.16), (0.25, 0.2))
    for tail, strength in bands:
        low, high = np.quantile(values, (tail, 1.0 - tail), axis=0)
        place.axes.fill_between(
            months, low, high, color=look.colour, alpha=strength, linewidth=0.0
        )


def _draw_line(place: _Place, fan: Fan, look: Look) -> None:
    middle = fan.values.mean(axis=0) * place.scale.factor
    place.axes.plot(
        np.arange(place.last + 1),
        middle,
        color=look.colour,
        linewidth=2.2,
        linestyle=look.line_style,
    )


def _draw_start(place: _Place, mission: Mission) -> None:
    level = mission.baseline * place.scale.factor
    place.axes.plot(
        [0],
        [level],
        marker="o",
        markersize=6,
        color=colour("ink"),
        clip_on=False,
        zorder=5,
    )


def _draw_ends(place: _Place, fans: Sequence[Fan]) -> None:
    """Draw each scenario's 90% range beside the last month, and its name."""
    labels = []
    for k, (fan, look) in enumerate(zip(fans, LOOKS, strict=False)):
        ends = fan.values[:, -1]
        mean = float(ends.mean())
        level = mean * place.scale.factor
        low, high = np.quantile(ends, (0.05, 0.95)) * place.scale.factor
        across = beyond(place.axes, _BAR_STEP * (k + 1))
        draw_range(place.axes, across, float(low), float(high), look)
        draw_marker(place.axes, across, level, look)
        words = f"{place.scale.level(mean)} {fan.name}"
        labels.append(EndLabel(words, level, look))
    draw_end_labels(place.axes, labels, _BAR_STEP * (len(fans) + 1) + 3.0)
