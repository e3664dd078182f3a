"""Two ways to govern over a grid of two conditions, played cell by cell."""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple

from pages.desk.asked import Asked
from pages.desk.desk import Desk, Ticket
from pages.desk.play import Played
from pages.desk.tiers import CELL
from sim.ensemble import StoppedError
from sim.scenario.beliefs import declared_beliefs
from sim.scenario.names import MISSIONS
from sim.scenario.scenario import Scenario

# Where in each condition's prior the grid's lines lie.
LINES = (0.1, 0.5, 0.9)


class Cell(NamedTuple):
    """Runs of both ways to govern under one pair of conditions."""

    a: tuple[Played, ...]
    b: tuple[Played, ...]


type Cells = dict[tuple[int, int], Cell]


def held_at(scenario: Scenario, belief: str, u: float) -> Scenario:
    """Return a scenario in which a belief is fixed at a quantile of its prior."""
    declared = declared_beliefs()[belief]
    if declared.is_one_number:
        settings = {f"beliefs.{belief}": declared.value_at(u, 0)}
    else:
        settings = {
            f"beliefs.missions.{mission}.{belief}": declared.value_at(u, m)
            for m, mission in enumerate(MISSIONS)
        }
    return scenario.with_levers(settings)


class Grids:
    """Grids that were asked for; one is played at a time.

    Parameters
    ----------
    desk : Desk
        Whose worlds are used, and whose first answers go before.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: dict[tuple[str, ...], Asked[Cells]] = {}
        self._cells: dict[tuple[str, ...], Cells] = {}
        self._lock = threading.Lock()
        self._player = ThreadPoolExecutor(1)

    def ask(
        self,
        a: Scenario,
        b: Scenario,
        beliefs: tuple[str, str],
        told: Callable[[Cells], None],
    ) -> Ticket:
        """Put a question; ``told`` hears of each cell, from another thread."""
        key = (a.hash, b.hash, *beliefs)
        with self._lock:
            asked = self._asked.get(key)
            if asked is None or asked.is_dropped:
                asked = self._asked[key] = Asked()
                self._player.submit(self._play, asked, key, a, b, beliefs)
            ticket = asked.listen(told)
            so_far = dict(self._cells.get(key, {}))
        told(so_far)
        return ticket

    def _play(
        self,
        asked: Asked[Cells],
        key: tuple[str, ...],
        a: Scenario,
        b: Scenario,
        beliefs: tuple[str, str],
    ) -> None:
        with self._lock:
            cells = self._cells.setdefault(key, {})
        for row, column in itertools.product(range(len(LINES)), repeat=2):
            if (column, row) in cells:
                continue
            try:
                both = (self._cell(s, beliefs, column, row, asked) for s in (a, b))
                cell = Cell(*both)
            except StoppedError:
                return
            with self._lock:
                cells[column, row] = cell
                so_far = dict(cells)
            asked.tell(so_far)

    def _cell(
        self,
        scenario: Scenario,
        beliefs: tuple[str, str],
        column: int,
        row: int,
        asked: Asked[Cells],
    ) -> tuple[Played, ...]:
        held = held_at(scenario, beliefs[0], LINES[column])
        held = replace(held_at(held, beliefs[1], LINES[row]), name=scenario.name)
        return tuple(self._desk.play_apart(held, CELL, asked.go_on))
