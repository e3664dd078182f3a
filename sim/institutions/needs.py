"""What would work best: for the country, its regions and its places."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row, rule
from sim.draws import Stream, four_normals, normal
from sim.institutions.columns import (
    N_DOMAINS,
    N_HISTORY,
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Bodies,
    Departments,
    Floats,
)
from sim.rules.knowledge import best_practice, next_need
from sim.rules.parameters import Beliefs

_NEED = int(Stream.NEED)
_NEED_REGION = int(Stream.NEED_REGION)
_NEED_COMMON = int(Stream.NEED_COMMON)


@one_row
def drift_one(
    m: int, d: Departments, b: Beliefs, seed: int, replicate: int, step: int
) -> None:
    """Let what would work best for the whole country drift, in one mission."""
    for k in range(N_DOMAINS):
        luck = normal(seed, replicate, _NEED_COMMON, m, step, k)
        d.common[m, k] += b.common_drift_share * b.drift * luck


@rule
def regional_luck(r: int, m: int, seed: int, replicate: int, step: int) -> Floats:
    """Return what moves the needs of all a region's places, shape (4,)."""
    luck = np.empty(N_DOMAINS)
    for k in range(N_DOMAINS):
        agent = r * N_MISSIONS + m
        luck[k] = normal(seed, replicate, _NEED_REGION, agent, step, k)
    return luck


@one_row
def meet_needs_one(
    a: int,
    m: int,
    bodies: Bodies,
    d: Departments,
    regional: Floats,
    spreads: Floats,
    b: Beliefs,
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Move what a place needs of a mission, and with it what would work best there."""
    local = four_normals(seed, replicate, _NEED, a * N_MISSIONS + m, step, 0)
    for k in range(N_DOMAINS):
        need = next_need(bodies.need[a, m, k], regional[k], local[k], b)
        bodies.need[a, m, k] = need
        bodies.best[a, m, k] = best_practice(d.common[m, k], need, spreads[k], b)


@one_row
def note_mean_one(m: int, d: Departments, bodies: Bodies, step: int) -> None:
    """Keep a mission's mean best practice, which the centre will see months later."""
    now = step % N_HISTORY
    for k in range(N_DOMAINS):
        d.seen[now, m, k] = 0.0
    for a in range(bodies.weight.shape[0]):
        for k in range(N_DOMAINS):
            d.seen[now, m, k] += bodies.weight[a, m] * bodies.best[a, m, k]


@kernel
def move_needs(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    spreads: Floats,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Let what would work best drift, for the country, its regions and its places.

    ``spreads`` (4,) is how far best practice differs in each domain, mean square one.
    """
    regional = np.empty((N_REGIONS, N_DOMAINS))
    for m in range(N_MISSIONS):
        b = beliefs[m]
        drift_one(m, d, b, seed, replicate, step)
        for r in range(N_REGIONS):
            regional[r] = regional_luck(r, m, seed, replicate, step)
        for a in range(areas.weight.size):
            luck = regional[areas.region[a]]
            meet_needs_one(a, m, bodies, d, luck, spreads, b, seed, replicate, step)
        note_mean_one(m, d, bodies, step)
