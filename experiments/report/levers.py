"""What differs between the scenarios: levers, and what else they set."""

from collections.abc import Sequence
from typing import NamedTuple

from experiments.report.compared import Compared, Contender, mission_name
from experiments.words import listed, month_name
from sim.missions import MISSIONS
from sim.scenario.assembly import Values
from sim.scenario.catalogue import Lever, Path, mission_levers, national_levers
from sim.scenario.events import Event, kind_called
from sim.scenario.names import MISSIONS as MISSION_KEYS
from sim.scenario.names import REGION_CODES
from sim.scenario.settings import Value

_UNSET = "not set"


class LeverRow(NamedTuple):
    """One lever that is not the same everywhere.

    Attributes
    ----------
    words, unit : str
    where : str
        The missions concerned; empty where it is all, or the country as a whole.
    values : tuple of str
        By scenario.
    """

    words: str
    unit: str
    where: str
    values: tuple[str, ...]


class Extra(NamedTuple):
    """Whatever else a scenario sets: events, beliefs, mechanisms."""

    title: str
    words: tuple[str, ...]


def lever_rows(these: Compared) -> list[LeverRow]:
    """Return a row for every lever that differs between the scenarios."""
    values = [c.outcomes.scenario.lever_values() for c in these.contenders]
    rows = []
    for path, lever in national_levers().levers.items():
        own = tuple(_written(v.get(("national", *path)), lever) for v in values)
        if len(set(own)) > 1:
            rows.append(_row(lever, "", own))
    for path, lever in mission_levers().levers.items():
        rows += _mission_rows(path, lever, values)
    return rows


def n_levers() -> int:
    """Return how many levers there are, counted once for all missions."""
    return len(national_levers().levers) + len(mission_levers().levers)


def _mission_rows(path: Path, lever: Lever, values: Sequence[Values]) -> list[LeverRow]:
    """Return one row for all missions, or one for each group that is set alike."""
    missions_with: dict[tuple[str, ...], list[str]] = {}
    for mission in MISSIONS:
        full = ("missions", mission.key, *path)
        own = tuple(_written(v.get(full), lever) for v in values)
        missions_with.setdefault(own, []).append(mission_name(mission))
    return [
        _row(lever, "" if len(missions_with) == 1 else listed(missions), own)
        for own, missions in missions_with.items()
        if len(set(own)) > 1
    ]


def _row(lever: Lever, where: str, own: tuple[str, ...]) -> LeverRow:
    # Where shares are shown as percent, what 0 and 1 mean is told by the unit.
    words = lever.quantity.words.split(": 0 ")[0]
    return LeverRow(words, lever.quantity.unit, where, own)


def _written(value: Value | None, lever: Lever) -> str:
    if value is None:
        return _UNSET
    if lever.is_flag:
        return "yes" if value else "no"
    if lever.quantity.unit.startswith("share"):
        return f"{float(value) * 100:g}%".replace("-", "−")
    return f"{float(value):g}".replace("-", "−")


def extras(these: Compared) -> list[Extra]:
    """Return what scenarios set beside levers, for those that do."""
    found = [Extra(c.title, tuple(_extras(c))) for c in these.contenders]
    return [extra for extra in found if extra.words]


def _extras(contender: Contender) -> list[str]:
    scenario = contender.outcomes.scenario
    words = [_event(event, scenario.starts) for event in scenario.events]
    for name, values in scenario.beliefs:
        own = sorted({f"{value:g}" for value in values if value is not None})
        words.append(f"Belief {name} fixed at {listed(own)}.")
    words += [f"Mechanism {name} switched off." for name in scenario.mechanisms_off]
    if scenario.structure.mixing != "allocation":
        words.append(f"Structure: mixing by {scenario.structure.mixing}.")
    return words


def _event(event: Event, starts: str) -> str:
    words = [f"{kind_called(event.kind).words} From {month_name(starts, event.first)}"]
    if event.months:
        words.append(f"for {event.months} month{'s' if event.months > 1 else ''}")
    if event.size:
        words.append(f"size {event.size:g}")
    if event.missions != MISSION_KEYS:
        words.append(f"{listed(event.missions)} only")
    if event.regions != REGION_CODES:
        words.append(f"regions {listed(event.regions)} only")
    changes = [f"{'.'.join(path)} = {value}" for path, value in event.changes]
    if changes:
        words.append(f"sets {listed(changes)}")
    return f"{', '.join(words)}."
