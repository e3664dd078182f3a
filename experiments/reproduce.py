"""Making a result folder again, and comparing it with what stands there."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from experiments.batch import run_batch
from experiments.claims.claim import Claim, load_claims
from experiments.claims.pages import write_pages
from experiments.claims.running import BATCH, findings_of
from experiments.claims.shared import Shared, shared_design
from experiments.design import Design
from experiments.results import Results
from experiments.runs import model_version
from experiments.store.manifest import MANIFEST, read_manifest, stored_file
from experiments.store.record import RECORD, Record, identifier_of, read_record
from sim.errors import InputError
from sim.version import __version__

if TYPE_CHECKING:
    from experiments.simulation import Simulation

_SHOWN = 8


class Reproduced(NamedTuple):
    """What came of making a folder again.

    Attributes
    ----------
    is_same : bool
        Whether every file of results has the same bytes, and none was altered.
    notes : tuple of str
        What is different, in sentences: versions, altered files, columns.
    compared : tuple of str
        Files that were compared.
    """

    is_same: bool
    notes: tuple[str, ...]
    compared: tuple[str, ...]


def reproduce(
    folder: str | Path,
    *,
    into: str | Path | None = None,
    n_workers: int | None = None,
    simulation: "Simulation | None" = None,
) -> Reproduced:
    """Make a result folder again and compare.

    Parameters
    ----------
    folder : str or Path
        Of a run, a batch, claims, a calibration, validation or an analysis.
    into : str or Path, optional
        Where the second is made; a temporary folder by default.
    n_workers : int, optional
        As many as processors by default.
    simulation : Simulation, optional
        In place of the model, for batches, claims and calibrations.

    Raises
    ------
    InputError
        If the folder is none of results, or cannot be read.
    """
    place = Path(folder)
    with _second(into) as name:
        other = Path(name)
        if (place / RECORD).is_file():
            record = read_record(place)
            notes = [*_versions(record), *_altered(place, record), *_changed(record)]
            names = _remade(place, record, other, n_workers, simulation)
        elif (place / MANIFEST).is_file():
            notes, names = _run_again(place, other)
        else:
            what = f"there is neither {RECORD} nor {MANIFEST}"
            raise InputError(str(folder), what, "Give a folder of results.")
        notes += [note for name in names for note in differences(place, other, name)]
    return Reproduced(not notes, tuple(notes), tuple(names))


def _second(into: str | Path | None) -> AbstractContextManager[str]:
    if into is not None:
        return nullcontext(str(into))
    return tempfile.TemporaryDirectory(prefix="groundswell-")


def _versions(record: Record) -> Iterator[str]:
    if record.model != model_version():
        yield (
            f"made with model {record.model} (version {record.version}); this is "
            f"{model_version()} (version {__version__}): differences may be its own"
        )
    elif identifier_of(record.kind, record.inputs) != record.identifier:
        yield f"{RECORD}: its inputs are not those of {record.identifier}"


def _altered(folder: Path, record: Record) -> Iterator[str]:
    for name, stored in record.files.items():
        path = folder / name
        if not path.is_file():
            yield f"{name}: it is missing"
        elif stored_file(path) != stored:
            yield f"{name}: it was altered since it was written"


def _changed(record: Record) -> Iterator[str]:
    """Yield which files of validation say something else now than at the time."""
    if record.kind != "validation":
        return
    from experiments.validation.episode import load_episodes

    now = {episode.name: episode.hash for episode in load_episodes()}
    then = _table(record.inputs, "episodes", {})
    for name in sorted({*now, *then}):
        if now.get(name) != then.get(name):
            yield f"episode {name}: its file is not the one that was played"


def _remade(
    folder: Path,
    record: Record,
    other: Path,
    n_workers: int | None,
    simulation: "Simulation | None",
) -> Sequence[str]:
    """Make a folder again from its inputs; return the files to compare."""
    if record.kind == "validation":
        return _validated(record, other, n_workers)
    if record.kind == "calibration":
        return _calibrated(record, other, n_workers, simulation)
    design = Design.restored(_table(record.inputs, "design", record.inputs))
    if record.kind == "batch":
        run_batch(design, other, n_workers=n_workers, simulation=simulation)
        return ("outcomes.parquet", "points.csv")
    if record.kind == "claims":
        claims = _claims_of(record)
        run_batch(design, other / BATCH, n_workers=n_workers, simulation=simulation)
        shared = Shared(design, shared_design(claims).names)
        write_pages(other, findings_of(claims, other, shared), design)
        names = [n for n in record.files if n.endswith((".csv", ".md"))]
        return (f"{BATCH}/outcomes.parquet", *names)
    return _analysed(folder, record, other)


def _validated(record: Record, other: Path, n_workers: int | None) -> Sequence[str]:
    from experiments.validation.running import Options, run_validation

    given = {str(k): v for k, v in _table(record.inputs, "options", {}).items()}
    run_validation(other, Options(**given, n_workers=n_workers))  # type: ignore[arg-type]
    kinds = (".csv", ".md", ".parquet")
    return tuple(name for name in record.files if name.endswith(kinds))


def _calibrated(
    record: Record,
    other: Path,
    n_workers: int | None,
    simulation: "Simulation | None",
) -> Sequence[str]:
    from experiments.calibration.pages import ABOUT
    from experiments.calibration.running import calibrate
    from experiments.calibration.targets import Targets

    targets = Targets.restored(record.inputs, RECORD)
    calibrate(targets, other, n_workers=n_workers, simulation=simulation)
    return tuple(name for name in record.files if name.endswith((".csv", ".md", ABOUT)))


def _table(
    inputs: Mapping[str, object], name: str, usual: Mapping[str, object]
) -> Mapping[str, object]:
    found = inputs.get(name, usual)
    return found if isinstance(found, dict) else usual


def _claims_of(record: Record) -> tuple[Claim, ...]:
    wanted = _table(record.inputs, "claims", {})
    claims = [claim for claim in load_claims() if claim.name in wanted]
    missing = sorted(set(wanted) - {claim.name for claim in claims})
    if missing:
        what = f"claims that do not ship here: {', '.join(missing)}"
        raise InputError(RECORD, what)
    return tuple(claims)


def _analysed(folder: Path, record: Record, other: Path) -> Sequence[str]:
    from experiments.analysis.study import study
    from experiments.analysis.writing import write_study

    if not (folder.parent / "batch.json").is_file():
        what = "an analysis is made again from the batch above it, and there is none"
        raise InputError(str(folder), what)
    outcome = record.inputs.get("outcome")
    again = study(Results(folder.parent), str(outcome))
    write_study(again, other)
    return tuple(name for name in record.files if name.endswith((".csv", ".html")))


def _run_again(folder: Path, other: Path) -> tuple[list[str], Sequence[str]]:
    """Run a result folder's scenarios again."""
    from experiments.provenance import run_identifier
    from experiments.store import OUTCOMES, REPORT, write_results
    from sim.simulate import run_together

    manifest = read_manifest(folder)
    scenarios, settings = manifest.restored()
    notes = []
    if manifest.version != __version__:
        notes.append(f"made with version {manifest.version}; this is {__version__}")
    elif run_identifier(scenarios, settings) != manifest.identifier:
        notes.append(f"{MANIFEST}: its inputs are not those of {manifest.identifier}")
    for name, stored in manifest.files.items():
        if not (folder / name).is_file():
            notes.append(f"{name}: it is missing")
        elif stored_file(folder / name) != stored:
            notes.append(f"{name}: it was altered since it was written")
    found = run_together(scenarios, settings)
    write_results(other / "again", found, command=manifest.command)
    for name in (OUTCOMES, REPORT):
        (other / "again" / name).replace(other / name)
    return notes, (OUTCOMES, REPORT)


