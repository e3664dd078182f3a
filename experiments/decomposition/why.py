"""Why two scenarios differ: the difference shared out among groups of mechanisms."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from experiments.decomposition.groups import GROUPS, Group, switched_off
from experiments.decomposition.shapley import coalitions, shapley
from sim.institutions.columns import Floats
from sim.results import MISSION_KEYS, Outcomes, Settings
from sim.scenario.scenario import Scenario
from sim.simulate import run_together

OUTCOMES = ("mission_index", "indicator")
REST = "everything else"

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Decomposition:
    """A difference between two scenarios, by mission, shared out among groups.

    Parameters
    ----------
    a, b : Scenario
    settings : Settings
    groups : tuple of Group
    whole : shape (2, 5, n_replicates)
        Scenario b less a; mission index, then the mission's own figure.
    added : shape (n_groups, 2, 5, n_replicates)
        Each group's part of it.
    rest : shape (2, 5, n_replicates)
        What is left while all groups are off. All parts and it add up to ``whole``.
    """

    a: Scenario
    b: Scenario
    settings: Settings
    groups: tuple[Group, ...]
    whole: Floats
    added: Floats
    rest: Floats

    def parts(self, outcome: int, mission: int) -> list[tuple[str, Floats]]:
        """Return words and values by replicate: each group's, then the rest."""
        found = [
            (group.words, self.added[k, outcome, mission])
            for k, group in enumerate(self.groups)
        ]
        return [*found, (REST.capitalize(), self.rest[outcome, mission])]


def standard_error(values: Floats) -> float | None:
    """Return the standard error of a mean over replicates; None for a single one."""
    if values.size < 2:
        return None
    return float(values.std(ddof=1) / values.size**0.5)


def decompose(
    a: Scenario,
    b: Scenario,
    settings: Settings,
    *,
    groups: Sequence[Group] = GROUPS,
    n_threads: int | None = None,
    progress: Progress | None = None,
) -> Decomposition:
    """Return why two scenarios differ.

    Every set of groups is switched on in turn, in both scenarios, under the same luck;
    a group's part is what switching it on adds, averaged over all orders (Shapley
    1953), so interactions are shared out evenly.

    Parameters
    ----------
    a, b : Scenario
    settings : Settings
    groups : sequence of Group
        All by default.
    n_threads : int, optional
        All processors by default. No number depends on it.
    progress : callable, optional
        Called with coalitions done and in all; may raise to stop.
    """
    sets = list(coalitions(len(groups)))
    lock = threading.Lock()
    n_done = 0

    def worth(on: tuple[bool, ...]) -> Floats:
        nonlocal n_done
        off = tuple(g for g, is_on in zip(groups, on, strict=True) if not is_on)
        pair = [scenario.with_levers(switched_off(off)) for scenario in (a, b)]
        found = _difference(*run_together(pair, settings, n_threads=1))
        with lock:
            n_done += 1
            if progress is not None:
                progress(n_done, len(sets))
        return found

    with ThreadPoolExecutor(n_threads or os.cpu_count() or 1) as threads:
        try:
            values = np.stack(list(threads.map(worth, sets)))
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise
    return Decomposition(
        a, b, settings, tuple(groups), values[-1], shapley(values), values[0]
    )


def _difference(a: Outcomes, b: Outcomes) -> Floats:
    """Return outcomes of b less those of a, shape (2, 5, n_replicates)."""
    return np.array(
        [
            [
                b.figure(name, key).values - a.figure(name, key).values
                for key in MISSION_KEYS
            ]
            for name in OUTCOMES
        ]
    )
