"""Which judged constants a finding depends on: each moved by half of itself, alone.

Reads a finished batch and prints a table in Markdown::

    groundswell batch constants
    python -m experiments.constants_table results/constants
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.draws_table import DIFFERENCES, KEYS
from experiments.results import Results

# Points of the mission index. Less than this no page shows.
MATTERS = 0.25


def swings(table: pd.DataFrame, axes: Sequence[str]) -> pd.DataFrame:
    """Return how far each constant moves each key difference between presets.

    Parameters
    ----------
    table : DataFrame
        As :meth:`experiments.results.Results.table` of a design of one at a time.
    axes : sequence of str
        Columns that hold where constants stand; missing where one is not moved.

    Returns
    -------
    DataFrame
        One row a constant, value, difference and mission: columns ``constant, value,
        difference, mission, usual`` (the difference with every constant as it is) and
        ``swing`` (what moving this one adds), in points of the mission index.
    """
    index = table[table["outcome"] == "mission_index"]
    centre = _gaps(index[index[list(axes)].isna().all(axis=1)])
    parts = []
    for axis in axes:
        for value, moved in index[index[axis].notna()].groupby(axis):
            gaps = _gaps(moved)
            parts.append(
                gaps.assign(
                    constant=axis, value=value, usual=centre["gap"]
                ).reset_index()
            )
    found = pd.concat(parts, ignore_index=True)
    return found.assign(swing=found["gap"] - found["usual"]).drop(columns="gap")


def _gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the key differences, mean over luck, by difference and mission."""
    wide = rows.pivot_table(index="mission", columns="scenario", values="value")
    gaps = {name: wide[after] - wide[before] for name, (before, after) in _pairs(wide)}
    parts = [
        pd.DataFrame({"gap": gap, "difference": name}).loc[list(KEYS)]
        for name, gap in gaps.items()
    ]
    return pd.concat(parts).set_index("difference", append=True)


def _pairs(wide: pd.DataFrame) -> list[tuple[str, tuple[str, str]]]:
    held = set(wide.columns)
    return [(name, pair) for name, pair in DIFFERENCES.items() if held >= set(pair)]


def deciding(found: pd.DataFrame, least: float = MATTERS) -> pd.DataFrame:
    """Return each constant's largest swing, largest first, if it reaches ``least``.

    One row a constant, as :func:`swings`, with ``flips``: whether any of its swings
    turns a difference that is clear (``least`` or more) round.
    """
    turned = (found["usual"] * (found["usual"] + found["swing"]) < 0.0) & (
        found["usual"].abs() >= least
    )
    flips = turned.groupby(found["constant"]).any()
    largest = found.loc[found["swing"].abs().groupby(found["constant"]).idxmax()]
    largest = largest.assign(flips=largest["constant"].map(flips))
    chosen = largest[largest["swing"].abs() >= least]
    order = chosen["swing"].abs().sort_values(ascending=False).index
    return chosen.loc[order].reset_index(drop=True)


def page(results: Results) -> str:
    """Return the table, and in how many constants nothing reaches its bar."""
    axes = results.design.axis_names()
    found = deciding(swings(results.table(), axes))
    lines = [
        f"{len(found)} of {len(axes)} move a difference by {MATTERS} points or more.",
        "",
        "| constant | moved to | difference | mission | usually | swing | flips one |",
        "|" + "---|" * 7,
    ]
    for row in found.itertuples():
        name = str(row.constant).removeprefix("beliefs.")
        flips = "yes" if row.flips else ""
        lines.append(
            f"| `{name}` | {row.value:g} | {row.difference} | {row.mission} "
            f"| {row.usual:+.2f} | {row.swing:+.2f} | {flips} |"
        )
    return "\n".join([*lines, ""])


def main(folders: Sequence[str]) -> None:
    """Write the table to standard output."""
    sys.stdout.write(page(Results(Path(folders[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
