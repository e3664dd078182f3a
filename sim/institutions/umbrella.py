"""A month of the umbrella body: hours without a place move within a region."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.institutions.columns import N_MISSIONS, N_REGIONS, Areas, Bodies, Usual
from sim.rules.matching import place_chance
from sim.rules.umbrella import hours_moved, hours_received, still_unmatched


@kernel
def pool(areas: Areas, bodies: Bodies, usual: Usual, beliefs: NDArray[np.void]) -> None:
    """Move unmatched hours to free places of the region; none is made or lost.

    Afterwards ``matched`` is what is done in an area, by whomever, never above its
    places; ``unmatched`` is the share of its own people's hours that found no place
    anywhere.
    """
    n_areas = areas.weight.size
    for m in range(N_MISSIONS):
        b = beliefs[m]
        left = np.zeros(N_REGIONS)
        spare = np.zeros(N_REGIONS)
        moved = np.zeros(N_REGIONS)
        for a in range(n_areas):
            r = areas.region[a]
            adults = areas.adults[a]
            left[r] += adults * (bodies.offered[a, m] - bodies.matched[a, m])
            spare[r] += adults * (bodies.slots[a, m] - bodies.matched[a, m])
        for r in range(N_REGIONS):
            moved[r] = hours_moved(left[r], spare[r], b)
        for a in range(n_areas):
            r = areas.region[a]
            if moved[r] <= 0.0:
                continue
            free = areas.adults[a] * (bodies.slots[a, m] - bodies.matched[a, m])
            received = hours_received(moved[r], free, spare[r]) / areas.adults[a]
            bodies.matched[a, m] += received
            unmatched = still_unmatched(bodies.unmatched[a, m], moved[r], left[r])
            bodies.unmatched[a, m] = unmatched
            bodies.place[a, m] = place_chance(
                1.0 - unmatched, usual.matched_share[a, m], b
            )
