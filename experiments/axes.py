"""Axes: what varies in a design, and the settings that each value stands for."""

from collections.abc import Mapping
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.elementary import exp, log
from sim.errors import InputError
from sim.scenario.beliefs import EACH_MISSION, Belief, declared_beliefs
from sim.scenario.names import MISSIONS
from sim.scenario.settings import settings_in

type Coordinate = float | bool | str | None


class Level(NamedTuple):
    """One value of an axis.

    Attributes
    ----------
    coordinate : float, bool, str or None
        As it stands in tables; None where the scenario's own value stays.
    settings : tuple of (path, value)
        As after ``--set``.
    """

    coordinate: Coordinate
    settings: tuple[tuple[str, object], ...]


class Axis(BaseModel):
    """A lever, a belief, or a set of both with named levels, that varies.

    Attributes
    ----------
    name : str
        Heading of its column; the path unless given.
    path : str
        As after ``--set``: ``missions.default.audit``, ``beliefs.spillover``.
    values : tuple
        Values that are crossed with all other axes.
    levels : mapping
        In place of ``path`` and ``values``: settings by path, for each named level.
    low, high : float
        Ends of a range, itself included.
    log : bool
        Whether equal ratios of the range weigh alike, instead of equal differences.
    steps : int
        Turns the range into that many values, crossed with all other axes.
    prior : bool
        In place of a range: a belief's own prior. Where missions differ in theirs, all
        stand at the same quantile, which is the coordinate.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, strict=True
    )

    name: str = ""
    path: str = ""
    values: tuple[float | bool | str, ...] = Field(default=(), strict=False)
    levels: dict[str, dict[str, object]] = Field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    log: bool = False
    steps: int | None = Field(default=None, ge=2, le=1000)
    prior: bool = False

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        has_range = self.low is not None and self.high is not None
        said = [bool(self.values), bool(self.levels), has_range, self.prior]
        if sum(said) != 1:
            raise ValueError("give one of: values, levels, low and high, prior")
        if bool(self.path) == bool(self.levels):
            raise ValueError("give path, or named levels of several settings")
        if self.levels and not self.name:
            raise ValueError("an axis of named levels needs a name")
        self._check_range()
        return self

    def _check_range(self) -> None:
        if self.low is None or self.high is None:
            if self.log or (self.steps is not None and not self.prior):
                raise ValueError("log and steps belong to a range of low and high")
            return
        if not self.low < self.high:
            raise ValueError(f"low, {self.low:g}, is not below high, {self.high:g}")
        if self.log and self.low <= 0.0:
            raise ValueError(f"log needs a low above 0, not {self.low:g}")

    @property
    def key(self) -> str:
        """The heading of its column in tables."""
        return self.name or self.path

    @property
    def is_sampled(self) -> bool:
        """Whether its values come from the design's sample, not from a list."""
        return not self.values and not self.levels and self.steps is None

    def crossed(self) -> tuple[Level, ...]:
        """Return the values that are crossed with all other axes."""
        if self.levels:
            return tuple(
                Level(name, tuple(settings.items()))
                for name, settings in self.levels.items()
            )
        if self.values:
            return tuple(Level(value, ((self.path, value),)) for value in self.values)
        steps = self.steps or 0
        if self.prior:  # midpoints of equal shares: the ends of a prior may be far out
            return tuple(self.at((k + 0.5) / steps) for k in range(steps))
        return tuple(self.at(k / (steps - 1)) for k in range(steps))

    def at(self, u: float) -> Level:
        """Return the value a share ``u``, 0 to 1, of the way along the range."""
        if self.prior:
            return self._of_prior(u)
        assert self.low is not None  # checked when the axis was made
        assert self.high is not None
        if self.log:
            start = log(self.low)
            value = exp(start + u * (log(self.high) - start))
        else:
            value = self.low + u * (self.high - self.low)
        value = min(max(value, self.low), self.high)
        return Level(value, ((self.path, value),))

    def _of_prior(self, u: float) -> Level:
        mission, belief = _belief_of(self.path)
        # The ends of a prior without bounds lie at infinity.
        inside = min(max(u, 1e-9), 1.0 - 1e-9)
        if mission is not None or belief.is_one_number:
            value = belief.value_at(inside, mission or 0)
            return Level(value, ((self.path, value),))
        values = [belief.value_at(inside, m) for m in range(len(MISSIONS))]
        paths = [f"beliefs.missions.{mission}.{belief.name}" for mission in MISSIONS]
        return Level(u, tuple(zip(paths, values, strict=True)))


def _belief_of(path: str) -> tuple[int | None, Belief]:
    """Return mission and belief of a path that was checked."""
    *roots, name = path.split(".")
    mission = MISSIONS.index(roots[2]) if len(roots) == 3 else None
    return mission, declared_beliefs()[name]


def check_axis(axis: Axis, where: str) -> None:
    """Refuse an axis with an unknown path, or a value that is not legal.

    Raises
    ------
    InputError
    """
    if axis.prior:
        _check_prior(axis, where)
        return
    levels = [axis.at(0.0), axis.at(1.0)] if axis.is_sampled else axis.crossed()
    for level in levels:
        check_settings(dict(level.settings), where)
    coordinates = [level.coordinate for level in levels]
    if len(set(coordinates)) < len(coordinates):
        raise InputError(where, f"{axis.key} has the same value twice")


def check_settings(settings: Mapping[str, object], where: str) -> None:
    """Refuse settings with an unknown path, or a value that is not legal."""
    settings_in(settings, f"{where},")


def _check_prior(axis: Axis, where: str) -> None:
    allowed = "Give the path of a belief that is drawn, such as beliefs.spillover."
    *roots, name = axis.path.split(".")
    if roots[:1] != ["beliefs"] or len(roots) not in (1, 3):
        raise InputError(where, f"{axis.path} is no belief", allowed)
    declared = declared_beliefs()
    usual = declared[name].defaults[0] if name in declared else 0.0
    check_settings({axis.path: usual}, where)
    mission, belief = _belief_of(axis.path)
    if belief.is_constant or (mission is not None and belief.priors[mission] is None):
        raise InputError(where, f"{axis.path} has no prior", allowed)
    if mission is not None and belief.scope == EACH_MISSION and belief.shared:
        what = f"one draw of {name} serves all missions"
        raise InputError(where, what, f"Give beliefs.{name}.")
