"""Who takes part: bars for all adults, fifths of areas and ages."""

import numpy as np

from pages.bands import paired_runs
from pages.desk.jobs import Answer
from pages.desk.play import Played
from pages.parts.components import Chart
from pages.parts.face import component
from pages.parts.looks import (
    AXIS_LINE,
    AXIS_TEXT,
    GRID_LINE,
    TODAY_LOOK,
    YOUR_LOOK,
    Option,
)
from pages.parts.words import provenance, source_line
from sim.institutions.columns import Floats
from sim.missions.indicators import FIRST_FIFTH, N_FIFTHS

_NAME = "participation_monthly"
_ROWS = (
    "All adults",
    "Least deprived fifth",
    "Most deprived fifth",
    "Aged 18–34",
    "Aged 65 and over",
)


def _of_run(played: Played) -> Floats:
    """Return the five shares of one run, means over its last year."""
    year = played.months[_NAME][-12:].mean(axis=0)
    ages = played.ages.mean(axis=0)
    return np.array(
        [
            year[0],
            year[FIRST_FIFTH],
            year[FIRST_FIFTH + N_FIFTHS - 1],
            ages[:2].mean(),
            ages[4:].mean(),
        ]
    )


@component
def ParticipationCard(mine: Answer, today: Answer) -> None:  # noqa: N802
    """Draw who takes part, beside today's settings."""
    own, usual = paired_runs(mine, today)
    values = 100.0 * np.stack([_of_run(p) for p in own])
    base = 100.0 * np.stack([_of_run(p) for p in usual])
    mid, before = values.mean(axis=0), base.mean(axis=0)
    low, high = np.quantile(values, (0.05, 0.95), axis=0)
    table = [["Group", "Today, %", "Yours, %", "90% range, %"]] + [
        [name, f"{b:.1f}", f"{m:.1f}", f"{lo:.1f} to {hi:.1f}"]
        for name, b, m, lo, hi in zip(_ROWS, before, mid, low, high, strict=True)
    ]
    Chart(
        name="people",
        heading="Who takes part",
        note="Adults who volunteer formally in a month, %, last year of the run",
        label=f"Adults who volunteer in a month: {mid[0]:.1f}% of all, "
        f"{mid[1]:.1f}% in the least and {mid[2]:.1f}% in the most deprived fifth of "
        "areas. The table holds the numbers.",
        option=_option(mid, before, low, high),
        table=table,
        after=str(provenance(mine)),
        source=source_line(mine),
        stamp=f"{mine.hash[:12]}-{len(mine.first)}-{len(mine.full)}",
        height=210,
        event_pick=lambda _: None,
    )


def _option(mid: Floats, before: Floats, low: Floats, high: Floats) -> Option:
    whiskers: list[Option] = [
        {
            "type": "line",
            "data": [[round(float(lo), 2), k], [round(float(hi), 2), k]],
            "symbol": "none",
            "lineStyle": {"color": "var(--ink)", "width": 1.5},
            "z": 4,
        }
        for k, (lo, hi) in enumerate(zip(low, high, strict=True))
    ]
    return {
        "grid": {"left": 122, "right": 44, "top": 4, "bottom": 22},
        "xAxis": {
            "type": "value",
            "min": 0,
            "splitLine": GRID_LINE,
            "axisLabel": AXIS_TEXT,
        },
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": list(_ROWS),
            "axisLabel": AXIS_TEXT,
            "axisTick": {"show": False},
            "axisLine": AXIS_LINE,
        },
        "series": [
            {
                "type": "bar",
                "data": [round(float(v), 1) for v in mid],
                "barWidth": 13,
                "itemStyle": {"color": YOUR_LOOK.colour, "opacity": 0.75},
                "label": {
                    "show": True,
                    "position": "insideLeft",
                    "color": "var(--page)",
                    "fontWeight": "bold",
                    "fontSize": 11,
                    "formatter": "{c}%",
                },
            },
            *whiskers,
            {
                "type": "scatter",
                "symbol": "rect",
                "symbolSize": [3, 18],
                "data": [[round(float(v), 2), k] for k, v in enumerate(before)],
                "itemStyle": {"color": TODAY_LOOK.colour},
                "z": 6,
            },
        ],
    }
