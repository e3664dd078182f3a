"""Where a finding holds and where it fails: the beliefs on which it turns."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from experiments.design import Design
from sim.scenario.beliefs import belief_rows, declared_beliefs, drawn, resolved
from sim.scenario.names import MISSIONS

type Floats = NDArray[np.float64]

_N_SHUFFLES = 999
_FEWEST = 12
_MOST = 5
_CHANCE = 0.05


class Condition(NamedTuple):
    """A belief on which a finding turns.

    Attributes
    ----------
    belief : str
        With its mission, where a finding of the whole country turns on one mission's.
    tag : str
        What stands behind its prior.
    rank_correlation : float
        Spearman's, with the difference; passed by chance once in twenty times by the
        largest of all beliefs.
    middle : float
        Median of the draws, in the belief's own unit.
    share_below, share_above : float
        Share of draws in which the finding holds, below and from the median.
    """

    belief: str
    tag: str
    rank_correlation: float
    middle: float
    share_below: float
    share_above: float


def drawn_beliefs(design: Design) -> dict[str, pd.DataFrame]:
    """Return all beliefs that vary between the draws of a design's first scenario.

    Returns
    -------
    dict of str to pandas.DataFrame
        By mission: one row a replicate and one column a belief, in its own unit. Under
        ``all`` stands, for beliefs that differ by mission, a column for each:
        ``spillover (nhs)``.
    """
    # What the first scenario fixes, or switches off, decides nothing.
    draws = [
        belief_rows(
            resolved(design.scenarios[0], drawn(design.beliefs, design.seed, r))
        )
        for r in range(design.replicates)
    ]
    everywhere = np.stack(draws)  # (replicate, mission)
    parts = {}
    for m, mission in enumerate(MISSIONS):
        frame = pd.DataFrame(
            {name: everywhere[name][:, m] for name in declared_beliefs()}
        )
        parts[mission] = frame.loc[:, frame.nunique() > 1]
    parts["all"] = _of_the_country(everywhere)
    return parts


def _of_the_country(everywhere: NDArray[np.void]) -> pd.DataFrame:
    columns: dict[str, Floats] = {}
    for name in declared_beliefs():
        values = everywhere[name]
        if (values == values[:, :1]).all():
            columns[name] = values[:, 0]
            continue
        for m, mission in enumerate(MISSIONS):
            columns[f"{name} ({mission})"] = values[:, m]
    frame = pd.DataFrame(columns)
    return frame.loc[:, frame.nunique() > 1]


def conditions(
    beliefs: pd.DataFrame, differences: Floats, holds: NDArray[np.bool_]
) -> tuple[Condition, ...]:
    """Return the beliefs whose rank goes with a difference more than chance allows.

    Parameters
    ----------
    beliefs : DataFrame
        One row a draw; all columns vary.
    differences : shape (n_draws,)
    holds : shape (n_draws,)

    Returns
    -------
    tuple of Condition
        Strongest first, five at most; none with fewer than a dozen draws, or where
        all differences are alike.

    Notes
    -----
    The bar is the 95th percentile of the largest correlation among all beliefs when
    draws are shuffled, so that the number of beliefs tried is allowed for.
    """
    if len(differences) < _FEWEST or np.ptp(differences) == 0.0:
        return ()
    ranks = _standard_ranks(beliefs.to_numpy(np.float64))
    target = _standard_ranks(differences[:, None])[:, 0]
    found = ranks.T @ target / len(target)
    bar = _bar(ranks, target)
    order = np.argsort(-np.abs(found))[:_MOST]
    passed = [k for k in order if abs(found[k]) > bar]
    return tuple(
        _condition(beliefs, str(beliefs.columns[k]), float(found[k]), holds)
        for k in passed
    )


def _standard_ranks(values: Floats) -> Floats:
    ranks = rankdata(values, axis=0)
    centred = ranks - ranks.mean(axis=0)
    spread = centred.std(axis=0)
    return np.asarray(centred / np.where(spread > 0.0, spread, 1.0))


def _bar(ranks: Floats, target: Floats) -> float:
    chance = np.random.default_rng(0)
    shuffled = np.stack([chance.permutation(target) for _ in range(_N_SHUFFLES)])
    largest = np.abs(shuffled @ ranks / len(target)).max(axis=1)
    return float(np.quantile(largest, 1.0 - _CHANCE))


def _condition(
    beliefs: pd.DataFrame, name: str, found: float, holds: NDArray[np.bool_]
) -> Condition:
    values = beliefs[name].to_numpy(np.float64)
    middle = float(np.median(values))
    below = values < middle
    return Condition(
        belief=name,
        tag=declared_beliefs()[name.partition(" ")[0]].tag.value,
        rank_correlation=found,
        middle=middle,
        share_below=_share(holds[below]),
        share_above=_share(holds[~below]),
    )


def _share(held: Sequence[bool] | NDArray[np.bool_]) -> float:
    return float(np.mean(held)) if len(held) else float("nan")
