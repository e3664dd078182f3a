"""Differences between two ways to govern, shared out among mechanisms, and kept."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from experiments.decomposition.groups import GROUPS
from experiments.decomposition.why import Decomposition, decompose
from pages.desk.asked import Asked
from pages.desk.desk import Desk, Ticket
from pages.desk.kept import answer_key, load_arrays, save_arrays
from pages.desk.tiers import SHARE
from sim.ensemble import StoppedError
from sim.scenario.scenario import Scenario

N_SETS = 2 ** len(GROUPS)
_PARTS = ("whole", "added", "rest")


@dataclass(frozen=True)
class Shared:
    """How far a difference is shared out.

    Parameters
    ----------
    n_done : int
        Sets of groups played, of ``N_SETS``.
    found : Decomposition, optional
        When all are.
    """

    n_done: int
    found: Decomposition | None = None


class Shares:
    """Differences that were asked for; one is shared out at a time.

    Parameters
    ----------
    desk : Desk
        Whose first answers go before.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: dict[str, Asked[Shared]] = {}
        self._lock = threading.Lock()
        self._player = ThreadPoolExecutor(1)

    def ask(self, a: Scenario, b: Scenario, told: Callable[[Shared], None]) -> Ticket:
        """Put a question; ``told`` hears how far it is, from another thread."""
        key = f"{answer_key(a, SHARE)}-{answer_key(b, SHARE)}"
        found = _load(a, b, key)
        if found is not None:
            told(Shared(N_SETS, found))
            return Ticket(lambda: None)
        with self._lock:
            asked = self._asked.get(key)
            if asked is None or asked.is_dropped:
                asked = self._asked[key] = Asked()
                self._player.submit(self._play, asked, a, b, key)
            return asked.listen(told)

    def _play(self, asked: Asked[Shared], a: Scenario, b: Scenario, key: str) -> None:
        def progress(n_done: int, n_in_all: int) -> None:
            del n_in_all
            asked.tell(Shared(n_done))
            self._desk.give_way(asked.go_on)

        try:
            asked.go_on()
            found = decompose(a, b, SHARE, n_threads=1, progress=progress)
        except StoppedError:
            return
        save_arrays(key, {part: getattr(found, part) for part in _PARTS})
        with self._lock:
            if self._asked.get(key) is asked:
                del self._asked[key]
        asked.tell(Shared(N_SETS, found))


def _load(a: Scenario, b: Scenario, key: str) -> Decomposition | None:
    kept = load_arrays(key, _PARTS)
    if kept is None:
        return None
    arrays = {part: np.asarray(values) for part, values in kept.items()}
    return Decomposition(a, b, SHARE, GROUPS, **arrays)
