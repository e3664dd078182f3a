"""A month of unions: grievance, disputes, and what both do to work."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import Citizens
from sim.compiled import kernel, one_row
from sim.draws import Stream, uniform
from sim.institutions.ballots import support_in
from sim.institutions.columns import (
    N_MISSIONS,
    N_REGIONS,
    Areas,
    Departments,
    total,
)
from sim.institutions.partners import CENTRAL, N_SECTORS, Unions
from sim.missions import CRIME
from sim.population.columns import Population
from sim.rules.centre import admin_cut_so_far
from sim.rules.unions import (
    carries,
    cooperation_gain,
    dispute_chance,
    next_grievance,
    pay_gap,
    settled_grievance,
    strike_loss,
)
from sim.scenario.policies import Policy
from sim.scenario.shocks import Shocks

_UNION = int(Stream.UNION)


class Workplace(NamedTuple):
    """What a union's members meet at work.

    Attributes
    ----------
    pressure, voice : float in [0, 1]
    budget_change, event_money, admin_cut : float, share
    """

    pressure: float
    voice: float
    budget_change: float
    event_money: float
    admin_cut: float


@one_row
def workplace_of(
    r: int,
    s: int,
    unions: Unions,
    d: Departments,
    policy: Policy,
    shocks: Shocks,
    month: int,
    beliefs: NDArray[np.void],
) -> Workplace:
    """Return what the members of a region's and sector's union meet.

    Central administration hears the mean pressure and union voice of all missions;
    it alone loses jobs to the admin cut.
    """
    if s == CENTRAL:
        own = policy.national[1]
        return Workplace(
            total(d.pressure[1]) / N_MISSIONS,
            total(policy.missions[1].union_voice) / N_MISSIONS,
            own.budget_change,
            0.0,
            admin_cut_so_far(own.admin_cut, month, beliefs[0]),
        )
    side = unions.inside[r, s]
    return Workplace(
        d.pressure[side, s],
        policy.missions[side, s].union_voice,
        policy.national[side].budget_change,
        shocks.frontline_money[month, r, s],
        0.0,
    )


@one_row
def dispute_one(
    r: int,
    s: int,
    unions: Unions,
    d: Departments,
    people: Population,
    citizens: Citizens,
    areas: Areas,
    policy: Policy,
    shocks: Shocks,
    month: int,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Move a union's grievance; if members vote for a dispute, part of it is settled.

    Health, schools and police are public.
    """
    b = beliefs[s % N_MISSIONS]
    met = workplace_of(r, s, unions, d, policy, shocks, month, beliefs)
    gap = pay_gap(shocks.pay_gap[month, r], met.budget_change, met.event_money)
    grievance = next_grievance(
        unions.grievance[r, s], met.pressure, gap, met.voice, met.admin_cut, b
    )
    draw = uniform(seed, replicate, _UNION, r * N_SECTORS + s, step, 0)
    breaks_out = False
    unions.support[r, s] = 0.0
    if draw < dispute_chance(grievance, b):
        support = support_in(r, grievance, people, citizens, areas, b)
        unions.support[r, s] = support
        breaks_out = carries(support, b)
    lost = strike_loss(s >= CRIME, b)
    unions.dispute[r, s] = 1.0 if breaks_out else 0.0
    unions.strike[r, s] = lost if breaks_out else 0.0
    if breaks_out:
        grievance = settled_grievance(grievance, b)
    unions.grievance[r, s] = grievance
    if s != CENTRAL:
        unions.pace[r, s] = cooperation_gain(met.voice, grievance, b)


@kernel
def dispute(
    unions: Unions,
    d: Departments,
    people: Population,
    citizens: Citizens,
    areas: Areas,
    policy: Policy,
    shocks: Shocks,
    month: int,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Move grievances; some break out in a dispute, which settles part of them."""
    for r in range(N_REGIONS):
        for s in range(N_SECTORS):
            dispute_one(
                r,
                s,
                unions,
                d,
                people,
                citizens,
                areas,
                policy,
                shocks,
                month,
                beliefs,
                seed,
                replicate,
                step,
            )
