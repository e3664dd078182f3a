"""Answers kept on disk, found by a hash of all that they depend on."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from experiments.provenance import run_identifier
from pages.desk.play import OF_AREAS, Played
from sim.cache import cache_folder
from sim.compiled import sources_hash
from sim.institutions.columns import Floats
from sim.outcomes.catalogue import OUTCOMES
from sim.results import Settings
from sim.scenario.scenario import Scenario

MOST_BYTES = 2 * 2**30


@lru_cache(maxsize=1)
def _sources() -> str:
    """Return the hash of the sources that this process runs, read once."""
    return sources_hash()


@lru_cache(maxsize=512)
def answer_key(scenario: Scenario, settings: Settings) -> str:
    """Return a hash of scenario, settings and the model's own source code."""
    text = f"{_sources()} {run_identifier([scenario], settings)}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _folder() -> Path:
    return cache_folder() / "answers"


def save_answer(key: str, played: list[Played]) -> None:
    """Keep the runs of an answer; does nothing where the folder cannot be written."""
    columns = {f"ages.{r}": p.ages for r, p in enumerate(played)}
    for r, p in enumerate(played):
        columns |= {f"months.{name}.{r}": v for name, v in p.months.items()}
        columns |= {f"areas.{name}.{r}": v for name, v in p.areas.items()}
    save_arrays(key, columns)


def save_arrays(key: str, columns: Mapping[str, Floats]) -> None:
    """Keep arrays by name; does nothing where the folder cannot be written."""
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make_room(folder)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, allow_pickle=False, **columns)
            Path(name).replace(folder / f"{key}.npz")
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError:
        # What cannot be kept costs time, never a result.
        return


def load_answer(key: str, replicates: int) -> list[Played] | None:
    """Return the runs of an answer kept earlier, or None where there is none."""
    each = range(replicates)
    months = {(o.name, r): f"months.{o.name}.{r}" for o in OUTCOMES for r in each}
    areas = {(name, r): f"areas.{name}.{r}" for name in OF_AREAS for r in each}
    ages = [f"ages.{r}" for r in each]
    kept = load_arrays(key, (*months.values(), *areas.values(), *ages))
    if kept is None:
        return None
    return [
        Played(
            months={o.name: kept[months[o.name, r]] for o in OUTCOMES},
            areas={name: kept[areas[name, r]] for name in OF_AREAS},
            ages=kept[ages[r]],
        )
        for r in each
    ]


def load_arrays(key: str, names: Iterable[str]) -> dict[str, Floats] | None:
    """Return arrays kept earlier, by name, or None where one is not there."""
    path = _folder() / f"{key}.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            found = {name: kept[name] for name in names}
        os.utime(path)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    return found


def _make_room(folder: Path) -> None:
    files = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime)
    total = sum(path.stat().st_size for path in files)
    for path in files:
        if total <= MOST_BYTES:
            return
        total -= path.stat().st_size
        path.unlink(missing_ok=True)
