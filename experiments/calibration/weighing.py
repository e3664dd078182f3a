"""How well draws fit: implausibility by emulators, and weights by real runs.

A target's standard deviation is what the record and the model's form may be wrong by.
Read so, weighing draws by the normal density of their figures is no approximation: it
gives the posterior of beliefs under that error (Wilkinson 2013, Statistical
Applications in Genetics and Molecular Biology 12, 129-141).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr

from experiments.calibration.targets import Kind, Target

type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]


def implausibility(
    predicted: Floats, errors: Floats, targets: Sequence[Target]
) -> Floats:
    """Return by how many standard deviations figures miss targets.

    Parameters
    ----------
    predicted : shape (n_draws, n_targets)
    errors : shape (n_targets,)
        Of the emulators, in each figure's unit; 0 for real runs.
    targets : sequence of Target
        Beyond the value of one that asks for more, nothing is missed.
    """
    values, sds = _values(targets)
    scaled = (predicted - values) / np.sqrt(sds**2 + errors**2)
    missed = np.where(_near(targets), np.abs(scaled), np.maximum(0.0, -scaled))
    return np.asarray(missed)


def _near(targets: Sequence[Target]) -> Flags:
    return np.array([target.kind is Kind.NEAR for target in targets], dtype=np.bool_)


def _values(targets: Sequence[Target]) -> tuple[Floats, Floats]:
    return (
        np.array([target.value for target in targets]),
        np.array([target.sd for target in targets]),
    )


def log_fit(
    figures: Floats, targets: Sequence[Target], errors: Floats | float = 0.0
) -> Floats:
    """Return the logarithm of how well figures fit targets, shape (n_draws,).

    Parameters
    ----------
    figures : shape (n_draws, n_targets)
        Where one is NaN, the fit is -inf.
    targets : sequence of Target
    errors : shape (n_targets,) or 0
        Added to each target's own standard deviation, as variances.
    """
    values, sds = _values(targets)
    scaled = (figures - values) / np.sqrt(sds**2 + np.square(errors))
    each = np.where(_near(targets), -0.5 * scaled**2, log_ndtr(scaled))
    return np.where(np.isnan(each), -np.inf, each).sum(axis=1)


def inclusion(fit: Floats, plausible: Flags, wanted: int, mixed: float) -> Floats:
    """Return the chance with which each draw is to be run, about ``wanted`` in all.

    Parameters
    ----------
    fit : shape (n_draws,)
        Logarithm of how well it is expected to fit.
    plausible : shape (n_draws,)
        All others get 0.
    wanted : int
    mixed : float in (0, 1]
        Share of the runs that goes to plausible draws whatever their fit, so that none
        is run so seldom that its weight would rule all others.
    """
    chances = np.zeros(fit.size)
    n = int(plausible.sum())
    if n <= wanted:
        chances[plausible] = 1.0
        return chances
    likely = np.exp(fit[plausible] - fit[plausible].max())
    shares = (1.0 - mixed) * likely / likely.sum() + mixed / n
    scale = float(wanted)
    for _ in range(100):  # what a chance of 1 cuts off goes to the others
        total = float(np.minimum(1.0, scale * shares).sum())
        if total > 0.999 * wanted:
            break
        scale *= wanted / total
    chances[plausible] = np.minimum(1.0, scale * shares)
    return chances


def weights_of(fit: Floats, chances: Floats) -> Floats:
    """Return weights that sum to 1: fit over the chance of having been run.

    Parameters
    ----------
    fit : shape (n_runs,)
        Logarithms; not all -inf.
    chances : shape (n_runs,)
        Above 0.
    """
    found = np.exp(fit - fit.max()) / chances
    return np.asarray(found / found.sum())


def effective(weights: Floats) -> float:
    """Return how many equal weights are worth as much (Kish 1965).

    >>> effective(np.array([0.5, 0.5, 0.0]))
    2.0
    """
    return float(weights.sum() ** 2 / (weights**2).sum())


def resampled(weights: Floats, n: int, seed: int) -> NDArray[np.int64]:
    """Return ``n`` rows in no order, each as often as its weight says, or once more."""
    chance = np.random.default_rng(seed)
    places = (np.arange(n) + chance.random()) / n
    rows = np.searchsorted(np.cumsum(weights) / weights.sum(), places)
    return chance.permutation(np.minimum(rows, weights.size - 1))


def quantiles(values: Floats, weights: Floats, levels: Sequence[float]) -> Floats:
    """Return weighted quantiles of one column, one for each level."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order])
    places = (below - 0.5 * weights[order]) / below[-1]
    return np.interp(levels, places, values[order])
