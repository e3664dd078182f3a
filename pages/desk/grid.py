"""Two ways to govern over a grid of two conditions, played cell by cell."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import NamedTuple

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


@dataclass
class _Asked:
    cells: Cells = field(default_factory=dict)
    listeners: dict[int, Callable[[Cells], None]] = field(default_factory=dict)
    stop: threading.Event = field(default_factory=threading.Event)
    is_running: bool = False

    def go_on(self) -> None:
        """Raise where nobody waits any more."""
        if self.stop.is_set():
            raise StoppedError


class Grids:
    """Grids that were asked for; one is played at a time.

    Parameters
    ----------
    desk : Desk
        Whose worlds are used, and whose first answers go before.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: dict[tuple[str, ...], _Asked] = {}
        self._lock = threading.Lock()
        self._player = ThreadPoolExecutor(1)
        self._number = 0

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
            asked = self._asked.setdefault(key, _Asked())
            if asked.stop.is_set():
                asked = self._asked[key] = _Asked(dict(asked.cells))
            self._number += 1
            number = self._number
            asked.listeners[number] = told
            if not asked.is_running:
                asked.is_running = True
                self._player.submit(self._play, asked, a, b, beliefs)
            so_far = dict(asked.cells)
        told(so_far)

        def drop() -> None:
            with self._lock:
                asked.listeners.pop(number, None)
                if not asked.listeners:
                    asked.stop.set()

        return Ticket(drop)

    def _play(
        self, asked: _Asked, a: Scenario, b: Scenario, beliefs: tuple[str, str]
    ) -> None:
        for row in range(len(LINES)):
            for column in range(len(LINES)):
                if (column, row) in asked.cells:
                    continue
                try:
                    cell = Cell(
                        *(
                            self._cell(scenario, beliefs, column, row, asked)
                            for scenario in (a, b)
                        )
                    )
                except StoppedError:
                    asked.is_running = False
                    return
                with self._lock:
                    asked.cells[column, row] = cell
                    told, so_far = list(asked.listeners.values()), dict(asked.cells)
                for tell in told:
                    tell(so_far)
        asked.is_running = False

    def _cell(
        self,
        scenario: Scenario,
        beliefs: tuple[str, str],
        column: int,
        row: int,
        asked: _Asked,
    ) -> tuple[Played, ...]:
        held = held_at(scenario, beliefs[0], LINES[column])
        held = replace(held_at(held, beliefs[1], LINES[row]), name=scenario.name)
        return tuple(self._desk.play_apart(held, CELL, asked.go_on))
