"""An episode: what was seen, how the model is asked the same, and its band."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from tokenize import TokenError
from typing import Self

import numpy as np
import pandas as pd
from pydantic import ConfigDict, Field, model_validator

from experiments.carried import Question
from experiments.checks import Table, checked
from experiments.design import Design
from experiments.validation.observed import MANY, PLACES, is_by_mission, observable
from experiments.validation.wanted import Wanted
from sim.errors import InputError
from sim.missions.indicators import FIRST_AREA
from sim.outcomes.units import units
from sim.population.places import load_places
from sim.scenario.checks import checked_table, unknown_name
from sim.scenario.names import MISSIONS

_EPISODE = Question("episode", "an", "validation/", ("validation/hindcast",))


class Statistic(StrEnum):
    """What is made of the months that are read."""

    MEAN = "mean"
    MONTHS_TO_HALF = "months_to_half"  # of the way from the first month to the last


class Reading(Table):
    """A number read from each run of a scenario.

    Attributes
    ----------
    scenario, outcome : str
        The outcome is one of the catalogue's, or of ``observed.observable()``.
    mission : str or None
        ``all`` for the plain mean over the five.
    place : str
        ``UK``, a region's or fifth's code, ``GM``, or ``GM deprived``.
    months : (first, last)
        Counted from 1, both read.
    statistic : Statistic
    """

    scenario: str
    outcome: str
    mission: str | None = None
    place: str = "UK"
    months: tuple[int, int] = Field(strict=False)
    statistic: Statistic = Field(default=Statistic.MEAN, strict=False)

    @model_validator(mode="after")
    def _months_in_order(self) -> Self:
        if not 1 <= self.months[0] <= self.months[1]:
            raise ValueError(f"months {list(self.months)} are not a first and a last")
        return self

    def wanted(self) -> frozenset[Wanted]:
        """Return what its scenario's runs must write down."""
        missions = MISSIONS if self.mission == MANY else (self.mission,)
        first, last = self.months
        return frozenset(
            Wanted(self.outcome, mission, self.place, month)
            for mission in missions
            for month in range(first, last + 1)
        )


