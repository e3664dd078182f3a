"""A scenario as tables, complete, that load again."""

from collections.abc import Iterable, Mapping, Sequence

from sim.scenario.assembly import Values, tree_of
from sim.scenario.catalogue import Path
from sim.scenario.events import Event, kind_called
from sim.scenario.names import MISSIONS, REGION_CODES
from sim.scenario.settings import ALL_MISSIONS, Value


def tables_of(
    header: Mapping[str, str], values: Values, events: Sequence[Event]
) -> dict[str, object]:
    """Return a scenario as the tables of a file.

    Parameters
    ----------
    header : mapping
        Name, title, description, starts.
    values : mapping
        Every setting by path. What all missions share is written once.
    events : sequence of Event
    """
    tables: dict[str, object] = {"scenario": dict(header)}
    tables |= tree_of(_gathered(values.items()))
    if events:
        tables["events"] = [_event_table(event) for event in events]
    return tables


def _gathered(values: Iterable[tuple[Path, Value]]) -> list[tuple[Path, Value]]:
    """Join what is the same for all five missions."""
    by_mission: dict[Path, dict[str, Value]] = {}
    found: list[tuple[Path, Value]] = []
    for path, value in values:
        if path[0] in ("missions", "beliefs"):
            by_mission.setdefault((path[0], *path[2:]), {})[path[1]] = value
        else:
            found.append((path, value))
    for (root, *rest), own in by_mission.items():
        if len(own) == len(MISSIONS) and len(set(own.values())) == 1:
            shared = (root, ALL_MISSIONS) if root == "missions" else (root,)
            found.append(((*shared, *rest), next(iter(own.values()))))
            continue
        named = (root,) if root == "missions" else (root, "missions")
        found += [((*named, mission, *rest), value) for mission, value in own.items()]
    return found


def _event_table(event: Event) -> dict[str, object]:
    fields = kind_called(event.kind).fields
    table: dict[str, object] = {"kind": event.kind, "start": event.start}
    if "months" in fields:
        table["months"] = event.months
    if "size" in fields:
        table["size"] = event.size
    if "missions" in fields and event.missions != MISSIONS:
        table["missions"] = list(event.missions)
    if "regions" in fields and event.regions != REGION_CODES:
        table["regions"] = list(event.regions)
    if "set" in fields:
        table["set"] = tree_of(_gathered(event.changes))
    return table
