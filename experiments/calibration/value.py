"""What it would be worth to know a belief: which evidence would change the choice."""

import numpy as np
import pandas as pd
from numpy.polynomial.legendre import legvander
from numpy.typing import NDArray
from scipy.stats import rankdata

type Floats = NDArray[np.float64]

_DEGREE = 3
_N_SHUFFLES = 200


def perfect_information(gains: pd.DataFrame) -> float:
    """Return what it would be worth to know all beliefs, and one's luck.

    Parameters
    ----------
    gains : DataFrame
        One row a draw, one column a choice; more is better.

    Returns
    -------
    float >= 0
        Mean of the best in each draw less the best mean, in the gains' unit.
    """
    values = gains.to_numpy(np.float64)
    return float(values.max(axis=1).mean() - values.mean(axis=0).max())


def value_of_evidence(
    beliefs: pd.DataFrame, gains: pd.DataFrame, seed: int = 0
) -> pd.DataFrame:
    """Return what it would be worth to know each belief alone.

    Parameters
    ----------
    beliefs : DataFrame
        One row a draw, one column a belief that varies.
    gains : DataFrame
        As in :func:`perfect_information`; rows in the same order.
    seed : int
        Of the shuffles that say what chance gives.

    Returns
    -------
    pandas.DataFrame
        One row a belief, worth most first. Columns ``belief``; ``value``, in the gains'
        unit, less what shuffled draws give on average; ``chance``, what one belief in
        twenty that decides nothing exceeds; ``choice_low``, ``choice_high``, the best
        choice where the belief is low and where it is high (its outer tenths).

    Notes
    -----
    Expected value of partial perfect information by regression (Strong, Oakley &
    Brennan 2014, Medical Decision Making 34, 311-326): each choice's gain is regressed
    on the belief, here as a cubic in its rank, and the best fitted choice averaged.
    """
    values = gains.to_numpy(np.float64)
    chance = np.random.default_rng(seed)
    shuffles = [chance.permutation(len(values)) for _ in range(_N_SHUFFLES)]
    usual_basis = _basis(np.arange(len(values)))
    by_luck = np.array([_worth(usual_basis, values[s]) for s in shuffles])
    rows = []
    for name in beliefs.columns:
        x = beliefs[name].to_numpy(np.float64)
        basis = _basis(x)
        fitted = basis @ (basis.T @ values)
        order = np.argsort(x, kind="stable")
        tenth = max(1, len(x) // 10)
        low, high = order[:tenth], order[-tenth:]
        rows.append(
            {
                "belief": name,
                "value": _worth(basis, values) - float(by_luck.mean()),
                "chance": float(np.quantile(by_luck - by_luck.mean(), 0.95)),
                "choice_low": _best(fitted[low], gains),
                "choice_high": _best(fitted[high], gains),
            }
        )
    table = pd.DataFrame(rows)
    return table.sort_values("value", ascending=False, ignore_index=True)


def _basis(x: Floats | NDArray[np.int64]) -> Floats:
    """Return orthonormal polynomials of the ranks, shape (n_draws, 4)."""
    ranks = 2.0 * (rankdata(x) - 0.5) / len(x) - 1.0
    basis, _ = np.linalg.qr(legvander(ranks, _DEGREE))
    return np.asarray(basis)


def _worth(basis: Floats, values: Floats) -> float:
    fitted = basis @ (basis.T @ values)
    return float(fitted.max(axis=1).mean() - values.mean(axis=0).max())


def _best(fitted: Floats, gains: pd.DataFrame) -> str:
    return str(gains.columns[int(np.argmax(fitted.mean(axis=0)))])
