"""Samples: where in the unit cube the points of a design lie."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

type Rows = NDArray[np.float64]


class Method(StrEnum):
    """How values of several axes are put together."""

    GRID = "grid"
    ONE_AT_A_TIME = "one_at_a_time"
    LATIN_HYPERCUBE = "latin_hypercube"
    SOBOL = "sobol"
    MORRIS = "morris"


class Sampling(BaseModel):
    """How the axes are put together.

    Attributes
    ----------
    method : Method
        ``grid`` crosses all values; ``one_at_a_time`` moves one axis and leaves the
        others as the scenario has them. The others fill the ranges of all axes that
        have one and cross them with the values of the rest.
    samples : int
        Points of a Latin hypercube; base samples of Sobol' indices, a power of two;
        trajectories of Morris.
    second_order : bool
        Whether Sobol' points serve second-order indices, too.
    levels : int
        Levels of each axis in Morris' trajectories, an even number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    method: Method = Field(default=Method.GRID, strict=False)
    samples: int = Field(default=64, ge=1, le=1_000_000)
    second_order: bool = False
    levels: int = Field(default=4, ge=2, le=64, multiple_of=2)

    @property
    def fills_ranges(self) -> bool:
        """Whether axes may be ranges without steps."""
        return self.method not in (Method.GRID, Method.ONE_AT_A_TIME)


def sample(sampling: Sampling, n_axes: int, seed: int) -> Rows:
    """Return the points of a sample.

    Parameters
    ----------
    sampling : Sampling
    n_axes : int
        Axes that are sampled.
    seed : int
        The sample depends on nothing else.

    Returns
    -------
    shape (n_points, n_axes), float64, shares from 0 to 1
        One row of no columns where there is nothing to sample. Rows stand in the
        order that SALib's analyses expect.
    """
    if n_axes == 0:
        return np.empty((1, 0))
    if sampling.method is Method.LATIN_HYPERCUBE:
        from scipy.stats.qmc import LatinHypercube

        rows: Rows = LatinHypercube(n_axes, rng=seed).random(sampling.samples)
        return rows
    return _through_salib(sampling, unit_problem(n_axes), seed)


def unit_problem(n_axes: int) -> dict[str, object]:
    """Return the unit cube as SALib describes it."""
    names = [f"x{k + 1}" for k in range(n_axes)]
    return {"num_vars": n_axes, "names": names, "bounds": [[0.0, 1.0]] * n_axes}


def _through_salib(sampling: Sampling, problem: dict[str, object], seed: int) -> Rows:
    if sampling.method is Method.SOBOL:
        from SALib.sample import sobol

        rows: Rows = sobol.sample(
            problem,
            sampling.samples,
            calc_second_order=sampling.second_order,
            seed=seed,
        )
        return rows
    from SALib.sample import morris

    trajectories: Rows = morris.sample(
        problem, sampling.samples, num_levels=sampling.levels, seed=seed
    )
    return trajectories
