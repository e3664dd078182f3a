"""How local bodies begin, before the preparation of a world settles them."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.draws import Stream, normal, uniform
from sim.elementary import exp
from sim.institutions.columns import (
    N_DOMAINS,
    N_MISSIONS,
    N_PAST,
    N_REGIONS,
    Areas,
    Bodies,
    Floats,
)
from sim.institutions.lasting import (
    BIAS,
    CAPABILITY,
    NEED,
    REGIONAL,
    RIGHT,
    lasting,
)
from sim.missions import MISSIONS
from sim.population.places import Places, mission_scope
from sim.rules.knowledge import domain_spread

_START = int(Stream.START)
_BY_DOMAIN = (
    "need",
    "bias",
    "right_draw",
    "best",
    "practice",
    "belief",
    "next_belief",
)


@kernel
def _draw_bodies(
    bodies: Bodies,
    regional: Floats,
    areas: Areas,
    shares: Floats,
    slope: float,
    spread: float,
    seed: int,
    replicate: int,
) -> None:
    for a in range(areas.weight.size):
        luck = normal(seed, replicate, _START, a, CAPABILITY, 0)
        capability = exp(slope * areas.deprivation[a] + spread * luck)
        for m in range(N_MISSIONS):
            agent = a * N_MISSIONS + m
            bodies.start_capability[a, m] = capability
            for k in range(N_DOMAINS):
                local = normal(seed, replicate, _START, agent, NEED, k)
                shared = regional[areas.region[a], m, k]
                bodies.need[a, m, k] = shares[0] * shared + shares[1] * local
                bodies.bias[a, m, k] = normal(seed, replicate, _START, agent, BIAS, k)
                bodies.right_draw[a, m, k] = uniform(
                    seed, replicate, _START, agent, RIGHT, k
                )


def mission_weights(places: Places) -> tuple[NDArray[np.int64], Floats]:
    """Return where each mission's policy applies, and its adults' shares there.

    Returns
    -------
    inside : shape (n_areas, 5), int64
    weight : shape (n_areas, 5)
        Sums to one a mission; where none of the chosen areas is inside its scope, the
        weights are those of all of them.
    """
    adults = places.adults.astype(np.float64)
    inside = np.stack([mission_scope(places, m.nations) for m in MISSIONS], axis=1)
    counted = np.where(inside.any(axis=0), inside, True)
    weight = np.where(counted, adults[:, None], 0.0)
    return inside.astype(np.int64), weight / weight.sum(axis=0)


def start_bodies(
    places: Places,
    areas: Areas,
    common: Floats,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
) -> Bodies:
    """Return local bodies with their lasting draws, practising what they believe.

    ``common`` (5, 4) is the country's best practice.
    """
    n = len(places.code)
    inside, weight = mission_weights(places)
    by_mission = {
        name: np.zeros((n, N_MISSIONS))
        for name in Bodies._fields
        if name not in ("inside", "weight", "past_pressure")
    }
    by_domain = {name: np.zeros((n, N_MISSIONS, N_DOMAINS)) for name in _BY_DOMAIN}
    past = np.zeros((N_PAST, n, N_MISSIONS))
    columns = {**by_mission, **by_domain, "past_pressure": past}
    bodies = Bodies(inside=inside, weight=weight, **columns)
    regional = lasting(N_REGIONS, REGIONAL, seed, replicate)
    b = beliefs[0]
    shared = float(b.regional_share_of_variance)
    shares = np.sqrt(np.array([shared, 1.0 - shared]))
    slope = float(b.capability_deprivation_slope)
    spread = float(b.capability_sd)
    _draw_bodies(bodies, regional, areas, shares, slope, spread, seed, replicate)
    capability = beliefs["local_capability"]
    np.multiply(bodies.start_capability, capability, out=bodies.start_capability)
    bodies.capability[:] = bodies.start_capability
    spreads = domain_spreads(beliefs)
    scale = beliefs["heterogeneity"][:, None] * spreads
    bodies.best[:] = common + scale * bodies.need
    error = beliefs["local_bias"][:, None] * bodies.bias
    bodies.belief[:] = bodies.best + error / np.sqrt(bodies.capability)[:, :, None]
    bodies.next_belief[:] = bodies.belief
    bodies.practice[:] = bodies.belief
    for name, start in (
        ("fit", float(b.fit_initial)),
        ("next_fit", float(b.fit_initial)),
        *((name, 1.0) for name in ("workforce", "money", "place", "state", "society")),
        *((name, 1.0) for name in ("output", "felt", "smoothed")),
        *((name, 0.5) for name in ("stock", "expected", "reported")),
    ):
        getattr(bodies, name)[:] = start
    return bodies


def domain_spreads(beliefs: NDArray[np.void]) -> Floats:
    """Return how far best practice differs by domain, shape (4,), mean square 1."""
    b = beliefs[0]
    bases = (
        b.domain_spread_standards,
        b.domain_spread_finance,
        b.domain_spread_design,
        b.domain_spread_community,
    )
    spreads = np.array([domain_spread(float(base), b) for base in bases])
    mean_square = float((spreads * spreads).sum()) / N_DOMAINS
    rescaled: Floats = spreads / np.sqrt(mean_square)
    return rescaled
