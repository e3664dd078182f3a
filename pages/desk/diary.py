"""Why everybody in the town did what they did: the town played by Mesa's agents."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from pages.desk.desk import Desk
from pages.desk.tiers import TOWN
from sim.scenario.scenario import Scenario

_MOST_KEPT = 6

# By month, then by citizen: sentences.
type Diary = tuple[tuple[tuple[str, ...], ...], ...]
type Told = Callable[[Diary], None]


def written_under(scenario: Scenario, desk: Desk) -> Diary:
    """Return the months of everybody in the town in words, under a scenario.

    The agents live the same months, to the bit, as the town's columns.
    """
    # Mesa takes seconds to import: only who reads a diary pays them.
    from sim.model import MissionModel

    world, _ = desk.worlds.fresh(scenario, TOWN, 0, lambda: None)
    model = MissionModel(scenario, months=TOWN.months, world=world)
    rows = range(world.citizens.trust.size)
    diary = []
    while model.running:
        desk.give_way(lambda: None)
        model.step()
        diary.append(tuple(tuple(model.citizen(row).why()) for row in rows))
    return tuple(diary)


class Diaries:
    """Diaries that were asked for; one is written at a time, and kept.

    Parameters
    ----------
    desk : Desk
        Whose worlds are used, and whose first answers go before.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[str, Diary] = OrderedDict()
        self._lock = threading.Lock()
        self._writer = ThreadPoolExecutor(1)

    def known(self, scenario: Scenario) -> Diary | None:
        """Return a diary that is kept, or None."""
        with self._lock:
            return self._kept.get(scenario.hash)

    def ask(self, scenario: Scenario, told: Told) -> None:
        """Have a diary written; ``told`` gets it, perhaps from another thread."""
        found = self.known(scenario)
        if found is not None:
            told(found)
        else:
            self._writer.submit(self._write, scenario, told)

    def _write(self, scenario: Scenario, told: Told) -> None:
        found = self.known(scenario)
        if found is None:
            found = written_under(scenario, self._desk)
            with self._lock:
                self._kept[scenario.hash] = found
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
        told(found)
