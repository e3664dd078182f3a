"""Emulators: quick stand-ins that learn one figure of the model from its runs."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel
from sklearn.linear_model import Lasso, LassoCV
from sklearn.model_selection import KFold, cross_val_predict
from threadpoolctl import threadpool_limits

type Floats = NDArray[np.float64]

N_FOLDS = 5
_MOST_INPUTS = 10
_FEWEST_IN_LEAF = 20


class Regressor(Protocol):
    """What an emulator is asked, whoever it comes from."""

    def predict(self, x: Floats) -> Floats:
        """Return a figure for every row."""


class Emulator(NamedTuple):
    """What was learnt of one figure.

    Attributes
    ----------
    kind : str
        ``linear``, ``gaussian process`` or ``boosting``: whichever erred least.
    model : Regressor
        Fitted to all runs.
    error : float
        Standard deviation of what it misses by on runs that it was not shown, luck
        included, in the figure's unit.
    errors : mapping
        The same of each kind.
    explained : float
        Share of the figure's variance that it explains on such runs, at most 1.
    """

    kind: str
    model: Regressor
    error: float
    errors: dict[str, float]
    explained: float


class OnSome(NamedTuple):
    """A regressor that looks at some inputs only.

    Attributes
    ----------
    inputs : shape (n_used,)
    model : Regressor
    """

    inputs: NDArray[np.int64]
    model: Regressor

    def predict(self, x: Floats) -> Floats:
        """Return a figure for every row."""
        return np.asarray(self.model.predict(x[:, self.inputs]))


def _kernel(n_inputs: int) -> object:
    smooth = RBF(np.full(n_inputs, 4.0), (0.3, 100.0))
    return ConstantKernel(1.0, (0.01, 100.0)) * smooth + WhiteKernel(0.3, (1e-4, 2.0))


def _boosting() -> HistGradientBoostingRegressor:
    return HistGradientBoostingRegressor(
        learning_rate=0.08,
        max_iter=120,
        max_leaf_nodes=8,
        min_samples_leaf=_FEWEST_IN_LEAF,
        random_state=0,
    )


def learnt(x: Floats, y: Floats) -> Emulator:
    """Return the emulator that errs least on runs that it was not shown.

    Parameters
    ----------
    x : shape (n_runs, n_beliefs)
        Beliefs on the scale of their priors, mean 0 and variance 1.
    y : shape (n_runs,)
        The figure; not all alike.

    Notes
    -----
    Which inputs the Gaussian process sees, those that a lasso gives most weight, and
    how smooth it is are found on all runs; the other two kinds see none of what they
    are tried on. What each is worth on new runs, the next wave shows.
    """
    # One thread: runs are few, and threads beyond the processors only wait.
    with threadpool_limits(1), catch_warnings():
        # A fit that stopped early, or as smooth or exact as bounds allow, is judged by
        # its error like any other.
        simplefilter("ignore", ConvergenceWarning)
        return _learnt(x, y)


def _learnt(x: Floats, y: Floats) -> Emulator:
    lasso = LassoCV(cv=N_FOLDS, random_state=0).fit(x, y)
    inputs = _heaviest(np.abs(lasso.coef_))
    process = _process(x[:, inputs], y)
    fixed = GaussianProcessRegressor(
        process.kernel_, optimizer=None, normalize_y=True, random_state=0
    )
    errors = {
        "linear": _error(Lasso(lasso.alpha_), x, y),
        "gaussian process": _error(fixed, x[:, inputs], y),
        "boosting": _error(_boosting(), x, y),
    }
    best = min(errors, key=lambda kind: errors[kind])
    models = {"linear": lasso, "gaussian process": OnSome(inputs, process)}
    model = models[best] if best in models else _boosting().fit(x, y)
    explained = 1.0 - (errors[best] / float(y.std())) ** 2
    return Emulator(best, model, errors[best], errors, explained)


def _heaviest(weights: Floats) -> NDArray[np.int64]:
    n_used = max(1, min(_MOST_INPUTS, int((weights > 0.0).sum())))
    return np.sort(np.argsort(-weights, kind="stable")[:n_used])


def _process(x: Floats, y: Floats) -> GaussianProcessRegressor:
    return GaussianProcessRegressor(
        _kernel(x.shape[1]), normalize_y=True, random_state=0
    ).fit(x, y)


def _error(model: BaseEstimator, x: Floats, y: Floats) -> float:
    folds = KFold(N_FOLDS, shuffle=True, random_state=0)
    missed = y - cross_val_predict(model, x, y, cv=folds)
    return float(np.sqrt(np.mean(missed**2)))


def predictions(emulators: Sequence[Emulator], x: Floats) -> Floats:
    """Return all emulators' figures, shape (n_rows, n_emulators)."""
    return np.column_stack([emulator.model.predict(x) for emulator in emulators])
