"""Accepted draws: values of the beliefs under which the model resembles the record.

They ship as ``scenarios/accepted.csv``: a row a draw, all rows of the same weight and
in no order; a column for each belief that varies, ``spillover.nhs`` where missions
differ. ``groundswell calibrate`` makes the table. This file reads it; which of its rows
a run meets, :func:`sim.scenario.beliefs.drawn` says.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sim.errors import InputError, shown
from sim.scenario.belief import Belief
from sim.scenario.checks import checked_number, unknown_name
from sim.scenario.names import MISSIONS

ACCEPTED_FILE = "accepted.csv"

# Values of one row, by belief and mission.
type Row = Mapping[tuple[str, int], float]


class Column(NamedTuple):
    """A column of the table.

    Attributes
    ----------
    name : str
        As in the first line: ``spin``, or ``spillover.nhs``.
    belief : Belief
    missions : tuple of int
        Whose value it is: one, or all where they cannot differ.
    """

    name: str
    belief: Belief
    missions: tuple[int, ...]


def columns_of(beliefs: Iterable[Belief]) -> tuple[Column, ...]:
    """Return a column for every number that is drawn, in the order of the beliefs."""
    found = []
    for belief in beliefs:
        if belief.is_constant:
            continue
        if belief.is_one_number:
            everywhere = tuple(range(len(MISSIONS)))
            found.append(Column(belief.name, belief, everywhere))
            continue
        found += [
            Column(f"{belief.name}.{mission}", belief, (m,))
            for m, mission in enumerate(MISSIONS)
            if belief.priors[m] is not None
        ]
    return tuple(found)


def read_rows(text: str, where: str, beliefs: Mapping[str, Belief]) -> tuple[Row, ...]:
    """Return the rows of a table of accepted draws.

    Parameters
    ----------
    text : str
        The file.
    where : str
        Its name, as messages give it.
    beliefs : mapping
        Those declared. One without a column is left to its prior.

    Raises
    ------
    InputError
        A column names no belief that varies, a value is no number within the belief's
        bounds, or a row is too short or too long.
    """
    known = {column.name: column for column in columns_of(beliefs.values())}
    lines = list(csv.reader(io.StringIO(text)))
    if len(lines) < 2:
        raise InputError(where, "it holds no draws", "Make it: groundswell calibrate.")
    for name in lines[0]:
        if name not in known:
            raise unknown_name(name, known, f"{where}, line 1")
    columns = [known[name] for name in lines[0]]
    return tuple(
        _row(cells, columns, f"{where}, line {n}")
        for n, cells in enumerate(lines[1:], start=2)
    )


def _row(cells: list[str], columns: list[Column], where: str) -> Row:
    if len(cells) != len(columns):
        what = f"{len(cells)} values stand under {len(columns)} names"
        raise InputError(where, what)
    row: dict[tuple[str, int], float] = {}
    for cell, column in zip(cells, columns, strict=True):
        at = f"{where}, {column.name}"
        value = checked_number(_number(cell, at), column.belief.quantity, at)
        row.update({(column.belief.name, m): value for m in column.missions})
    return row


def _number(cell: str, where: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise InputError(where, f"{shown(cell)} is not a number") from None
