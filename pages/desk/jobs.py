"""A question to the model: what is known of it so far, and who waits for it."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from pages.desk.play import Played
from pages.desk.tiers import FIRST, FULL
from sim.ensemble import StoppedError
from sim.scenario.scenario import Scenario


# Written out and hashed anew each time it is asked for, and pages ask often.
@lru_cache(maxsize=512)
def hash_of(scenario: Scenario) -> str:
    """Return the hash of a scenario."""
    return scenario.hash


class Urgency(IntEnum):
    """What is played before what."""

    FIRST = 0
    REFINE = 1
    AHEAD = 2


@dataclass(frozen=True)
class Answer:
    """What is known so far of a question.

    Parameters
    ----------
    scenario : Scenario
    first : tuple of Played
        Small runs, replicates 0 and 1.
    full : tuple of Played
        Runs of full size, from replicate 0 on.
    """

    scenario: Scenario
    first: tuple[Played, ...] = ()
    full: tuple[Played, ...] = ()

    @property
    def hash(self) -> str:
        """Of its scenario."""
        return hash_of(self.scenario)

    @property
    def is_done(self) -> bool:
        """Whether all runs are in."""
        return len(self.full) == FULL.replicates

    @property
    def is_yardstick(self) -> bool:
        """Whether other answers can be held against it, first ones too."""
        return self.is_done and len(self.first) == FIRST.replicates

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet to show."""
        return len(self.first) < FIRST.replicates and len(self.full) < 2


type Told = Callable[[Answer], None]


@dataclass
class Job:
    """A question and its runs, in whatever order they come in."""

    scenario: Scenario
    key: str
    first: dict[int, Played] = field(default_factory=dict)
    full: dict[int, Played] = field(default_factory=dict)
    listeners: dict[int, Told] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)
    is_waited_for: bool = False
    begun: set[int] = field(default_factory=set)

    def answer(self) -> Answer:
        """Return the runs that are in without a gap."""
        return Answer(self.scenario, _leading(self.first), _leading(self.full))

    def go_on(self) -> None:
        """Raise where nobody waits any more."""
        if self.stop.is_set():
            raise StoppedError


@dataclass(frozen=True, order=True)
class Row:
    """One run that waits: what is urgent first, then what was asked first."""

    level: Urgency
    number: int
    job: Job = field(compare=False)
    replicate: int = field(compare=False)


def _leading(played: dict[int, Played]) -> tuple[Played, ...]:
    found = itertools.takewhile(lambda r: r in played, itertools.count())
    return tuple(played[r] for r in found)
