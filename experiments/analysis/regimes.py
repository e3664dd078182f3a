"""Regime maps: who wins where, by how much, and where it is too close to call."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.stats import t as student

from experiments.analysis.contrasts import numeric_axes
from experiments.analysis.frontier import AXES
from experiments.axes import Axis
from experiments.design import Design
from sim.comparison import better_direction

TOO_CLOSE = "too close to call"
_CONFIDENCE = 0.9


def mapped_axes(design: Design, compared: str) -> tuple[Axis, Axis] | None:
    """Return the two axes of numbers that a design crosses, or None if it has not two.

    Of more than two, the first two are shown, with all others averaged.
    """
    numeric = numeric_axes(design, compared)
    return (numeric[0], numeric[1]) if len(numeric) > 1 else None


def regime_table(
    table: pd.DataFrame,
    compared: str,
    across: str,
    up: str,
    outcome: str,
    draw: Sequence[str],
) -> pd.DataFrame:
    """Return the winner of each cell.

    Parameters
    ----------
    table : DataFrame
        As :meth:`experiments.results.Results.table`, of one outcome.
    compared, across, up : str
        Axes: of what is chosen, and of the two conditions.
    outcome : str
    draw : sequence of str
        Columns in which paired runs agree.

    Returns
    -------
    pandas.DataFrame
        One row a mission and cell: ``mission``, the two conditions, ``winner`` (a
        choice, or that it is too close to call), ``leader`` (ahead on average),
        ``margin`` over the next (in the outcome's unit, paired), ``low, high`` (90%
        interval of the mean margin), ``n_draws``.
    """
    found = []
    for (mission, x, y), rows in table.groupby(
        ["mission", across, up], sort=True, dropna=False
    ):
        own = mission if isinstance(mission, str) else None
        sign = better_direction(outcome, own) or 1
        told = [n for n in draw if not rows[n].isna().all() and n not in (across, up)]
        wide = rows.pivot_table(index=told, columns=compared, values="value").dropna()
        cell = _cell(wide * sign)
        found.append({"mission": own or "all", across: x, up: y, **cell})
    return pd.DataFrame(found)


def _cell(wide: pd.DataFrame) -> dict[str, object]:
    ordered = wide.mean().sort_values(ascending=False, kind="stable")
    leader, second = ordered.index[0], ordered.index[1]
    gap = (wide[leader] - wide[second]).to_numpy()
    n, margin = len(gap), float(gap.mean())
    half = float("inf")
    if n > 1:
        error = float(gap.std(ddof=1)) / n**0.5
        half = float(student.ppf(0.5 + _CONFIDENCE / 2.0, n - 1)) * error
    return {
        "winner": str(leader) if margin - half > 0.0 else TOO_CLOSE,
        "leader": str(leader),
        "margin": margin,
        "low": margin - half,
        "high": margin + half,
        "n_draws": n,
    }


def has_frontier(across: Axis, up: Axis) -> bool:
    """Return whether theory has a closed form for the border of two conditions."""
    return (across.path, up.path) == AXES


def local_rights(design: Design, compared: str) -> float | None:
    """Return the share of decisions of the level that gives places most, if told."""
    own = [axis for axis in design.axes if axis.key == compared and axis.levels]
    path = "missions.default.autonomy"
    shares = [
        float(value)
        for axis in own
        for level in axis.crossed()
        for name, value in level.settings
        if name == path and isinstance(value, int | float)
    ]
    return max(shares, default=None) or None


def border_words(table: pd.DataFrame) -> str:
    """Return in how many cells each choice wins, and how many are too close."""
    counts = table["winner"].value_counts()
    parts = [f"{name} in {count}" for name, count in counts.items()]
    return f"{', '.join(parts)} of {len(table)} cells" if len(table) else "no cell"


def edges(values: Sequence[float]) -> list[float]:
    """Return the edges of cells around values: half way to each neighbour.

    >>> edges([0.0, 1.0, 3.0])
    [-0.5, 0.5, 2.0, 4.0]
    """
    points = np.asarray(values, np.float64)
    middles = (points[1:] + points[:-1]) / 2.0
    first, last = 2.0 * points[0] - middles[0], 2.0 * points[-1] - middles[-1]
    return [float(v) for v in (first, *middles, last)]
