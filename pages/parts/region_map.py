"""The twelve regions as tiles: what changes, and where the model cannot tell."""

from collections.abc import Callable

from markupsafe import Markup

from experiments.words import of_runs
from pages.address import View
from pages.desk.jobs import Answer
from pages.parts.components import Choice, Map
from pages.parts.face import box, component, piece
from pages.parts.place_values import (
    MEASURE_KEYS,
    MEASURES,
    UNCLEAR,
    Measure,
    PlaceValue,
    change_shade,
    change_step,
    measure_called,
    region_values,
)
from pages.parts.words import provenance
from sim.missions.indicators import FIRST_REGION, N_REGIONS
from sim.population.places import load_regions

_SHORT = {
    "TLE": "Yorks & H",
    "TLF": "E Midlands",
    "TLG": "W Midlands",
    "TLH": "East",
    "TLN": "N Ireland",
}
_SIDE = 66


def measure_choice(view: View, change: Callable[[View], None]) -> Measure:
    """Let what a map shows be chosen, and return it."""
    key = view.choice("outcome", MEASURE_KEYS, "people")
    Choice(
        name="outcome",
        label="Show on the map",
        value=key,
        options=[{"value": m.key, "text": m.heading} for m in MEASURES],
        grow=False,
        event_chosen=lambda chosen: change(view.choose(outcome=chosen)),
    )
    return measure_called(key)


@component
def RegionMap(  # noqa: N802
    measure: Measure,
    mine: Answer,
    today: Answer,
    selected: str,
    pick: Callable[[str], None],
) -> None:
    """Draw the tiles of one measure."""
    units = range(FIRST_REGION, FIRST_REGION + N_REGIONS)
    values = region_values(measure, mine, today, units)
    step = change_step(values, measure.scale)
    regions = load_regions()
    cells = [
        {
            "code": str(code),
            "name": str(name),
            "short": _SHORT.get(str(code), str(name)),
            "x": int(column) * _SIDE,
            "y": int(row) * _SIDE,
        }
        | shown(value, measure, step)
        for code, name, column, row, value in zip(
            regions.code.tolist(),
            regions.name.tolist(),
            regions.tile_column.tolist(),
            regions.tile_row.tolist(),
            values,
            strict=True,
        )
    ]
    Map(
        name="regions",
        kind="tiles",
        label=f"Map of regions: {measure.heading}, change from today. Arrow keys move.",
        hint="Point at a region, or move through the map with the arrow keys.",
        width=270,
        cells=cells,
        legend=legend(step),
        selected=selected,
        event_pick=pick,
    )


def region_map_card(
    view: View, change: Callable[[View], None], mine: Answer, today: Answer
) -> None:
    """Show where a measure changes."""
    with box("card", "wide"):
        piece(Markup("<h2 class='h3'>Where it changes</h2>"))
        measure = measure_choice(view, change)
        piece(
            Markup(
                "<p class='sub'>{} above or below today’s settings, at the end of the "
                "run; blue is better</p>"
            ).format(_points(measure))
        )
        RegionMap(
            measure,
            mine,
            today,
            "",
            lambda code: change(view.choose(place=code)),
        )
        piece(provenance(mine))


def _points(measure: Measure) -> str:
    points = measure.scale.points
    return points[0].upper() + points[1:]


def shown(value: PlaceValue, measure: Measure, step: float) -> dict[str, object]:
    """Return how a place is drawn and read out."""
    if not value.is_known:
        return {
            "role": "",
            "hatch": False,
            "said": "no figure",
            "detail": "The mission has no figure of its own here.",
        }
    scale = measure.scale
    change = scale.difference(value.change)
    if not value.change and not value.high and not value.low:
        return {
            "role": "d4",
            "hatch": False,
            "said": "0",
            "detail": f"{scale.level(value.mine)}, as today.",
        }
    span = scale.difference_range(value.low, value.high)
    word = "better" if measure.better else "higher"
    runs = of_runs(value.better_in, value.n)
    verdict = f"{word} in {runs}"
    if not value.clear:
        verdict = f"too close to call ({verdict})"
    return {
        "role": change_shade(value, measure, step) if value.clear else "d4",
        "hatch": not value.clear,
        "said": change if value.clear else UNCLEAR,
        "detail": f"{scale.level(value.today)} today, {scale.level(value.mine)} in "
        f"your scenario: {change} {scale.points} (90% range {span}), {verdict}.",
    }


def legend(step: float) -> list[dict[str, object]]:
    """Return what the shades of a change mean."""
    by = 100.0 * step
    steps: list[dict[str, object]] = [
        {"role": "d1", "text": f"worse by more than {2 * by:g}"},
        {"role": "d2", "text": f"{by:g} to {2 * by:g}"},
        {"role": "d3", "text": f"up to {by:g}"},
        {"role": "d5", "text": f"better by up to {by:g}"},
        {"role": "d6", "text": f"{by:g} to {2 * by:g}"},
        {"role": "d7", "text": f"more than {2 * by:g}"},
        {"role": "d4", "text": "cannot tell", "hatch": True},
    ]
    return steps
