"""Scenario discovery: the box of inputs in which something happens most.

Friedman and Fisher's patient rule induction (1999) with the test of Bryant and Lempert
(2010): a few dozen lines, because the maintained libraries that have it bring a whole
workbench with them.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binomtest

type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]

_PEEL = 0.05
_LEAST_MASS = 0.1
_FEWEST = 8
_CHANCE = 0.05


class Limit(NamedTuple):
    """One side of a box.

    Attributes
    ----------
    input : str
    low, high : float
        In the input's unit; infinite where the box is open.
    chance : float
        How often restricting this input alone does as much by chance.
    """

    input: str
    low: float
    high: float
    chance: float


@dataclass(frozen=True)
class Box:
    """Where something happens.

    Attributes
    ----------
    limits : tuple of Limit
        Only of inputs that pass the test; none if no box does.
    coverage : float
        Share of all its cases that lie inside.
    density : float
        Share of what lies inside that are its cases.
    mass : float
        Share of all rows that lie inside.
    """

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    mass: float


def find_box(inputs: pd.DataFrame, happens: Flags) -> Box:
    """Return the box in which something happens most.

    Parameters
    ----------
    inputs : DataFrame
        One row a case, one column an input.
    happens : shape (n_rows,)

    Returns
    -------
    Box
        Of the peeling trajectory, the box with the largest harmonic mean of coverage
        and density; without limits where it happens always, never, or anywhere alike.

    Notes
    -----
    Each step peels a twentieth off one side of one input, whichever leaves the highest
    density, down to a tenth of the rows. Inputs whose restriction could be chance
    (binomial test, divided by the number of inputs tried) are then set free again.
    """
    matrix = inputs.to_numpy(np.float64)
    if len(happens) < _FEWEST or happens.all() or not happens.any():
        return _box((), np.ones(len(happens), np.bool_), happens)
    low, high = _best_of(matrix, happens)
    tested = _tested(matrix, happens, low, high)
    limits = tuple(
        Limit(str(inputs.columns[k]), float(low[k]), float(high[k]), chance)
        for k, chance in tested.items()
    )
    inside = np.ones(len(happens), np.bool_)
    for k in tested:
        inside &= (matrix[:, k] >= low[k]) & (matrix[:, k] <= high[k])
    return _box(limits, inside, happens)


def _best_of(matrix: Floats, happens: Flags) -> tuple[Floats, Floats]:
    """Return the ends of the best box of the peeling trajectory."""
    n_inputs = matrix.shape[1]
    low, high = np.full(n_inputs, -np.inf), np.full(n_inputs, np.inf)
    inside = np.ones(len(happens), np.bool_)
    best, ends = _worth(inside, happens), (low.copy(), high.copy())
    while True:
        peeled = _peel(matrix, happens, inside)
        if peeled is None:
            return ends
        k, is_low, edge, inside = peeled
        (low if is_low else high)[k] = edge
        if (worth := _worth(inside, happens)) > best:
            best, ends = worth, (low.copy(), high.copy())


def _peel(
    matrix: Floats, happens: Flags, inside: Flags
) -> tuple[int, bool, float, Flags] | None:
    """Return the peel that leaves the highest density, or None if none may be made."""
    best: tuple[int, bool, float, Flags] | None = None
    density = float(happens[inside].mean())
    highest = density
    for k in range(matrix.shape[1]):
        there = matrix[inside, k]
        for is_low, edge in (
            (True, float(np.quantile(there, _PEEL))),
            (False, float(np.quantile(there, 1.0 - _PEEL))),
        ):
            kept = inside & (matrix[:, k] >= edge if is_low else matrix[:, k] <= edge)
            n_kept = int(kept.sum())
            if n_kept == inside.sum() or n_kept < _LEAST_MASS * len(happens):
                continue
            found = float(happens[kept].mean())
            if found > highest or best is None:
                highest, best = found, (k, is_low, edge, kept)
    return best


def _worth(inside: Flags, happens: Flags) -> float:
    hits = float(happens[inside].sum())
    coverage, density = hits / float(happens.sum()), hits / float(inside.sum())
    return 2.0 * coverage * density / (coverage + density) if hits else 0.0


def _tested(
    matrix: Floats, happens: Flags, low: Floats, high: Floats
) -> dict[int, float]:
    """Return the inputs whose restriction is more than chance, with the chance."""
    held = {
        k: (matrix[:, k] >= low[k]) & (matrix[:, k] <= high[k])
        for k in range(matrix.shape[1])
        if np.isfinite(low[k]) or np.isfinite(high[k])
    }
    while held:
        chances = {k: _chance(held, k, happens) for k in held}
        worst = max(chances, key=lambda k: chances[k])
        if chances[worst] * matrix.shape[1] <= _CHANCE:
            return chances
        del held[worst]  # and the others are tested anew without it
    return {}


def _chance(held: dict[int, Flags], k: int, happens: Flags) -> float:
    """Return how often as many cases fall inside if one input did not matter."""
    others = np.ones(len(happens), np.bool_)
    for j, kept in held.items():
        if j != k:
            others &= kept
    inside = others & held[k]
    if not inside.any():
        return 1.0
    hits, n = int(happens[inside].sum()), int(inside.sum())
    usual = float(happens[others].mean())
    return float(binomtest(hits, n, usual, alternative="greater").pvalue)


def _box(limits: tuple[Limit, ...], inside: Flags, happens: Flags) -> Box:
    hits = float(happens[inside].sum())
    total = float(happens.sum())
    return Box(
        limits=limits,
        coverage=hits / total if total else float("nan"),
        density=hits / float(inside.sum()) if inside.any() else float("nan"),
        mass=float(inside.mean()) if inside.size else float("nan"),
    )
