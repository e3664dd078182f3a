"""Claims about the JSON Schema: it takes what the loader takes."""

import json
import tomllib
from collections.abc import Mapping

import pytest

from sim.scenario.schema import file_schema
from sim.scenario.shipped import preset_names, preset_path

SCHEMA = json.loads(json.dumps(file_schema()))


def complaints(value: object, schema: Mapping[str, object]) -> list[str]:
    """Check a value as far as our schema goes, and say what it would refuse."""
    alternatives = schema.get("anyOf") or schema.get("oneOf")
    if isinstance(alternatives, list):
        found = [complaints(value, one) for one in alternatives]
        n_fitting = sum(not wrong for wrong in found)
        is_fitting = n_fitting == 1 if "oneOf" in schema else n_fitting > 0
        return [] if is_fitting else [f"{value!r} fits {n_fitting}"]
    if "const" in schema:
        return [] if value == schema["const"] else [f"{value!r} is another"]
    if "enum" in schema:
        choices = schema["enum"]
        assert isinstance(choices, list)
        return [] if value in choices else [f"{value!r} is no choice"]
    return _KINDS[str(schema["type"])](value, schema)


def _object(value: object, schema: Mapping[str, object]) -> list[str]:
    if not isinstance(value, dict):
        return [f"{value!r} is no table"]
    properties = schema.get("properties", {})
    required = schema.get("required", [])
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    found = [f"{name} is missing" for name in required if name not in value]
    for name, inner in value.items():
        if name in properties:
            found += complaints(inner, properties[name])
        elif schema.get("additionalProperties") is False:
            found.append(f"{name} is unknown")
    return found


def _array(value: object, schema: Mapping[str, object]) -> list[str]:
    if not isinstance(value, list):
        return [f"{value!r} is no list"]
    items = schema["items"]
    assert isinstance(items, dict)
    return [wrong for item in value for wrong in complaints(item, items)]


def _number(value: object, schema: Mapping[str, object]) -> list[str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return [f"{value!r} is no number"]
    low, high = schema.get("minimum", value), schema.get("maximum", value)
    assert isinstance(low, int | float)
    assert isinstance(high, int | float)
    return [] if low <= value <= high else [f"{value!r} is out of bounds"]


def _text(value: object, _: Mapping[str, object]) -> list[str]:
    return [] if isinstance(value, str) else [f"{value!r} is no text"]


def _flag(value: object, _: Mapping[str, object]) -> list[str]:
    return [] if isinstance(value, bool) else [f"{value!r} is no flag"]


_KINDS = {
    "object": _object,
    "array": _array,
    "number": _number,
    "integer": _number,
    "string": _text,
    "boolean": _flag,
}


@pytest.mark.parametrize("name", preset_names())
def test_the_schema_takes_every_preset(name: str) -> None:
    tables = tomllib.loads(preset_path(name).read_text(encoding="utf-8"))

    assert complaints(tables, SCHEMA) == []


@pytest.mark.parametrize(
    "text",
    [
        "missions.nhs.autonomy = 0.5",
        "missions.nhs.autonomy = { design = 0.5 }",
        "national.attention = { nhs = 0.2 }",
        "beliefs = { spin = 0.1, missions.nhs.spillover = 0.2 }",
        "mechanisms.gaming = false",
        "structure.mixing = 'averaging'",
        "events = [ { kind = 'pandemic', start = 3 } ]",
        "events = [ { kind = 'national_ask', start = 3, missions = ['nhs'] } ]",
        "events = [ { kind = 'policy_change', start = 3, set = { a = 1 } } ]",
    ],
)
def test_the_schema_takes_what_is_right(text: str) -> None:
    assert complaints(tomllib.loads(text), SCHEMA) == []


@pytest.mark.parametrize(
    "text",
    [
        "nation.x = 1",
        "missions.nhs.audit = 2",
        "missions.nhs.bonus = 0.1",
        "national.attention = 0.2",
        "beliefs.missions.nhs.spin = 0.1",
        "beliefs.missions.nhs.crime_response = 0.1",
        "mechanisms.gaming = 0",
        "structure.mixing = 'average'",
        "events = [ { kind = 'pandemic' } ]",
        "events = [ { kind = 'pandemic', start = 3, missions = ['nhs'] } ]",
        "events = [ { kind = 'policy_change', start = 3 } ]",
    ],
)
def test_the_schema_refuses_what_is_wrong(text: str) -> None:
    assert complaints(tomllib.loads(text), SCHEMA) != []
