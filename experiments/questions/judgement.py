"""How much of a difference rests on judgement: its variance by what stands behind it.

Beliefs are drawn in groups by their tag, and luck is a group of its own. Total Sobol'
indices of the groups say what share of a difference's variance would go if everything
in a group were known.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.questions.playing import Asked, draws_of
from sim.scenario.beliefs import BeliefValue, BeliefValues, Tag, declared_beliefs

type Floats = NDArray[np.float64]

CHANCE = "chance"
GROUPS = (*(tag.value for tag in Tag), CHANCE)


def rests_on(asked: Asked, samples: int = 64) -> pd.DataFrame:
    """Return the share of a difference's variance that each group stands for.

    Parameters
    ----------
    asked : Asked
    samples : int
        Base samples, a power of two; six pairs of runs each.

    Returns
    -------
    pandas.DataFrame
        One row a group: ``group`` (``effect size``, ``theory``, ``judgement``,
        ``chance``), ``n_beliefs`` drawn, ``first`` and ``total`` Sobol' index with
        ``first_low, first_high, total_low, total_high`` (95% by bootstrap). ``first``
        is the share that goes if the group alone becomes known; ``total`` what stays
        if all others do.
    """
    from experiments.analysis.sensitivity import sobol_indices

    seed = asked.design.seed
    own, other = list(range(samples)), list(range(samples, 2 * samples))
    a, b = draws_of(seed, own), draws_of(seed, other)
    beliefs: list[BeliefValues] = []
    luck: list[int] = []
    for k in range(samples):
        beliefs.append(a[k])
        luck.append(own[k])
        for group in GROUPS:  # as SALib orders them: A, then A with one group from B
            beliefs.append(_mixed(a[k], b[k], group))
            luck.append(other[k] if group == CHANCE else own[k])
        beliefs.append(b[k])
        luck.append(other[k])
    found = sobol_indices(GROUPS, asked.gains(beliefs, luck))
    return _by_group(found)


def _mixed(a: BeliefValues, b: BeliefValues, group: str) -> BeliefValues:
    declared = declared_beliefs()
    mixed: dict[str, BeliefValue] = {
        name: b[name] if declared[name].tag.value == group else a[name] for name in a
    }
    return mixed


def _by_group(found: pd.DataFrame) -> pd.DataFrame:
    counts = beliefs_by_tag()
    rows = []
    for group in GROUPS:
        own = found[found["input"] == group].set_index("index")
        row: dict[str, object] = {"group": group, "n_beliefs": counts.get(group, 0)}
        for index in ("first", "total"):
            row[index] = own.loc[index, "value"]
            row[f"{index}_low"] = own.loc[index, "low"]
            row[f"{index}_high"] = own.loc[index, "high"]
        rows.append(row)
    return pd.DataFrame(rows)


def beliefs_by_tag() -> Mapping[str, int]:
    """Return how many beliefs with a prior stand under each tag."""
    tags: Sequence[str] = [
        belief.tag.value
        for belief in declared_beliefs().values()
        if not belief.is_constant
    ]
    return {tag: tags.count(tag) for tag in dict.fromkeys(tags)}