class Check(Table):
    """A number with the band in which it is to lie.

    Attributes
    ----------
    words, unit : str
    formula : tuple of str
        Of readings; where there are several, their values are pooled.
    low, high : float or None
        Ends of the band, themselves inside; None where it is open.
    share : float or None
        Of draws that must lie in the band, at least; if None, the median must.
    observed : float or None
    naive : float or None
        What somebody would say who expects no difference.
    """

    words: str
    formula: tuple[str, ...] = Field(min_length=1, strict=False)
    unit: str
    low: float | None = None
    high: float | None = None
    share: float | None = Field(default=None, gt=0.0, le=1.0)
    observed: float | None = None
    naive: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_formula_is_a_list(cls, given: object) -> object:
        if isinstance(given, Mapping) and isinstance(given.get("formula"), str):
            return {**given, "formula": [given["formula"]]}
        return given

    @model_validator(mode="after")
    def _has_a_band(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError("the band is open at both ends: give low, high, or both")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError(f"low, {self.low:g}, is not below high, {self.high:g}")
        return self


class Episode(Table):
    """An episode, as its file gives it.

    Attributes
    ----------
    name, row, title, observed, source, mapping, teaches : str
        ``teaches`` says beforehand what a miss would mean.
    given : str
        What of it is put into the model, so that a hit proves less.
    missing : str
        The mechanism without which the row, or part of it, cannot be read: a miss.
    readings : dict of str to Reading
    checks : tuple of Check
    hash : str
        SHA-256 of all its file says, comments aside.
    design : Design
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: str
    row: str
    title: str
    observed: str
    source: str
    mapping: str
    teaches: str
    given: str = Field(default="", alias="input")
    missing: str = ""
    readings: dict[str, Reading] = Field(default_factory=dict)
    checks: tuple[Check, ...] = Field(default=(), strict=False)
    hash: str
    design: Design

    @classmethod
    def load(cls, name_or_path: str | Path) -> Self:
        """Return an episode that ships, or what a file describes.

        Raises
        ------
        InputError
            Says which file and field, what is wrong and what is allowed.
        """
        table, fixed, label = _EPISODE.read(name_or_path)
        at = f"{label}, episode"
        episode = checked(cls, {**table, **_parts(table, at), **fixed}, at)
        _check_readings(episode, at)
        _check_formulas(episode, at)
        return episode

    @property
    def is_played(self) -> bool:
        """Whether anything is read from its scenarios."""
        return bool(self.checks)


def episode_names() -> tuple[str, ...]:
    """Return the names of the episodes that ship, in alphabetical order."""
    return _EPISODE.names()


def load_episodes() -> tuple[Episode, ...]:
    """Return all episodes that ship."""
    return tuple(Episode.load(name) for name in episode_names())


def _parts(table: Mapping[str, object], at: str) -> dict[str, object]:
    """Return readings and checks, each checked by itself so that messages name it."""
    readings = checked_table(table.get("readings", {}), f"{at}.readings")
    checks = table.get("checks", [])
    if not isinstance(checks, list):
        raise InputError(f"{at}.checks", "it is not a list of tables")
    return {
        "readings": {
            name: checked(
                Reading,
                checked_table(given, f"{at}.readings.{name}"),
                f"{at}.readings.{name}",
            )
            for name, given in readings.items()
        },
        "checks": [
            checked(Check, checked_table(given, f"{at}.checks {n}"), f"{at}.checks {n}")
            for n, given in enumerate(checks, start=1)
        ],
    }


def _check_readings(episode: Episode, at: str) -> None:
    scenarios = [scenario.name for scenario in episode.design.scenarios]
    known = (*(u.code for u in units(load_places())[:FIRST_AREA]), *PLACES)
    for name, reading in episode.readings.items():
        here = f"{at}.readings.{name}"
        if reading.scenario not in scenarios:
            raise unknown_name(reading.scenario, scenarios, f"{here}.scenario")
        if reading.outcome not in observable():
            raise unknown_name(reading.outcome, observable(), f"{here}.outcome")
        if reading.place not in known:
            raise unknown_name(reading.place, known, f"{here}.place")
        _check_mission(reading, here)
        if reading.months[1] > episode.design.months:
            what = f"{reading.months[1]} lies beyond the last month"
            raise InputError(f"{here}.months", what, f"Give {episode.design.months}.")


def _check_mission(reading: Reading, here: str) -> None:
    by_mission = is_by_mission(reading.outcome)
    if by_mission and reading.mission not in (*MISSIONS, MANY):
        raise unknown_name(str(reading.mission), (*MISSIONS, MANY), f"{here}.mission")
    if not by_mission and reading.mission is not None:
        what = f"{reading.outcome} has no missions"
        raise InputError(f"{here}.mission", what, "Leave it out.")


def _check_formulas(episode: Episode, at: str) -> None:
    ones = pd.DataFrame({name: np.ones(1) for name in episode.readings})
    for n, check in enumerate(episode.checks, start=1):
        here = f"{at}.checks {n}.formula"
        for formula in check.formula:
            evaluated(formula, ones, here)
    if not episode.checks and not episode.missing:
        what = "there is neither a check nor a missing mechanism"
        raise InputError(at, what, "Give [[episode.checks]], or missing.")


def evaluated(formula: str, readings: pd.DataFrame, where: str) -> pd.Series:
    """Return a formula's value in every draw.

    Parameters
    ----------
    formula : str
        Arithmetic over the columns of ``readings``.
    readings : DataFrame
        One row a draw, one column a reading.
    where : str
        File and field, as messages name them.

    Raises
    ------
    InputError
        If it is no arithmetic, or names a reading that is not there.
    """
    try:
        found = readings.eval(formula, engine="python")
    except pd.errors.UndefinedVariableError as error:
        name = str(error).split("'")[1]
        known = [str(column) for column in readings]
        raise unknown_name(name, known, where) from None
    except (SyntaxError, TokenError, TypeError, ValueError, NotImplementedError):
        what = f"'{formula}' is no arithmetic over readings"
        raise InputError(where, what, "Give such as 100 * (a - b).") from None
    if not isinstance(found, pd.Series):  # a formula without a reading
        return pd.Series(float(str(found)), readings.index)
    return found.astype(float)
