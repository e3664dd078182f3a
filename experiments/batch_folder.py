"""A batch's folder: held by one batch at a time, for one design and one model.

``batch.json`` says which design and model; ``runs/`` holds a shard for each finished
run; ``points.csv`` says where each design point stands; ``outcomes.parquet`` holds all
rows; ``failures.json``, if there is one, which runs failed and why.
"""

import csv
import errno
import fcntl
import io
import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from experiments.design import Design
from experiments.runs import Run, model_version
from experiments.shards import (
    Ledger,
    compact,
    read_ledger,
    sweep,
    write_shard,
    write_whole,
)
from sim.errors import InputError, shown

STAMP = "batch.json"
OUTCOMES = "outcomes.parquet"
POINTS = "points.csv"
FAILURES = "failures.json"
RUNS = "runs"
LOCK = ".lock"
_FORMAT = 1
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class BatchFolder(NamedTuple):
    """A folder that is held for a batch of a design."""

    path: Path
    design: Design

    def ledger(self, runs: Sequence[Run]) -> Ledger:
        """Return which runs are finished; remove shards that are damaged."""
        found = read_ledger(self.path / RUNS, {run.identifier for run in runs})
        for path in found.damaged:
            path.unlink(missing_ok=True)
        return found

    def write(self, identifier: str, shard: bytes) -> Path:
        """Write the shard of a run, and return where."""
        return write_shard(self.path / RUNS, identifier, shard)

    def close(
        self,
        runs: Sequence[Run],
        shards: Mapping[str, Path],
        failures: Mapping[str, str],
    ) -> None:
        """Write all rows, the points, and what failed."""
        write_whole(self.path / POINTS, _points(self.design).encode())
        compact(self.path / OUTCOMES, runs, shards)
        if failures:
            write_whole(self.path / FAILURES, _json(dict(sorted(failures.items()))))
        else:
            (self.path / FAILURES).unlink(missing_ok=True)


@contextmanager
def held(path: Path, design: Design) -> Iterator[BatchFolder]:
    """Hold a folder for a batch.

    Parameters
    ----------
    path : Path
        Missing, empty, or with a batch of the same design and model.
    design : Design

    Raises
    ------
    InputError
        If another batch is at work in it, it holds something else, or it cannot be
        written.
    """
    try:
        (path / RUNS).mkdir(parents=True, exist_ok=True)
        # Opened to be written, for that is what a folder is held for.
        handle = os.open(path / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise cannot_write(path, error) from None
    try:
        _lock(path, handle)
        _stamp(path, design)
        sweep(path)
        sweep(path / RUNS)
        yield BatchFolder(path, design)
    finally:
        os.close(handle)


def _lock(path: Path, handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 200, 0).decode(errors="replace").strip()
        raise InputError(
            str(path),
            f"another batch is at work there ({holder or 'it just began'})",
            "Wait for it to end, or give another folder.",
        ) from None
    except OSError as error:
        # Some network drives know no locks; two batches there make the same shards.
        if error.errno not in (errno.ENOTSUP, errno.ENOLCK):
            raise cannot_write(path, error) from None
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} on {platform.node()}\n".encode(), 0)
    except OSError as error:
        raise cannot_write(path, error) from None


def _stamp(path: Path, design: Design) -> None:
    """Say whose folder this is, or refuse if it is another's."""
    wanted = {
        "format": _FORMAT,
        "model": model_version(),
        "hash": design.hash,
        "decides": design.as_table(),
        "design": design.stored(),
    }
    stamp = path / STAMP
    try:
        if not stamp.exists():
            _refuse_what_is_there(path)
            write_whole(stamp, _json(wanted))
            return
    except OSError as error:
        raise cannot_write(path, error) from None
    there = read_stamp(path)
    # As it would be read, so that only real differences count.
    _refuse_other(path, there, json.loads(_json(wanted)))


def _refuse_what_is_there(path: Path) -> None:
    others = sorted(p.name for p in path.iterdir() if p.name not in (RUNS, LOCK))
    others = [name for name in others if not name.endswith(".part")]
    if others or any((path / RUNS).glob("*.parquet")):
        first = shown((others or [RUNS])[0])
        what = f"the folder is not empty and no batch: it holds {first}"
        raise InputError(str(path), what, "Give another folder, or move it away.")


def _refuse_other(
    path: Path, there: Mapping[str, object], wanted: Mapping[str, object]
) -> None:
    advice = "Give another folder with --out, or move this one away."
    if there.get("hash") != wanted["hash"]:
        changes = "; ".join(_changes(there.get("decides"), wanted["decides"]))
        what = f"it holds a batch of another design ({changes})"
        raise InputError(str(path), what, advice)
    if there.get("model") != wanted["model"]:
        what = (
            "it holds runs of another version of the model "
            f"({there.get('model')}; this is {wanted['model']})"
        )
        raise InputError(str(path), what, advice)


def _changes(before: object, after: object) -> Iterator[str]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        yield "all of it"
        return
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield f"{name}: {shown(old, 80)} there, {shown(new, 80)} here"


def read_stamp(path: Path) -> Mapping[str, object]:
    """Return what a batch's folder says about itself.

    Raises
    ------
    InputError
        If it is no batch's folder, or cannot be read.
    """
    try:
        found = json.loads((path / STAMP).read_bytes())
    except FileNotFoundError:
        what = f"there is no {STAMP}"
        advice = "Give a folder that groundswell batch wrote."
        raise InputError(str(path), what, advice) from None
    except OSError as error:
        raise InputError(str(path), f"{STAMP} cannot be read: {error}") from None
    except ValueError:
        found = None
    if not isinstance(found, dict) or found.get("format") != _FORMAT:
        what = f"{STAMP} is damaged, or of another version"
        advice = "Give another folder with --out, or move this one away."
        raise InputError(str(path), what, advice)
    return found


def cannot_write(path: Path, error: OSError, safe: str = "") -> InputError:
    """Return the error for a folder that the system does not let us write.

    ``safe`` says, as a sentence, what is already there.
    """
    why = os.strerror(error.errno) if error.errno else str(error)
    what = f"it cannot be written: {why[:1].lower()}{why[1:]}"
    if error.errno in _FULL:
        advice = "Free some space and start the same batch again: it goes on from here."
    else:
        advice = "Give a folder that can be written, with --out."
    return InputError(str(path), what, f"{safe} {advice}".strip())


def _points(design: Design) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["point", "scenario", "sample", *design.axis_names()])
    for point in design.points():
        # Booleans as in TOML; floats in full, as Python writes them.
        cells = [shown(c) if isinstance(c, bool) else c for c in point.coordinates]
        writer.writerow([point.number, point.scenario.name, point.sample, *cells])
    return text.getvalue()


def _json(content: object) -> bytes:
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    return f"{text}\n".encode()
