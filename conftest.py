"""Examples in docstrings show numbers as a reader would write them."""

from collections.abc import Iterator

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def plain_numbers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let an example print ``0.5``, not ``np.float64(0.5)``.

    Rules return either, for they run on plain and on NumPy's numbers.
    """
    if not isinstance(request.node, pytest.DoctestItem):
        yield
        return
    with np.printoptions(legacy="1.25"):
        yield
