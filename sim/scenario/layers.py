"""Layers: parent files, the file, options; a later one wins over an earlier one."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from sim.errors import ScenarioError, nearest, shown
from sim.scenario.checks import checked_table, checked_text, unknown_name
from sim.scenario.event_reading import read_event
from sim.scenario.events import Event
from sim.scenario.settings import ROOTS, Setting, settings_in
from sim.scenario.shipped import preset_names, preset_path

FIRST_MONTH = "2025-04"
OPTION = "--set"

_HEADER_FIELDS = ("name", "title", "description", "extends", "starts")
_LARGEST_FILE = 1_000_000
_MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")
_NAME = re.compile(r"\w[\w .+-]{0,79}")
_NOT_IN_NAMES = re.compile(r"[^\w.+-]+")
_PATH = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+", re.ASCII)
_BARE_WORD = re.compile(r"(?!true$|false$|nan$|inf$)[A-Za-z_]\w*", re.ASCII)


class Header(NamedTuple):
    """What a file says about itself; None where it says nothing."""

    name: str
    title: str | None = None
    description: str | None = None
    extends: str | None = None
    starts: str | None = None


class Layer(NamedTuple):
    """One file, read and checked.

    Attributes
    ----------
    header : Header
    settings : tuple of Setting
        In the order in which they apply.
    events : tuple of (Event, str)
        With how messages name each.
    """

    header: Header
    settings: tuple[Setting, ...]
    events: tuple[tuple[Event, str], ...]


def read_layers(name_or_path: str | Path) -> tuple[Layer, ...]:
    """Return a scenario's layers: its most distant parent first, itself last.

    Parameters
    ----------
    name_or_path : str or Path
        A preset's name, or a TOML file.

    Raises
    ------
    ScenarioError
        If a file is missing, unreadable or wrong, or extends itself.
    """
    layers: list[Layer] = []
    chain: list[Path] = []
    wanted: str | None = str(name_or_path)
    where, folder = "scenario", Path()
    while wanted is not None:
        path = _located(wanted, folder, where)
        label = _label(path)
        if path.resolve() in chain:
            raise ScenarioError(
                where, f"{shown(wanted)} extends itself in a circle", "Break the chain."
            )
        chain.append(path.resolve())
        layer = _read_layer(path, label)
        layers.append(layer)
        wanted, where = layer.header.extends, f"{label}, scenario.extends"
        folder = path.parent
    return tuple(reversed(layers))


def _located(wanted: str, folder: Path, where: str) -> Path:
    """Return the file meant by a preset's name or by a path seen from a folder."""
    if wanted in preset_names():
        return preset_path(wanted)
    if "\0" not in wanted and (wanted.endswith(".toml") or "/" in wanted):
        path = folder / wanted
        try:
            if path.is_file():
                return path
        except OSError:  # a name longer than the system allows
            pass
        raise ScenarioError(where, f"there is no file {shown(wanted)}")
    known = preset_names()
    raise ScenarioError(
        where,
        f"{shown(wanted)} is neither a preset nor a .toml file",
        f"Presets: {', '.join(known)}.",
        nearest(wanted, known),
    )


def _label(path: Path) -> str:
    """Return a file's name for messages: short for what ships."""
    is_preset = path.stem in preset_names() and path == preset_path(path.stem)
    return f"scenarios/{path.name}" if is_preset else str(path)


def _read_layer(path: Path, label: str) -> Layer:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ScenarioError(label, "the file is larger than a scenario can be")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise ScenarioError(label, f"the file cannot be read: {why}") from None
    except UnicodeDecodeError:
        raise ScenarioError(label, "the file is not UTF-8 text") from None
    return layer_of(parsed(text, label), label, fallback_name=path.stem)


def parsed(text: str, where: str) -> Mapping[str, object]:
    """Return the tables of a TOML text.

    Raises
    ------
    ScenarioError
        If it is not TOML; names line and column.
    """
    try:
        tables: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(where, f"this is not TOML: {error}") from None
    except (ValueError, RecursionError):  # numbers too long, tables too deep
        raise ScenarioError(where, "this is not TOML that can be read") from None
    return tables


