"""The runs a report speaks of, and what is read from them again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from experiments.charts import LOOKS, Look
from sim.institutions.columns import Floats
from sim.missions import MISSIONS, Mission
from sim.results import Figure, Outcomes, Settings, summary

type FigureKey = tuple[str, str | None]

# As a sentence names them.
_SHORT = {
    "growth": "growth",
    "energy": "clean energy",
    "crime": "safer streets",
    "nhs": "the NHS",
    "education": "opportunity",
}
SHADES = len(LOOKS)  # so many scenarios can be told apart in one chart


class Spread(NamedTuple):
    """Mean and middle 90% of an outcome over runs."""

    mean: float
    low: float
    high: float


class Contender(NamedTuple):
    """One scenario of a report.

    Attributes
    ----------
    title, description : str
    look : Look
        How charts draw it.
    outcomes : Outcomes
    figures : dict
        National outcomes by name and mission.
    """

    title: str
    description: str
    look: Look
    outcomes: Outcomes
    figures: dict[FigureKey, Figure]

    def spread(self, name: str, mission: str | None = None) -> Spread | None:
        """Return mean and range of an outcome; None where it is not defined."""
        return spread_of(self.figures[name, mission])


@dataclass(frozen=True)
class Compared:
    """Everything that one report is about.

    Parameters
    ----------
    contenders : tuple of Contender
        The first is what the others are compared with.
    """

    contenders: tuple[Contender, ...]

    @property
    def first(self) -> Contender:
        """What the others are compared with."""
        return self.contenders[0]

    @property
    def others(self) -> tuple[Contender, ...]:
        """All but the first."""
        return self.contenders[1:]

    @property
    def settings(self) -> Settings:
        """What all runs share."""
        return self.first.outcomes.settings

    @property
    def n_runs(self) -> int:
        """Runs of each scenario."""
        return self.settings.replicates

    @property
    def starts(self) -> str:
        """Year and month of the first month."""
        return self.first.outcomes.scenario.starts

    @cached_property
    def missions(self) -> tuple[Mission, ...]:
        """The missions that have figures in the places simulated."""
        return tuple(
            mission
            for mission in MISSIONS
            if self.first.spread("indicator", mission.key) is not None
        )

    def charted(self) -> list[tuple[Contender, ...]]:
        """Return who stands together in a chart: the first, and up to four others."""
        if not self.others:
            return [self.contenders]
        most = SHADES - 1
        return [
            (self.first, *self.others[k : k + most])
            for k in range(0, len(self.others), most)
        ]


def compared(found: Sequence[Outcomes]) -> Compared:
    """Return outcomes of scenarios that were run together, ready to be told."""
    titles = [outcomes.scenario.title for outcomes in found]
    contenders = []
    for k, outcomes in enumerate(found):
        scenario = outcomes.scenario
        is_own = scenario.title and titles.count(scenario.title) == 1
        figures = {(f.name, f.mission): f for f in outcomes.figures()}
        look = LOOKS[0] if k == 0 else LOOKS[1 + (k - 1) % (SHADES - 1)]
        title = scenario.title if is_own else scenario.name
        contenders.append(
            Contender(title, scenario.description, look, outcomes, figures)
        )
    return Compared(tuple(contenders))


def mission_name(mission: Mission) -> str:
    """Return a mission's name as a sentence uses it."""
    return _SHORT.get(mission.key, mission.title)


def spread_of(figure: Figure) -> Spread | None:
    """Return mean and range of a figure; None where it is not defined."""
    found = summary(figure)
    mean, low, high = found["mean"], found["p05"], found["p95"]
    if mean is None or low is None or high is None:
        return None
    return Spread(mean, low, high)


def gap_between(a: Contender, b: Contender, key: FigureKey) -> Floats:
    """Return an outcome of ``b`` less that of ``a``, run by run, where both have it."""
    gap = b.figures[key].values - a.figures[key].values
    known: Floats = gap[~np.isnan(gap)]
    return known


def is_clear(gap: Floats) -> bool:
    """Return whether the 90% range of paired differences leaves out zero.

    One run has no range, and can make nothing clear.
    """
    if gap.size < 2:
        return False
    low, high = np.quantile(gap, (0.05, 0.95))
    return bool(low > 0.0 or high < 0.0)
