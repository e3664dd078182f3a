"""The citizens of a country, built once and kept on disk if they are many.

They are used where they lie in the file, which the system reads as it is needed and
may let go of: they never take the place of what changes.
"""

import hashlib
import math
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from sim.cache import cache_folder, make_room
from sim.compiled import sources_hash
from sim.population.columns import Population, empty_population
from sim.population.places import Places
from sim.population.synthesis import build_population

LEAST_KEPT = 1_000_000
"""Citizens below which building takes no longer than looking."""

# Columns begin on whole pages.
_PAGE = 4096
_COLUMNS: list[tuple[np.dtype[np.generic], tuple[int, ...]]] = [
    (column.dtype, column.shape[1:])
    for column in cast(
        tuple[NDArray[np.generic], ...], empty_population(np.zeros(1, np.int64))
    )
]
_Mode = Literal["c", "r+"]


def people_of(
    places: Places, n_citizens: int, pool: ThreadPoolExecutor | None = None
) -> Population:
    """Return the citizens of some places, from the cache if they are there.

    Parameters, errors and result are those of
    :func:`sim.population.synthesis.build_population`.
    """
    if n_citizens < LEAST_KEPT:
        return build_population(places, n_citizens, pool=pool)
    path = cache_folder() / "people" / f"{_key(places, n_citizens)}.columns"
    try:
        if not path.exists():
            _build_into(path, places, n_citizens, pool)
        os.utime(path)
        return _mapped(path, _area_start(path, places), "c")
    except OSError:
        # A cache that cannot be kept costs time, never a result.
        return build_population(places, n_citizens, pool=pool)


def _build_into(
    path: Path, places: Places, n_citizens: int, pool: ThreadPoolExecutor | None
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    part = Path(name)

    def room(area_start: NDArray[np.int64]) -> Population:
        n_bytes = _offsets(len(area_start), n_citizens)[-1]
        make_room(n_bytes)
        # A disk that fills up under a mapping kills the process.
        if shutil.disk_usage(part.parent).free < n_bytes:
            raise OSError(f"too little room for {part}")
        os.truncate(part, n_bytes)
        people = _mapped(part, area_start, "r+")
        people.area_start[:] = area_start
        return people

    try:
        build_population(places, n_citizens, pool=pool, room=room)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _key(places: Places, n_citizens: int) -> str:
    digest = hashlib.sha256(sources_hash().encode())
    for column in places:
        digest.update(np.ascontiguousarray(column).tobytes())
    digest.update(repr(n_citizens).encode())
    return digest.hexdigest()[:32]


def _area_start(path: Path, places: Places) -> NDArray[np.int64]:
    return np.fromfile(path, np.int64, len(places.code) + 1)


def _offsets(n_starts: int, n_citizens: int) -> list[int]:
    """Return where each column begins in the file, and the file's length."""
    at = [0]
    for k, (dtype, per_row) in enumerate(_COLUMNS):
        n_bytes = (n_citizens if k else n_starts) * dtype.itemsize * math.prod(per_row)
        at.append(at[-1] + -(-n_bytes // _PAGE) * _PAGE)
    return at


def _mapped(path: Path, area_start: NDArray[np.int64], mode: _Mode) -> Population:
    n = int(area_start[-1])
    at = _offsets(len(area_start), n)
    if path.stat().st_size != at[-1]:
        raise OSError(f"{path} is torn")
    columns = []
    for k, (dtype, per_row) in enumerate(_COLUMNS):
        shape = (n if k else len(area_start), *per_row)
        mapped = np.memmap(path, dtype=dtype, mode=mode, offset=at[k], shape=shape)
        columns.append(np.asarray(mapped))
    return Population(*columns)
