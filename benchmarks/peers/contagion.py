"""What the libraries share: the network, how agents begin, and the numbers."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

N_NEIGHBOURS = 10
PULL, DRIFT, SLOPE = 0.2, 0.01, 8.0
_SEED = 42

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]
# Lets a month pass; says which share acts.
Built = tuple[Callable[[], object], Callable[[], float]]


def neighbours(n: int) -> NDArray[np.int32]:
    """Return whom each of ``n`` agents sees, shape (n, 10)."""
    draws = np.random.default_rng(_SEED)
    return draws.integers(0, n, size=(n, N_NEIGHBOURS), dtype=np.int32)


def beginning(n: int) -> tuple[Floats, Floats, Bytes]:
    """Return mood, threshold and who acts, as each of ``n`` agents begins."""
    draws = np.random.default_rng(_SEED + 1)
    mood = draws.random(n, dtype=np.float32) * np.float32(0.5)
    threshold = draws.normal(0.5, 0.1, n).astype(np.float32)
    return mood, threshold, (draws.random(n) < 0.05).astype(np.uint8)


def moved(mood: Floats, share: Floats, threshold: Floats, luck: Floats) -> Bytes:
    """Move ``mood`` in place, in arrays; return who acts."""
    mood += np.float32(PULL) * (share - mood) + np.float32(DRIFT)
    np.clip(mood, 0, 1, out=mood)
    return (luck < 1 / (1 + np.exp(-np.float32(SLOPE) * (mood - threshold)))).astype(
        np.uint8
    )
