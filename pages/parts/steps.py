"""A waterfall: from today's figure, step by step, to the scenario's."""

from typing import NamedTuple

import numpy as np

from experiments.report.compared import is_clear
from experiments.words import of_runs, scale_of
from pages.parts.components import Chart
from pages.parts.looks import AXIS_LINE, AXIS_TEXT, GRID_LINE, Option
from sim.institutions.columns import Floats
from sim.missions import Mission


class Step(NamedTuple):
    """What one group of levers does alone, run by run, as written."""

    name: str
    gap: Floats


class Ends(NamedTuple):
    """Where steps begin, and what their first and last row are called."""

    start: float
    first: str
    last: str


def steps_chart(
    mission: Mission,
    ends: Ends,
    steps: list[Step],
    total: Floats,
    *,
    heading: str,
    source: str,
) -> None:
    """Draw steps from one way to govern to another."""
    sign = 1 if mission.higher_is_better else -1
    start = ends.start
    names = [ends.first, *(s.name for s in steps), ends.last]
    bars: list[Option] = []
    offsets: list[float] = [0.0]
    table = [["Step", "Difference", "90% range", "Better in"]]
    level = start
    for step in steps:
        mean = float(step.gap.mean())
        clear = is_clear(step.gap)
        low, high = (float(q) for q in np.quantile(step.gap, (0.05, 0.95)))
        offsets.append(round(min(level, level + mean), 3))
        bars.append(_bar(mean, sign, clear))
        level += mean
        better = of_runs(float((sign * step.gap > 0).mean()), step.gap.size)
        table.append([step.name, f"{mean:+.2f}", f"{low:+.2f} to {high:+.2f}", better])
    stop = round(start + float(total.mean()), 2)
    spots: list[list[object]] = [[round(start, 2), 0], [stop, len(names) - 1]]
    scale = scale_of(mission.unit)
    Chart(
        name="steps",
        heading=heading,
        note=f"{mission.indicator}, true figure at the end, "
        f"{scale.sign or mission.unit}. Bars: mean of paired runs; dashed and “?” "
        "where the 90% range holds zero. The axis does not start at zero.",
        label=f"Steps: {'; '.join(' '.join(row[:2]) for row in table[1:])}.",
        option=_option(names, offsets, bars, spots),
        table=table,
        after="",
        source=source,
        stamp=f"{source}, {mission.key}",
        height=44 * len(names) + 36,
        event_pick=lambda _: None,
    )


def _bar(mean: float, sign: int, clear: bool) -> Option:
    colour = "var(--d6)" if sign * mean > 0 else "var(--d2)"
    return {
        "value": round(abs(mean), 3),
        "itemStyle": {
            "color": colour,
            "opacity": 1 if clear else 0.45,
            "borderColor": "var(--ink)",
            "borderType": "solid" if clear else "dashed",
            "borderWidth": 1,
        },
        "label": {
            "show": True,
            "position": "right",
            "color": "var(--ink)",
            "fontSize": 12,
            "formatter": f"{mean:+.1f}{'' if clear else ' ?'}".replace("-", "−"),
        },
    }


def _option(
    names: list[str],
    offsets: list[float],
    bars: list[Option],
    spots: list[list[object]],
) -> Option:
    hidden: Option = {"color": "transparent"}
    return {
        "grid": {"left": 210, "right": 60, "top": 6, "bottom": 26},
        "xAxis": {
            "type": "value",
            "scale": True,
            "axisLabel": AXIS_TEXT,
            "splitLine": GRID_LINE,
        },
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": names,
            "axisLabel": AXIS_TEXT
            | {"width": 195, "overflow": "break", "lineHeight": 14},
            "axisTick": {"show": False},
            "axisLine": AXIS_LINE,
        },
        "series": [
            {
                "type": "bar",
                "stack": "steps",
                "silent": True,
                "itemStyle": hidden,
                "data": ["-", *offsets[1:], "-"],
                "barWidth": 20,
            },
            {"type": "bar", "stack": "steps", "data": ["-", *bars, "-"]},
            {
                "type": "scatter",
                "symbol": "diamond",
                "symbolSize": 13,
                "data": spots,
                "itemStyle": {"color": "var(--ink)"},
                "label": {
                    "show": True,
                    "position": "right",
                    "color": "var(--ink)",
                    "fontWeight": "bold",
                    "formatter": "{@[0]}",
                },
            },
        ],
    }
