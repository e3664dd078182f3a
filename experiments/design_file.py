"""Reading design files: found by name or path, checked field by field."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from experiments.axes import Axis, check_axis, check_settings
from experiments.checks import checked
from experiments.design import SAMPLE, SCENARIO, Design
from experiments.sampling import Sampling
from sim.errors import InputError, nearest, shown
from sim.outcomes.catalogue import OUTCOMES
from sim.population.places import load_places
from sim.population.synthesis import allocate
from sim.scenario.checks import checked_table, unknown_name
from sim.scenario.scenario import Scenario, check_horizon

_TABLES = ("design", "set", "sampling", "axes", "scenarios", "claim", "episode")
# Tables that name a design for it: which, and their fields for title and description.
_SPOKEN_FOR = (("claim", "sentence", "proposition"), ("episode", "title", "mapping"))
_NOT_AXES = (SCENARIO, SAMPLE, "point", "replicate", "run", "outcome", "mission",
             "place", "step", "unit", "value", "seed")  # fmt: skip
_NAME = re.compile(r"\w[\w.-]{0,79}", re.ASCII)
_CHANCES = ("target_chance", "target_chance_true", "on_course_chance")
_LARGEST_FILE = 1_000_000


@lru_cache
def design_names() -> tuple[str, ...]:
    """Return the names of the designs that ship, in alphabetical order."""
    found = (path.relative_to(_folder()) for path in _folder().rglob("*.toml"))
    return tuple(sorted(str(path.with_suffix("").as_posix()) for path in found))


def outcome_names() -> tuple[str, ...]:
    """Return the names of all outcomes that a design can keep."""
    return (*(outcome.name for outcome in OUTCOMES), *_CHANCES)


def read_design(name_or_path: str | Path) -> tuple[Mapping[str, object], str]:
    """Return the fields of a design, and how messages name its file.

    Parameters
    ----------
    name_or_path : str or Path
        The name of a design that ships, or a TOML file.

    Raises
    ------
    InputError
        Says which file and field, what is wrong and what is allowed.
    """
    tables, label, path = design_tables(name_or_path)
    return _fields(tables, label, path), f"{label}, design"


def design_tables(name_or_path: str | Path) -> tuple[Mapping[str, object], str, Path]:
    """Return the tables of a design's file, how messages name it, and where it is.

    Raises
    ------
    InputError
        As :func:`read_design`, of the file as a whole.
    """
    path = _located(str(name_or_path))
    ships = path.is_relative_to(_folder())
    inside = path.relative_to(_folder()).as_posix() if ships else ""
    label = f"experiments/designs/{inside}" if ships else str(path)
    tables = _tables(path, label)
    for name in tables:
        if name not in _TABLES:
            raise unknown_name(name, _TABLES, label)
    return tables, label, path


def _folder() -> Path:
    return Path(__file__).parent / "designs"


def _located(wanted: str) -> Path:
    known = design_names()
    if wanted in known:
        return _folder() / f"{wanted}.toml"
    if "\0" not in wanted and (wanted.endswith(".toml") or "/" in wanted):
        return Path(wanted)
    raise InputError(
        "design",
        f"{shown(wanted)} is neither a design that ships nor a .toml file",
        f"Designs: {', '.join(known)}.",
        nearest(wanted, known),
    )


def _tables(path: Path, label: str) -> Mapping[str, object]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InputError(label, "the file is larger than a design can be")
        tables: dict[str, object] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise InputError(label, f"the file cannot be read: {why}") from None
    except UnicodeDecodeError:
        raise InputError(label, "the file is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(label, f"this is not TOML: {error}") from None
    except (ValueError, RecursionError):  # numbers too long, tables too deep
        raise InputError(label, "this is not TOML that can be read") from None
    return tables


def _fields(
    tables: Mapping[str, object], label: str, path: Path
) -> Mapping[str, object]:
    header = dict(checked_table(tables.get("design", {}), f"{label}, design"))
    header.setdefault("name", path.stem)
    for table, title, description in _SPOKEN_FOR:
        said = checked_table(tables.get(table, {}), f"{label}, {table}")
        header["title"] = header.get("title") or said.get(title, "")
        header["description"] = header.get("description") or said.get(description, "")
    at = f"{label}, design"
    if not _NAME.fullmatch(str(header["name"])):
        what = f"{shown(header['name'])} cannot be a name"
        allowed = "Give up to 80 letters, digits, and any of _ . -"
        raise InputError(f"{at}.name", what, allowed)
    for own in ("axes", "sampling"):
        if own in header:
            raise InputError(f"{at}.{own}", "it belongs in a table of its own")
    axes = tuple(_axes(tables.get("axes", []), label))
    sampling = checked(
        Sampling,
        checked_table(tables.get("sampling", {}), f"{label}, sampling"),
        f"{label}, sampling",
    )
    scenarios = _scenarios(header.pop("scenarios", ()), tables, label, path)
    return header | {"axes": axes, "sampling": sampling, "scenarios": scenarios}


def _axes(given: object, label: str) -> Iterator[Axis]:
    taken: dict[str, str] = {}
    for n, table in enumerate(_list_of_tables(given, f"{label}, axes"), start=1):
        at = f"{label}, axes {n}"
        axis = checked(Axis, table, at)
        if axis.key in _NOT_AXES:
            raise InputError(f"{at}.name", f"{shown(axis.key)} names another column")
        check_axis(axis, at)
        paths = {path for level in axis.levels.values() for path in level}
        for name in (axis.key, *(paths or {axis.path})):
            if taken.setdefault(name, at) != at:
                raise InputError(at, f"{name} varies already, in {taken[name]}")
        yield axis


def _list_of_tables(given: object, at: str) -> Sequence[Mapping[str, object]]:
    if not isinstance(given, list | tuple):
        what = f"{shown(given)} is not a list of tables"
        raise InputError(at, what, f"Write [[{at.rpartition(' ')[2]}]] before each.")
    return [checked_table(table, f"{at} {n}") for n, table in enumerate(given, start=1)]


def _scenarios(
    names: object, tables: Mapping[str, object], label: str, path: Path
) -> tuple[Scenario, ...]:
    at = f"{label}, design.scenarios"
    if not isinstance(names, list | tuple) or not all(
        isinstance(name, str) for name in names
    ):
        raise InputError(at, f"{shown(names)} is not a list of names", 'Give ["…"].')
    settings = checked_table(tables.get("set", {}), f"{label}, set")
    check_settings(settings, f"{label}, set")
    found = [_scenario(str(name), at, path) for name in names]
    for n, table in enumerate(
        _list_of_tables(tables.get("scenarios", []), f"{label}, scenarios"), start=1
    ):
        found.append(Scenario.from_tables(table, f"{label}, scenarios {n}"))
    if not found:
        raise InputError(at, "there is no scenario", 'Give ["status_quo_2025"].')
    seen = [scenario.name for scenario in found]
    for name in seen:
        if seen.count(name) > 1:
            raise InputError(at, f"two scenarios are called {shown(name)}")
    return tuple(scenario.with_levers(settings) for scenario in found)


def _scenario(name: str, at: str, path: Path) -> Scenario:
    is_file = name.endswith(".toml") or "/" in name
    try:
        return Scenario.load(path.parent / name if is_file else name)
    except InputError as error:
        if error.where != "scenario":
            raise
        raise InputError(at, error.what, error.allowed, error.nearest) from None


def check_runnable(design: Design, where: str) -> None:
    """Refuse outcomes, places and events that a run could not give.

    Raises
    ------
    InputError
    """
    known = outcome_names()
    for name in design.outcomes:
        if name not in known:
            raise unknown_name(name, known, f"{where}.outcomes")
    allocate(load_places(design.places).adults, design.citizens)
    for scenario in design.scenarios:
        check_horizon(scenario, design.months)
