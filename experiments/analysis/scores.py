"""Feature scores: how much each input helps a forest of trees to tell differences."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

type Floats = NDArray[np.float64]

_N_TREES = 100
_N_SHUFFLES = 20
_SEED = 0


def feature_scores(
    inputs: pd.DataFrame, values: Floats, bar: float | None = None
) -> pd.DataFrame:
    """Return the share of the fall of variance of ranks that each input brings about.

    Parameters
    ----------
    inputs : DataFrame
        One row a value, one column an input.
    values : shape (n_rows,)
        Their ranks are scored, so that one row far out does not decide.
    bar : float, optional
        From :func:`chance_bar` of the same inputs.

    Returns
    -------
    pandas.DataFrame
        Columns ``input``, ``score`` (the scores of all inputs sum to 1), ``bar``,
        ``spearman`` (rank correlation); highest score first.

    Notes
    -----
    Extra-trees regression, as in the EMA Workbench. An input whose part is small
    beside another's can stay below the bar.
    """
    names = list(inputs.columns)
    if not names or np.ptp(values) == 0.0:
        return pd.DataFrame(columns=["input", "score", "bar", "spearman"])
    matrix, ranks = inputs.to_numpy(np.float64), rankdata(values).astype(np.float64)
    frame = pd.DataFrame(
        {
            "input": names,
            "score": _importances(matrix, ranks, _SEED),
            "bar": chance_bar(inputs) if bar is None else bar,
            "spearman": inputs.rank().corrwith(pd.Series(ranks)).to_numpy(),
        }
    )
    return frame.sort_values("score", ascending=False, ignore_index=True)


def chance_bar(inputs: pd.DataFrame) -> float:
    """Return the score that the best of all inputs passes by chance once in twenty.

    Found with shuffled ranks, so that the number of inputs is allowed for; it serves
    every set of values without many ties.
    """
    if not len(inputs.columns):
        return float("nan")
    matrix = inputs.to_numpy(np.float64)
    ranks = np.arange(len(matrix), dtype=np.float64)
    chance = np.random.default_rng(_SEED)
    best = [
        _importances(matrix, chance.permutation(ranks), k).max()
        for k in range(_N_SHUFFLES)
    ]
    return float(np.quantile(best, 0.95))


def _importances(matrix: Floats, values: Floats, seed: int) -> Floats:
    from sklearn.ensemble import ExtraTreesRegressor

    forest = ExtraTreesRegressor(
        n_estimators=_N_TREES,
        min_samples_leaf=3,
        max_features=1.0 / 3.0,
        random_state=seed,
    )
    forest.fit(matrix, values)
    return np.asarray(forest.feature_importances_, np.float64)
