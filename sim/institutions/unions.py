"""A month of unions: grievance, disputes, and what both do to work."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.draws import Stream, uniform
from sim.institutions.columns import N_MISSIONS, N_REGIONS, Departments
from sim.institutions.partners import CENTRAL, N_SECTORS, Unions
from sim.missions import CRIME
from sim.rules.centre import admin_cut_so_far
from sim.rules.unions import (
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


@kernel
def dispute(
    unions: Unions,
    d: Departments,
    policy: Policy,
    shocks: Shocks,
    month: int,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
    step: int,
) -> None:
    """Move grievances; some break out in a dispute, which settles part of them.

    Central administration hears the mean pressure and union voice of all missions;
    it alone loses jobs to the admin cut. Health, schools and police are public.
    """
    cut = admin_cut_so_far(policy.national[1].admin_cut, month, beliefs[0])
    for r in range(N_REGIONS):
        for s in range(N_SECTORS):
            b = beliefs[s % N_MISSIONS]
            if s == CENTRAL:
                side = 1
                pressure = d.pressure[1].sum() / N_MISSIONS
                voice = policy.missions[1].union_voice.sum() / N_MISSIONS
                money = 0.0
            else:
                side = unions.inside[r, s]
                pressure = d.pressure[side, s]
                voice = policy.missions[side, s].union_voice
                money = shocks.frontline_money[month, r, s]
            gap = pay_gap(
                shocks.pay_gap[month, r], policy.national[side].budget_change, money
            )
            grievance = next_grievance(
                unions.grievance[r, s],
                pressure,
                gap,
                voice,
                cut if s == CENTRAL else 0.0,
                b,
            )
            draw = uniform(seed, replicate, _UNION, r * N_SECTORS + s, step, 0)
            breaks_out = draw < dispute_chance(grievance, b)
            unions.dispute[r, s] = 1.0 if breaks_out else 0.0
            lost = strike_loss(s >= CRIME, b)
            unions.strike[r, s] = lost if breaks_out else 0.0
            if breaks_out:
                grievance = settled_grievance(grievance, b)
            unions.grievance[r, s] = grievance
            if s != CENTRAL:
                unions.pace[r, s] = cooperation_gain(voice, grievance, b)
