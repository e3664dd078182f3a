"""Results on disk: a folder with outcomes, a manifest, a report and a research record.

``outcomes.parquet`` and ``report.html`` are the same bytes for the same run; times and
the platform stand in ``manifest.json`` and ``ro-crate-metadata.json`` alone.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.provenance import command_of, run_identifier
from experiments.report import write_report
from experiments.store.crate import CRATE, write_crate
from experiments.store.folder import cannot_write, new_folder, put_in_place
from experiments.store.manifest import (
    MANIFEST,
    Manifest,
    manifest_of,
    read_manifest,
    write_manifest,
)
from experiments.store.table import (
    column_hashes,
    combined_hash,
    content_hash,
    scenario_tables,
    write_table,
)
from sim.errors import InputError
from sim.results import Outcomes, Settings
from sim.scenario.scenario import Scenario

__all__ = [
    "CRATE",
    "MANIFEST",
    "OUTCOMES",
    "REPORT",
    "Manifest",
    "ResultsFolder",
    "StoredRun",
    "column_hashes",
    "content_hash",
    "read_manifest",
    "read_results",
    "results_folder",
    "run_identifier",
    "write_results",
]

OUTCOMES = "outcomes.parquet"
REPORT = "report.html"


class StoredRun(NamedTuple):
    """What a result folder holds.

    Attributes
    ----------
    outcomes : pandas.DataFrame
        Columns ``scenario, replicate, seed, step, place, mission, outcome, value``;
        steps are months counted from 1; the mission is missing for outcomes of all.
    manifest : Manifest
    """

    outcomes: pd.DataFrame
    manifest: Manifest


class ResultsFolder(NamedTuple):
    """A folder that is held for one run, and not yet written."""

    folder: Path
    hidden: Path
    scenarios: Sequence[Scenario]
    settings: Settings

    def write(self, outcomes: Sequence[Outcomes], *, command: str = "") -> None:
        """Write a run; the folder appears at once, with everything in it.

        Parameters
        ----------
        outcomes : sequence of Outcomes
            Of the scenarios for which the folder is held, in their order.
        command : str
            What was typed; by default a command that makes the run again.

        Raises
        ------
        InputError
            If the disk is full or the folder cannot be written. Nothing is left then,
            and what stood there before stands as it was.
        """
        try:
            _fill(self, outcomes, command)
            put_in_place(self.hidden, self.folder)
        except OSError as error:
            raise cannot_write(self.folder, error) from None


def _fill(held: ResultsFolder, outcomes: Sequence[Outcomes], command: str) -> None:
    table, report = held.hidden / OUTCOMES, held.hidden / REPORT
    content = write_table(table, scenario_tables(outcomes))
    identifier = run_identifier(held.scenarios, held.settings)
    write_report(report, outcomes, identifier)
    manifest = manifest_of(
        held.scenarios,
        held.settings,
        command=command or command_of(held.scenarios, held.settings),
        content=content,
        content_hash=combined_hash(content),
        files=[table, report],
    )
    write_manifest(held.hidden, manifest)
    write_crate(held.hidden, manifest)


@contextmanager
def results_folder(
    folder: Path, scenarios: Sequence[Scenario], settings: Settings
) -> Iterator[ResultsFolder]:
    """Hold a folder for a run that is about to begin.

    Whatever speaks against it is said now, not after the run.

    Parameters
    ----------
    folder : Path
        Missing, empty, or with the same run in it.
    scenarios : sequence of Scenario
        At least one; each has a name of its own.
    settings : Settings

    Raises
    ------
    InputError
        If something else stands there, somebody else writes there, or nobody can.
    """
    _refuse_twins(folder, scenarios)
    place = folder.resolve()
    with new_folder(place) as hidden:
        _refuse_what_is_in_the_way(place, run_identifier(scenarios, settings))
        yield ResultsFolder(place, hidden, scenarios, settings)


def write_results(folder: Path, outcomes: Sequence[Outcomes], *, command: str) -> None:
    """Write a run into a folder, which appears at once.

    Parameters
    ----------
    folder : Path
        Missing, empty, or with the same run in it, which is then replaced; other files
        in it are kept.
    outcomes : sequence of Outcomes
        Of scenarios that were run together; the first is what the others are compared
        with.
    command : str
        What was typed.

    Raises
    ------
    InputError
        As :func:`results_folder` and :meth:`ResultsFolder.write`.
    """
    scenarios = [found.scenario for found in outcomes]
    with results_folder(folder, scenarios, outcomes[0].settings) as held:
        held.write(outcomes, command=command)


def _refuse_twins(folder: Path, scenarios: Sequence[Scenario]) -> None:
    names = [scenario.name for scenario in scenarios]
    for name in names:
        if names.count(name) > 1:
            what = f"two scenarios are called {name!r}"
            raise InputError(str(folder), what, "Give each a name of its own.")


def _refuse_what_is_in_the_way(folder: Path, identifier: str) -> None:
    """Refuse a folder that holds anything but this run."""
    advice = "Give another folder, or move it away."
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InputError(str(folder), "a file stands there", advice)
    try:
        is_empty = not any(folder.iterdir())
    except OSError as error:
        raise cannot_write(folder, error) from None
    if is_empty:
        return
    if not (folder / MANIFEST).is_file():
        raise InputError(str(folder), "the folder is not empty and no run", advice)
    there = read_manifest(folder)
    if there.identifier != identifier:
        names = ", ".join(scenario.name for scenario in there.scenarios)
        what = f"it holds another run, {there.identifier} ({names})"
        raise InputError(str(folder), what, advice)


def read_results(folder: Path) -> StoredRun:
    """Return what a result folder holds.

    Raises
    ------
    InputError
        If it holds no run, or one that cannot be read.
    """
    manifest = read_manifest(folder)
    path = folder / OUTCOMES
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        what = f"the outcomes cannot be read: {str(error).splitlines()[0]}"
        raise InputError(str(path), what, "Run it again.") from None
    return StoredRun(table.to_pandas(), manifest)
