"""A map of two conditions: who does better where, with the usual case marked."""

from collections.abc import Sequence

import numpy as np

from experiments.regimes.cells import (
    N_LINES,
    Square,
    gains,
    lines_of,
    squares,
)
from experiments.regimes.published import Draws
from experiments.words import count_of, scale_of
from pages.parts.components import Chart
from pages.parts.looks import AXIS_LINE, AXIS_TEXT, Option
from pages.parts.words import short
from sim.institutions.columns import Floats
from sim.missions import Mission
from sim.scenario.beliefs import declared_beliefs

_ROLES = {-1: "d2", 0: "d4", 1: "d6"}
_SIGNS = {-1: "−", 0: "=", 1: "+"}


def regime_chart(
    draws: Draws,
    pair: tuple[str, str],
    titles: tuple[str, str],
    conditions: tuple[str, str],
    mission: Mission,
    yours: Sequence[tuple[float, float, float]],
) -> None:
    """Draw the map of one mission with its numbers.

    Parameters
    ----------
    draws : Draws
    pair, titles : (str, str)
        Presets, and how pages call them.
    conditions : (str, str)
        Beliefs, across and up.
    mission : Mission
    yours : sequence of (across, up, gain)
        The visitor's own runs: values of both conditions, and how much better they do
        than the first preset.
    """
    found = squares(draws, gains(draws, *pair, mission), conditions, mission)
    lines = [lines_of(draws, c, mission) for c in conditions]
    points = scale_of(mission.unit).points
    table = _table(found, lines, titles, points)
    Chart(
        name="regime",
        heading=f"{short(mission)}: “{titles[1]}” against “{titles[0]}”",
        note=f"Mean difference of the true figure at the end, {points}, better counted "
        "up; and in how many draws of a square the second does better. Blue, +: it "
        "wins. Orange, −: the first wins. Grey, =: too close to call. Ring: usual "
        "values." + (" Triangles: your settings." if yours else ""),
        label=f"Map of {N_LINES} by {N_LINES} squares. {_in_words(found, titles)}",
        option=_option(found, conditions, lines, mission, yours),
        table=table,
        after="",
        source=made_of(draws),
        stamp=f"{'-'.join((*pair, *conditions))}-{mission.key}-{len(yours)}",
        height=430,
        event_pick=lambda _: None,
    )


def small_map(
    draws: Draws, pair: tuple[str, str], conditions: tuple[str, str], mission: Mission
) -> None:
    """Draw the same for another mission, signs only."""
    found = squares(draws, gains(draws, *pair, mission), conditions, mission)
    rows = [
        " ".join(_SIGNS[s.sign] for s in found if s.row == row)
        for row in reversed(range(N_LINES))
    ]
    Chart(
        name=f"regime-{mission.key}",
        heading=short(mission),
        note=_counts(found),
        label=f"{short(mission)}, rows from high to low: {'; '.join(rows)}.",
        option=_small_option(found),
        table=[["Up", *(f"Across {k + 1}" for k in range(N_LINES))]]
        + [[str(N_LINES - k), *row.split(" ")] for k, row in enumerate(rows)],
        after="",
        source=made_of(draws),
        stamp=f"{'-'.join((*pair, *conditions))}-{mission.key}",
        height=150,
        event_pick=lambda _: None,
    )


def made_of(draws: Draws) -> str:
    """Return which runs a map rests on."""
    return (
        f"Batch {draws.stamp}, seed {draws.seed}, repeats 1–{draws.n_draws}, "
        f"{draws.citizens:,} simulated citizens, {draws.months} months; model "
        f"{draws.model}"
    )


def _counts(found: Sequence[Square]) -> str:
    signs = [square.sign for square in found]
    return (
        f"+ {signs.count(1)}, − {signs.count(-1)}, = {signs.count(0)} "
        f"of {len(signs)} squares"
    )


def _in_words(found: Sequence[Square], titles: tuple[str, str]) -> str:
    signs = [square.sign for square in found]
    return (
        f"{titles[1]} wins in {signs.count(1)}, {titles[0]} in {signs.count(-1)}, "
        f"{signs.count(0)} are too close to call. The table holds the numbers."
    )


def _span(lines: Floats, k: int) -> str:
    return f"{lines[k]:.2g}–{lines[k + 1]:.2g}"


def _verdict(square: Square, titles: tuple[str, str]) -> str:
    if square.sign == 0:
        return "too close" if square.mean == square.mean else "too few draws"
    return f"{titles[1] if square.sign > 0 else titles[0]} wins"


