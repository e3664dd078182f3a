"""From values by path to levers, and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.scenario.catalogue import LeverSet, Path, mission_levers, national_levers
from sim.scenario.events import Event
from sim.scenario.lever import ConflictError, Levers
from sim.scenario.levers import MissionLevers
from sim.scenario.names import MISSIONS
from sim.scenario.national_levers import NationalLevers
from sim.scenario.settings import Value

type Values = dict[Path, Value]
type Tree = dict[str, "Value | Tree"]


class Missions(NamedTuple):
    """The levers of each mission, in the missions' order."""

    growth: MissionLevers = MissionLevers()
    energy: MissionLevers = MissionLevers()
    crime: MissionLevers = MissionLevers()
    nhs: MissionLevers = MissionLevers()
    education: MissionLevers = MissionLevers()


class AllLevers(NamedTuple):
    """Every lever of a government."""

    national: NationalLevers = NationalLevers()
    missions: Missions = Missions()


def lever_values(levers: AllLevers) -> Values:
    """Return every lever that is set, by path."""
    values = dict(_values(levers.national, national_levers(), ("national",)))
    for mission, own in zip(MISSIONS, levers.missions, strict=True):
        values.update(_values(own, mission_levers(), ("missions", mission)))
    return values


def _values(
    model: Levers, levers: LeverSet, prefix: Path
) -> Iterator[tuple[Path, Value]]:
    for path in levers.levers:
        value: object = model
        for name in path:
            value = getattr(value, name)
        if isinstance(value, bool | float):
            yield prefix + path, value
        elif isinstance(value, int):
            yield prefix + path, float(value)


def tree_of(values: Iterable[tuple[Path, Value]]) -> Tree:
    """Return values by path as nested tables."""
    tree: Tree = {}
    for path, value in values:
        table = tree
        for name in path[:-1]:
            inner = table.setdefault(name, {})
            assert isinstance(inner, dict), path  # no path is the start of another
            table = inner
        table[path[-1]] = value
    return tree


def levers_of(values: Mapping[Path, Value], wheres: Mapping[Path, str]) -> AllLevers:
    """Return the levers that hold some values; the rest are at the status quo.

    Parameters
    ----------
    values : mapping
        By path; paths that are no levers are passed over.
    wheres : mapping
        How messages name what set a path.

    Raises
    ------
    ScenarioError
        If levers cannot stand together.
    """
    tree = tree_of(
        (path, _typed(path, value))
        for path, value in values.items()
        if path[0] in ("national", "missions")
    )
    of_missions = tree.get("missions", {})
    assert isinstance(of_missions, dict)  # a root is always a table
    try:
        return AllLevers(
            NationalLevers.model_validate(tree.get("national", {})),
            Missions(
                *(
                    MissionLevers.model_validate(of_missions.get(m, {}))
                    for m in MISSIONS
                )
            ),
        )
    except ValidationError as error:
        raise _conflict(error, wheres) from None


def _typed(path: Path, value: Value) -> Value:
    """Make whole numbers whole again."""
    if path[0] == "national" and national_levers().levers[path[1:]].quantity.whole:
        return int(value)
    return value


def _conflict(error: ValidationError, wheres: Mapping[Path, str]) -> Exception:
    context = error.errors()[0].get("ctx", {})
    conflict = context.get("error")
    if not isinstance(conflict, ConflictError):
        return error  # values were checked before: this is our own fault
    field = ("national", conflict.lever)
    places = [where for path, where in wheres.items() if path[:2] == field]
    where = places[-1] if places else ".".join(field)
    return ScenarioError(where, conflict.what, conflict.allowed)


def steps(
    values: Mapping[Path, Value],
    events: Iterable[Event],
    wheres: Mapping[Path, str],
    labels: Iterable[str] | None = None,
) -> list[tuple[int, AllLevers]]:
    """Return the levers at the start and after each change of policy.

    Parameters
    ----------
    values, wheres : mapping
        As in :func:`levers_of`, at the start.
    events : iterable of Event
        In the order in which they begin.
    labels : iterable of str, optional
        How messages name each event.

    Returns
    -------
    list of (index of the first month, levers)

    Raises
    ------
    ScenarioError
        If levers cannot stand together.
    """
    running, places = dict(values), dict(wheres)
    found = [(0, levers_of(running, places))]
    named = list(events)
    for event, label in zip(named, labels or [""] * len(named), strict=True):
        if event.changes:
            running.update(event.changes)
            places.update((path, f"{label}, set") for path, _ in event.changes)
            found.append((event.first, levers_of(running, places)))
    return found
