"""A belief: one uncertain number, or one a mission, and what is plausible for it.

Those of the model are declared in ``scenarios/priors.toml``; see
:mod:`sim.scenario.beliefs`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from sim.scenario.checks import Quantity
from sim.scenario.names import MISSIONS
from sim.scenario.priors import Prior, Uniform

type PerMission[T] = tuple[T, T, T, T, T]
type BeliefValue = float | PerMission[float]

NATION = "nation"
EACH_MISSION = "missions"


class Tag(StrEnum):
    """What stands behind a number."""

    EFFECT = "effect size"
    THEORY = "theory"
    JUDGEMENT = "judgement"


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
