"""One citizen, month by month, under two governments."""

import numpy as np

from experiments.words import month_name
from pages.desk.town import Lives
from pages.parts.looks import (
    AXIS_LINE,
    AXIS_TEXT,
    GRID_LINE,
    TODAY_LOOK,
    YOUR_LOOK,
    Option,
)
from sim.scenario.scenario import Scenario


def citizen_option(k: int, lives: list[Lives], mine: Scenario, months: int) -> Option:
    """Return a chart of a citizen's trust, and months of volunteering."""
    series: list[Option] = []
    looks = ((TODAY_LOOK, "Today", -0.06), (YOUR_LOOK, mine.title, -0.14))
    first_above = lives[0].trust[-1, k] >= lives[1].trust[-1, k]
    shifts = (-9, 9) if first_above else (9, -9)
    both = zip(lives, looks, shifts, strict=True)
    for life, (look, name, height), shift in both:
        trust = [round(float(v), 3) for v in life.trust[:, k]]
        did = np.flatnonzero(life.volunteered[:, k])
        series.append(
            {
                "type": "line",
                "name": name,
                "data": trust,
                "showSymbol": False,
                "lineStyle": {
                    "color": look.colour,
                    "type": look.dash,
                    "width": 2.5,
                },
                "endLabel": {
                    "show": True,
                    "formatter": name,
                    "color": look.colour,
                    "fontWeight": "bold",
                    "fontSize": 11,
                    "width": 100,
                    "overflow": "break",
                    "offset": [0, shift],
                },
            }
        )
        series.append(
            {
                "type": "scatter",
                "symbol": look.symbol,
                "symbolSize": 8,
                "data": [[int(t), height] for t in did],
                "itemStyle": {"color": look.colour},
            }
        )
    return {
        "grid": {"left": 40, "right": 118, "top": 10, "bottom": 26},
        "xAxis": {
            "type": "category",
            "data": [month_name(mine.starts, t) for t in range(months)],
            "boundaryGap": False,
            "axisLabel": AXIS_TEXT | {"interval": 11},
            "axisTick": {"show": False},
            "axisLine": AXIS_LINE | {"onZero": True},
        },
        "yAxis": {
            "type": "value",
            "min": -0.2,
            "max": 1,
            "interval": 0.2,
            "axisLabel": AXIS_TEXT | {"showMinLabel": False},
            "splitLine": GRID_LINE,
        },
        "series": series,
    }
