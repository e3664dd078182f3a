"""Places and people: where it helps, and who is left behind."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from markupsafe import Markup

from pages.address import TODAY, View, preset
from pages.desk.jobs import Answer
from pages.desk.tiers import FULL
from pages.desk.worlds import country
from pages.parts.ages import ages_card
from pages.parts.asking import today_scenario, use_answers
from pages.parts.chosen import other_scenario
from pages.parts.components import Choice, Map
from pages.parts.face import box, component, piece
from pages.parts.place_values import (
    Measure,
    PlaceValue,
    area_values,
    change_step,
    level_shade,
)
from pages.parts.region_map import RegionMap, legend, measure_choice, shown
from pages.parts.words import provenance, title_of
from sim.population.places import Places

_USUAL = "demos_mobilisation"
_CHANGE, _LEVEL = "change", "level"
_ROOT3 = 3.0**0.5

type SetView = Callable[[View], None]


@component
def PlacesPage(view: View, change: SetView) -> None:  # noqa: N802
    """Show a measure place by place, by region, and by age and deprivation."""
    base = view.base
    scenario = view.scenario() if view.moved or base != TODAY else preset(_USUAL)
    (today, mine), _, _ = use_answers((today_scenario(), scenario))
    piece(
        Markup(
            "<h1>Places and people</h1><p class='lede'>Where does it help, and who is "
            "left behind? Measured on what truly happens in the simulation, not on "
            "what gets reported.</p>"
        )
    )
    with box("sbar"):
        other_scenario(
            view,
            scenario.name,
            lambda name: change(replace(view, base=name, moved={})),
        )
        measure = measure_choice(view, change)
        show = view.choice("show", (_CHANGE, _LEVEL), _CHANGE)
        Choice(
            name="show",
            label="Show",
            value=show,
            options=[
                {"value": _CHANGE, "text": "Change from today"},
                {"value": _LEVEL, "text": "Level"},
            ],
            grow=False,
            event_chosen=lambda chosen: change(view.choose(show=chosen)),
        )
        places, _ = country(FULL.citizens, None)
        _place_choice(view, change, places)
    if not (today.is_done and mine.is_done):
        piece(
            Markup(
                "<div class='note' role='status'>Repeats in: {} of {} for today’s "
                "settings, {} of {} for {}. The map follows.</div>"
            ).format(
                len(today.full),
                FULL.replicates,
                len(mine.full),
                FULL.replicates,
                title_of(mine),
            )
        )
        return
    _results(view, change, mine, today, measure, show, places)


def _place_choice(view: View, change: SetView, places: Places) -> None:
    order = np.argsort(places.name)
    options = [{"value": "", "text": "– choose –"}] + [
        {"value": str(places.code[k]), "text": str(places.name[k])} for k in order
    ]
    codes = tuple(str(code) for code in places.code)
    Choice(
        name="place",
        label="Find a place",
        value=view.choice("place", codes, ""),
        options=options,
        grow=False,
        event_chosen=lambda code: change(view.choose(place=code)),
    )


def _results(
    view: View,
    change: SetView,
    mine: Answer,
    today: Answer,
    measure: Measure,
    show: str,
    places: Places,
) -> None:
    values = area_values(measure, mine, today)
    piece(_sentence(values, measure, mine), classes="say big")

    def pick(code: str) -> None:
        change(view.choose(place=code))

    with box("lower"):
        with box("card"):
            piece(
                Markup(
                    "<h2 class='h3'>Place by place</h2><p class='sub'>{}. One hexagon, "
                    "one council area; dashed where the mission has no figure of its "
                    "own. End of the run, March 2030.</p>"
                ).format(measure.heading)
            )
            _hexagons(
                values, measure, places, show, view.choices.get("place", ""), pick
            )
            piece(provenance(today, mine))
        with box():
            with box("card"):
                piece(
                    Markup(
                        "<h2 class='h3'>By region and nation</h2><p class='sub'>Same "
                        "measure, change from today; surer than one place</p>"
                    )
                )
                RegionMap(measure, mine, today, "", pick)
                piece(provenance(today, mine))
            ages_card(mine, today)


def _sentence(values: list[PlaceValue], measure: Measure, mine: Answer) -> Markup:
    known = [v for v in values if v.is_known]
    if not known:
        return Markup(
            "<b>{} has one figure for the whole country</b>, or for regions: no map of "
            "local areas."
        ).format(measure.mission.title if measure.mission else measure.heading)
    unclear = sum(not v.clear for v in known)
    sign = measure.better or 1
    better = sum(v.clear and sign * v.change > 0 for v in known)
    worse = len(known) - unclear - better
    words = ("better", "worse") if measure.better else ("higher", "lower")
    return Markup(
        "<b>{}: {} in {} of {} places, {} in {}.</b> In {} the model cannot tell."
    ).format(title_of(mine), words[0], better, len(known), words[1], worse, unclear)


def _hexagons(
    values: list[PlaceValue],
    measure: Measure,
    places: Places,
    show: str,
    selected: str,
    pick: Callable[[str], None],
) -> None:
    step = change_step(values, measure.scale)
    levels = [v.mine for v in values if v.is_known]
    low, high = (min(levels), max(levels)) if levels else (0.0, 1.0)
    cells = []
    for k, value in enumerate(values):
        cell = shown(value, measure, step)
        if show == _LEVEL and value.is_known:
            cell |= {"role": level_shade(value, low, high), "hatch": False}
        column, row = int(places.hex_q[k]), int(places.hex_r[k])
        cells.append(
            cell
            | {
                "code": str(places.code[k]),
                "name": str(places.name[k]),
                "x": round(_ROOT3 * (column + 0.5 * (row & 1)), 4),
                "y": -1.5 * row,
            }
        )
    Map(
        name="areas",
        kind="hexes",
        label=f"Map of local areas: {measure.heading}. Arrow keys move.",
        hint="Point at a place, find it by name, or move with the arrow keys. One "
        "place is less sure than its region: few simulated citizens live there.",
        width=560,
        cells=cells,
        legend=legend(step) if show == _CHANGE else _levels(low, high, measure),
        selected=selected,
        event_pick=pick,
    )


def _levels(low: float, high: float, measure: Measure) -> list[dict[str, object]]:
    edges = np.linspace(low, high, 7)
    return [
        {"role": f"q{k + 1}", "text": measure.scale.range(edges[k], edges[k + 1])}
        for k in range(6)
    ]
