"""Shapley's value: each group's mean addition, over all orders of switching on."""

from collections.abc import Iterator
from math import factorial

import numpy as np

from sim.institutions.columns import Floats


def coalitions(n_groups: int) -> Iterator[tuple[bool, ...]]:
    """Yield every set of groups that may be on; the k-th holds group j if bit j is 1.

    >>> list(coalitions(1))
    [(False,), (True,)]
    """
    for k in range(2**n_groups):
        yield tuple(bool(k >> j & 1) for j in range(n_groups))


def shapley(values: Floats) -> Floats:
    """Return what each group adds.

    Parameters
    ----------
    values : shape (2 ** n_groups, ...)
        Worth of each coalition, as :func:`coalitions` orders them.

    Returns
    -------
    shape (n_groups, ...)
        Sums, over groups, to the worth of all less that of none (Shapley 1953).

    Examples
    --------
    >>> shapley(np.array([0.0, 1.0, 2.0, 5.0])).tolist()
    [2.0, 3.0]
    """
    n_groups = len(values).bit_length() - 1
    added = np.zeros((n_groups, *values.shape[1:]))
    for k in range(len(values)):
        size = k.bit_count()
        for j in range(n_groups):
            if not k >> j & 1:
                orders = factorial(size) * factorial(n_groups - size - 1)
                weight = orders / factorial(n_groups)
                added[j] += weight * (values[k | 1 << j] - values[k])
    return added
