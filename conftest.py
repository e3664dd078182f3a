"""Examples in docstrings print plain numbers, and properties take their time."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

# Slow examples are no fault: no claim is about time, and a machine may be busy.
settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")


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
