"""Designs: which scenarios, levers and beliefs vary, how, and what is kept."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from experiments.axes import Axis, Coordinate, Level
from experiments.checks import checked
from experiments.runs import Keep, Run, runs_of
from experiments.sampling import Method, Sampling, sample
from sim.errors import InputError, ScenarioError, shown
from sim.scenario.beliefs import BeliefMode, accepted_hash
from sim.scenario.layers import parsed
from sim.scenario.scenario import Scenario

_FORMAT = 1
SCENARIO = "scenario"
SAMPLE = "sample"


class DesignPoint(NamedTuple):
    """One setting of all that varies.

    Attributes
    ----------
    number : int
        Its place in the design, counted from 0.
    scenario : Scenario
        With the settings of the point.
    coordinates : tuple of float, bool, str or None
        Its value on each of the design's axes.
    sample : int or None
        Its row in the sample, where the design has one.
    """

    number: int
    scenario: Scenario
    coordinates: tuple[Coordinate, ...]
    sample: int | None


class Design(BaseModel):
    """Which runs are made, in the order of the file's fields.

    Attributes
    ----------
    name, title, description : str
    scenarios : tuple of Scenario
        Each stands in every point.
    axes : tuple of Axis
    sampling : Sampling
    outcomes : tuple of str
        Names of the outcomes that are kept; all if empty.
    keep : Keep
    beliefs : BeliefMode
        Point values, or for each replicate a draw of the priors or an accepted draw,
        the same in every point. What an axis sets replaces all.
    replicates, citizens, months, seed, places
        As in :class:`sim.results.Settings`.

    Examples
    --------
    >>> design = Design.load("two_by_two")
    >>> len(design.points())
    4
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True
    )

    name: str
    title: str = ""
    description: str = ""
    scenarios: tuple[Scenario, ...] = Field(min_length=1)
    axes: tuple[Axis, ...] = Field(default=(), strict=False)
    sampling: Sampling = Sampling()
    outcomes: tuple[str, ...] = Field(default=(), strict=False)
    keep: Keep = Field(default=Keep.FIGURES, strict=False)
    beliefs: BeliefMode = Field(default=BeliefMode.PRIOR, strict=False)
    replicates: int = Field(default=8, ge=1, le=100_000)
    citizens: int = Field(default=30_000, ge=8, le=54_196_443)
    months: int = Field(default=60, ge=1, le=240)
    seed: int = Field(default=1, ge=0, le=2**32 - 1)
    places: tuple[str, ...] | None = Field(default=None, strict=False)

    @classmethod
    def load(cls, name_or_path: str | Path) -> Self:
        """Return a design that ships, or what a file describes.

        Raises
        ------
        InputError
            Says which file and field, what is wrong and what is allowed.
        """
        from experiments.design_file import read_design

        fields, where = read_design(name_or_path)
        return cls._runnable(fields, where)

    @classmethod
    def _runnable(cls, fields: Mapping[str, object], where: str) -> Self:
        from experiments.design_file import check_runnable

        design = checked(cls, fields, where)
        check_runnable(design, where)
        return design

    @model_validator(mode="after")
    def _ranges_need_a_sample(self) -> Self:
        sampled = [axis.key for axis in self.axes if axis.is_sampled]
        if sampled and not self.sampling.fills_ranges:
            raise ValueError(
                f"{sampled[0]} is a range: give it values or steps, or give "
                "sampling.method latin_hypercube, sobol or morris"
            )
        if self.sampling.fills_ranges and not sampled:
            raise ValueError(
                f"sampling.method {self.sampling.method} needs an axis with a range"
            )
        n = self.sampling.samples
        if self.sampling.method is Method.SOBOL and n & (n - 1):
            raise ValueError(f"sampling.samples, {n}, is not a power of two")
        return self

    def changed(self, **values: int | str | None) -> Self:
        """Return this design with citizens, replicates, beliefs … replaced.

        None leaves a value as it is.

        Raises
        ------
        InputError
            If a value is out of bounds.
        """
        given = {name: value for name, value in values.items() if value is not None}
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return self._runnable(fields | given, f"design {self.name}")

    def axis_names(self) -> tuple[str, ...]:
        """Return the headings of the columns that say where a point stands."""
        return tuple(axis.key for axis in self.axes)

    def points(self) -> tuple[DesignPoint, ...]:
        """Return all design points: scenario by scenario, axis by axis, row by row.

        Raises
        ------
        InputError
            If settings cannot stand together at a point.
        """
        return self._points

    def runs(self) -> tuple[Run, ...]:
        """Return all runs: point by point, replicate by replicate."""
        return runs_of(self)

    @cached_property
    def _points(self) -> tuple[DesignPoint, ...]:
        found: list[DesignPoint] = []
        for scenario in self.scenarios:
            for levels, row in self._combinations():
                found.append(self._point(len(found), scenario, levels, row))
        return tuple(found)

    def _combinations(self) -> list[tuple[tuple[Level, ...], int | None]]:
        if self.sampling.method is Method.ONE_AT_A_TIME:
            return [(levels, None) for levels in self._star()]
        ranged = [axis for axis in self.axes if axis.is_sampled]
        rows = sample(self.sampling, len(ranged), self.seed)
        choices = [(None,) if axis.is_sampled else axis.crossed() for axis in self.axes]
        found: list[tuple[tuple[Level, ...], int | None]] = []
        for crossed in product(*choices):
            for k, row in enumerate(rows):
                of_row = iter(row)
                levels = tuple(
                    axis.at(float(next(of_row))) if level is None else level
                    for axis, level in zip(self.axes, crossed, strict=True)
                )
                found.append((levels, k if ranged else None))
        return found

    def _star(self) -> list[tuple[Level, ...]]:
        own = tuple(Level(None, ()) for _ in self.axes)
        moved = [
            (*own[:k], level, *own[k + 1 :])
            for k, axis in enumerate(self.axes)
            for level in axis.crossed()
        ]
        return [own, *moved]

    def _point(
        self,
        number: int,
        scenario: Scenario,
        levels: tuple[Level, ...],
        row: int | None,
    ) -> DesignPoint:
        settings = dict(pair for level in levels for pair in level.settings)
        coordinates = tuple(level.coordinate for level in levels)
        try:
            changed = scenario.with_levers(settings) if settings else scenario
        except ScenarioError as error:
            values = zip(self.axis_names(), coordinates, strict=True)
            at = ", ".join(f"{name} {shown(value)}" for name, value in values)
            where = f"design {self.name}, {scenario.name} with {at}"
            raise InputError(where, error.what, error.allowed) from None
        return DesignPoint(number, changed, coordinates, row)

    @property
    def hash(self) -> str:
        """SHA-256 of all that decides which runs are made and what is kept."""
        text = json.dumps(self.as_table(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def as_table(self) -> Mapping[str, object]:
        """Return what decides results as plain values, scenarios by name and hash."""
        own = {"title", "description", "scenarios"}
        table = self.model_dump(mode="json", exclude=own)
        scenarios = {scenario.name: scenario.hash for scenario in self.scenarios}
        if self.beliefs is BeliefMode.ACCEPTED:
            table["accepted"] = accepted_hash()
        return {"format": _FORMAT, **table, "scenarios": scenarios}

    def stored(self) -> Mapping[str, object]:
        """Return the design, complete, as plain values that :meth:`restored` reads."""
        table = self.model_dump(mode="json", exclude={"scenarios"})
        return {**table, "scenarios": [s.to_toml() for s in self.scenarios]}

    @classmethod
    def restored(cls, stored: Mapping[str, object]) -> Self:
        """Return a design from what :meth:`stored` gave.

        Raises
        ------
        InputError
            If it is something else.
        """
        texts = stored.get("scenarios")
        scenarios = tuple(
            Scenario.from_tables(parsed(str(text), "stored design"))
            for text in (texts if isinstance(texts, list) else ())
        )
        return checked(cls, {**stored, "scenarios": scenarios}, "stored design")
