"""Which inputs a difference follows: indices with intervals, through SALib."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import norm, rankdata

from experiments.sampling import Method, Sampling, sample, unit_problem

type Floats = NDArray[np.float64]

COLUMNS = ["input", "index", "value", "low", "high", "n"]
_CONFIDENCE = 0.95
_SHARES = (0.25, 0.5, 1.0)
_FEWEST = 4
_FEWEST_DRAWS = 12
_N_RESAMPLES = 300
_SEED = 0


def sobol_indices(
    names: Sequence[str], values: Floats, *, second_order: bool = False
) -> pd.DataFrame:
    """Return first-order and total Sobol' indices.

    Parameters
    ----------
    names : sequence of str
        Inputs, in the order of the sample.
    values : shape (n_base * (D + 2),), or (n_base * (2 D + 2),) with second order
        In the order of the sample, of which ``n_base`` is the number of base samples.
    second_order : bool
        Whether the sample serves second-order indices.

    Returns
    -------
    pandas.DataFrame
        Columns ``input, index`` (``first`` or ``total``), ``value, low, high`` (95%
        interval by bootstrap) and ``n``, the number of values used. Where nothing
        varies, all are 0.
    """
    from SALib.analyze import sobol

    if np.ptp(values) == 0.0:
        return _nothing(names, ("first", "total"), values.size)
    with np.errstate(all="ignore"):
        found = sobol.analyze(
            unit_problem(len(names)),
            values,
            calc_second_order=second_order,
            conf_level=_CONFIDENCE,
            seed=_SEED,
        )
    return pd.concat(
        [
            _rows(names, "first", found["S1"], found["S1_conf"], values.size),
            _rows(names, "total", found["ST"], found["ST_conf"], values.size),
        ],
        ignore_index=True,
    )


def morris_effects(
    names: Sequence[str], rows: Floats, values: Floats, levels: int
) -> pd.DataFrame:
    """Return Morris' mean absolute elementary effects, and their spread.

    Parameters
    ----------
    names : sequence of str
    rows : shape (n_trajectories * (D + 1), D)
        The sample, in the unit cube.
    values : shape (n_trajectories * (D + 1),)
    levels : int
        Of the sample.

    Returns
    -------
    pandas.DataFrame
        As :func:`sobol_indices`; ``index`` is ``mu_star``, in the unit of the values
        per range of the input, or ``sigma``, which has no interval.
    """
    from SALib.analyze import morris

    found = morris.analyze(
        unit_problem(len(names)),
        rows,
        values,
        num_levels=levels,
        conf_level=_CONFIDENCE,
        seed=_SEED,
    )
    unknown = np.full(len(names), np.nan)
    stars = np.asarray(found["mu_star"]), np.asarray(found["mu_star_conf"])
    return pd.concat(
        [
            _rows(names, "mu_star", *stars, values.size),
            _rows(names, "sigma", np.asarray(found["sigma"]), unknown, values.size),
        ],
        ignore_index=True,
    )


def rank_correlations(inputs: pd.DataFrame, values: Floats) -> pd.DataFrame:
    """Return Spearman's rank correlations, which any sample serves.

    Parameters
    ----------
    inputs : DataFrame
        One row a value, one column an input.
    values : shape (n_rows,)

    Returns
    -------
    pandas.DataFrame
        As :func:`sobol_indices`; ``index`` is ``rank``, from -1 to 1. It sees what
        rises or falls with an input, not what turns; scores see both.
    """
    names = list(inputs.columns)
    if np.ptp(values) == 0.0:
        return _nothing(names, ("rank",), values.size)
    chance = np.random.default_rng(_SEED)
    ranks, own = rankdata(inputs.to_numpy(np.float64), axis=0), rankdata(values)
    picks = chance.integers(0, values.size, (_N_RESAMPLES, values.size))
    resampled = np.array([_correlation(ranks[pick], own[pick]) for pick in picks])
    half = float(norm.ppf(0.5 + _CONFIDENCE / 2.0)) * resampled.std(axis=0, ddof=1)
    return _rows(names, "rank", _correlation(ranks, own), half, values.size)


def _correlation(ranks: Floats, own: Floats) -> Floats:
    centred, target = ranks - ranks.mean(axis=0), own - own.mean()
    spread = np.sqrt((centred**2).sum(axis=0) * (target**2).sum())
    return np.asarray(centred.T @ target / np.where(spread > 0.0, spread, 1.0))


def of_sample(
    sampling: Sampling, names: Sequence[str], values: Floats, seed: int
) -> pd.DataFrame:
    """Return the indices that a design's sample serves, at growing numbers of points.

    Parameters
    ----------
    sampling : Sampling
        ``sobol``, ``morris`` or ``latin_hypercube``.
    names : sequence of str
        Sampled axes, in order.
    values : shape (n_points,)
        In the order of the sample.
    seed : int
        Of the design.

    Returns
    -------
    pandas.DataFrame
        As :func:`sobol_indices`, for a quarter, half and all of the sample: the
        largest ``n`` is the result, the others show how it converged.
    """
    rows = sample(sampling, len(names), seed)
    block = _block(sampling, len(names))
    found = []
    for share in _SHARES:
        n = int(len(values) / block * share) * block
        if n < _FEWEST * block:
            continue
        part, points = values[:n], rows[:n]
        if sampling.method is Method.SOBOL:
            of = sobol_indices(names, part, second_order=sampling.second_order)
        elif sampling.method is Method.MORRIS:
            of = morris_effects(names, points, part, sampling.levels)
        else:
            of = rank_correlations(pd.DataFrame(points, columns=list(names)), part)
        found.append(of)
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(found, ignore_index=True)


def of_draws(inputs: pd.DataFrame, values: Floats) -> pd.DataFrame:
    """Return rank correlations at growing numbers of draws, as :func:`of_sample`."""
    sizes = [int(len(values) * share) for share in _SHARES]
    found = [
        rank_correlations(inputs.iloc[:n], values[:n])
        for n in sizes
        if n >= _FEWEST_DRAWS
    ]
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(found, ignore_index=True)


def _block(sampling: Sampling, n_axes: int) -> int:
    """Return how many points of a sample belong together."""
    if sampling.method is Method.SOBOL:
        return 2 * n_axes + 2 if sampling.second_order else n_axes + 2
    return n_axes + 1 if sampling.method is Method.MORRIS else 1


def _rows(
    names: Sequence[str], index: str, value: Floats, half: Floats, n: int
) -> pd.DataFrame:
    low, high = value - half, value + half
    columns = dict(zip(COLUMNS, (list(names), index, value, low, high, n), strict=True))
    return pd.DataFrame(columns)


def _nothing(names: Sequence[str], indices: Sequence[str], n: int) -> pd.DataFrame:
    none = np.zeros(len(names))
    return pd.concat([_rows(names, k, none, none, n) for k in indices])