def _table(
    found: Sequence[Square],
    lines: Sequence[Floats],
    titles: tuple[str, str],
    points: str,
) -> list[list[str]]:
    heads = ["Across", "Up", "Draws", f"Mean difference, {points}", "90% interval"]
    rows = [[*heads, "Second better in", "Verdict"]]
    for s in found:
        known = s.mean == s.mean
        rows.append(
            [
                _span(lines[0], s.column),
                _span(lines[1], s.row),
                str(s.n),
                _signed(s.mean) if known else "",
                f"{_signed(s.low)} to {_signed(s.high)}" if known else "",
                f"{count_of(s.share, s.n)} of {s.n}" if known else "",
                _verdict(s, titles),
            ]
        )
    return rows


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def _tile(square: Square, label: str) -> Option:
    role = _ROLES[square.sign]
    return {
        "value": [square.column, square.row, 1],
        "itemStyle": {
            "color": f"var(--{role})",
            "borderColor": "var(--page)",
            "borderWidth": 2,
        },
        "label": {"color": f"var(--{role}t)", "formatter": label},
    }


def _option(
    found: Sequence[Square],
    conditions: tuple[str, str],
    lines: Sequence[Floats],
    mission: Mission,
    yours: Sequence[tuple[float, float, float]],
) -> Option:
    tiles = [
        _tile(s, f"{_SIGNS[s.sign]} {abs(s.mean):.1f}\n{count_of(s.share, s.n)}/{s.n}")
        if s.mean == s.mean
        else _tile(s, "?")
        for s in found
    ]
    usual = [declared_beliefs()[c].defaults[mission.number] for c in conditions]
    hidden: Option = {"type": "value", "min": 0, "max": N_LINES, "show": False}
    return {
        "grid": {"left": 104, "right": 8, "top": 8, "bottom": 52},
        "xAxis": [_axis(conditions[0], lines[0]) | {"nameGap": 30}, hidden],
        "yAxis": [_axis(conditions[1], lines[1]) | {"nameGap": 84}, hidden],
        "visualMap": {"show": False, "min": 0, "max": 1, "dimension": 2,
                      "seriesIndex": 0, "inRange": {"opacity": [1, 1]}},
        "series": [
            {
                "type": "heatmap",
                "data": tiles,
                "label": {"show": True, "fontSize": 12, "lineHeight": 15},
            },
            _marks("circle", 26, [_spot(lines, (usual[0], usual[1]))], filled=False),
            _marks(
                "triangle", 12, [_spot(lines, (x, y)) for x, y, g in yours if g > 0]
            ),
            _marks(
                "triangle",
                12,
                [_spot(lines, (x, y)) for x, y, g in yours if g <= 0],
                filled=False,
            ),
        ],
        "media": [
            {
                "query": {"maxWidth": 500},
                "option": {"series": [{"label": {"fontSize": 10, "lineHeight": 12}}]},
            }
        ],
    }  # fmt: skip


def _spot(lines: Sequence[Floats], values: tuple[float, float]) -> list[float]:
    """Return where values lie on the map, in squares from its corner."""
    return [
        round(float(np.interp(value, line, np.arange(N_LINES + 1))), 2)
        for line, value in zip(lines, values, strict=True)
    ]


def _marks(
    symbol: str, size: int, spots: list[list[float]], *, filled: bool = True
) -> Option:
    return {
        "type": "scatter",
        "xAxisIndex": 1,
        "yAxisIndex": 1,
        "symbol": symbol,
        "symbolSize": size,
        "silent": True,
        "z": 6,
        "itemStyle": {
            "color": "var(--ink)" if filled else "transparent",
            "borderColor": "var(--ink)",
            "borderWidth": 2,
        },
        "data": spots,
    }


def _axis(belief: str, lines: Floats) -> Option:
    return {
        "type": "category",
        "data": [_span(lines, k) for k in range(N_LINES)],
        "name": declared_beliefs()[belief].words.rstrip("."),
        "nameLocation": "middle",
        "nameTextStyle": {"color": "var(--ink)", "fontSize": 12},
        "axisLabel": AXIS_TEXT,
        "axisTick": {"show": False},
        "axisLine": AXIS_LINE,
    }


def _small_option(found: Sequence[Square]) -> Option:
    bare: Option = {
        "type": "category",
        "data": [str(k) for k in range(N_LINES)],
        "show": False,
    }
    return {
        "grid": {"left": 2, "right": 2, "top": 2, "bottom": 2},
        "xAxis": bare,
        "yAxis": bare,
        "visualMap": {"show": False, "min": 0, "max": 1, "dimension": 2,
                      "inRange": {"opacity": [1, 1]}},
        "series": [
            {
                "type": "heatmap",
                "data": [_tile(s, _SIGNS[s.sign]) for s in found],
                "label": {"show": True, "fontSize": 13},
            }
        ],
    }  # fmt: skip