def layer_of(
    tables: Mapping[str, object], where: str, fallback_name: str = "scenario"
) -> Layer:
    """Return the layer that a file's tables describe.

    Parameters
    ----------
    tables : mapping
        As TOML gives them.
    where : str
        How messages name the file.
    fallback_name : str
        Name of the scenario if the file gives none.

    Raises
    ------
    ScenarioError
        For anything unknown, of the wrong kind or out of bounds.
    """
    for key in tables:
        if key not in ("scenario", *ROOTS, "events"):
            raise unknown_name(key, ("scenario", *ROOTS, "events"), where)
    trees = {root: tables[root] for root in ROOTS if root in tables}
    return Layer(
        _read_header(tables.get("scenario", {}), where, fallback_name),
        tuple(settings_in(trees, f"{where},")),
        tuple(_read_events(tables.get("events", []), where)),
    )


def _read_header(given: object, where: str, fallback_name: str) -> Header:
    at = f"{where}, scenario"
    table = checked_table(given, at)
    texts: dict[str, str] = {}
    for field, value in table.items():
        if field not in _HEADER_FIELDS:
            raise unknown_name(field, _HEADER_FIELDS, at)
        texts[field] = checked_text(value, f"{at}.{field}")
    if "name" not in texts:
        texts["name"] = _NOT_IN_NAMES.sub("_", fallback_name)[:80].lstrip(".+-") or "_"
    if not _NAME.fullmatch(texts["name"]):
        what = f"{shown(texts['name'])} cannot be a name"
        allowed = "Give up to 80 letters, digits, spaces, and any of _ . + -"
        raise ScenarioError(f"{at}.name", what, allowed)
    if "starts" in texts and not _MONTH.fullmatch(texts["starts"]):
        what = f"{shown(texts['starts'])} is not a month"
        raise ScenarioError(f"{at}.starts", what, 'Give year and month: "2025-04".')
    return Header(**texts)


def _read_events(given: object, where: str) -> Iterable[tuple[Event, str]]:
    if not isinstance(given, list | tuple):
        raise ScenarioError(
            f"{where}, events",
            f"{shown(given)} is not a list of tables",
            "Write [[events]] before each.",
        )
    for n, table in enumerate(given, start=1):
        at = f"{where}, events {n}"
        yield read_event(table, at), at


def parse_setting(text: str) -> tuple[str, object]:
    """Return path and value of what was written after ``--set``.

    Parameters
    ----------
    text : str
        ``PATH=VALUE``; the value is TOML, inline tables included, or a bare word.

    Raises
    ------
    ScenarioError
        If it cannot be read as that.

    Examples
    --------
    >>> parse_setting("missions.nhs.autonomy={standards=0.05, design=0.8}")
    ('missions.nhs.autonomy', {'standards': 0.05, 'design': 0.8})
    >>> parse_setting("structure.mixing=averaging")
    ('structure.mixing', 'averaging')
    """
    path, equals, value = (part.strip() for part in text.partition("="))
    where = f"{OPTION} {shown(text)}"
    if not equals or not value:
        raise ScenarioError(where, "it has no value", "Write PATH=VALUE.")
    if not _PATH.fullmatch(path):
        raise ScenarioError(
            where, f"{shown(path)} is not a path", "Write missions.nhs.audit=0.5."
        )
    if _BARE_WORD.fullmatch(value):
        return path, value
    try:
        tables = parsed(f"value = {value}", where)
    except ScenarioError:
        what = f"{shown(value)} is not a TOML value"
        raise ScenarioError(where, what, 'Write 0.5, true, "text" or {…}.') from None
    if list(tables) != ["value"]:
        raise ScenarioError(where, "it holds more than one value", "Use --set again.")
    return path, tables["value"]


def option_settings(chosen: Iterable[tuple[str, object]]) -> tuple[Setting, ...]:
    """Return the settings of the last layer, that of options, as one layer.

    Parameters
    ----------
    chosen : iterable of (path, value)
        Of two values for one path the later wins.

    Raises
    ------
    ScenarioError
    """
    found = [
        setting
        for path, value in chosen
        for setting in settings_in({path: value}, OPTION)
    ]
    return tuple(sorted(found, key=lambda setting: setting.is_named))
