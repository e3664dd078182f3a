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
from typing import TYPE_CHECKING, Annotated, Self
from zlib import crc32

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from sim.draws import Stream, uniform
from sim.scenario.checks import Quantity
from sim.scenario.mechanisms import neutral_beliefs
from sim.scenario.names import MISSIONS, N_MISSIONS
from sim.scenario.priors import Prior, Uniform
from sim.scenario.shipped import PRIORS_FILE, scenarios_folder

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario

type PerMission[T] = tuple[T, T, T, T, T]
type BeliefValue = float | PerMission[float]
type BeliefValues = Mapping[str, BeliefValue]
type BeliefRows = np.recarray[tuple[int], np.dtype[np.record]]

NATION = "nation"
EACH_MISSION = "missions"
_BELIEF = int(Stream.BELIEF)


class Tag(StrEnum):
    """What stands behind a number."""

    EFFECT = "effect size"
    THEORY = "theory"
    JUDGEMENT = "judgement"


class BeliefMode(StrEnum):
    """Where the values of beliefs come from."""

    DEFAULT = "default"
    PRIOR = "prior"


def _by_mission(given: object) -> object:
    """Turn a table by mission into five values in the missions' order."""
    if isinstance(given, Mapping) and set(given) <= set(MISSIONS):
        return tuple(given.get(mission) for mission in MISSIONS)
    return given


class Belief(BaseModel):
    """One uncertain number, or one for each mission.

    Attributes
    ----------
    name, unit, words, source : str
    tag : Tag
    scope : str
        ``nation``, ``missions`` (one for each), or the one mission it concerns.
    default : float or five floats
        Value of a single run for teaching and tests.
    bounds : (low, high)
        What is legal; a prior says what is plausible.
    prior : Prior, five, or None
        None for a constant.
    shared : bool
        Whether one draw serves all missions.
    whole : bool
        Whether only whole numbers are legal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    name: str
    words: str
    default: Annotated[float | PerMission[float], BeforeValidator(_by_mission)]
    bounds: tuple[float, float]
    prior: Annotated[
        Prior | PerMission[Prior | None] | None, BeforeValidator(_by_mission)
    ] = None
    shared: bool = False
    whole: bool = False
    scope: str = NATION
    unit: str
    source: str
    tag: Tag

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        low, high = self.bounds
        if self.scope not in (NATION, EACH_MISSION, *MISSIONS):
            raise ValueError(f"{self.name}: scope {self.scope!r} is not known")
        if not all(low <= value <= high for value in self.defaults):
            raise ValueError(f"{self.name}: a default lies outside its bounds")
        if self.whole and not isinstance(self.prior, Uniform | None):
            raise ValueError(f"{self.name}: a whole belief needs a uniform prior")
        if isinstance(self.default, tuple) and self.scope != EACH_MISSION:
            raise ValueError(f"{self.name}: five defaults need scope 'missions'")
        return self

    @property
    def defaults(self) -> PerMission[float]:
        """The default for each mission."""
        if isinstance(self.default, tuple):
            return self.default
        value = self.default
        return (value, value, value, value, value)

    @property
    def priors(self) -> PerMission[Prior | None]:
        """The prior for each mission."""
        if isinstance(self.prior, tuple):
            return self.prior
        prior = self.prior
        return (prior, prior, prior, prior, prior)

    @property
    def is_constant(self) -> bool:
        """Whether no mission's value is drawn."""
        return all(prior is None for prior in self.priors)

    @property
    def is_one_number(self) -> bool:
        """Whether all missions have the same value in every draw."""
        drawn_once = self.scope != EACH_MISSION or self.shared or self.is_constant
        return not isinstance(self.default, tuple) and drawn_once

    @property
    def quantity(self) -> Quantity:
        """Bounds and words, for checks and tables."""
        low, high = self.bounds
        return Quantity(low, high, self.unit, self.words, self.source, self.whole)

    def value_at(self, u: float, mission: int) -> float:
        """Return the value below which a share ``u`` of a mission's prior lies."""
        prior, default = self.priors[mission], self.defaults[mission]
        if prior is None:
            return default
        if self.whole and isinstance(prior, Uniform):
            return prior.whole_quantile(u)
        low, high = prior.clip or self.bounds
        return min(max(prior.quantile(u, default), low), high)


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
        Defaults, or draws of the priors.
    seed, r : int
        Which draw.

    Notes
    -----
    The scenario's own beliefs replace what is drawn, mission by mission; mechanisms
    that are off, by default or because it says so, replace both.
    """
    return resolved(scenario, drawn(mode, seed, r))


def drawn(mode: BeliefMode, seed: int, r: int) -> dict[str, BeliefValue]:
    """Return what all scenarios of one run share: defaults, or a draw of the priors."""
    return default_beliefs() if mode is BeliefMode.DEFAULT else draw_beliefs(seed, r)


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
