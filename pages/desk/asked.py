"""A long question: who waits for it, and when to stop."""

import itertools
import threading
from collections.abc import Callable

from pages.desk.desk import Ticket
from sim.ensemble import StoppedError

_NUMBERS = itertools.count()


class Asked[T]:
    """Those who wait for one question, told of each step from another thread."""

    def __init__(self) -> None:
        self._listeners: dict[int, Callable[[T], None]] = {}
        self._stop = threading.Event()
        self._lock = threading.Lock()

    @property
    def is_dropped(self) -> bool:
        """Whether nobody waited any more at some time."""
        return self._stop.is_set()

    def listen(self, told: Callable[[T], None]) -> Ticket:
        """Add somebody who waits; when the last has dropped it, the question stops."""
        number = next(_NUMBERS)
        with self._lock:
            self._listeners[number] = told

        def drop() -> None:
            with self._lock:
                self._listeners.pop(number, None)
                if not self._listeners:
                    self._stop.set()

        return Ticket(drop)

    def tell(self, news: T) -> None:
        """Tell everybody who waits."""
        with self._lock:
            listeners = list(self._listeners.values())
        for told in listeners:
            told(news)

    def go_on(self) -> None:
        """Raise where nobody waits any more."""
        if self._stop.is_set():
            raise StoppedError
