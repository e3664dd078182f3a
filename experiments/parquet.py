"""How tables become Parquet files: all that decides the bytes is pinned here."""

from collections.abc import Sequence

ROWS_PER_GROUP = 2**18


def pinned(words: Sequence[str]) -> dict[str, object]:
    """Return what a ParquetWriter is told.

    Parameters
    ----------
    words : sequence of str
        Columns of words that come again and again; the numbers are in ``value``.
    """
    return {
        "version": "2.6",
        "data_page_version": "1.0",
        "compression": "zstd",
        "compression_level": 6,
        "use_dictionary": list(words),
        "column_encoding": {"value": "BYTE_STREAM_SPLIT"},
        "write_statistics": True,
        "store_schema": False,
    }
