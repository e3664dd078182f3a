"""The JSON Schema of scenario files, for editors that check as one writes."""

from collections.abc import Iterable, Mapping

from sim.scenario.beliefs import EACH_MISSION, declared_beliefs
from sim.scenario.catalogue import Lever, LeverSet, mission_levers, national_levers
from sim.scenario.checks import Quantity
from sim.scenario.events import KINDS, Kind
from sim.scenario.mechanisms import MECHANISMS, Mixing
from sim.scenario.names import MISSIONS, REGION_CODES, REGIONS
from sim.scenario.settings import ALL_MISSIONS

type Json = bool | float | str | list[Json] | dict[str, Json] | None
type Schema = dict[str, Json]


def file_schema() -> Schema:
    """Return the JSON Schema of a scenario file."""
    missions = {name: _levers(mission_levers()) for name in (ALL_MISSIONS, *MISSIONS)}
    structure = {"mixing": _choice((str(form) for form in Mixing), "How rights mix.")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Groundswell scenario",
        **_table(
            {
                "scenario": _header(),
                "national": _levers(national_levers()),
                "missions": _table(missions),
                "beliefs": _beliefs(),
                "mechanisms": _mechanisms(),
                "structure": _table(structure),
                "events": {"type": "array", "items": _events()},
            }
        ),
    }


def _table(properties: Mapping[str, Json], words: str = "") -> Schema:
    about: Schema = {"description": words} if words else {}
    return {
        "type": "object",
        **about,
        "properties": dict(properties),
        "additionalProperties": False,
    }


def _text(words: str, **rules: str) -> Schema:
    return {"type": "string", "description": words, **rules}


def _choice(choices: Iterable[str], words: str) -> Schema:
    return {"enum": list(choices), "description": words}


def _number(quantity: Quantity) -> Schema:
    return {
        "type": "integer" if quantity.whole else "number",
        "minimum": quantity.low,
        "maximum": quantity.high,
        "description": f"{quantity.words} Unit: {quantity.unit}.",
    }


def _header() -> Schema:
    return _table(
        {
            "name": _text("Short name, as in tables; else the file's own."),
            "title": _text("Name for people."),
            "description": _text("What it is, in a sentence or two."),
            "extends": _text("A preset, or a file seen from this one."),
            "starts": _text("Year and month of month 1.", pattern=r"^\d{4}-\d{2}$"),
        }
    )


def _lever(lever: Lever) -> Schema:
    if lever.is_flag:
        kind: Schema = {"type": "boolean", "description": lever.quantity.words}
    else:
        kind = _number(lever.quantity)
    return kind if lever.default is None else {**kind, "default": lever.default}


def _levers(levers: LeverSet) -> Schema:
    properties: Schema = {}
    for name in levers.names:
        if name not in levers.groups:
            properties[name] = _lever(levers.levers[(name,)])
            continue
        keys, one_number_for_all = levers.groups[name]
        table = _table({key: _lever(levers.levers[(name, key)]) for key in keys})
        first = levers.levers[(name, keys[0])].quantity
        whole = _number(first._replace(words="One number for the whole table."))
        properties[name] = {"anyOf": [whole, table]} if one_number_for_all else table
    return _table(properties)


def _beliefs() -> Schema:
    declared = declared_beliefs().values()
    everywhere = {belief.name: _number(belief.quantity) for belief in declared}
    by_mission: Schema = {}
    for mission in MISSIONS:
        by_mission[mission] = _table(
            {
                belief.name: _number(belief.quantity)
                for belief in declared
                if belief.scope in (EACH_MISSION, mission)
            }
        )
    return _table({**everywhere, "missions": _table(by_mission)})


def _mechanisms() -> Schema:
    return _table(
        {
            mechanism.name: {
                "type": "boolean",
                "default": mechanism.on_by_default,
                "description": mechanism.words,
            }
            for mechanism in MECHANISMS
        }
    )


def _events() -> Schema:
    return {"oneOf": [_event(kind) for kind in KINDS]}


def _event(kind: Kind) -> Schema:
    properties: Schema = {
        "kind": {"const": kind.name},
        "start": {
            "type": "integer",
            "minimum": 1,
            "description": "Month in which it begins; 1 is the first.",
        },
    }
    names = tuple(name for _, name in REGIONS)
    possible: Schema = {
        "months": {"type": "integer", "minimum": 1, "default": kind.months},
        "size": {**_number(kind.sizes), "default": kind.size},
        "missions": {"type": "array", "items": _choice(MISSIONS, "Missions hit.")},
        "regions": {
            "type": "array",
            "items": _choice((*REGION_CODES, *names), "Regions hit."),
        },
        "set": {"type": "object", "description": "Levers from then on."},
    }
    properties.update({name: possible[name] for name in kind.fields})
    required: list[Json] = ["kind", "start", *(["set"] if "set" in kind.fields else [])]
    return {**_table(properties, kind.words), "required": required}
