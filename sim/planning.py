"""What a run needs of memory, and whether there is as much: said before any work."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from sim.citizens.columns import new_citizens
from sim.errors import InputError
from sim.outcomes.catalogue import OUTCOMES
from sim.population.columns import empty_population

# The interpreter, libraries and compiled kernels; measured on small runs.
BASE_BYTES = 330 * 2**20
# Institutions of a world, of which there are as many at any number of citizens.
INSTITUTION_BYTES = 4 * 2**20
# Part of the memory free that a run may plan to take: the system needs the rest.
_MOST_OF_FREE = 0.95

_ONE = np.array([0, 1], np.int64)


def _bytes_of(columns: Iterable[NDArray[np.generic]]) -> int:
    return sum(column.nbytes for column in columns)


def person_bytes() -> int:
    """Return the bytes of what is known of a citizen for good."""
    return _bytes_of(empty_population(_ONE)) - _ONE.nbytes


def state_bytes() -> int:
    """Return the bytes of what changes of a citizen."""
    return _bytes_of(new_citizens(1))


@dataclass(frozen=True)
class Plan:
    """What a run holds in memory at its peak.

    Attributes
    ----------
    n_citizens : int
    n_worlds : int
        Worlds that one replicate holds at once.
    at_once : int
        Replicates simulated side by side.
    outcomes : int
        Bytes of the outcomes of all scenarios and replicates.
    """

    n_citizens: int
    n_worlds: int
    at_once: int
    outcomes: int

    @property
    def worlds(self) -> int:
        """Worlds held at once."""
        return self.n_worlds * self.at_once

    @property
    def per_citizen(self) -> int:
        """Bytes a citizen."""
        return person_bytes() + self.worlds * state_bytes()

    @property
    def fixed(self) -> int:
        """Bytes that do not depend on how many citizens there are."""
        return BASE_BYTES + self.worlds * INSTITUTION_BYTES + self.outcomes

    @property
    def bytes(self) -> int:
        """Bytes in all."""
        return self.fixed + self.n_citizens * self.per_citizen


def plan_run(
    n_citizens: int,
    n_worlds: int,
    n_replicates: int,
    n_threads: int,
    outcomes: int,
    free: int | None = None,
) -> Plan:
    """Return how to run within the memory that is free.

    As many replicates run side by side as there are threads and as fit; no number
    depends on it.

    Parameters
    ----------
    n_citizens, n_replicates, n_threads : int >= 1
    n_worlds : int >= 1
        Worlds that one replicate holds at once.
    outcomes : int
        Bytes; see :func:`outcome_bytes`.
    free : int, optional
        Bytes of memory that may be used; what the machine has free by default.

    Raises
    ------
    InputError
        If not even one replicate fits.
    """
    free = free_memory() if free is None else free
    room = int(_MOST_OF_FREE * free)
    at_once = min(n_threads, n_replicates)
    plan = Plan(n_citizens, n_worlds, at_once, outcomes)
    while plan.bytes > room and plan.at_once > 1:
        plan = replace(plan, at_once=plan.at_once - 1)
    if plan.bytes <= room:
        return plan
    would_fit = (room - plan.fixed) // plan.per_citizen
    allowed = f"{would_fit:,} citizens would fit." if would_fit > 0 else ""
    raise InputError(
        "citizens",
        f"{n_citizens:,} need {_gigabytes(plan.bytes)} of memory, "
        f"{_gigabytes(room)} can be used",
        allowed,
    )


def outcome_bytes(n_replicates: int, n_months: int, n_units: int) -> int:
    """Return the bytes of the outcomes of one scenario."""
    columns = sum(5 if outcome.by_mission else 1 for outcome in OUTCOMES)
    return 8 * n_replicates * n_months * n_units * columns


def free_memory() -> int:
    """Return the bytes of memory that a new program may use, without swapping."""
    free = int(psutil.virtual_memory().available)
    limit = _number_in(Path("/sys/fs/cgroup/memory.max"))
    used = _number_in(Path("/sys/fs/cgroup/memory.current"))
    if limit is not None and used is not None:
        return min(free, max(limit - used, 0))
    return free


def check_disk(folder: Path, needed: int, free: int | None = None) -> None:
    """Refuse a folder on whose disk there is too little room.

    Raises
    ------
    InputError
    """
    if free is None:
        there = next(p for p in (folder, *folder.absolute().parents) if p.exists())
        free = int(psutil.disk_usage(str(there)).free)
    if needed > free:
        raise InputError(
            str(folder),
            f"needs {_gigabytes(needed)} of disk, {_gigabytes(free)} free",
            "Make room, or name a folder on another disk.",
        )


def _number_in(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):  # no such limit, or "max"
        return None


def _gigabytes(n_bytes: int) -> str:
    return f"{n_bytes / 1e9:.1f} GB"
