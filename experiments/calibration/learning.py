"""What the record taught: beliefs before and after, and how far to trust the answer."""

from collections.abc import Sequence
from typing import NamedTuple
from warnings import catch_warnings, simplefilter

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LassoCV
from threadpoolctl import threadpool_limits

from experiments.calibration.searching import Found, Problem
from experiments.calibration.targets import Kind, Target
from experiments.calibration.weighing import (
    effective,
    log_fit,
    quantiles,
    weights_of,
)

type Floats = NDArray[np.float64]

N_TRUTHS = 50
LEVEL = 0.9
_EDGES = (0.5 - LEVEL / 2.0, 0.5 + LEVEL / 2.0)
_ALIKE = 0.9
_FELT = 0.3


def beliefs_table(problem: Problem, found: Found) -> pd.DataFrame:
    """Return each belief before and after.

    Returns
    -------
    pandas.DataFrame
        One row a belief, most learnt first. Columns ``belief``; ``narrowed``, by how
        much its standard deviation on the scale of its prior fell, a share; ``moved``,
        by how many of the prior's standard deviations its mean moved; ``distance``,
        Kolmogorov's between prior and posterior; ``learnt``, whether that distance is
        one that as many effective draws pass by chance less than once in a hundred.
    """
    x = problem.beliefs[found.draws]
    mean = found.weights @ x
    spread = np.sqrt(found.weights @ (x - mean) ** 2)
    usual, usual_mean = problem.beliefs.std(axis=0), problem.beliefs.mean(axis=0)
    distance = np.array(
        [
            _distance(problem.beliefs[:, k], x[:, k], found.weights)
            for k in range(x.shape[1])
        ]
    )
    table = pd.DataFrame(
        {
            "belief": problem.names,
            "narrowed": 1.0 - spread / usual,
            "moved": (mean - usual_mean) / usual,
            "distance": distance,
            "learnt": distance > 1.63 / np.sqrt(effective(found.weights)),
        }
    )
    return table.sort_values("distance", ascending=False, ignore_index=True)


def _distance(prior: Floats, run: Floats, weights: Floats) -> float:
    """Return Kolmogorov's distance of a weighted sample from the prior's draws."""
    order = np.argsort(run, kind="stable")
    at = np.searchsorted(np.sort(prior), run[order], side="right") / prior.size
    above = np.cumsum(weights[order])
    below = above - weights[order]
    return float(np.maximum(np.abs(above - at), np.abs(at - below)).max())


class Information(NamedTuple):
    """What a small change of beliefs does to the targets, and what that tells.

    Attributes
    ----------
    values : shape (n_beliefs,)
        Eigenvalues of the information, largest first: by how much the record sharpens
        a direction, relative to its prior. Above 1 the record says more than the prior.
    directions : list of (value, tuple of (belief, part))
        The sharpest directions, each with the beliefs that make most of it.
    alike : list of (belief, belief, cosine)
        Pairs that move the targets in the same way, or the opposite, so that the record
        cannot tell them apart.
    """

    values: Floats
    directions: list[tuple[float, tuple[tuple[str, float], ...]]]
    alike: list[tuple[str, str, float]]


def information(problem: Problem, found: Found) -> Information:
    """Return which directions in the beliefs the targets inform.

    Slopes are lasso regressions of every run's figures on the beliefs, on the scale of
    the priors, divided by each target's standard deviation. A sign has no slope to
    speak of, so signs are left out.
    """
    near = [k for k in found.fitted if problem.targets[k].kind is Kind.NEAR]
    slopes = np.column_stack(
        [
            _slopes(problem.beliefs[found.draws], found.figures[:, k])
            / problem.targets[k].sd
            for k in near
        ]
    )
    values, vectors = np.linalg.eigh(slopes @ slopes.T)
    order: list[int] = np.argsort(-values)[: len(near)].tolist()
    directions = [
        (float(values[k]), _largest(problem.names, vectors[:, k])) for k in order
    ]
    kept = np.maximum(values[::-1], 0.0)
    return Information(kept, directions, _alike(problem.names, slopes))


def _slopes(x: Floats, y: Floats) -> Floats:
    known = ~np.isnan(y)
    # A lasso, so that beliefs which move nothing have a slope of nothing.
    with threadpool_limits(1), catch_warnings():
        simplefilter("ignore", ConvergenceWarning)
        lasso = LassoCV(cv=5, random_state=0).fit(x[known], y[known])
    return np.asarray(lasso.coef_)


