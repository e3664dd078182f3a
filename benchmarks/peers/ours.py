"""The small model as a kernel of ours."""

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.contagion import (
    DRIFT,
    N_NEIGHBOURS,
    PULL,
    SLOPE,
    Bytes,
    Floats,
)
from sim.compiled import kernel, whole
from sim.draws import fill_words, unit
from sim.elementary import logistic

_BLOCK = 512
_STREAM = 4


@kernel
def month(
    first: int,
    stop: int,
    seen: NDArray[np.int32],
    mood: Floats,
    threshold: Floats,
    acts: Bytes,
    will_act: Bytes,
    step: int,
) -> None:
    """Let some rows live a month; write who acts next."""
    words = np.empty((4, _BLOCK), np.uint32)
    share = np.empty(_BLOCK)
    for start in range(first, stop, _BLOCK):
        n = min(_BLOCK, stop - start)
        fill_words(words, 1, 0, _STREAM, start, n, step, 0)
        own_mood, own_threshold = mood[start : start + n], threshold[start : start + n]
        out = will_act[start : start + n]
        ties = seen[start : start + n]
        for j in range(n):
            acting = 0
            for k in range(N_NEIGHBOURS):
                acting += whole(acts[ties[j, k]])
            share[j] = acting / N_NEIGHBOURS
        for j in range(n):
            old = np.float64(own_mood[j])
            level = min(1.0, max(0.0, old + PULL * (share[j] - old) + DRIFT))
            chance = logistic(SLOPE * (level - np.float64(own_threshold[j])))
            own_mood[j] = level
            out[j] = 1 if unit(words[0, j]) < chance else 0
