"""Checks at the door: what a file or an option says, made safe or refused in words."""

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sim.errors import ScenarioError, nearest, shown


class Quantity(NamedTuple):
    """What a number means and which numbers are legal.

    Attributes
    ----------
    low, high : float
        Least and greatest legal value, both legal themselves.
    unit : str
    words : str
        One sentence on what it is.
    source : str
        Where the number, or its range, comes from.
    whole : bool
        Whether only whole numbers are legal.
    """

    low: float
    high: float
    unit: str
    words: str
    source: str
    whole: bool = False

    @property
    def allowed(self) -> str:
        """The legal values, as a sentence."""
        kind = "whole number" if self.whole else "number"
        return f"Give a {kind} from {self.low:g} to {self.high:g}."


def checked_number(value: object, quantity: Quantity, where: str) -> float:
    """Return a value as a float within its bounds.

    Raises
    ------
    ScenarioError
        If it is no number, not finite, out of bounds, or not whole where it must be.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ScenarioError(where, f"{shown(value)} is not a number", quantity.allowed)
    if isinstance(value, float) and not math.isfinite(value):
        raise ScenarioError(
            where, f"{shown(value)} is not a finite number", quantity.allowed
        )
    for beyond, side, bound in (
        (value < quantity.low, "below", quantity.low),
        (value > quantity.high, "above", quantity.high),
    ):
        if beyond:
            what = f"{shown(value)} is {side} {bound:g} ({quantity.unit})"
            raise ScenarioError(where, what, quantity.allowed)
    if quantity.whole and value != math.floor(value):
        raise ScenarioError(
            where, f"{shown(value)} is not a whole number", quantity.allowed
        )
    return float(value) + 0.0  # -0.0 and 0.0 are the same setting


def checked_flag(value: object, where: str) -> bool:
    """Return a value that must be true or false.

    Raises
    ------
    ScenarioError
    """
    if not isinstance(value, bool):
        raise ScenarioError(
            where, f"{shown(value)} is neither true nor false", "Give true or false."
        )
    return value


def checked_choice(value: object, choices: Iterable[str], where: str) -> str:
    """Return a value that must be one of a few texts.

    Raises
    ------
    ScenarioError
    """
    known = list(choices)
    if isinstance(value, str) and value in known:
        return value
    close = nearest(value, known) if isinstance(value, str) else None
    allowed = f"Give one of: {', '.join(known)}."
    raise ScenarioError(where, f"{shown(value)} is not known here", allowed, close)


def checked_text(value: object, where: str) -> str:
    """Return a value that must be a text.

    Raises
    ------
    ScenarioError
    """
    if not isinstance(value, str):
        raise ScenarioError(where, f"{shown(value)} is not a text", 'Give "…".')
    return value


def checked_table(value: object, where: str) -> Mapping[str, object]:
    """Return a value that must be a table of names and values.

    Raises
    ------
    ScenarioError
    """
    if not isinstance(value, Mapping):
        raise ScenarioError(
            where, f"{shown(value)} is not a table", "Give { name = value, … }."
        )
    return value


def unknown_name(name: str, candidates: Iterable[str], where: str) -> ScenarioError:
    """Return the error for a name that nothing here carries."""
    known = list(candidates)
    few = f"Known here: {', '.join(known)}." if len(known) <= 24 else ""
    return ScenarioError(
        where, f"{shown(name)} is not known", few, nearest(name, known)
    )


def joined(path: Iterable[str]) -> str:
    """Return a path as it is written after ``--set``.

    >>> joined(("missions", "nhs", "audit"))
    'missions.nhs.audit'
    """
    return ".".join(path)
