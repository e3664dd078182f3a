"""Paired differences: one row a mission, marker and whisker, one scale for all."""

import numpy as np

from experiments.report.compared import Compared, gap_between, is_clear
from experiments.words import of_runs, scale_of
from pages.desk.jobs import Answer
from pages.parts.components import Chart
from pages.parts.looks import AXIS_LINE, AXIS_TEXT, GRID_LINE, LOOKS, Option
from pages.parts.words import provenance, short, source_line
from sim.comparison import better_direction
from sim.institutions.columns import Floats
from sim.missions import Mission

_ROW = 56


def gaps_chart(these: Compared, answers: tuple[Answer, ...]) -> None:
    """Draw every mission's paired differences from the first scenario."""
    heads = ["Mission", "Scenario", "Difference", "90% range", "Better in", "Verdict"]
    table = [heads]
    series: list[Option] = []
    words: list[Option] = []
    missions = list(these.missions)
    for k, other in enumerate(these.others):
        look = LOOKS[k + 1]
        marks = []
        for m, mission in enumerate(missions):
            gap = _towards(these, k, mission)
            at = m + (k - (len(these.others) - 1) / 2) * 0.24
            low, high = (float(q) for q in np.quantile(gap, (0.05, 0.95)))
            mean, clear = float(gap.mean()), is_clear(gap)
            share = float((gap > 0).mean() + 0.5 * (gap == 0).mean())
            verdict = of_runs(share, gap.size) + ("" if clear else ", too close")
            marks.append([round(mean, 2), round(at, 2)])
            words.append(
                {
                    "value": [0, round(at, 2)],
                    "label": {
                        "formatter": f"{look.sign} better in {verdict}",
                        "color": look.colour,
                        "fontWeight": "bold" if clear else "normal",
                    },
                }
            )
            series.append(_whisker(low, high, at, look.colour, look.dash))
            table.append(
                [
                    short(mission),
                    other.title,
                    f"{mean:+.1f}",
                    f"{low:+.1f} to {high:+.1f}",
                    of_runs(share, gap.size),
                    "clear" if clear else "too close to call",
                ]
            )
        series.append(
            {
                "type": "scatter",
                "data": marks,
                "symbol": look.symbol,
                "symbolSize": 11,
                "z": 5,
                "itemStyle": {"color": look.colour},
            }
        )
    height = _ROW * len(missions) + 40
    Chart(
        name="differences",
        heading="Difference from today’s settings, by mission",
        note="True figures at the end of the run, in points, better to the right. "
        "Marker: mean of the paired repeats. Line: 90% of them.",
        label="Paired differences from today’s settings by mission. "
        + "; ".join(" ".join(row[:3]) for row in table[1:]),
        option=_option(series, words, missions),
        table=table,
        after=str(provenance(*answers)),
        source=source_line(*answers),
        stamp=",".join(a.hash[:8] for a in answers),
        height=height,
        event_pick=lambda _: None,
    )


def _towards(these: Compared, k: int, mission: Mission) -> Floats:
    """Return differences run by run, more being better, as written."""
    key = ("indicator", mission.key)
    gap = gap_between(these.first, these.others[k], key)
    return gap * scale_of(mission.unit).factor * (better_direction(*key) or 1)


def _whisker(
    low: float, high: float, at: float, colour: str, dash: str | list[int]
) -> Option:
    return {
        "type": "line",
        "data": [[round(low, 2), round(at, 2)], [round(high, 2), round(at, 2)]],
        "symbol": "rect",
        "symbolSize": [2, 9],
        "silent": True,
        "lineStyle": {"color": colour, "width": 2, "type": dash},
        "itemStyle": {"color": colour},
        "z": 4,
    }


def _option(
    series: list[Option], words: list[Option], missions: list[Mission]
) -> Option:
    rows: list[Option] = [
        {
            "type": "line",
            "data": [],
            "silent": True,
            "markLine": {
                "symbol": "none",
                "lineStyle": {"color": "var(--ink-2)", "type": "solid"},
                "label": {"show": False},
                "data": [{"xAxis": 0}],
            },
        }
    ]
    names = {k: short(mission) for k, mission in enumerate(missions)}
    return {
        "grid": {"left": 104, "right": 196, "top": 8, "bottom": 28},
        "xAxis": [
            {
                "type": "value",
                "scale": True,
                "axisLabel": AXIS_TEXT,
                "axisLine": {"onZero": False, "show": False},
                "splitLine": GRID_LINE,
            },
            {"type": "value", "min": -1, "max": 0, "show": False},
        ],
        "yAxis": [
            {
                "type": "value",
                "min": -0.5,
                "max": len(missions) - 0.5,
                "inverse": True,
                "show": False,
            },
            {
                "type": "category",
                "data": list(names.values()),
                "inverse": True,
                "position": "left",
                "axisLabel": {**AXIS_TEXT, "fontWeight": "bold"},
                "axisTick": {"show": False},
                "axisLine": AXIS_LINE | {"onZero": False},
            },
        ],
        "series": [
            *rows,
            *series,
            {"type": "scatter", "yAxisIndex": 1, "data": [], "silent": True},
            {
                "id": "words",
                "type": "scatter",
                "xAxisIndex": 1,
                "symbolSize": 0.01,
                "silent": True,
                "data": words,
                "label": {"show": True, "position": "right", "fontSize": 11},
            },
        ],
        # A phone has no room for words beside it: the table holds them.
        "media": [
            {"query": {"maxWidth": 500}, "option": _room(12, has_words=False)},
            {"option": _room(196, has_words=True)},
        ],
    }


def _room(right: int, *, has_words: bool) -> Option:
    return {
        "grid": {"right": right},
        "series": [{"id": "words", "label": {"show": has_words}}],
    }