def _largest(names: Sequence[str], vector: Floats) -> tuple[tuple[str, float], ...]:
    order: list[int] = np.argsort(-np.abs(vector))[:4].tolist()
    sign = 1.0 if vector[order[0]] >= 0.0 else -1.0
    return tuple((names[k], float(sign * vector[k])) for k in order)


def _alike(names: Sequence[str], slopes: Floats) -> list[tuple[str, str, float]]:
    lengths = np.linalg.norm(slopes, axis=1)
    felt: list[int] = np.flatnonzero(lengths > _FELT).tolist()
    found = []
    for n, i in enumerate(felt):
        for j in felt[n + 1 :]:
            cosine = float(slopes[i] @ slopes[j] / (lengths[i] * lengths[j]))
            if abs(cosine) > _ALIKE:
                found.append((names[i], names[j], cosine))
    return sorted(found, key=lambda pair: -abs(pair[2]))


class Coverage(NamedTuple):
    """How often intervals held what they were to find.

    Attributes
    ----------
    n_truths : int
        Known sets of beliefs that were to be found.
    effective : float
        Median effective number of draws behind an answer.
    by_belief : shape (n_beliefs,)
        Share of the truths that the 90% interval held, belief by belief.
    learnt : float
        The same over the beliefs that the record taught most about.
    narrowed : float
        By how much those intervals were narrower than the prior's, mean share.
    """

    n_truths: int
    effective: float
    by_belief: Floats
    learnt: float
    narrowed: float


def coverage(
    problem: Problem, found: Found, learnt: Sequence[str], seed: int
) -> Coverage:
    """Return how often 90% intervals hold beliefs from which a record was made up.

    Parameters
    ----------
    problem, found
    learnt : sequence of str
        Beliefs whose mean coverage is told apart.
    seed : int
        Of the truths, and of the errors added to their figures.

    Notes
    -----
    The last wave's draws stand for the prior here, for truths and answers alike: a
    truth is one of them, its record its own figures with errors as large as each
    target's, and all the others answer. Truths whose record has not the signs that the
    real one has are passed over: what is tried is the answer to a record like it.
    """
    chance = np.random.default_rng(seed)
    last = found.waves[-1]
    places = _usable(found.fitted, last.figures)
    figures, x = last.figures[places][:, found.fitted], problem.beliefs[last.draws]
    x = x[places]
    targets = [problem.targets[k] for k in found.fitted]
    sds = np.array([target.sd for target in targets])
    records = figures + sds * chance.normal(size=figures.shape)
    like = _has_signs(records, targets)
    truths = [int(k) for k in chance.permutation(len(x)) if like[k]][:N_TRUTHS]
    held, widths, sizes = [], [], []
    for truth in truths:
        others = np.arange(len(x)) != truth
        weights = _answer(figures[others], records[truth], targets)
        sizes.append(effective(weights))
        low, high = _interval(x[others], weights)
        held.append((low <= x[truth]) & (x[truth] <= high))
        widths.append(high - low)
    usual_low, usual_high = _interval(x, np.full(len(x), 1.0 / len(x)))
    narrowed = 1.0 - np.mean(widths, axis=0) / (usual_high - usual_low)
    by_belief = np.mean(held, axis=0)
    told = np.isin(problem.names, list(learnt))
    return Coverage(
        len(truths),
        float(np.median(sizes)),
        by_belief,
        float(by_belief[told].mean()) if told.any() else float("nan"),
        float(narrowed[told].mean()) if told.any() else float("nan"),
    )


def _usable(fitted: Sequence[int], figures: Floats) -> NDArray[np.int64]:
    return np.flatnonzero(~np.isnan(figures[:, list(fitted)]).any(axis=1))


def _has_signs(records: Floats, targets: Sequence[Target]) -> NDArray[np.bool_]:
    signs = [k for k, target in enumerate(targets) if target.kind is Kind.ABOVE]
    values = np.array([targets[k].value for k in signs])
    return np.asarray((records[:, signs] > values).all(axis=1))


def _answer(figures: Floats, record: Floats, targets: Sequence[Target]) -> Floats:
    made_up = [
        target.model_copy(update={"value": float(value)})
        if target.kind is Kind.NEAR
        else target
        for target, value in zip(targets, record, strict=True)
    ]
    return weights_of(log_fit(figures, made_up), np.ones(len(figures)))


def _interval(x: Floats, weights: Floats) -> tuple[Floats, Floats]:
    edges = [quantiles(column, weights, _EDGES) for column in x.T]
    return np.array([low for low, _ in edges]), np.array([high for _, high in edges])
