"""A claim: a sentence, what would show it, and the rule that says whether it does."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from experiments.carried import Question
from experiments.checks import Table, checked
from experiments.design import Design
from sim.comparison import better_direction
from sim.errors import InputError
from sim.outcomes.catalogue import outcome_named
from sim.scenario.checks import unknown_name
from sim.scenario.names import MISSIONS

_CLAIM = Question("claim", "a", "claims/")


class Direction(StrEnum):
    """Which sign of a contrast speaks for a claim."""

    BETTER = "better"  # what is better for the outcome, whatever one's politics
    MISSION = "mission"  # the good side of the mission's own figure
    MORE = "more"
    LESS = "less"


class Rule(Table):
    """When a claim is supported, and when it is not.

    Attributes
    ----------
    supported_above, not_supported_below : float
        Shares of plausible draws. A verdict needs the whole 95% interval of the share
        on one side; in between it depends.
    """

    supported_above: float = Field(ge=0.5, lt=1.0)
    not_supported_below: float = Field(gt=0.0, le=0.5)


class Part(Table):
    """One comparison within a claim, for one mission or for the country.

    Attributes
    ----------
    outcome : str
    contrasts : tuple of mapping
        Weights by scenario, which sum to 0. In a draw the part holds where every
        contrast exceeds ``least``.
    least : float
        The smallest difference worth naming, in the outcome's unit, 0 or more.
    missions : tuple of str
        One part each; empty for outcomes of the whole country.
    direction : Direction
    label : str
        What it is about, where the mission does not say so.
    """

    outcome: str
    contrasts: tuple[dict[str, float], ...] = Field(min_length=1, strict=False)
    least: float = Field(ge=0.0)
    missions: tuple[str, ...] = Field(default=(), strict=False)
    direction: Direction = Field(default=Direction.BETTER, strict=False)
    label: str = ""

    @model_validator(mode="before")
    @classmethod
    def _weights_may_be_whole(cls, given: object) -> object:
        if not isinstance(given, Mapping) or "contrasts" not in given:
            return given
        contrasts = given["contrasts"]
        if not isinstance(contrasts, list) or not all(
            isinstance(contrast, Mapping) for contrast in contrasts
        ):
            raise ValueError("contrasts is not a list of tables { scenario = weight }")
        return {**given, "contrasts": [_as_floats(contrast) for contrast in contrasts]}

    @model_validator(mode="after")
    def _weights_cancel(self) -> Self:
        for contrast in self.contrasts:
            if abs(sum(contrast.values())) > 1e-12:
                raise ValueError(f"weights of {_words(contrast)} do not sum to 0")
        return self

    def sign(self, mission: str | None) -> int:
        """Return 1 where more of the outcome speaks for the claim, else -1."""
        if self.direction is Direction.MORE:
            return 1
        if self.direction is Direction.LESS:
            return -1
        if self.direction is Direction.MISSION:
            return better_direction("indicator", mission)
        return better_direction(self.outcome, mission)


class Claim(Table):
    """A claim, as its file gives it.

    Attributes
    ----------
    name : str
    sentence : str
        In words for everybody.
    proposition, refutation : str
        What would show it, and what would refute it.
    source : str
        Who says so.
    rule : Rule
    parts : tuple of Part
    hash : str
        SHA-256 of all its file says, comments aside.
    design : Design
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    name: str
    sentence: str
    proposition: str
    refutation: str
    source: str
    rule: Rule
    parts: tuple[Part, ...] = Field(min_length=1, strict=False)
    hash: str
    design: Design

    @classmethod
    def load(cls, name_or_path: str | Path) -> Self:
        """Return a claim that ships, or what a file describes.

        Raises
        ------
        InputError
            Says which file and field, what is wrong and what is allowed.
        """
        table, fixed, label = _CLAIM.read(name_or_path)
        claim = checked(cls, {**table, **fixed}, f"{label}, claim")
        _check_parts(claim, label)
        return claim


def claim_names() -> tuple[str, ...]:
    """Return the names of the claims that ship, in alphabetical order."""
    return _CLAIM.names()


def load_claims() -> tuple[Claim, ...]:
    """Return all claims that ship."""
    return tuple(Claim.load(name) for name in claim_names())


def _check_parts(claim: Claim, label: str) -> None:
    scenarios = [scenario.name for scenario in claim.design.scenarios]
    for n, part in enumerate(claim.parts, start=1):
        at = f"{label}, claim.parts {n}"
        for name in {name for contrast in part.contrasts for name in contrast}:
            if name not in scenarios:
                raise unknown_name(name, scenarios, f"{at}.contrasts")
        if part.outcome not in claim.design.outcomes:
            raise unknown_name(part.outcome, claim.design.outcomes, f"{at}.outcome")
        _check_missions(part, at)
    if claim.design.axes:
        raise InputError(f"{label}, axes", "a claim's design has scenarios only")


def _check_missions(part: Part, at: str) -> None:
    for mission in part.missions:
        if mission not in MISSIONS:
            raise unknown_name(mission, MISSIONS, f"{at}.missions")
    of_missions = _is_by_mission(part.outcome)
    if of_missions != bool(part.missions):
        what = "it is one value a mission" if of_missions else "it has no missions"
        raise InputError(f"{at}.missions", f"of {part.outcome}, {what}")
    for one in part.missions or (None,):
        if part.sign(one) == 0:
            what = f"{part.outcome} is neither better nor worse by itself"
            raise InputError(f"{at}.direction", what, "Give more, less or mission.")


def _is_by_mission(outcome: str) -> bool:
    try:
        return outcome_named(outcome).by_mission
    except KeyError:  # chances, one a mission
        return True


def _as_floats(contrast: Mapping[str, object]) -> dict[str, object]:
    return {
        name: float(weight)
        if isinstance(weight, int) and not isinstance(weight, bool)
        else weight
        for name, weight in contrast.items()
    }


def _words(contrast: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {weight:+g}" for name, weight in contrast.items())
