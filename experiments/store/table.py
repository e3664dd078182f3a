"""Outcomes as one long table: its rows, their order, and the bytes they become."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from experiments.parquet import ROWS_PER_GROUP, pinned
from sim.institutions.columns import Floats
from sim.missions import MISSIONS
from sim.missions.indicators import NATION
from sim.outcomes.catalogue import OUTCOMES
from sim.results import Detail, Outcomes

SCHEMA = pa.schema(
    [
        pa.field("scenario", pa.string(), nullable=False),
        pa.field("replicate", pa.int32(), nullable=False),
        pa.field("seed", pa.int64(), nullable=False),
        pa.field("step", pa.int32(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("mission", pa.string()),
        pa.field("outcome", pa.string(), nullable=False),
        pa.field("value", pa.float64(), nullable=False),
    ]
)
# Rows stand in this order; a mission that is missing comes after the others.
SORTED_BY = ("scenario", "outcome", "mission", "place", "replicate", "step")

_WORDS = ("scenario", "place", "mission", "outcome")
_HASHED_ROWS = 2**20


class _Block(NamedTuple):
    """One outcome of one mission: values of shape (replicates, steps, places)."""

    outcome: str
    mission: str | None
    values: Floats
    places: Sequence[str]
    steps: NDArray[np.int32]


def scenario_tables(outcomes: Sequence[Outcomes]) -> Iterator[pa.Table]:
    """Return the rows of each scenario, in the order of their names."""
    for of_scenario in sorted(outcomes, key=lambda found: found.scenario.name):
        blocks = sorted(_blocks(of_scenario), key=_order)
        parts = [_rows(of_scenario, block) for block in blocks]
        yield pa.concat_tables(parts).unify_dictionaries().combine_chunks()


def long_table(outcomes: Sequence[Outcomes]) -> pa.Table:
    """Return all rows in one table."""
    return pa.concat_tables(scenario_tables(outcomes)).unify_dictionaries()


def _order(block: _Block) -> tuple[str, bool, str]:
    return block.outcome, block.mission is None, block.mission or ""


def _blocks(found: Outcomes) -> Iterator[_Block]:
    kept = 1 if found.settings.detail is Detail.NATIONAL else len(found.units)
    places = [unit.code for unit in found.units[:kept]]
    steps = np.arange(1, found.settings.months + 1, dtype=np.int32)
    for outcome in OUTCOMES:
        values = found.values[outcome.name][:, :, :kept]
        if not outcome.by_mission:
            yield _Block(outcome.name, None, values, places, steps)
            continue
        for m, mission in enumerate(MISSIONS):
            yield _Block(outcome.name, mission.key, values[..., m], places, steps)
    nation = [found.units[NATION].code]
    for figure in found.figures():
        if figure.is_chance:
            at_the_end = figure.values[:, None, None]
            yield _Block(figure.name, figure.mission, at_the_end, nation, steps[-1:])


def _rows(found: Outcomes, block: _Block) -> pa.Table:
    """Return the rows of a block that are defined, sorted by place, run and step."""
    order = sorted(range(len(block.places)), key=lambda k: block.places[k])
    values = np.moveaxis(block.values, 2, 0)[order]
    place, replicate, step = np.indices(values.shape, dtype=np.int32).reshape(3, -1)
    defined = ~np.isnan(values.reshape(-1))
    n = int(defined.sum())
    names = [block.places[k] for k in order]
    columns = [
        _repeated(found.scenario.name, n),
        pa.array(replicate[defined]),
        pa.array(np.full(n, found.settings.seed, np.int64)),
        pa.array(block.steps[step[defined]]),
        _coded(place[defined], names),
        _repeated(block.mission, n),
        _repeated(block.outcome, n),
        pa.array(values.reshape(-1)[defined] + 0.0),
    ]
    return pa.table(columns, names=SCHEMA.names)


def _coded(codes: NDArray[np.int32], names: Sequence[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(codes, pa.array(names, pa.string()))


def _repeated(word: str | None, n: int) -> pa.Array:
    if word is None:
        return pa.nulls(n, pa.dictionary(pa.int32(), pa.string()))
    return _coded(np.zeros(n, np.int32), [word])


def write_table(path: Path, tables: Iterable[pa.Table]) -> dict[str, str]:
    """Write rows as Parquet, and return the hash of each column's content.

    Parameters
    ----------
    path : Path
    tables : iterable of Table
        Written one after the other, so that only one is held at a time.

    Notes
    -----
    Everything that decides the bytes is pinned: types, order, row groups, encodings,
    compression, and no metadata of frames. Other releases of pyarrow may still write
    other bytes; the hash of the content does not change.
    """
    hashed = _ColumnHashes()
    with pq.ParquetWriter(path, SCHEMA, **pinned(_WORDS)) as writer:
        for table in tables:
            for rows in table.to_batches(max_chunksize=ROWS_PER_GROUP):
                plain = pa.Table.from_batches([rows]).cast(SCHEMA)
                hashed.update(plain)
                writer.write_table(plain, row_group_size=ROWS_PER_GROUP)
    return hashed.digests()


def column_hashes(table: pa.Table) -> dict[str, str]:
    """Return a SHA-256 of each column's content, by name.

    It depends on the values and their order alone: not on encodings, chunks,
    compression, or which program wrote them.
    """
    hashed = _ColumnHashes()
    hashed.update(table.select(SCHEMA.names))
    return hashed.digests()


def content_hash(table: pa.Table) -> str:
    """Return a SHA-256 of a table's content, whatever way it is stored."""
    return combined_hash(column_hashes(table))


def combined_hash(hashes: dict[str, str]) -> str:
    """Return one hash for the hashes of all columns."""
    text = "\n".join(f"{name} {hashes[name]}" for name in SCHEMA.names)
    return hashlib.sha256(text.encode()).hexdigest()


class _ColumnHashes:
    """Hashes of columns that come in parts."""

    def __init__(self) -> None:
        self._contents = {name: hashlib.sha256() for name in SCHEMA.names}
        self._lengths = {name: hashlib.sha256() for name in _WORDS}

    def update(self, table: pa.Table) -> None:
        """Add rows."""
        for batch in table.to_batches(max_chunksize=_HASHED_ROWS):
            for name in SCHEMA.names:
                if name in self._lengths:
                    self._add_words(name, batch.column(name))
                else:
                    kind = SCHEMA.field(name).type.to_pandas_dtype()
                    values = batch.column(name).to_numpy(zero_copy_only=False)
                    little = np.dtype(kind).newbyteorder("<")
                    self._contents[name].update(values.astype(little).tobytes())

    def _add_words(self, name: str, column: pa.Array) -> None:
        """Add a column of words: their lengths, -1 where there is none, and letters."""
        words = column.cast(pa.large_binary())
        lengths = pc.fill_null(pc.binary_length(words), -1)
        self._lengths[name].update(lengths.to_numpy().astype("<i8").tobytes())
        letters = words.fill_null(b"")
        _, offsets, kept = letters.buffers()
        ends = np.frombuffer(offsets, np.int64)[letters.offset :][: len(letters) + 1]
        self._contents[name].update(memoryview(kept)[ends[0] : ends[-1]])

    def digests(self) -> dict[str, str]:
        """Return the hash of everything added so far, by column."""
        found = {}
        for name, content in self._contents.items():
            whole = content.copy()
            if name in self._lengths:
                whole.update(self._lengths[name].digest())
            found[name] = whole.hexdigest()
        return found
