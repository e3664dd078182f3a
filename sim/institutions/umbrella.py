"""A month of the umbrella body: hours without a place move within a region."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.institutions.columns import N_MISSIONS, N_REGIONS, Areas, Bodies, Usual
from sim.rules.matching import place_chance
from sim.rules.parameters import Beliefs
from sim.rules.umbrella import hours_moved, hours_received, still_unmatched


@one_row
def pool_one(
    r: int, m: int, areas: Areas, bodies: Bodies, usual: Usual, b: Beliefs
) -> None:
    """Move a mission's unmatched hours to free places of the region."""
    left = 0.0
    spare = 0.0
    for a in range(areas.weight.size):
        if areas.region[a] == r:
            adults = areas.adults[a]
            left += adults * (bodies.offered[a, m] - bodies.matched[a, m])
            spare += adults * (bodies.slots[a, m] - bodies.matched[a, m])
    moved = hours_moved(left, spare, b)
    if moved <= 0.0:
        return
    for a in range(areas.weight.size):
        if areas.region[a] == r:
            free = areas.adults[a] * (bodies.slots[a, m] - bodies.matched[a, m])
            received = hours_received(moved, free, spare) / areas.adults[a]
            bodies.matched[a, m] += received
            unmatched = still_unmatched(bodies.unmatched[a, m], moved, left)
            bodies.unmatched[a, m] = unmatched
            bodies.place[a, m] = place_chance(
                1.0 - unmatched, usual.matched_share[a, m], b
            )


@kernel
def pool(areas: Areas, bodies: Bodies, usual: Usual, beliefs: NDArray[np.void]) -> None:
    """Move unmatched hours to free places of the region; none is made or lost.

    Afterwards ``matched`` is what is done in an area, by whomever, never above its
    places; ``unmatched`` is the share of its own people's hours that found no place
    anywhere.
    """
    for m in range(N_MISSIONS):
        for r in range(N_REGIONS):
            pool_one(r, m, areas, bodies, usual, beliefs[m])
