"""What pydantic found wrong in a file, said as everything else here is said."""

from collections.abc import Mapping
from typing import NoReturn

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from sim.errors import InputError, shown
from sim.scenario.checks import unknown_name

_BEYOND = {
    "greater_than_equal": ("ge", "below", "Give {:g} or more."),
    "greater_than": ("gt", "not above", "Give more than {:g}."),
    "less_than_equal": ("le", "above", "Give {:g} or less."),
}
_WANTED = {
    "int_type": ("not a whole number", "Give a whole number."),
    "int_from_float": ("not a whole number", "Give a whole number."),
    "float_type": ("not a number", "Give a number."),
    "finite_number": ("not a finite number", "Give a number."),
    "string_type": ("not a text", 'Give "…".'),
    "bool_type": ("neither true nor false", "Give true or false."),
    "tuple_type": ("not a list", "Give [ …, … ]."),
    "dict_type": ("not a table", "Give { name = value, … }."),
    "model_type": ("not a table", "Give { name = value, … }."),
}


class Table(BaseModel):
    """A table of a file that says just what it must, and is not changed after."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False
    )


def checked[M: BaseModel](model: type[M], table: Mapping[str, object], where: str) -> M:
    """Return a model of what a table says.

    Parameters
    ----------
    model : type
    table : mapping
        As TOML gives it.
    where : str
        File and table, as messages name them.

    Raises
    ------
    InputError
        Names the field, what was given, what is allowed and the nearest right name.
    """
    try:
        return model.model_validate(table)
    except ValidationError as error:
        _refuse(model, error.errors()[0], where)


def _refuse(model: type[BaseModel], found: ErrorDetails, where: str) -> NoReturn:
    at = f"{where}.{'.'.join(str(part) for part in found['loc'])}"
    kind, given, context = found["type"], found["input"], found.get("ctx", {})
    if kind == "extra_forbidden":
        raise unknown_name(str(found["loc"][-1]), model.model_fields, where)
    if kind == "missing":
        raise InputError(at, "it is missing")
    if kind == "enum":
        choices = str(context["expected"]).replace("'", "")
        raise InputError(at, f"{shown(given)} is not known here", f"Give {choices}.")
    if kind in _BEYOND:
        bound, side, allowed = _BEYOND[kind]
        limit = context[bound]
        what = f"{shown(given)} is {side} {limit:g}"
        raise InputError(at, what, allowed.format(limit))
    if kind in _WANTED:
        what, allowed = _WANTED[kind]
        raise InputError(at, f"{shown(given)} is {what}", allowed)
    error = context.get("error")
    raise InputError(where if isinstance(error, ValueError) else at,
                     str(error or found["msg"]))  # fmt: skip
