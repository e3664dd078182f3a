"""What is drawn once for good: lasting differences between bodies and places."""

import numpy as np

from sim.compiled import kernel
from sim.draws import Stream, normal
from sim.institutions.columns import N_DOMAINS, N_MISSIONS, Floats

_START = int(Stream.START)
# Which lasting draw: the `step` of its address; charities use 8 and citizens 9.
NEED, REGIONAL, RIGHT, BIAS, PLAN, LOUDEST, COMMON, CAPABILITY = range(8)
INSIDERS = 10


@kernel
def _lasting_normals(out: Floats, kind: int, seed: int, replicate: int) -> None:
    for i in range(out.shape[0]):
        for m in range(N_MISSIONS):
            for k in range(N_DOMAINS):
                agent = i * N_MISSIONS + m
                out[i, m, k] = normal(seed, replicate, _START, agent, kind, k)


def lasting(n: int, kind: int, seed: int, replicate: int) -> Floats:
    """Return lasting standard normals of a kind, shape (n, 5, 4)."""
    out = np.empty((n, N_MISSIONS, N_DOMAINS))
    _lasting_normals(out, kind, seed, replicate)
    return out
