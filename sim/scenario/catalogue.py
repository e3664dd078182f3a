"""Every lever as a row: what tables, sliders, designs and checks read."""

import types
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, get_args

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.scenario.checks import Quantity
from sim.scenario.levers import MissionLevers
from sim.scenario.national_levers import NationalLevers

type Path = tuple[str, ...]


class Lever(NamedTuple):
    """One lever, or one number of a lever that is a table.

    Attributes
    ----------
    path : tuple of str
        Names from its model down: ``("audit",)``, ``("autonomy", "design")``.
    default : float, bool or None
        Value at the status quo; None where it is unset.
    quantity : Quantity
    is_flag : bool
        Whether it is yes or no, not a number.
    """

    path: Path
    default: float | bool | None
    quantity: Quantity
    is_flag: bool


class Group(NamedTuple):
    """A lever that is a table of numbers.

    Attributes
    ----------
    keys : tuple of str
    one_number_for_all : bool
        Whether one number may stand for the whole table.
    """

    keys: tuple[str, ...]
    one_number_for_all: bool


class LeverSet(NamedTuple):
    """All levers of one model, by path, and its tables, by name."""

    levers: Mapping[Path, Lever]
    groups: Mapping[str, Group]

    @property
    def names(self) -> tuple[str, ...]:
        """Names that may stand at the top."""
        return tuple(dict.fromkeys(path[0] for path in self.levers))


def _row(path: Path, field: FieldInfo) -> Lever:
    extra = field.json_schema_extra
    about = extra if isinstance(extra, dict) else {}
    low = next((float(str(m.ge)) for m in field.metadata if isinstance(m, Ge)), 0.0)
    high = next((float(str(m.le)) for m in field.metadata if isinstance(m, Le)), 1.0)
    kinds = get_args(field.annotation) or (field.annotation,)
    quantity = Quantity(
        low,
        high,
        unit=str(about["unit"]),
        words=str(field.description),
        source=str(about["source"]),
        whole=int in kinds,
    )
    return Lever(path, field.default, quantity, is_flag=bool in kinds)


def _rows(model: type[BaseModel]) -> Iterator[Lever]:
    for name, field in model.model_fields.items():
        table = _table_of(field)
        if table is None:
            yield _row((name,), field)
        else:
            for key, inner in table.model_fields.items():
                yield _row((name, key), inner)


def _table_of(field: FieldInfo) -> type[BaseModel] | None:
    annotation = field.annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return None


def _lever_set(model: type[BaseModel]) -> LeverSet:
    groups = {}
    for name, field in model.model_fields.items():
        table = _table_of(field)
        if table is not None:
            spread = bool(getattr(table, "one_number_for_all", False))
            groups[name] = Group(tuple(table.model_fields), spread)
    levers = {row.path: row for row in _rows(model)}
    return LeverSet(types.MappingProxyType(levers), types.MappingProxyType(groups))


@lru_cache
def mission_levers() -> LeverSet:
    """Return the levers that each mission has."""
    return _lever_set(MissionLevers)


@lru_cache
def national_levers() -> LeverSet:
    """Return the levers that the country has once."""
    return _lever_set(NationalLevers)
