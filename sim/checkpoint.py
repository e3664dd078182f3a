"""Runs that may be broken off and taken up again, to the same bytes."""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from sim.cache import Columns, world_columns, world_from
from sim.compiled import sources_hash
from sim.errors import InputError
from sim.institutions.columns import Floats
from sim.planning import Plan, check_disk, state_bytes
from sim.population.columns import Population
from sim.population.places import Places
from sim.results import Settings
from sim.scenario.beliefs import BeliefRows
from sim.scenario.scenario import Scenario
from sim.world import World

_MANIFEST = "checkpoint.json"
_MONTH, _VALUE, _WORLD = "month", "value.", "world."

Values = dict[str, Floats]


@dataclass(frozen=True)
class Kept:
    """How far a scenario had come in a replicate.

    Attributes
    ----------
    n_months : int
        Months that have passed.
    values : dict of str to array
        The replicate's outcomes by name.
    columns : dict of str to array
        The world's; none where all months have passed.
    """

    n_months: int
    values: Values
    columns: Columns

    def world(
        self,
        places: Places,
        people: Population,
        beliefs: BeliefRows,
        settings: Settings,
        replicate: int,
    ) -> World:
        """Return the world as it was."""
        seed = settings.seed
        return world_from(self.columns, places, people, beliefs, seed, replicate)


@dataclass(frozen=True)
class Checkpoints:
    """A folder with a file for each scenario and replicate.

    Parameters
    ----------
    folder : Path
        Made if absent.
    every : int >= 1
        Months between checkpoints.
    """

    folder: Path
    every: int

    def open(
        self, scenarios: Sequence[Scenario], settings: Settings, plan: Plan
    ) -> None:
        """Take the folder for a run; it may hold an earlier part of it.

        Raises
        ------
        InputError
            If it holds another run, or cannot be written, or the disk is too full.
        """
        about = {
            "model": sources_hash(),
            "scenarios": [scenario.hash for scenario in scenarios],
            "settings": repr(settings),
        }
        digest = sha256(json.dumps(about).encode()).hexdigest()
        path = self.folder / _MANIFEST
        try:
            if path.exists() and json.loads(path.read_text())["run"] != digest:
                raise InputError(
                    str(self.folder),
                    "holds a checkpoint of another run, or of another version",
                    "Name another folder, or delete this one.",
                )
            # While a checkpoint is written, the last one is still there.
            files = len(scenarios) * settings.replicates + plan.at_once
            worlds = files * settings.citizens * state_bytes()
            # Outcomes are kept here, and once more as results.
            check_disk(self.folder, worlds + 2 * plan.outcomes)
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps({"run": digest, **about}, indent=1) + "\n")
        except (OSError, ValueError, KeyError) as error:
            raise InputError(str(self.folder), f"cannot be used: {error}") from None

    def is_due(self, n_months: int) -> bool:
        """Return whether a checkpoint belongs after so many months."""
        return n_months % self.every == 0

    def save(
        self, scenario: int, replicate: int, n_months: int, values: Values, world: World
    ) -> None:
        """Keep a world and its outcomes so far, in place of the last checkpoint."""
        columns = world_columns(world)
        self._write(scenario, replicate, n_months, values, columns)

    def finish(
        self, scenario: int, replicate: int, n_months: int, values: Values
    ) -> None:
        """Keep the outcomes of a replicate that has come to its end."""
        self._write(scenario, replicate, n_months, values, {})

    def load(self, scenario: int, replicate: int) -> Kept | None:
        """Return how far a scenario had come; a torn file counts as none."""
        try:
            with (
                self._path(scenario, replicate).open("rb") as file,
                np.load(file, allow_pickle=False) as kept,
            ):
                found = {name: kept[name] for name in kept.files}
            values = {
                name: column.astype(np.float64)
                for name, column in _under(_VALUE, found).items()
            }
            return Kept(int(found[_MONTH]), values, _under(_WORLD, found))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None

    def discard(self) -> None:
        """Delete the folder and what is in it, of a run whose results are safe."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, scenario: int, replicate: int) -> Path:
        return self.folder / f"scenario-{scenario}-replicate-{replicate}.npz"

    def _write(
        self,
        scenario: int,
        replicate: int,
        n_months: int,
        values: Values,
        columns: Columns,
    ) -> None:
        kept: Columns = {_MONTH: np.array(n_months)}
        kept |= {f"{_VALUE}{name}": of[replicate] for name, of in values.items()}
        kept |= {f"{_WORLD}{name}": column for name, column in columns.items()}
        handle, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, allow_pickle=False, **kept)
            Path(name).replace(self._path(scenario, replicate))
        finally:
            Path(name).unlink(missing_ok=True)


def _under(prefix: str, found: Columns) -> Columns:
    return {
        name.removeprefix(prefix): column
        for name, column in found.items()
        if name.startswith(prefix)
    }
