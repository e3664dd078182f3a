"""Shards: one file a finished run, whole or not there, and all of them as one table.

A shard's name holds its run's identifier and a hash of its bytes, so that a file that
was cut short or altered is noticed and its run made again.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.parquet import ROWS_PER_GROUP, pinned

if TYPE_CHECKING:
    from experiments.runs import Run

ROWS = pa.schema(
    [
        pa.field("step", pa.int32()),
        pa.field("place", pa.string(), nullable=False),
        pa.field("mission", pa.string()),
        pa.field("outcome", pa.string(), nullable=False),
        pa.field("value", pa.float64(), nullable=False),
    ]
)
TABLE = pa.schema(
    [
        pa.field("run", pa.string(), nullable=False),
        pa.field("point", pa.int32(), nullable=False),
        pa.field("scenario", pa.string(), nullable=False),
        pa.field("replicate", pa.int32(), nullable=False),
        pa.field("seed", pa.int64(), nullable=False),
        *ROWS,
    ]
)
_LABELS = ("run", "scenario")
_WORDS = ("place", "mission", "outcome")
_DIGITS = 16
_PART = ".part"


def shard_bytes(rows: pa.Table) -> bytes:
    """Return the rows of one run as a Parquet file; the same rows, the same bytes."""
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, ROWS, **pinned(_WORDS)) as writer:
        writer.write_table(rows.cast(ROWS))
    content: bytes = sink.getvalue().to_pybytes()
    return content


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, even if the power fails.

    Raises
    ------
    OSError
        If there is no room or no permission; nothing is left behind.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}{_PART}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_shard(folder: Path, identifier: str, content: bytes) -> Path:
    """Write the shard of a run, and return where.

    Raises
    ------
    OSError
    """
    path = folder / f"{identifier}-{_hash(content)}.parquet"
    write_whole(path, content)
    return path


class Ledger(NamedTuple):
    """What a folder of shards holds.

    Attributes
    ----------
    shards : mapping
        Path of the shard, by identifier of its run.
    damaged : tuple of Path
        Files that were cut short or altered.
    """

    shards: Mapping[str, Path]
    damaged: tuple[Path, ...]


def read_ledger(folder: Path, wanted: Iterable[str]) -> Ledger:
    """Return which wanted runs have a whole shard.

    Every byte is read, so that damage is found before it reaches a result.
    """
    identifiers = set(wanted)
    shards: dict[str, Path] = {}
    damaged = []
    for path in sorted(folder.glob("*.parquet")):
        identifier, _, digest = path.stem.partition("-")
        if identifier not in identifiers:
            continue
        if _hash_of_file(path) != digest or identifier in shards:
            damaged.append(path)
        else:
            shards[identifier] = path
    return Ledger(shards, tuple(damaged))


def sweep(folder: Path) -> None:
    """Remove what an interrupted write left behind."""
    for part in folder.glob(f"*{_PART}"):
        part.unlink(missing_ok=True)


def compact(target: Path, runs: Iterable["Run"], shards: Mapping[str, Path]) -> None:
    """Write the rows of all finished runs as one table, in the order of the runs.

    Raises
    ------
    OSError
        If there is no room; an earlier table stays as it was.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}{_PART}")
    try:
        with pq.ParquetWriter(part, TABLE, **pinned((*_LABELS, *_WORDS))) as writer:
            for group in _groups(_tables(runs, shards)):
                writer.write_table(group, row_group_size=ROWS_PER_GROUP)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _tables(runs: Iterable["Run"], shards: Mapping[str, Path]) -> Iterator[pa.Table]:
    for run in runs:
        if run.identifier in shards:
            with pq.ParquetFile(shards[run.identifier]) as shard:
                yield _labelled(run, shard.read())


def _labelled(run: "Run", rows: pa.Table) -> pa.Table:
    n = rows.num_rows
    labels = [
        pa.array([run.identifier] * n, pa.string()),
        pa.array(np.full(n, run.point, np.int32)),
        pa.array([run.scenario.name] * n, pa.string()),
        pa.array(np.full(n, run.replicate, np.int32)),
        pa.array(np.full(n, run.seed, np.int64)),
    ]
    return pa.table([*labels, *rows.columns], schema=TABLE)


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Join tables into row groups of one size, so that bytes depend on rows alone."""
    held = TABLE.empty_table()
    for table in tables:
        held = pa.concat_tables([held, table])
        while held.num_rows >= ROWS_PER_GROUP:
            yield held.slice(0, ROWS_PER_GROUP)
            held = held.slice(ROWS_PER_GROUP)
    yield held


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def _hash_of_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:_DIGITS]
    except OSError:
        return ""
