"""Each mission in its own unit: official figures, a table, and charts."""

from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from experiments.charts import Fan, fan_chart, fan_limits
from experiments.report.compared import Compared, Contender, Spread
from experiments.words import Scale, count_of, month_name, scale_of
from sim.institutions.columns import Floats
from sim.missions import GROWTH, MISSIONS, Mission
from sim.missions.indicators import NATION

# Published and true figures closer than this, in shares of what the chart spans, would
# make the same chart twice.
_SAME = 0.02
_NATIONS = {
    "EWSN": "United Kingdom",
    "EWS": "Great Britain",
    "EW": "England and Wales",
    "E": "England",
}


class Cell(NamedTuple):
    """A number and, smaller, its range."""

    number: str
    range: str = ""


class Row(NamedTuple):
    """One scenario's figures of a mission."""

    title: str
    look: str
    published: Cell
    true: Cell
    met: Cell
    met_truly: Cell
    on_course: Cell


class Chart(NamedTuple):
    """A chart with its heading."""

    heading: str
    note: str
    svg: Markup


class Block(NamedTuple):
    """All that a report says of one mission."""

    key: str
    title: str
    indicator: str
    scope: str
    baseline: str
    target: str
    deadline: str
    falls_due: bool
    judged_by_region: bool
    rows: tuple[Row, ...]
    charts: tuple[Chart, ...]


def mission_blocks(these: Compared) -> list[Block]:
    """Return a block for every mission that has figures."""
    return [_block(these, mission) for mission in these.missions]


def _block(these: Compared, mission: Mission) -> Block:
    scale = scale_of(mission.unit)
    last = these.settings.months - 1
    return Block(
        key=mission.key,
        title=mission.title,
        indicator=mission.indicator,
        scope=_NATIONS.get(mission.nations, mission.nations),
        baseline=f"{mission.baseline * scale.factor:g}{scale.sign}",
        target=f"{mission.target * scale.factor:g}{scale.sign}",
        deadline=month_name(these.starts, mission.deadline),
        falls_due=mission.deadline <= last,
        judged_by_region=mission.number == GROWTH,
        rows=tuple(_row(c, mission, these.n_runs) for c in these.contenders),
        charts=tuple(_charts(these, mission)),
    )


def _row(contender: Contender, mission: Mission, n_runs: int) -> Row:
    key, scale = mission.key, scale_of(mission.unit)
    return Row(
        title=contender.title,
        look=contender.look.role,
        published=level_cell(contender.spread("measured", key), scale, n_runs),
        true=level_cell(contender.spread("indicator", key), scale, n_runs),
        met=chance_cell(contender.spread("target_chance", key), n_runs),
        met_truly=chance_cell(contender.spread("target_chance_true", key), n_runs),
        on_course=chance_cell(contender.spread("on_course_chance", key), n_runs),
    )


def level_cell(spread: Spread | None, scale: Scale, n_runs: int) -> Cell:
    """Return mean and 90% range in a unit; a dash where not defined."""
    if spread is None:
        return Cell("–")
    if n_runs == 1:
        return Cell(scale.level(spread.mean))
    return Cell(scale.level(spread.mean), scale.range(spread.low, spread.high))


def chance_cell(spread: Spread | None, n_runs: int) -> Cell:
    """Return in how many runs something happened, and its 90% interval."""
    if spread is None:
        return Cell("–")
    number = f"{count_of(spread.mean, n_runs)} of {n_runs}"
    return Cell(number, f"{100 * spread.low:.0f} to {100 * spread.high:.0f}%")


def _charts(these: Compared, mission: Mission) -> list[Chart]:
    charts: list[Chart] = []
    everybody = [
        _fan(c, mission, name)
        for name in ("measured", "indicator")
        for c in these.contenders
    ]
    limits = fan_limits(mission, everybody)
    names = (
        ["measured"]
        if _look_alike(these, mission, limits)
        else [
            "measured",
            "indicator",
        ]
    )
    for group in these.charted():
        for name in names:
            svg = fan_chart(
                mission,
                [_fan(c, mission, name) for c in group],
                starts=these.starts,
                limits=limits,
                key=f"{mission.key}-{name}-{len(charts)}",
                label=_label(these, mission, name, group),
                official_start=name == "measured",
            )
            charts.append(Chart(_heading(name, names), _note(name, names), Markup(svg)))
    return charts


def _fan(contender: Contender, mission: Mission, name: str) -> Fan:
    values: Floats = contender.outcomes.values[name][:, :, NATION, mission.number]
    return Fan(contender.title, values)


def _look_alike(these: Compared, mission: Mission, limits: tuple[float, float]) -> bool:
    """Return whether published and true figures would make the same chart."""
    widest = 0.0
    for contender in these.contenders:
        published = _fan(contender, mission, "measured").values.mean(axis=0)
        true = _fan(contender, mission, "indicator").values.mean(axis=0)
        widest = max(widest, float(np.abs(published - true).max()))
    return widest < _SAME * (limits[1] - limits[0])


def _heading(name: str, names: list[str]) -> str:
    if len(names) == 1:
        return "Published and true"
    return "As published" if name == "measured" else "As it truly is in the model"


def _note(name: str, names: list[str]) -> str:
    if len(names) == 1:
        return "The two hardly differ here."
    if name == "measured":
        return "The figure on which targets are judged."
    return "What people live through. Reporting can flatter it, or make it look worse."


def _label(
    these: Compared, mission: Mission, name: str, group: tuple[Contender, ...]
) -> str:
    """Return the chart as a sentence for those who cannot see it."""
    scale = scale_of(mission.unit)
    end = month_name(these.starts, these.settings.months - 1)
    ends = []
    for contender in group:
        spread = contender.spread(name, mission.key)
        if spread is not None:
            level = scale.level(spread.mean)
            ends.append(
                f"{contender.title} {level} ({scale.range(spread.low, spread.high)})"
            )
    kind = "published" if name == "measured" else "true"
    return (
        f"{mission.indicator}, {kind}, month by month. In {end}, mean and 90% range: "
        f"{'; '.join(ends)}. The table holds the same figures."
    )


def uncovered(these: Compared) -> list[str]:
    """Return the titles of missions that have no figure in the places simulated."""
    return [m.title for m in MISSIONS if m not in these.missions]
