"""The desk: who asks what, in which order it is played, and who is told.

A question is a scenario. Its first answer, two small runs, has threads of its own, and
all other runs pause until it is drawn; refinements come before what nobody is
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
from dataclasses import dataclass, replace

from pages.desk.jobs import Answer, Job, Row, Told, Urgency
from pages.desk.kept import answer_key, load_answer, save_answer
from pages.desk.play import Played, play
from pages.desk.tiers import FIRST, FULL
from pages.desk.worlds import Worlds
from sim.ensemble import StoppedError
from sim.errors import GroundswellError
from sim.scenario.scenario import Scenario

_MOST_KEPT = 48
_MOST_WAITING = 400
_PATIENCE = 0.2  # seconds: how long a pause may go on unnoticed
_DRAWING = 0.15  # seconds: what a browser takes to draw a first answer
_LOG = logging.getLogger(__name__)


class BusyError(Exception):
    """More questions wait than can be answered in reasonable time."""


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
        self._jobs: dict[str, Job] = {}
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
                job = Job(scenario, key)
                self._jobs[key] = job
                self._enqueue(job, is_waiting)
            elif is_waiting and not job.is_waited_for:
                self._forget(job)
                self._enqueue(job, is_waiting)
            job.listeners[number] = told
            so_far = job.answer()
            self._change.notify_all()
        if not so_far.is_empty:
            told(so_far)
        return Ticket(lambda: self._drop(job, number))

    def _enqueue(self, job: Job, is_waiting: bool) -> None:
        job.is_waited_for = is_waiting
        if is_waiting:
            for replicate in range(FIRST.replicates):
                row = Row(Urgency.FIRST, next(self._numbers), job, replicate)
                heapq.heappush(self._urgent, row)
                self._n_urgent += 1
        level = Urgency.REFINE if is_waiting else Urgency.AHEAD
        for replicate in sorted(set(range(FULL.replicates)) - job.begun):
            row = Row(level, next(self._numbers), job, replicate)
            heapq.heappush(self._other, row)

    def _drop(self, job: Job, number: int) -> None:
        with self._change:
            job.listeners.pop(number, None)
            if not job.listeners:
                job.stop.set()
                if self._jobs.get(job.key) is job:
                    del self._jobs[job.key]
                self._forget(job)

    def _forget(self, job: Job) -> None:
        """Take what has not begun of a question out of both queues."""
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
                if row.level is not Urgency.FIRST:
                    row.job.begun.add(row.replicate)
            try:
                self._play(row)
            except (GroundswellError, ArithmeticError, LookupError, ValueError):
                # One question that cannot be played must not end all others.
                _LOG.exception("a run of %s failed", row.job.scenario.name)
            finally:
                if row.level is Urgency.FIRST:
                    self._settle()

    def give_way(self, go_on: Callable[[], None]) -> None:
        """Let first answers go before: wait while there is one to give.

        Raises whatever ``go_on`` raises.
        """
        go_on()
        while self._n_urgent > 0:
            with self._change:
                if self._n_urgent > 0:
                    self._change.wait(_PATIENCE)
            go_on()

    def _play(self, row: Row) -> None:
        job = row.job
        is_first = row.level is Urgency.FIRST
        settings = FIRST if is_first else FULL
        wait = functools.partial(self.give_way, job.go_on)
        go_on = job.go_on if is_first else wait
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
                if is_first:
                    with self._change:
                        self._n_urgent += 1
                self._tellers.submit(self._tell, tell, answer, is_first)

    def _tell(self, tell: Told, answer: Answer, is_first: bool) -> None:
        try:
            tell(answer)
        finally:
            if is_first:
                # Not slept through here: others wait to be told.
                timer = threading.Timer(_DRAWING, self._settle)
                timer.daemon = True
                timer.start()

    def _settle(self) -> None:
        with self._change:
            self._n_urgent -= 1
            self._change.notify_all()

    def _keep(self, key: str, answer: Answer) -> None:
        with self._change:
            self._kept[key] = answer
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
