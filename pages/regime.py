"""Regime map: under which conditions the centre wins."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from markupsafe import Markup

from experiments.report.compared import is_clear
from experiments.words import of_runs, scale_of
from pages.address import View, preset
from pages.desk.desk import Ticket
from pages.desk.grid import LINES, Cell, Cells, Grids
from pages.desk.tiers import CELL
from pages.parts.asking import the_desk
from pages.parts.chosen import one_mission
from pages.parts.components import Chart, Choice
from pages.parts.face import (
    box,
    component,
    piece,
    use_effect,
    use_ref,
    use_state,
    visitor,
)
from pages.parts.looks import AXIS_LINE, AXIS_TEXT, Option
from pages.parts.words import short
from sim.institutions.columns import Floats
from sim.missions import MISSIONS, Mission
from sim.scenario.beliefs import declared_beliefs
from sim.version import __version__

CENTRE, PLACES = "blair_command", "demos_mobilisation"
CONDITIONS = (
    *("society_weight", "heterogeneity", "spillover", "measurability"),
    *("supervision_cost", "coordination_price"),
)
_KEYS = tuple(mission.key for mission in MISSIONS)
_AT = ("low", "middle", "high")

type SetView = Callable[[View], None]


@lru_cache(maxsize=1)
def _grids() -> Grids:
    return Grids(the_desk())


@component
def RegimePage(view: View, change: SetView) -> None:  # noqa: N802
    """Show who does better over a grid of two conditions."""
    x = view.choice("x", CONDITIONS, CONDITIONS[0])
    y = view.choice("y", CONDITIONS, CONDITIONS[1])
    if x == y:
        y = next(name for name in CONDITIONS if name != x)
    key = view.choice("mission", _KEYS, "crime")
    cells = _use_cells(x, y)
    piece(
        Markup(
            "<h1>Regime map</h1><p class='lede'>When does the centre win? “{}” against "
            "“{}”, over two conditions that nobody knows for sure.</p>"
        ).format(preset(CENTRE).title, preset(PLACES).title)
    )
    with box("sbar"):
        _condition("x", "Across", x, view, change)
        _condition("y", "Up", y, view, change)
        one_mission(key, lambda chosen: change(view.choose(mission=chosen)))
        n, total = len(cells), len(LINES) ** 2
        piece(
            Markup("<span role='status' aria-live='polite'>{}</span>").format(
                f"All {total} cells are in."
                if n == total
                else f"{n} of {total} cells are in; each takes some seconds."
            ),
            classes="grow refine",
        )
    _map(MISSIONS[_KEYS.index(key)], x, y, cells)
    piece(
        Markup(
            "<b>Not there yet.</b>A fine grid with a frontier, your own scenario "
            "marked on it, and winners among all presets. This grid is real but "
            "coarse: "
            "{} repeats of {:,} citizens a cell. All other uncertain numbers are drawn "
            "anew in each repeat."
        ).format(CELL.replicates, CELL.citizens),
        classes="note",
    )


def _condition(name: str, label: str, now: str, view: View, change: SetView) -> None:
    declared = declared_beliefs()
    Choice(
        name=name,
        label=label,
        value=now,
        options=[{"value": c, "text": declared[c].words} for c in CONDITIONS],
        grow=False,
        event_chosen=lambda chosen: change(view.choose(**{name: chosen})),
    )


def _use_cells(x: str, y: str) -> Cells:
    nothing: tuple[tuple[str, str], Cells] = (("", ""), {})
    known, set_known = use_state(nothing)
    none_yet: list[Ticket] = []
    tickets = use_ref(none_yet)

    def ask() -> Callable[[], None]:
        context = visitor()

        def told(cells: Cells) -> None:
            with context:
                set_known(((x, y), cells))

        ticket = _grids().ask(preset(CENTRE), preset(PLACES), (x, y), told)
        tickets.current = [ticket]
        return ticket.drop

    use_effect(ask, [x, y])
    return known[1] if known[0] == (x, y) else {}


def _gap(cell: Cell, mission: Mission) -> Floats:
    """Return how much better places do than the centre, run by run, as written."""
    sign = 1 if mission.higher_is_better else -1
    factor = sign * scale_of(mission.unit).factor
    a, b = (
        np.array([p.months["indicator"][-1, 0, mission.number] for p in runs])
        for runs in cell
    )
    found: Floats = factor * (b - a)
    return found


def _map(mission: Mission, x: str, y: str, cells: Cells) -> None:
    points = scale_of(mission.unit).points
    table = [["Across", "Up", f"Places less centre, {points}", "Places better in", ""]]
    data: list[Option] = []
    for (column, row), cell in sorted(cells.items()):
        gap = _gap(cell, mission)
        mean, clear = float(gap.mean()), is_clear(gap)
        runs = of_runs(float((gap > 0).mean() + 0.5 * (gap == 0).mean()), gap.size)
        verdict = "too close" if not clear else (
            "places win" if mean > 0 else "the centre wins"
        )  # fmt: skip
        table.append(
            [
                f"{_AT[column]} ({_level(x, column, mission)})",
                f"{_AT[row]} ({_level(y, row, mission)})",
                f"{mean:+.1f}",
                runs,
                verdict,
            ]
        )
        role = "d4" if not clear else ("d6" if mean > 0 else "d2")
        data.append(
            {
                "value": [column, row, 1],
                "itemStyle": {
                    "color": f"var(--{role})",
                    "borderColor": "var(--page)",
                    "borderWidth": 3,
                },
                "label": {
                    "color": f"var(--{role}t)",
                    "formatter": f"{verdict}\n{mean:+.1f}\n{runs}",
                },
            }
        )
    with box():
        Chart(
            name="regime",
            heading=f"{short(mission)}: who does better",
            note=f"Mean paired difference of the true figure at the end, {points}, "
            "places less centre, better counted up; and in how many repeats places do "
            "better. Blue: places win. Orange: the centre wins. Grey: too close.",
            label=f"Grid of {len(cells)} cells. "
            + "; ".join(f"{r[0]}, {r[1]}: {r[4]}" for r in table[1:]),
            option=_option(mission, x, y, data),
            table=table,
            after="",
            source=f"seed {CELL.seed}, repeats {CELL.replicates}, citizens "
            f"{CELL.citizens}, version {__version__}",
            stamp=f"{x}-{y}-{mission.key}-{len(cells)}",
            height=420,
            event_pick=lambda _: None,
        )
        piece(
            Markup(
                "<p class='prov'>Scenarios {}, {}; seed {}, repeats 1–{}, {:,} "
                "simulated citizens, version {}</p>"
            ).format(
                preset(CENTRE).hash[:7],
                preset(PLACES).hash[:7],
                CELL.seed,
                CELL.replicates,
                CELL.citizens,
                __version__,
            )
        )


def _level(belief: str, k: int, mission: Mission) -> str:
    return f"{declared_beliefs()[belief].value_at(LINES[k], mission.number):.2g}"


def _option(mission: Mission, x: str, y: str, data: list[Option]) -> Option:
    def axis(belief: str) -> Option:
        return {
            "type": "category",
            "data": [f"{at}, {_level(belief, k, mission)}" for k, at in enumerate(_AT)],
            "name": declared_beliefs()[belief].words,
            "nameLocation": "middle",
            "nameTextStyle": {"color": "var(--ink)", "fontSize": 12},
            "axisLabel": AXIS_TEXT,
            "axisTick": {"show": False},
            "axisLine": AXIS_LINE,
        }

    return {
        "grid": {"left": 110, "right": 8, "top": 8, "bottom": 52},
        "xAxis": axis(x) | {"nameGap": 30},
        "yAxis": axis(y) | {"nameGap": 88},
        "visualMap": {"show": False, "min": 0, "max": 1, "dimension": 2,
                      "inRange": {"opacity": [1, 1]}},
        "series": [
            {
                "type": "heatmap",
                "data": data,
                "label": {"show": True, "fontSize": 13, "lineHeight": 17},
            }
        ],
    }  # fmt: skip
