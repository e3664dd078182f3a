"""Where each mission's money goes in a month."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
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
from sim.rules.rights import transition_money
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


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
    """Divide each mission's money: what is left goes to the front line.

    ``announced_change`` (5,) is the mean absolute change of announced rights, paid
    for while ``is_restructuring``. Row 0 of the results is the status quo's.
    """
    for side in range(2):
        national = policy.national[side]
        cut = centre.admin_cut[0] if side == 1 else 0.0
        budget = national.budget_change
        for m in range(N_MISSIONS):
            b = beliefs[m]
            levers = policy.missions[side, m]
            cost = mobilisation_cost(
                levers.mobilisation_spend, levers.voice, levers.council, b
            )
            cost += learning_cost(
                levers.audit, levers.evaluation, levers.practice_sharing, b
            )
            bought = providers.share[m] if side == 1 else levers.outsourced_share
            cost += partners_cost(
                levers.union_voice,
                levers.business_match,
                bought,
                levers.quality_enforcement,
                b,
            )
            cost += b.partnerships_unit_price * national.partnerships_unit
            cost += levers.capability_spend
            cost += panel_cost(levers.deliberation_rate, levers.stipend, b)
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
                cut, cost, restructuring, returned, budget, b
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
        for side in range(2):
            equalisation = policy.missions[side, m].equalisation
            total = 0.0
            adults = 0.0
            for a in range(areas.weight.size):
                if bodies.inside[a, m] == side:
                    tilt = deprivation_tilt(equalisation, areas.deprivation[a])
                    total += areas.weight[a] * tilt
                    adults += areas.weight[a]
            for a in range(areas.weight.size):
                if bodies.inside[a, m] == side:
                    tilt = deprivation_tilt(equalisation, areas.deprivation[a])
                    bodies.money[a, m] = local_money(
                        d.front_line[side, m],
                        usual.front_line[m],
                        shocks.frontline_money[month, areas.region[a], m],
                        tilt * adults / total,
                        b,
                    )
