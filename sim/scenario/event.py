"""What an event is, what a kind of event is, and whom an event hits."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.rules.parameters import Beliefs
from sim.scenario.catalogue import Path
from sim.scenario.checks import Quantity
from sim.scenario.names import MISSIONS, REGION_CODES
from sim.scenario.settings import Value
from sim.scenario.shocks import Shocks


class Event(NamedTuple):
    """One event of a scenario.

    Attributes
    ----------
    kind : str
    start : int
        Month in which it begins; 1 is the first.
    months : int
        How long it lasts; 0 for good.
    size : float
    missions, regions : tuple of str
        Missions, and codes of regions, that it concerns, in their usual order.
    changes : tuple of (path, value)
        Levers that it sets, by path in alphabetical order.
    """

    kind: str
    start: int
    months: int
    size: float
    missions: tuple[str, ...] = MISSIONS
    regions: tuple[str, ...] = REGION_CODES
    changes: tuple[tuple[Path, Value], ...] = ()

    @property
    def first(self) -> int:
        """Index of its first month; 0 is the first of all."""
        return self.start - 1

    @property
    def during(self) -> slice:
        """Indices of its months."""
        return slice(self.first, self.first + self.months)


class Kind(NamedTuple):
    """A kind of event.

    Attributes
    ----------
    name, words : str
    strike : callable
        Adds one event to the shocks, in place.
    months, size : int, float
        Where the file gives none; months 0 for good.
    sizes : Quantity
        Legal sizes.
    neutral : float
        Size that does nothing.
    fields : tuple of str
        What a file may say of it, beside kind and start.
    """

    name: str
    words: str
    strike: Callable[[Event, Shocks, Beliefs], None]
    months: int
    size: float
    sizes: Quantity
    neutral: float
    fields: tuple[str, ...]


def regions_hit(event: Event, shocks: Shocks) -> tuple[NDArray[np.int64], ...]:
    """Return the index of an event's months and regions."""
    months = np.arange(len(shocks.crisis))[event.during]
    return np.ix_(months, [REGION_CODES.index(region) for region in event.regions])


def missions_hit(event: Event, shocks: Shocks) -> tuple[NDArray[np.int64], ...]:
    """Return the index of an event's months, regions and missions."""
    months = np.arange(len(shocks.crisis))[event.during]
    return np.ix_(
        months,
        [REGION_CODES.index(region) for region in event.regions],
        [MISSIONS.index(mission) for mission in event.missions],
    )
