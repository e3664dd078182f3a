"""What the centre attends to: it gives targets their bite and makes news."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.institutions.columns import N_MISSIONS, Departments
from sim.rules.attention import (
    attention_anchor,
    effective_pressure,
    next_attention,
    relative_attention,
    salience,
    status_quo_attention,
)
from sim.rules.parameters import Beliefs
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks


@one_row
def attend_one(
    m: int,
    d: Departments,
    policy: Policy,
    shocks: Shocks,
    month: int,
    is_launch: bool,
    b: Beliefs,
) -> None:
    """Move the attention that a mission gets."""
    levers = policy.missions[1, m]
    if is_launch:
        launch = policy.national[1].launch_attention
        d.attention[m] = max(d.attention[m], launch)
    anchor = attention_anchor(
        levers.council,
        levers.target_pressure,
        policy.attention[1, m],
        shocks.scandal[month, m],
        b,
    )
    d.attention[m] = next_attention(d.attention[m], anchor, b)


@one_row
def attention_given(d: Departments, policy: Policy) -> float:
    """Return all the attention that the five missions get."""
    given = 0.0
    for m in range(N_MISSIONS):
        given += d.attention[m] * policy.attention[1, m]
    return given


@one_row
def press_one(m: int, d: Departments, policy: Policy, given: float, b: Beliefs) -> None:
    """Press for a mission's target as hard as attention lets its department.

    Row 0 keeps the status quo: outside a mission's scope the centre's attention
    changes nothing.
    """
    attended = relative_attention(d.attention[m], policy.attention[1, m], given, b)
    d.attention_ratio[0, m] = 1.0
    d.attention_ratio[1, m] = attended / status_quo_attention(b)
    for side in range(2):
        d.salience[side, m] = salience(d.attention_ratio[side, m], 0.0, b)
    d.pressure[0, m] = policy.missions[0, m].target_pressure
    d.pressure[1, m] = effective_pressure(
        policy.missions[1, m].target_pressure, attended, b
    )


@kernel
def attend(
    d: Departments,
    policy: Policy,
    shocks: Shocks,
    month: int,
    is_launch: bool,
    beliefs: NDArray[np.void],
) -> None:
    """Move attention, and with it the bite of targets and what is in the news."""
    for m in range(N_MISSIONS):
        attend_one(m, d, policy, shocks, month, is_launch, beliefs[m])
    given = attention_given(d, policy)
    for m in range(N_MISSIONS):
        press_one(m, d, policy, given, beliefs[m])
