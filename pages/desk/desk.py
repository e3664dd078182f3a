"""The desk: who asks what, in which order it is played, and who is told.

A question is a scenario. Its first answer, two small runs, has threads of its own, and
all other runs pause while one is wanted; refinements come before what nobody is
waiting for. A question nobody waits for any more stops within a month of simulated
time.
"""

import functools
import heapq
import itertools
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import IntEnum

from pages.desk.kept import answer_key, load_answer, save_answer
from pages.desk.play import Played, play
from pages.desk.tiers import FIRST, FULL
from pages.desk.worlds import Worlds
from sim.errors import GroundswellError
from sim.scenario.scenario import Scenario
from sim.simulate import StoppedError

_MOST_KEPT = 48
_MOST_WAITING = 400
_PATIENCE = 0.2  # seconds: how long a pause may go on unnoticed
_LOG = logging.getLogger(__name__)


class BusyError(Exception):
    """More questions wait than can be answered in reasonable time."""


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
class _Job:
    scenario: Scenario
    key: str
    first: dict[int, Played] = field(default_factory=dict)
    full: dict[int, Played] = field(default_factory=dict)
    listeners: dict[int, Told] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)

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
    job: _Job = field(compare=False)
    replicate: int = field(compare=False)


def _leading(played: dict[int, Played]) -> tuple[Played, ...]:
    found = itertools.takewhile(lambda r: r in played, itertools.count())
    return tuple(played[r] for r in found)


@dataclass(frozen=True)
class Ticket:
    """A question that somebody waits for; ``drop`` it to stop waiting."""

    drop: Callable[[], None]


class Desk:
    """Answers questions in threads of its own.

    Parameters
    ----------
    n_threads : int
        For first answers, and as many again for all other runs.
    """

    def __init__(self, n_threads: int = 2) -> None:
        self.worlds = Worlds()
        self._jobs: dict[str, _Job] = {}
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._first: dict[str, tuple[Played, ...]] = {}
        self._urgent: list[Row] = []
        self._other: list[Row] = []
        self._n_urgent = 0
        self._numbers = itertools.count()
        self._change = threading.Condition()
        # Telling draws a page: it must not hold up the next run.
        self._tellers = ThreadPoolExecutor(4)
        for queue in (self._urgent, self._other):
            for _ in range(n_threads):
                work = functools.partial(self._work, queue)
                threading.Thread(target=work, daemon=True).start()

    def have_first(self, scenario: Scenario) -> None:
        """Play a scenario's small runs now, and keep them whatever else is dropped."""
        key = answer_key(scenario, FIRST)
        played = load_answer(key, FIRST.replicates)
        if played is None:
            played = [
                play(self.worlds, scenario, FIRST, replicate, lambda: None)
                for replicate in range(FIRST.replicates)
            ]
            save_answer(key, played)
        full_key = answer_key(scenario, FULL)
        with self._change:
            self._first[full_key] = tuple(played)
            self._kept.pop(full_key, None)  # without them

    def known(self, scenario: Scenario) -> Answer | None:
        """Return a complete answer if there is one in memory or on disk."""
        key = answer_key(scenario, FULL)
        with self._change:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        played = load_answer(key, FULL.replicates)
        if played is None:
            return None
        answer = Answer(scenario, self._first.get(key, ()), tuple(played))
        self._keep(key, answer)
        return answer

    def ask(self, scenario: Scenario, told: Told, *, is_waiting: bool = True) -> Ticket:
        """Put a question; ``told`` hears of each new answer, from another thread.

        Parameters
        ----------
        scenario : Scenario
        told : callable
        is_waiting : bool
            Whether somebody looks at the page now.

        Raises
        ------
        BusyError
        """
        answer = self.known(scenario)
        if answer is not None:
            told(answer)
            return Ticket(lambda: None)
        key, number = answer_key(scenario, FULL), next(self._numbers)
        with self._change:
            job = self._jobs.get(key)
            if job is None or job.stop.is_set():
                if len(self._urgent) + len(self._other) > _MOST_WAITING:
                    raise BusyError
                job = _Job(scenario, key)
                self._jobs[key] = job
                self._enqueue(job, is_waiting)
            job.listeners[number] = told
            so_far = job.answer()
            self._change.notify_all()
        if not so_far.is_empty:
            told(so_far)
        return Ticket(lambda: self._drop(job, number))

    def _enqueue(self, job: _Job, is_waiting: bool) -> None:
        if is_waiting:
            for replicate in range(FIRST.replicates):
                row = Row(Urgency.FIRST, next(self._numbers), job, replicate)
                heapq.heappush(self._urgent, row)
                self._n_urgent += 1
        level = Urgency.REFINE if is_waiting else Urgency.AHEAD
        for replicate in range(FULL.replicates):
            row = Row(level, next(self._numbers), job, replicate)
            heapq.heappush(self._other, row)

    def _drop(self, job: _Job, number: int) -> None:
        with self._change:
            job.listeners.pop(number, None)
            if not job.listeners:
                job.stop.set()
                if self._jobs.get(job.key) is job:
                    del self._jobs[job.key]
                for queue in (self._urgent, self._other):
                    left = [row for row in queue if row.job is not job]
                    if queue is self._urgent:
                        self._n_urgent -= len(queue) - len(left)
                    queue[:] = left
                    heapq.heapify(queue)

    def _work(self, queue: list[Row]) -> None:
        while True:
            with self._change:
                while not queue:
                    self._change.wait()
                row = heapq.heappop(queue)
            try:
                self._play(row)
            except (GroundswellError, ArithmeticError, LookupError, ValueError):
                # One question that cannot be played must not end all others.
                _LOG.exception("a run of %s failed", row.job.scenario.name)
            finally:
                if row.level is Urgency.FIRST:
                    with self._change:
                        self._n_urgent -= 1
                        self._change.notify_all()

    def _pause(self, job: _Job) -> None:
        """Let first answers go before: wait while there is one to give."""
        job.go_on()
        if self._n_urgent > 0:
            with self._change:
                while self._n_urgent > 0 and not job.stop.is_set():
                    self._change.wait(_PATIENCE)
            job.go_on()

    def _play(self, row: Row) -> None:
        job = row.job
        is_first = row.level is Urgency.FIRST
        settings = FIRST if is_first else FULL
        go_on = job.go_on if is_first else functools.partial(self._pause, job)
        try:
            played = play(self.worlds, job.scenario, settings, row.replicate, go_on)
        except StoppedError:
            return
        with self._change:
            (job.first if is_first else job.full)[row.replicate] = played
            answer = job.answer()
            if not answer.first:
                answer = replace(answer, first=self._first.get(job.key, ()))
            told = list(job.listeners.values())
            if answer.is_done and self._jobs.get(job.key) is job:
                del self._jobs[job.key]
        if answer.is_done:
            self._keep(job.key, answer)
            save_answer(job.key, list(answer.full))
        if not answer.is_empty:
            for tell in told:
                self._tellers.submit(tell, answer)

    def _keep(self, key: str, answer: Answer) -> None:
        with self._change:
            self._kept[key] = answer
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
