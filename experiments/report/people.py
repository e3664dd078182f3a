"""Who takes part: by region, and by how deprived an area is."""

from typing import NamedTuple

import numpy as np
from markupsafe import Markup

from experiments.charts import (
    Fan,
    Tile,
    change_role,
    fifths_chart,
    level_role,
    shade_step,
    tile_map,
)
from experiments.report.compared import Compared, Contender, is_clear, spread_of
from experiments.report.missions import Cell, Chart, level_cell
from experiments.words import Scale, scale_of
from sim.institutions.columns import Floats
from sim.missions.indicators import FIRST_FIFTH, FIRST_REGION, N_FIFTHS, N_REGIONS
from sim.results import Figure

_OUTCOME = "participation_monthly"


class PlaceRow(NamedTuple):
    """One place's participation under every scenario."""

    name: str
    cells: tuple[Cell, ...]


class People(NamedTuple):
    """All that a report says of who takes part."""

    fifths: tuple[PlaceRow, ...]
    regions: tuple[PlaceRow, ...]
    charts: tuple[Chart, ...]
    maps: tuple[Chart, ...]
    step: str


def people(these: Compared) -> People:
    """Return participation by fifth and by region."""
    by_place = [_by_place(c) for c in these.contenders]
    maps, step = _maps(these, by_place)
    return People(
        fifths=tuple(_rows(these, by_place, _fifths())),
        regions=tuple(_rows(these, by_place, _regions())),
        charts=tuple(_charts(these, by_place)),
        maps=tuple(maps),
        step=step,
    )


def _fifths() -> range:
    return range(FIRST_FIFTH, FIRST_FIFTH + N_FIFTHS)


def _regions() -> range:
    return range(FIRST_REGION, FIRST_REGION + N_REGIONS)


def _by_place(contender: Contender) -> Floats:
    """Return participation, shape (n_runs, n_units), mean of the last year."""
    values = contender.outcomes.values[_OUTCOME][:, -12:]
    year: Floats = values.mean(axis=1)
    return year


def _scale() -> Scale:
    return scale_of("share of adults")


def _rows(these: Compared, by_place: list[Floats], places: range) -> list[PlaceRow]:
    rows = []
    for unit in places:
        cells = tuple(
            level_cell(
                spread_of(Figure(_OUTCOME, None, "", values[:, unit])),
                _scale(),
                these.n_runs,
            )
            for values in by_place
        )
        if cells[0].number != "–":
            name = these.first.outcomes.units[unit].name.split(": ")[-1]
            rows.append(PlaceRow(name, cells))
    return rows


def _charts(these: Compared, by_place: list[Floats]) -> list[Chart]:
    values = dict(zip((c.title for c in these.contenders), by_place, strict=True))
    fifths = slice(FIRST_FIFTH, FIRST_FIFTH + N_FIFTHS)
    if np.isnan(by_place[0][:, fifths]).any():
        return []
    charts = []
    for k, group in enumerate(these.charted()):
        fans = [Fan(c.title, values[c.title][:, fifths]) for c in group]
        svg = fifths_chart(fans, key=f"fifths-{k}", label=_label(fans))
        charts.append(Chart("By deprivation of the area", "", Markup(svg)))
    return charts


def _label(fans: list[Fan]) -> str:
    ends = []
    for fan in fans:
        least, *_, most = (_scale().level(float(v)) for v in fan.values.mean(axis=0))
        ends.append(
            f"{fan.name} from {least} in the least to {most} in the most deprived"
        )
    return (
        "Share of adults who volunteer in a month, by fifth of areas: "
        f"{'; '.join(ends)}. The table holds all figures."
    )


def _maps(these: Compared, by_place: list[Floats]) -> tuple[list[Chart], str]:
    if not these.others:
        return _level_map(these, by_place[0]), ""
    gaps = [values - by_place[0] for values in by_place[1:]]
    means = [
        float(gap[:, unit].mean())
        for gap in gaps
        for unit in _regions()
        if not np.isnan(gap[:, unit]).any()
    ]
    if not means:
        return [], ""
    step = shade_step(means)
    maps = [
        _change_map(these, other, gap, step)
        for other, gap in zip(these.others, gaps, strict=True)
    ]
    return maps, f"{100 * step:g}"


def _change_map(these: Compared, other: Contender, gap: Floats, step: float) -> Chart:
    tiles, words = {}, []
    for unit in _regions():
        here = gap[:, unit]
        if np.isnan(here).any():
            continue
        place = these.first.outcomes.units[unit]
        change = float(here.mean())
        clear = is_clear(here)
        said = _scale().difference(change) if clear else "unclear"
        tiles[place.code] = Tile(
            change_role(change, step) if clear else "d4", said, not clear
        )
        words.append(f"{place.name} {said}")
    label = (
        f"Change in the share of adults who volunteer, {other.title} less "
        f"{these.first.title}, percentage points: {'; '.join(words)}."
    )
    key = f"map-{these.contenders.index(other)}"
    return Chart(other.title, "", Markup(tile_map(tiles, key=key, label=label)))


def _level_map(these: Compared, values: Floats) -> list[Chart]:
    levels = {
        these.first.outcomes.units[unit]: float(values[:, unit].mean())
        for unit in _regions()
        if not np.isnan(values[:, unit]).any()
    }
    if not levels:
        return []
    low, high = min(levels.values()), max(levels.values())
    tiles = {
        place.code: Tile(level_role(level, low, high), _scale().level(level))
        for place, level in levels.items()
    }
    words = [f"{place.name} {_scale().level(level)}" for place, level in levels.items()]
    label = f"Share of adults who volunteer in a month: {'; '.join(words)}."
    svg = Markup(tile_map(tiles, key="map", label=label))
    return [Chart("Share of adults in a month", "", svg)]
