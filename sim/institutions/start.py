"""How institutions begin, before the preparation of a world settles them."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.draws import Stream, normal, uniform
from sim.elementary import exp
from sim.institutions.columns import (
    N_DOMAINS,
    N_HISTORY,
    N_MISSIONS,
    N_PAST,
    N_REGIONS,
    Areas,
    Bodies,
    Centre,
    Departments,
    Floats,
    Usual,
)
from sim.institutions.partners import N_BANDS, N_SECTORS
from sim.missions import MISSIONS
from sim.population.places import Places, deprivation_fifth, mission_scope
from sim.rules.centre import capability_level
from sim.rules.knowledge import domain_spread

_START = int(Stream.START)
# Which lasting draw: the `step` of its address.
_NEED, _REGIONAL, _RIGHT, _BIAS, _PLAN, _LOUDEST, _COMMON, _CAPABILITY = range(8)
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
def _areas_of_demand(
    adults: Floats, deprivation: Floats, slope: float, demand: Floats
) -> None:
    """Fill ``demand`` so that adults over demand sum to adults."""
    total = 0.0
    served = 0.0
    for a in range(adults.size):
        demand[a] = exp(slope * deprivation[a])
        total += adults[a]
        served += adults[a] / demand[a]
    for a in range(adults.size):
        demand[a] *= served / total


def start_areas(
    places: Places, n_citizens: NDArray[np.int64], beliefs: NDArray[np.void]
) -> Areas:
    """Return the areas as they stand before preparation.

    Parameters
    ----------
    places : Places
    n_citizens : shape (n_areas,)
        Simulated citizens of each area.
    beliefs : record array, shape (5,)
    """
    n = len(places.code)
    adults = places.adults.astype(np.float64)
    demand = np.empty(n)
    slope = float(beliefs[0].demand_deprivation_slope)
    _areas_of_demand(adults, places.deprivation, slope, demand)
    return Areas(
        adults=adults,
        weight=adults / adults.sum(),
        n_citizens=n_citizens.astype(np.float64),
        region=places.region.astype(np.int64),
        fifth=deprivation_fifth(places).astype(np.int64),
        deprivation=places.deprivation.astype(np.float64),
        demand=demand,
        near=np.ascontiguousarray(places.near, np.int64),
        heard=np.full(n, float(beliefs[0].heard_initial)),
        efficacy=np.full(n, float(beliefs[0].efficacy_initial)),
        signal=np.full(n, float(beliefs[0].trust_initial)),
        helped=np.zeros(n),
        protest=np.zeros(n),
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
        luck = normal(seed, replicate, _START, a, _CAPABILITY, 0)
        capability = exp(slope * areas.deprivation[a] + spread * luck)
        for m in range(N_MISSIONS):
            agent = a * N_MISSIONS + m
            bodies.start_capability[a, m] = capability
            for k in range(N_DOMAINS):
                local = normal(seed, replicate, _START, agent, _NEED, k)
                shared = regional[areas.region[a], m, k]
                bodies.need[a, m, k] = shares[0] * shared + shares[1] * local
                bodies.bias[a, m, k] = normal(seed, replicate, _START, agent, _BIAS, k)
                bodies.right_draw[a, m, k] = uniform(
                    seed, replicate, _START, agent, _RIGHT, k
                )


@kernel
def _lasting_normals(out: Floats, kind: int, seed: int, replicate: int) -> None:
    for i in range(out.shape[0]):
        for m in range(N_MISSIONS):
            for k in range(N_DOMAINS):
                agent = i * N_MISSIONS + m
                out[i, m, k] = normal(seed, replicate, _START, agent, kind, k)


def _lasting(n: int, kind: int, seed: int, replicate: int) -> Floats:
    out = np.empty((n, N_MISSIONS, N_DOMAINS))
    _lasting_normals(out, kind, seed, replicate)
    return out


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
    regional = _lasting(N_REGIONS, _REGIONAL, seed, replicate)
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


def start_departments(
    autonomy: Floats, beliefs: NDArray[np.void], seed: int, replicate: int
) -> Departments:
    """Return departments under the status quo's ``autonomy`` (5, 4)."""
    per_domain = (N_MISSIONS, N_DOMAINS)
    common = _lasting(1, _COMMON, seed, replicate)[0]
    common *= float(beliefs[0].common_optimum_sd)
    plan_bias = _lasting(1, _PLAN, seed, replicate)[0]
    error = beliefs["centre_bias"][:, None] * plan_bias
    return Departments(
        attention=np.full(N_MISSIONS, float(beliefs[0].attention_status_quo)),
        attention_ratio=np.ones(N_MISSIONS),
        salience=np.full(N_MISSIONS, 0.5),
        pressure=np.zeros((2, N_MISSIONS)),
        agreement=np.full(N_MISSIONS, float(beliefs[0].agreement_initial)),
        coordination=np.zeros(N_MISSIONS),
        rights=autonomy.copy(),
        rights_change=np.zeros(per_domain),
        real_rights=np.stack([autonomy, autonomy]),
        whitehall_noise=np.zeros(N_MISSIONS),
        devolver_share=np.full(N_MISSIONS, 0.5),
        common=common,
        plan=common + error,
        plan_bias=plan_bias,
        loudest=_lasting(1, _LOUDEST, seed, replicate)[0],
        seen=np.tile(common, (N_HISTORY, 1, 1)),
        bias_multiplier=np.ones((2, N_MISSIONS)),
        transition_loss=np.zeros(per_domain),
        speed=np.zeros((2, N_MISSIONS)),
        front_line=np.zeros((2, N_MISSIONS)),
        coordination_cost=np.zeros((2, N_MISSIONS)),
        transition_cost=np.zeros((2, N_MISSIONS)),
        returned=np.zeros((2, N_MISSIONS)),
    )


