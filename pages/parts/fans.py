"""Fan charts: each mission in its own unit, with its target, month by month."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from experiments.charts.labels import spread_apart
from experiments.words import Scale, month_name, scale_of
from pages.bands import Band
from pages.parts.looks import (
    AXIS_LINE,
    AXIS_TEXT,
    GRID_LINE,
    Look,
    Option,
)
from sim.institutions.columns import Floats
from sim.missions import Mission

# What each chart spans, in the unit in which it is written. Fixed, so that an axis
# never moves while a slider does; it gives way only to what would leave the chart.
_SPANS = {
    "growth": (95.0, 115.0),
    "energy": (60.0, 100.0),
    "crime": (40.0, 120.0),
    "nhs": (20.0, 100.0),
    "education": (60.0, 80.0),
}
_N_STEPS = 4
_LEFT, _RIGHT, _TOP, _BOTTOM = 36, 96, 14, 24
_NEAR = 0.02  # of the start
_LINE = 13.0  # pixels a line of a label


class Fan(NamedTuple):
    """One scenario's band and how it is drawn.

    Attributes
    ----------
    title : str
    look : Look
    band : Band
    is_main : bool
        Drawn with both bands; others with the inner, or as a line alone.
    has_band : bool
    """

    title: str
    look: Look
    band: Band
    is_main: bool
    has_band: bool = True


def fan_option(
    mission: Mission,
    fans: Sequence[Fan],
    *,
    starts: str,
    height: int,
    is_rough: bool,
    is_published: bool,
) -> Option:
    """Return the chart of a mission's figure.

    Parameters
    ----------
    mission : Mission
    fans : sequence of Fan
    starts : str
        First month, such as ``2025-04``.
    height : int
        Of the chart, in pixels.
    is_rough : bool
        Whether runs are still missing: edges of the band are dashed then.
    is_published : bool
        Whether it is the published figure, which goes on from the official one.
    """
    scale = scale_of(mission.unit)
    months = len(fans[0].band.middle)
    ticks = [_year(starts, month) for month in range(-1, months)]
    start = round(mission.baseline * scale.factor, 2) if is_published else None
    low, high = _limits(mission, fans, scale)
    per_pixel = (high - low) / (height - _TOP - _BOTTOM)
    series: list[Option] = []
    for fan, shift in zip(fans, _shifts(fans, scale, per_pixel), strict=True):
        series += _series(fan, scale, start, is_rough, shift)
    series.append(_target(mission, scale, months))
    return {
        "aria": {"enabled": False},
        "grid": {"left": _LEFT, "right": _RIGHT, "top": _TOP, "bottom": _BOTTOM},
        "tooltip": {"show": False},
        "xAxis": {
            "type": "category",
            "boundaryGap": False,
            "data": ticks,
            "axisLabel": AXIS_TEXT | {"interval": 11},
            "axisTick": {"show": False},
            "axisLine": AXIS_LINE,
        },
        "yAxis": {
            "type": "value",
            "min": low,
            "max": high,
            "interval": (high - low) / _N_STEPS,
            "axisLabel": AXIS_TEXT,
            "splitLine": GRID_LINE,
        },
        "series": series,
    }


def _year(starts: str, month: int) -> str:
    """Label each month; the axis shows every twelfth by its year."""
    name = month_name(starts, month)
    return f"’{name[-2:]}" if (month + 1) % 12 == 0 else name


def _limits(mission: Mission, fans: Sequence[Fan], scale: Scale) -> tuple[float, float]:
    low, high = _SPANS.get(mission.key, (0.0, 100.0))
    step = (high - low) / _N_STEPS
    least, most = _possible(scale)
    for fan in fans:
        lowest = max(float(fan.band.p25.min()) * scale.factor, least)
        highest = min(float(fan.band.p75.max()) * scale.factor, most)
        if lowest < low:
            low = max(least, low - step * math.ceil((low - lowest) / step))
        if highest > high:
            high = min(most, high + step * math.ceil((highest - high) / step))
    return low, high


def _possible(scale: Scale) -> tuple[float, float]:
    """Return what a figure can be, as written: a share lies between 0 and 100%."""
    return (0.0, 100.0) if scale.sign == "%" else (-math.inf, math.inf)


def _shifts(fans: Sequence[Fan], scale: Scale, per_pixel: float) -> list[float]:
    """Return by how many pixels each label must move so that none covers another."""
    levels = [float(fan.band.middle[-1]) * scale.factor for fan in fans]
    halves = [
        _LINE * len(_label(fan, scale).split("\n")) / 2 * per_pixel for fan in fans
    ]
    spots = spread_apart(levels, halves, gap=2.0 * per_pixel, ceiling=1e9)
    return [
        round((level - spot) / per_pixel, 1)
        for level, spot in zip(levels, spots, strict=True)
    ]


def _label(fan: Fan, scale: Scale) -> str:
    return f"{scale.level(float(fan.band.middle[-1]))} {fan.title}"


def _rounded(values: Floats, scale: Scale, start: float | None) -> list[float | None]:
    held = np.clip(values * scale.factor, *_possible(scale))
    return [start, *(round(float(v), 2) for v in held)]


def _series(
    fan: Fan, scale: Scale, start: float | None, is_rough: bool, shift: float
) -> list[Option]:
    edges = [_rounded(edge, scale, start) for edge in fan.band]
    found: list[Option] = []
    stack = f"band {fan.title}"
    if fan.has_band:
        layers = [(1, 3, "--band50")]
        if fan.is_main:
            layers = [(0, 4, "--band90"), (1, 3, "--band50")]
        for low, high, opacity in layers:
            found += _layer(
                f"{stack} {low}", edges[low], edges[high], fan, opacity,
                is_rough and low == 0,
            )  # fmt: skip
    middle = edges[2]
    found.append(
        {
            "type": "line",
            "name": fan.title,
            "data": middle,
            "showSymbol": False,
            "z": 5,
            "lineStyle": {
                "color": fan.look.colour,
                "width": 2.5 if fan.is_main or fan.has_band else 1.6,
                "type": fan.look.dash,
            },
            "itemStyle": {"color": fan.look.colour},
            "markPoint": {
                "symbol": fan.look.symbol,
                "symbolSize": 9,
                "data": [{"coord": [len(middle) - 1, middle[-1]]}],
                "label": {"show": False},
            },
            "endLabel": {
                "show": True,
                "formatter": _label(fan, scale),
                "offset": [0, shift],
                "color": fan.look.colour,
                "fontWeight": "bold",
                "fontSize": 11,
                "distance": 9,
            },
        }
    )
    return found


def _layer(
    stack: str,
    low: list[float | None],
    high: list[float | None],
    fan: Fan,
    opacity: str,
    is_rough: bool,
) -> list[Option]:
    edge: Option = {
        "width": 1 if is_rough else 0,
        "type": "dashed",
        "color": fan.look.colour,
        "opacity": 1 if is_rough else 0,
    }
    plain: Option = {
        "type": "line",
        "showSymbol": False,
        "stack": stack,
        "stackStrategy": "all",
        "lineStyle": edge,
        "silent": True,
    }
    gaps = [
        None if bottom is None or top is None else round(top - bottom, 2)
        for bottom, top in zip(low, high, strict=True)
    ]
    filled: Option = {
        "data": gaps,
        "areaStyle": {"color": fan.look.colour, "opacity": f"var({opacity})"},
    }
    return [plain | {"data": low}, plain | filled]


def _target(mission: Mission, scale: Scale, months: int) -> Option:
    """Return the official target with a tick at its date, and the official start."""
    level = round(mission.target * scale.factor, 2)
    start = round(mission.baseline * scale.factor, 2)
    due = min(mission.deadline + 1, months)
    return {
        "type": "line",
        "data": [],
        "silent": True,
        "markLine": {
            "symbol": ["none", "rect" if mission.deadline < months else "none"],
            "symbolSize": [10, 2],
            "lineStyle": {"color": "var(--ink)", "type": [2, 3], "width": 1.5},
            "label": {
                "formatter": f"Target {mission.target * scale.factor:g}{scale.sign}",
                # Where the line begins at the target, its words go below.
                "position": "insideStartBottom"
                if abs(level - start) < _NEAR * abs(start)
                else "insideStartTop",
                "color": "var(--ink)",
                "fontWeight": "bold",
                "fontSize": 11,
                "backgroundColor": "var(--page)",
                "padding": [1, 3, 0, 3],
            },
            "data": [[{"coord": [0, level]}, {"coord": [due, level]}]],
        },
        "markPoint": {
            "symbol": "circle",
            "symbolSize": 7,
            "itemStyle": {"color": "var(--ink)"},
            "label": {"show": False},
            "data": [{"coord": [0, start]}],
        },
    }


def fan_table(mission: Mission, fans: Sequence[Fan], starts: str) -> list[list[str]]:
    """Return the numbers of a fan chart, a row a quarter of a year."""
    scale = scale_of(mission.unit)
    heads = ["Month"]
    for fan in fans:
        heads += [f"{fan.title}, middle", f"{fan.title}, 90% range"]
    rows = [heads]
    months = len(fans[0].band.middle)
    for month in [*range(2, months, 3)]:
        row = [month_name(starts, month)]
        for fan in fans:
            band = fan.band
            row.append(scale.level(float(band.middle[month])))
            row.append(scale.range(float(band.p05[month]), float(band.p95[month])))
        rows.append(row)
    return rows
