"""Prepared worlds kept on disk, found by a hash of all that they depend on."""

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from sim.citizens.columns import Citizens, Surroundings, Totals
from sim.compiled import sources_hash
from sim.institutions.columns import (
    Areas,
    Bodies,
    Centre,
    Departments,
    Hosts,
    Usual,
)
from sim.institutions.partners import Businesses, Contractors, Unions
from sim.institutions.start_bodies import domain_spreads
from sim.institutions.targets import Targets
from sim.missions.indicators import Indicators
from sim.population.columns import Population
from sim.population.places import Places
from sim.world import Solved, World

Columns = dict[str, NDArray[np.generic]]

MOST_BYTES = 8 * 2**30
_GROUPS = (
    "usual",
    "citizens",
    "areas",
    "bodies",
    "hosts",
    "departments",
    "centre",
    "businesses",
    "unions",
    "contractors",
    "targets",
    "indicators",
    "around",
    "totals",
)


def cache_folder() -> Path:
    """Return the folder that holds everything kept between runs."""
    return user_cache_path("groundswell")


def clear_caches() -> int:
    """Delete everything kept between runs; return how many bytes that frees."""
    folder = cache_folder()
    freed = _size(folder)
    shutil.rmtree(folder, ignore_errors=True)
    return freed


def world_key(
    places: Places,
    n_citizens: int,
    beliefs: NDArray[np.void],
    mixing: str,
    seed: int,
    replicate: int,
) -> str:
    """Return a hash of everything on which a prepared world depends.

    That is the source code, the places' figures, every belief, the structure, the
    number of citizens and the key of the draws.
    """
    digest = hashlib.sha256(sources_hash().encode())
    for column in places:
        digest.update(np.ascontiguousarray(column).tobytes())
    digest.update(repr(beliefs.dtype.names).encode())
    digest.update(beliefs.tobytes())
    digest.update(repr((n_citizens, mixing, seed, replicate)).encode())
    return digest.hexdigest()[:32]


def world_columns(world: World) -> Columns:
    """Return every column of a world by name, and its solved levels."""
    columns: Columns = {
        f"{group}.{name}": column
        for group in _GROUPS
        for name, column in getattr(world, group)._asdict().items()
    }
    columns["solved"] = np.array([*world.solved[:3], *world.solved.doing_intercept])
    return columns


def save_world(key: str, world: World) -> None:
    """Keep a world; does nothing where the cache folder cannot be written."""
    columns = world_columns(world)
    folder = cache_folder() / "worlds"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        make_room(sum(column.nbytes for column in columns.values()))
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, allow_pickle=False, **columns)
            Path(name).replace(folder / f"{key}.npz")
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError:
        # A cache that cannot be kept costs time, never a result.
        return


def load_world(
    key: str,
    places: Places,
    people: Population,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
) -> World | None:
    """Return a world kept earlier, or None; an unreadable file counts as none."""
    path = cache_folder() / "worlds" / f"{key}.npz"
    try:
        # Opened here, so that a torn file is closed too.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            columns = {name: kept[name] for name in kept.files}
        os.utime(path)
        return world_from(columns, places, people, beliefs, seed, replicate)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None


def world_from(
    columns: Columns,
    places: Places,
    people: Population,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
) -> World:
    """Return the world whose columns these are; see :func:`world_columns`."""

    def group[C](kind: Callable[..., C], name: str) -> C:
        prefix = f"{name}."
        return kind(
            **{
                key.removeprefix(prefix): column
                for key, column in columns.items()
                if key.startswith(prefix)
            }
        )

    levels = columns["solved"].astype(np.float64)
    return World(
        seed=seed,
        replicate=replicate,
        places=places,
        people=people,
        beliefs=beliefs,
        spreads=domain_spreads(beliefs),
        solved=Solved(float(levels[0]), float(levels[1]), float(levels[2]), levels[3:]),
        usual=group(Usual, "usual"),
        citizens=group(Citizens, "citizens"),
        areas=group(Areas, "areas"),
        bodies=group(Bodies, "bodies"),
        hosts=group(Hosts, "hosts"),
        departments=group(Departments, "departments"),
        centre=group(Centre, "centre"),
        businesses=group(Businesses, "businesses"),
        unions=group(Unions, "unions"),
        contractors=group(Contractors, "contractors"),
        targets=group(Targets, "targets"),
        indicators=group(Indicators, "indicators"),
        around=group(Surroundings, "around"),
        totals=group(Totals, "totals"),
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def make_room(needed: int) -> None:
    """Delete what was unused for longest until ``needed`` bytes fit."""
    worlds, people = cache_folder() / "worlds", cache_folder() / "people"
    kept = sorted(
        [*worlds.glob("*.npz"), *people.glob("*.columns")],
        key=lambda path: path.stat().st_mtime,
    )
    total = sum(path.stat().st_size for path in kept) + needed
    for path in kept:
        if total <= MOST_BYTES:
            return
        total -= path.stat().st_size
        path.unlink(missing_ok=True)
