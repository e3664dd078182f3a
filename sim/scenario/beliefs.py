"""Beliefs: every uncertain number of the model, its plausible range and its draws.

They are declared in ``scenarios/priors.toml`` and nowhere else. A belief is one number
for the nation, one a mission, or one that concerns a single mission.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from sim.draws import Stream, uniform
from sim.errors import InputError
from sim.scenario.accepted import ACCEPTED_FILE, Row, read_rows
from sim.scenario.belief import (
    EACH_MISSION,
    NATION,
    Belief,
    BeliefValue,
    PerMission,
    Tag,
)
from sim.scenario.mechanisms import neutral_beliefs
from sim.scenario.names import N_MISSIONS
from sim.scenario.shipped import PRIORS_FILE, scenarios_folder

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario

# Whoever asks for beliefs finds here what one is, too.
__all__ = ["EACH_MISSION", "NATION", "Belief", "BeliefValue", "PerMission", "Tag"]

type BeliefValues = Mapping[str, BeliefValue]
type BeliefRows = np.recarray[tuple[int], np.dtype[np.record]]

_BELIEF = int(Stream.BELIEF)


class BeliefMode(StrEnum):
    """Where the values of beliefs come from."""

    DEFAULT = "default"
    PRIOR = "prior"
    ACCEPTED = "accepted"


def _priors_text() -> bytes:
    return (scenarios_folder() / PRIORS_FILE).read_bytes()


@lru_cache
def declared_beliefs() -> Mapping[str, Belief]:
    """Return every belief by its name, in the order of the file."""
    entries = tomllib.loads(_priors_text().decode())
    return MappingProxyType(
        {name: Belief(name=name, **entry) for name, entry in entries.items()}
    )


@lru_cache
def priors_hash() -> str:
    """Return a short hash of the file that declares the beliefs."""
    return hashlib.sha256(_priors_text()).hexdigest()[:16]


def default_beliefs() -> dict[str, BeliefValue]:
    """Return the default of every belief: a number, or five where missions differ."""
    return {
        name: belief.default if belief.is_one_number else belief.defaults
        for name, belief in declared_beliefs().items()
    }


def draw_beliefs(seed: int, r: int) -> dict[str, BeliefValue]:
    """Return draw ``r`` of every belief: a number, or five where missions differ.

    Parameters
    ----------
    seed, r : int
        Each 0 to 2**32 - 1. The draw depends on nothing else.

    Notes
    -----
    A draw's address holds the name of its belief, so that a new belief, or another
    order, leaves all others as they were.
    """
    return {
        name: _drawn(belief, seed, r) for name, belief in declared_beliefs().items()
    }


def _drawn(belief: Belief, seed: int, r: int) -> BeliefValue:
    agent = crc32(belief.name.encode())

    def value(mission: int) -> float:
        if belief.priors[mission] is None:
            return belief.defaults[mission]
        draw = 0 if belief.shared else mission
        u = uniform(seed, r, _BELIEF, agent, 0, draw)
        return float(belief.value_at(u, mission))

    if belief.is_one_number:
        return value(0)
    return (value(0), value(1), value(2), value(3), value(4))


def belief_rows(values: BeliefValues) -> BeliefRows:
    """Return beliefs as rules read them: ``rows[mission].name``.

    Parameters
    ----------
    values : mapping
        A number, or five, for every declared belief.

    Returns
    -------
    shape (5,), record of one float64 a belief, in declared order
    """
    names = list(declared_beliefs())
    rows = np.empty(N_MISSIONS, np.dtype([(name, np.float64) for name in names]))
    for name in names:
        rows[name] = values[name]
    return rows.view(np.recarray)


def resolve(
    scenario: "Scenario", mode: BeliefMode, seed: int, r: int
) -> dict[str, BeliefValue]:
    """Return the beliefs of one run of a scenario.

    Parameters
    ----------
    scenario : Scenario
    mode : BeliefMode
        Defaults, draws of the priors, or accepted draws.
    seed, r : int
        Which draw.

    Notes
    -----
    The scenario's own beliefs replace what is drawn, mission by mission; mechanisms
    that are off, by default or because it says so, replace both.
    """
    return resolved(scenario, drawn(mode, seed, r))


def drawn(mode: BeliefMode, seed: int, r: int) -> dict[str, BeliefValue]:
    """Return what all scenarios of one run share: defaults, or a draw of the beliefs.

    Raises
    ------
    InputError
        If accepted draws are wanted and the table of them is missing or damaged.
    """
    if mode is BeliefMode.DEFAULT:
        return default_beliefs()
    from_priors = draw_beliefs(seed, r)
    if mode is BeliefMode.PRIOR:
        return from_priors
    row = _accepted_row(seed, r)
    return {name: _laid_over(name, row, usual) for name, usual in from_priors.items()}


def _accepted_row(seed: int, r: int) -> Row:
    """Return the row that draw ``r`` meets: rows in turn, from one that the seed picks.

    So that two seeds do not meet the same few draws.
    """
    rows = accepted_rows()
    first = int(uniform(seed, 0, _BELIEF, 0, 1, 0) * len(rows))
    return rows[(first + r) % len(rows)]


def _laid_over(name: str, row: Row, usual: BeliefValue) -> BeliefValue:
    if not isinstance(usual, tuple):
        return row.get((name, 0), usual)
    a, b, c, d, e = (row.get((name, m), usual[m]) for m in range(N_MISSIONS))
    return (a, b, c, d, e)


def _accepted_text() -> bytes:
    path = scenarios_folder() / ACCEPTED_FILE
    try:
        return path.read_bytes()
    except FileNotFoundError:
        what = f"{ACCEPTED_FILE} is missing: no draws have been accepted yet"
        allowed = "Give default or prior, or make it: groundswell calibrate."
        raise InputError("--beliefs accepted", what, allowed) from None


@lru_cache
def accepted_rows() -> tuple[Row, ...]:
    """Return the accepted draws that ship: values by belief and mission, row by row.

    Raises
    ------
    InputError
        If the table is missing or damaged.
    """
    return read_rows(_accepted_text().decode(), ACCEPTED_FILE, declared_beliefs())


@lru_cache
def accepted_hash() -> str:
    """Return a short hash of the table of accepted draws.

    Raises
    ------
    InputError
        If it is missing.
    """
    return hashlib.sha256(_accepted_text()).hexdigest()[:16]


def resolved(scenario: "Scenario", shared: BeliefValues) -> dict[str, BeliefValue]:
    """Return beliefs as :func:`resolve`, from what :func:`drawn` gave."""
    values = dict(shared)
    for name, fixed in scenario.beliefs:
        other = values[name]
        usual = other if isinstance(other, tuple) else (other,) * N_MISSIONS
        a, b, c, d, e = (
            own if own is not None else one
            for own, one in zip(fixed, usual, strict=True)
        )
        values[name] = a if a == b == c == d == e else (a, b, c, d, e)
    return values | neutral_beliefs(scenario.mechanisms_off, scenario.mechanisms_on)
