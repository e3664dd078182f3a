"""Where each mission's money goes in a month."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.institutions.columns import (
    N_MISSIONS,
    Areas,
    Bodies,
    Centre,
    Departments,
    Floats,
    Usual,
)
from sim.institutions.partners import Contractors
from sim.rules.money import (
    deprivation_tilt,
    front_line_money,
    learning_cost,
    local_money,
    mobilisation_cost,
    money_returned,
    partners_cost,
)
from sim.rules.panels import panel_cost
from sim.rules.parameters import Beliefs
from sim.rules.rights import transition_money
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@one_row
def cost_of_coordination(
    side: int, m: int, providers: Contractors, policy: Policy, b: Beliefs
) -> float:
    """Return the share of a mission's money that goes into working together."""
    levers = policy.missions[side, m]
    cost: float = mobilisation_cost(
        levers.mobilisation_spend, levers.voice, levers.council, b
    )
    cost += learning_cost(levers.audit, levers.evaluation, levers.practice_sharing, b)
    bought = providers.share[m] if side == 1 else levers.outsourced_share
    cost += partners_cost(
        levers.union_voice,
        levers.business_match,
        bought,
        levers.quality_enforcement,
        b,
    )
    cost += b.partnerships_unit_price * policy.national[side].partnerships_unit
    cost += levers.capability_spend
    cost += panel_cost(levers.deliberation_rate, levers.stipend, b)
    return cost


@one_row
def spend_one(
    side: int,
    m: int,
    centre: Centre,
    d: Departments,
    providers: Contractors,
    policy: Policy,
    shocks: Shocks,
    month: int,
    announced_change: Floats,
    is_restructuring: bool,
    b: Beliefs,
) -> None:
    """Divide a mission's money: what is left goes to the front line."""
    national = policy.national[side]
    cut = centre.admin_cut[0] if side == 1 else 0.0
    cost = cost_of_coordination(side, m, providers, policy, b)
    changed = 0.0
    if side == 1:
        changed = shocks.reorganisation_paid[month, m]
        if is_restructuring:
            changed += announced_change[m]
    restructuring = transition_money(changed, b)
    returned = money_returned(cut, national.reinvest_share, b)
    d.coordination_cost[side, m] = cost
    d.transition_cost[side, m] = restructuring
    d.returned[side, m] = returned
    d.front_line[side, m] = front_line_money(
        cut, cost, restructuring, returned, national.budget_change, b
    )


@kernel
def spend(
    centre: Centre,
    d: Departments,
    providers: Contractors,
    policy: Policy,
    shocks: Shocks,
    month: int,
    announced_change: Floats,
    is_restructuring: bool,
    beliefs: NDArray[np.void],
) -> None:
    """Divide each mission's money, of the status quo in row 0 and as it is in row 1.

    ``announced_change`` (5,) is the mean absolute change of announced rights, paid
    for while ``is_restructuring``.
    """
    for side in range(2):
        for m in range(N_MISSIONS):
            spend_one(
                side,
                m,
                centre,
                d,
                providers,
                policy,
                shocks,
                month,
                announced_change,
                is_restructuring,
                beliefs[m],
            )


class Tilted(NamedTuple):
    """Sums over the places on one side of a mission's scope.

    Attributes
    ----------
    adults, tilted : float
        Adults, and the same tilted by the formula that gives them money; shares of all.
    """

    adults: float
    tilted: float


@one_row
def tilted_adults(
    side: int, m: int, bodies: Bodies, areas: Areas, policy: Policy
) -> Tilted:
    """Return how a mission's money is tilted, over places on a side of its scope."""
    equalisation = policy.missions[side, m].equalisation
    tilted = 0.0
    adults = 0.0
    for a in range(areas.weight.size):
        if bodies.inside[a, m] == side:
            tilt = deprivation_tilt(equalisation, areas.deprivation[a])
            tilted += areas.weight[a] * tilt
            adults += areas.weight[a]
    return Tilted(adults, tilted)


@one_row
def fund_one(
    a: int,
    m: int,
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    all_here: Tilted,
    b: Beliefs,
) -> None:
    """Give a body its part of the money for ``all_here``, on its side of the scope."""
    side = bodies.inside[a, m]
    equalisation = policy.missions[side, m].equalisation
    tilt = deprivation_tilt(equalisation, areas.deprivation[a])
    bodies.money[a, m] = local_money(
        d.front_line[side, m],
        usual.front_line[m],
        shocks.frontline_money[month, areas.region[a], m],
        tilt * all_here.adults / all_here.tilted,
        b,
    )


@kernel
def fund(
    bodies: Bodies,
    d: Departments,
    areas: Areas,
    policy: Policy,
    shocks: Shocks,
    month: int,
    usual: Usual,
    beliefs: NDArray[np.void],
) -> None:
    """Give each body its money, tilted toward or away from deprived places."""
    for m in range(N_MISSIONS):
        b = beliefs[m]
        outside = tilted_adults(0, m, bodies, areas, policy)
        inside = tilted_adults(1, m, bodies, areas, policy)
        for a in range(areas.weight.size):
            here = inside if bodies.inside[a, m] == 1 else outside
            fund_one(a, m, bodies, d, areas, policy, shocks, month, usual, here, b)
