"""What state and society achieve together in a month."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row, rule
from sim.institutions.columns import (
    N_DOMAINS,
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Bodies,
    Centre,
    Departments,
    Floats,
    Usual,
    local_share,
    total,
)
from sim.institutions.partners import Businesses, Contractors, Unions
from sim.rules.parameters import Beliefs
from sim.rules.production import (
    effort_that_fits,
    kept_of_state_input,
    labour,
    next_smoothed,
    next_stock,
    pressure_felt,
    productive_pressure,
    society_input,
    state_input,
    worth_of_management,
)


@one_row
def kept_inside(m: int, d: Departments, centre: Centre, b: Beliefs) -> float:
    """Return the share of the state's input that is left inside a mission's scope.

    The cut of central administration and restructuring take the rest.
    """
    loss = total(d.transition_loss[m]) / N_DOMAINS
    return kept_of_state_input(centre.admin_cut[0], loss, b)


@one_row
def state_one(
    a: int,
    m: int,
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    kept: float,
    firms: Businesses,
    unions: Unions,
    providers: Contractors,
    usual: Usual,
    b: Beliefs,
) -> None:
    """Work out what the state puts into a mission in one place.

    ``kept`` is the mission's :func:`kept_inside`.
    """
    side = bodies.inside[a, m]
    money = bodies.money[a, m]
    worked = 1.0 - unions.strike[areas.region[a], m]
    if side == 1:
        # Competition among providers saves: the same money buys more.
        money = money * providers.buys[m]
        worked = worked * kept * providers.kept[m]
    helping = bodies.matched[a, m] + firms.seconded[a]
    work = labour(money, bodies.workforce[a, m], helping, usual.matched[m], b)
    bodies.effort_fit[a, m] = effort_that_fits(
        bodies.measured_effort[a, m],
        bodies.unmeasured_effort[a, m],
        bodies.next_fit[a, m],
        b,
    )
    autonomy = local_share(d.real_rights[side, m])
    raw = state_input(work, bodies.effort_fit[a, m], autonomy, b)
    managed = worth_of_management(
        bodies.capability[a, m], bodies.start_capability[a, m], b
    )
    bodies.state[a, m] = raw * managed * worked


@one_row
def produce_one(
    a: int,
    m: int,
    bodies: Bodies,
    areas: Areas,
    firms: Businesses,
    usual: Usual,
    b: Beliefs,
) -> None:
    """Combine what state and society put into a mission in one place."""
    helping = bodies.matched[a, m] + firms.seconded[a]
    bodies.society[a, m] = society_input(
        helping / usual.matched[m],
        areas.helped[a] / usual.helped[0],
        firms.input[a, m],
        bodies.doing[a, m] / usual.doing[m],
        b,
    )
    made = productive_pressure(
        bodies.state[a, m] / usual.state[m], bodies.society[a, m], b
    )
    bodies.output[a, m] = made / usual.output[m]


@rule
def regional_output(m: int, bodies: Bodies, areas: Areas) -> Floats:
    """Return a mission's mean output in each region, shape (12,), by adults.

    1 where a region has no area.
    """
    adults = np.zeros(N_REGIONS)
    mean = np.zeros(N_REGIONS)
    for a in range(areas.weight.size):
        adults[areas.region[a]] += areas.adults[a]
        mean[areas.region[a]] += areas.adults[a] * bodies.output[a, m]
    for r in range(N_REGIONS):
        mean[r] = mean[r] / adults[r] if adults[r] > 0.0 else 1.0
    return mean


@one_row
def feel_one(
    a: int, m: int, bodies: Bodies, areas: Areas, regional: Floats, b: Beliefs
) -> None:
    """Let output spill over from the region, and move the mission's true state."""
    felt = pressure_felt(
        bodies.output[a, m], regional[areas.region[a]], areas.demand[a], b
    )
    bodies.felt[a, m] = felt
    bodies.smoothed[a, m] = next_smoothed(bodies.smoothed[a, m], felt, b)
    bodies.stock[a, m] = next_stock(bodies.stock[a, m], felt, b)


@kernel
def produce(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    centre: Centre,
    firms: Businesses,
    unions: Unions,
    providers: Contractors,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Combine what state and society put in, let it spill over, move the true state."""
    for m in range(N_MISSIONS):
        b = beliefs[m]
        kept = kept_inside(m, d, centre, b)
        for a in range(areas.weight.size):
            state_one(
                a,
                m,
                bodies,
                d,
                areas,
                kept,
                firms,
                unions,
                providers,
                usual,
                b,
            )
            produce_one(a, m, bodies, areas, firms, usual, b)
        regional = regional_output(m, bodies, areas)
        for a in range(areas.weight.size):
            feel_one(a, m, bodies, areas, regional, b)