def differences(folder: Path, other: Path, name: str) -> Iterator[str]:
    """Yield in which columns a file differs from the one made again, and by how much.

    Parameters
    ----------
    folder, other : Path
        What stands there, and what was made again.
    name : str
        Of the file in both.
    """
    here, there = folder / name, other / name
    if not here.is_file() or not there.is_file():
        yield f"{name}: it is missing {'here' if there.is_file() else 'in the second'}"
        return
    if here.read_bytes() == there.read_bytes():
        return
    try:
        first, second = _frame(here), _frame(there)
    except (OSError, ValueError) as error:
        yield f"{name}: the bytes differ, and it cannot be read: {error}"
        return
    if first is None or second is None:
        yield f"{name}: the bytes differ"
        return
    told = list(_columns(first, second))
    yield f"{name}: the bytes differ" + (f"; {'; '.join(told)}" if told else "")


def _frame(path: Path) -> pd.DataFrame | None:
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    return pd.read_csv(path) if path.suffix == ".csv" else None


def _columns(first: pd.DataFrame, second: pd.DataFrame) -> Iterator[str]:
    if len(first) != len(second):
        yield f"{len(first)} rows against {len(second)}"
        return
    for name in dict.fromkeys([*first, *second]):
        if name not in first or name not in second:
            yield f"column {name} stands in one only"
            continue
        a, b = first[name], second[name]
        apart = ~((a == b) | (a.isna() & b.isna()))
        if not apart.any():
            continue
        words = f"{name} in {int(apart.sum())} of {len(a)} rows"
        if all(_is_number(column) for column in (a, b)):
            words += f", by up to {float(np.nanmax(np.abs(a - b))):.3g}"
        if "outcome" in first and name != "outcome":
            which = list(dict.fromkeys(first.loc[apart, "outcome"].astype(str)))
            words += f" ({', '.join(which[:_SHOWN])})"
        yield words


def _is_number(column: "pd.Series[float]") -> bool:
    kinds = pd.api.types
    return kinds.is_numeric_dtype(column) and not kinds.is_bool_dtype(column)
