"""From the table of a file to an event, or to a message that says what is wrong."""

from collections.abc import Mapping

from sim.errors import ScenarioError, shown
from sim.scenario.catalogue import Path
from sim.scenario.checks import (
    Quantity,
    checked_choice,
    checked_number,
    checked_table,
    unknown_name,
)
from sim.scenario.events import KINDS, Event, Kind, kind_called
from sim.scenario.names import MISSIONS, REGION_CODES, REGIONS
from sim.scenario.settings import LEVER_ROOTS, Value, settings_in

_START = Quantity(
    1, 1200, "month of the run", "Month in which it begins.", "", whole=True
)
_MONTHS = Quantity(1, 999, "months", "How long it lasts.", "", whole=True)


def read_event(given: object, where: str) -> Event:
    """Return the event that a table of a file describes.

    Parameters
    ----------
    given : object
        A table with ``kind``, ``start`` and what the kind takes.
    where : str
        File and number of the event, as messages name it.

    Raises
    ------
    ScenarioError
        For anything missing, unknown, of the wrong kind or out of bounds.
    """
    table = checked_table(given, where)
    for needed in ("kind", "start"):
        if needed not in table:
            raise ScenarioError(where, f"{needed} is missing", f"Give {needed} = ….")
    name = checked_choice(
        table["kind"], [kind.name for kind in KINDS], f"{where}, kind"
    )
    kind = kind_called(name)
    for field in table:
        if field not in ("kind", "start", *kind.fields):
            raise unknown_name(
                field, ("kind", "start", *kind.fields), f"{where}, {name}"
            )
    if "set" in kind.fields and table.get("set", {}) == {}:
        raise ScenarioError(where, "set is missing", "Give set = { levers }.")
    return Event(
        name,
        start=int(checked_number(table["start"], _START, f"{where}, start")),
        months=_read_months(table, kind, where),
        size=checked_number(table.get("size", kind.size), kind.sizes, f"{where}, size"),
        missions=_read_missions(table.get("missions"), where),
        regions=_read_regions(table.get("regions"), where),
        changes=_read_changes(table.get("set", {}), where),
    )


def _read_months(table: Mapping[str, object], kind: Kind, where: str) -> int:
    if "months" not in table:
        return kind.months
    return int(checked_number(table["months"], _MONTHS, f"{where}, months"))


def _read_missions(given: object, where: str) -> tuple[str, ...]:
    if given is None:
        return MISSIONS
    at = f"{where}, missions"
    if not isinstance(given, list | tuple) or not given:
        what = f"{shown(given)} is not a list of missions"
        raise ScenarioError(at, what, f"Give some of {', '.join(MISSIONS)}.")
    chosen = {checked_choice(mission, MISSIONS, at) for mission in given}
    return tuple(mission for mission in MISSIONS if mission in chosen)


def _read_regions(given: object, where: str) -> tuple[str, ...]:
    """Return the codes of regions that are given by code or name."""
    if given is None:
        return REGION_CODES
    at = f"{where}, regions"
    if not isinstance(given, list | tuple) or not given:
        what = f"{shown(given)} is not a list of regions"
        raise ScenarioError(at, what, f"Give some of {', '.join(REGION_CODES)}.")
    codes = {name: code for code, name in REGIONS} | {c: c for c in REGION_CODES}
    chosen = {codes[checked_choice(region, list(codes), at)] for region in given}
    return tuple(code for code in REGION_CODES if code in chosen)


def _read_changes(given: object, where: str) -> tuple[tuple[Path, Value], ...]:
    at = f"{where}, set"
    found = settings_in(checked_table(given, at), f"{at},", LEVER_ROOTS)
    return tuple(sorted({setting.path: setting.value for setting in found}.items()))
