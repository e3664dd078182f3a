"""Who is best, how often, and how far behind when not."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.comparison import better_direction


def standings(
    table: pd.DataFrame, axis: str, outcome: str, draw: Sequence[str]
) -> pd.DataFrame:
    """Return how each choice along an axis stands over draws.

    Parameters
    ----------
    table : DataFrame
        As :meth:`experiments.results.Results.table`, of one outcome.
    axis : str
        What is chosen: ``scenario``, or an axis.
    outcome : str
    draw : sequence of str
        Columns that together say which draw a row belongs to.

    Returns
    -------
    pandas.DataFrame
        One row a mission and choice: ``mission``, ``choice``, ``best`` (share of draws
        in which it is best, ties shared), ``error`` (its Monte Carlo standard error),
        ``mean``, ``p90`` and ``max`` of regret in the outcome's unit, ``n_draws``. A
        draw is one setting of all the columns that say so.
    """
    parts = []
    for mission, rows in table.groupby("mission", sort=False, dropna=False):
        own = mission if isinstance(mission, str) else None
        wide = _by_draw(rows, axis, draw) * (better_direction(outcome, own) or 1)
        parts.append(_standing(wide).assign(mission=own or "all"))
    found = pd.concat(parts, ignore_index=True)
    return found[
        ["mission", "choice", "best", "error", "mean", "p90", "max", "n_draws"]
    ]


def _by_draw(rows: pd.DataFrame, axis: str, draw: Sequence[str]) -> pd.DataFrame:
    """Return values with a row a draw and a column a choice, complete draws only."""
    told = [name for name in draw if not rows[name].isna().all()]
    order = list(dict.fromkeys(rows[axis].dropna()))
    wide = rows.pivot_table(index=told, columns=axis, values="value", sort=False)
    return wide[order].dropna()


def _standing(wide: pd.DataFrame) -> pd.DataFrame:
    n = len(wide)
    best = wide.eq(wide.max(axis=1), axis=0)
    share = best.div(best.sum(axis=1), axis=0)
    regret = wide.rsub(wide.max(axis=1), axis=0)
    return pd.DataFrame(
        {
            "choice": [str(name) for name in wide],
            "best": share.mean().to_numpy(),
            "error": share.std(ddof=1).to_numpy() / np.sqrt(n) if n > 1 else np.nan,
            "mean": regret.mean().to_numpy(),
            "p90": regret.quantile(0.9).to_numpy(),
            "max": regret.max().to_numpy(),
            "n_draws": n,
        }
    )