def start_centre(introspection: float, beliefs: NDArray[np.void]) -> Centre:
    """Return the centre at the capability toward which ``introspection`` leads.

    Its memory is fifty months, longer than any preparation, so it starts where it
    would settle.
    """
    capability = capability_level(introspection, beliefs[0])
    return Centre(
        capability=np.array([capability]),
        processing=np.ones(1),
        load=np.ones(1),
        headroom=np.ones(1),
        throughput=np.ones(1),
        unit_service=np.ones(1),
        unit_queue=np.zeros(1),
        partnerships=np.zeros(1),
        admin_cut=np.zeros(1),
    )


def start_usual(n_areas: int, beliefs: NDArray[np.void]) -> Usual:
    """Return guesses of status-quo values, replaced while a world is prepared."""
    return Usual(
        offered=np.full(N_MISSIONS, 0.1),
        matched=np.full(N_MISSIONS, 0.08),
        doing=beliefs["coproduction_baseline"].copy(),
        state=np.ones(N_MISSIONS),
        output=np.ones(N_MISSIONS),
        front_line=np.ones(N_MISSIONS),
        hosting=np.full(N_MISSIONS, 0.8),
        gaming=np.zeros(N_MISSIONS),
        effort_fit=np.ones(N_MISSIONS),
        helped=np.full(1, 0.22),
        load_ratio=np.ones(1),
        matched_share=np.full((n_areas, N_MISSIONS), 0.8),
        gap=np.zeros((n_areas, N_MISSIONS)),
        felt=np.ones((n_areas, N_MISSIONS)),
        stock=np.full((n_areas, N_MISSIONS), 0.5),
        doing_here=np.tile(beliefs["coproduction_baseline"], (n_areas, 1)),
        investment=np.zeros((n_areas, N_BANDS)),
        joined=np.full((n_areas, N_BANDS), float(beliefs[0].joining_initial)),
        uncertainty=np.zeros(1),
        disputes=np.zeros(N_SECTORS),
        heard=np.full(n_areas, float(beliefs[0].heard_initial)),
        signal=np.zeros(n_areas),
        protest=np.zeros(n_areas),
    )
