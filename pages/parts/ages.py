"""Who takes part, by age and by how deprived the area is."""

import numpy as np
from markupsafe import Markup

from pages.bands import paired_runs
from pages.desk.jobs import Answer
from pages.parts.components import Chart
from pages.parts.looks import AXIS_TEXT, Option
from pages.parts.words import provenance, source_line, title_of
from sim.institutions.columns import Floats

_AGES = ("18–24", "25–34", "35–49", "50–64", "65–74", "75+")
_FIFTHS = ("Least deprived", "Second", "Middle", "Fourth", "Most deprived")


def ages_card(mine: Answer, today: Answer) -> None:
    """Draw the share of adults who volunteer, age by fifth of areas."""
    own, usual = paired_runs(mine, today)
    values = 100.0 * np.stack([p.ages for p in own]).mean(axis=0)
    before = 100.0 * np.stack([p.ages for p in usual]).mean(axis=0)
    gaps = np.stack([_gap(p.ages) for p in own]) - np.stack(
        [_gap(p.ages) for p in usual]
    )
    head = ["Areas", *(f"{age}, %" for age in _AGES)]
    table = [head] + [
        [name, *(f"{v:.1f} (today {b:.1f})" for v, b in zip(row, base, strict=True))]
        for name, row, base in zip(_FIFTHS, values, before, strict=True)
    ]
    Chart(
        name="ages",
        heading="Who takes part: age by deprivation",
        note=f"Adults who volunteer formally in a month, %, {title_of(mine)}; mean of "
        "the repeats over the last year",
        label="Share of adults who volunteer, by age and fifth of areas. The table "
        "holds the numbers.",
        option=_option(values),
        table=table,
        after=str(_said(values, before, gaps) + provenance(today, mine)),
        source=source_line(today, mine),
        stamp=mine.hash[:12],
        height=250,
        event_pick=lambda _: None,
    )


def _gap(ages: Floats) -> float:
    """Return least less most deprived, mean over ages, percentage points."""
    return float(100.0 * (ages[0] - ages[-1]).mean())


def _said(values: Floats, before: Floats, gaps: Floats) -> Markup:
    now, was = (float((v[0] - v[-1]).mean()) for v in (values, before))
    low, high = (float(q) for q in np.quantile(gaps, (0.05, 0.95)))
    verdict = (
        "too close to call"
        if low <= 0.0 <= high
        else ("narrower than today" if high < 0.0 else "wider than today")
    )
    return Markup(
        "<p class='say'><b>Least against most deprived fifth:</b> a gap of {:.1f} "
        "points, {:.1f} today; {} (90% range of the change {:+.1f} to {:+.1f}).</p>"
    ).format(now, was, verdict, low, high)


def _option(values: Floats) -> Option:
    low, high = float(values.min()), float(values.max())
    data: list[Option] = []
    for row in range(values.shape[0]):
        for column in range(values.shape[1]):
            value = float(values[row, column])
            shade = min(int(6 * (value - low) / ((high - low) or 1.0)) + 1, 6)
            data.append(
                {
                    "value": [column, row, round(value)],
                    "itemStyle": {
                        "color": f"var(--q{shade})",
                        "borderColor": "var(--page)",
                        "borderWidth": 2,
                    },
                    "label": {"color": f"var(--q{shade}t)"},
                }
            )
    axis: Option = {"axisTick": {"show": False}, "axisLine": {"show": False}}
    return {
        "grid": {"left": 104, "right": 4, "top": 24, "bottom": 4},
        "xAxis": axis
        | {
            "type": "category",
            "data": list(_AGES),
            "position": "top",
            "axisLabel": AXIS_TEXT,
        },
        "yAxis": axis
        | {
            "type": "category",
            "data": list(_FIFTHS),
            "inverse": True,
            "axisLabel": AXIS_TEXT,
        },
        "visualMap": {"show": False, "min": low, "max": high, "dimension": 2,
                      "inRange": {"opacity": [1, 1]}},
        "series": [
            {
                "type": "heatmap",
                "data": data,
                "label": {"show": True, "formatter": "{@[2]}%", "fontWeight": "bold"},
            }
        ],
    }  # fmt: skip
