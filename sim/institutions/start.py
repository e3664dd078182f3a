"""How institutions begin, before the preparation of a world settles them."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.elementary import exp
from sim.institutions.columns import (
    N_DOMAINS,
    N_HISTORY,
    N_MISSIONS,
    Areas,
    Centre,
    Departments,
    Floats,
    Usual,
)
from sim.institutions.lasting import COMMON, INSIDERS, LOUDEST, PLAN, lasting
from sim.institutions.partners import N_BANDS, N_SECTORS
from sim.population.places import Places, deprivation_fifth
from sim.rules.centre import capability_level


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


def start_departments(
    autonomy: Floats, beliefs: NDArray[np.void], seed: int, replicate: int
) -> Departments:
    """Return departments under the status quo's ``autonomy`` (5, 4)."""
    per_domain = (N_MISSIONS, N_DOMAINS)
    common = lasting(1, COMMON, seed, replicate)[0]
    common *= float(beliefs[0].common_optimum_sd)
    plan_bias = lasting(1, PLAN, seed, replicate)[0]
    error = beliefs["centre_bias"][:, None] * plan_bias
    return Departments(
        attention=np.full(N_MISSIONS, float(beliefs[0].attention_status_quo)),
        attention_ratio=np.ones((2, N_MISSIONS)),
        salience=np.full((2, N_MISSIONS), 0.5),
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
        loudest=lasting(1, LOUDEST, seed, replicate)[0],
        insiders=lasting(1, INSIDERS, seed, replicate)[0],
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
        throughput=np.ones(1),
        unit_service=np.ones(1),
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
