"""What events do to the model, month by month, and how they add up."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.elementary import power
from sim.scenario.names import N_MISSIONS, N_REGIONS

type Floats = NDArray[np.float64]
type Index = slice | tuple[NDArray[np.int64], ...]


class Shocks(NamedTuple):
    """What events do to the model in each month.

    Attributes
    ----------
    ask_multiplier : shape (n_months, 12)
        Multiplies every ask in a region; 1 is neutral, for all others 0.
    sign_up_chance : shape (n_months, 12), chance
        That an adult without a role signs up at once.
    salience : shape (n_months, 12, 5)
        Added to how present a mission is.
    informal_surge : shape (n_months, 12), chance
        Added to the chance to begin helping informally.
    free_time_gain : shape (n_months, 12), share
    closure : shape (n_months, 12, 5), share
        Places for volunteers closed.
    frontline_money : shape (n_months, 12, 5), share
        Change of front-line money.
    nhs_capacity_loss : shape (n_months,), share
    attainment_shock : shape (n_months,)
        Added to the log of schools' productive pressure.
    crisis : shape (n_months,), share
        Of what the centre can handle.
    trust_shock : shape (n_months, 12), trust
        Added to the level of trust that is justified.
    income : shape (n_months, 12), log
        Added to incomes per head.
    expected_demand_loss, investment_loss : shape (n_months, 12), log
        Of what businesses expect and of what they invest.
    pay_gap : shape (n_months, 12), share
        By which the cost of living runs ahead of pay.
    charity_loss : shape (n_months, 12), months of spending
        Lost by every charity.
    siting_relief : shape (n_months, 12), share
        Of the grievance at building for energy, taken away.
    invitation : shape (n_months, 12, 5), logit
        Added to people's readiness to do their part.
    reorganised, reorganisation_paid : shape (n_months, 5), change of rights
        To which a reorganisation is alike: in the month in which it begins, and in
        each month that pays for it.
    practice_loss : shape (n_months, 5), share
        By which practice is slower.
    capability_loss : shape (n_months,)
        Of the centre, at once.
    scandal, audit : shape (n_months, 5)
        Size of scandals in a mission this month; audit added because of them.
    unrest : shape (n_months, 12)
        Size of riots in a region.
    crime : shape (n_months, 12), log
        Push on crime in a region.
    clean_up : shape (n_months, 12), share
        Added to the volunteers' hours that find a place.
    """

    ask_multiplier: Floats
    sign_up_chance: Floats
    salience: Floats
    informal_surge: Floats
    free_time_gain: Floats
    closure: Floats
    frontline_money: Floats
    nhs_capacity_loss: Floats
    attainment_shock: Floats
    crisis: Floats
    trust_shock: Floats
    income: Floats
    expected_demand_loss: Floats
    investment_loss: Floats
    pay_gap: Floats
    charity_loss: Floats
    siting_relief: Floats
    invitation: Floats
    reorganised: Floats
    reorganisation_paid: Floats
    practice_loss: Floats
    capability_loss: Floats
    scandal: Floats
    audit: Floats
    unrest: Floats
    crime: Floats
    clean_up: Floats


def no_shocks(n_months: int) -> Shocks:
    """Return months in which nothing happens."""
    by_month, by_region = (n_months,), (n_months, N_REGIONS)
    by_mission = (n_months, N_REGIONS, N_MISSIONS)
    of_mission = (n_months, N_MISSIONS)
    return Shocks(
        ask_multiplier=np.ones(by_region),
        sign_up_chance=np.zeros(by_region),
        salience=np.zeros(by_mission),
        informal_surge=np.zeros(by_region),
        free_time_gain=np.zeros(by_region),
        closure=np.zeros(by_mission),
        frontline_money=np.zeros(by_mission),
        nhs_capacity_loss=np.zeros(by_month),
        attainment_shock=np.zeros(by_month),
        crisis=np.zeros(by_month),
        trust_shock=np.zeros(by_region),
        income=np.zeros(by_region),
        expected_demand_loss=np.zeros(by_region),
        investment_loss=np.zeros(by_region),
        pay_gap=np.zeros(by_region),
        charity_loss=np.zeros(by_region),
        siting_relief=np.zeros(by_region),
        invitation=np.zeros(by_mission),
        reorganised=np.zeros(of_mission),
        reorganisation_paid=np.zeros(of_mission),
        practice_loss=np.zeros(of_mission),
        capability_loss=np.zeros(by_month),
        scandal=np.zeros((n_months, N_MISSIONS)),
        audit=np.zeros((n_months, N_MISSIONS)),
        unrest=np.zeros(by_region),
        crime=np.zeros(by_region),
        clean_up=np.zeros(by_region),
    )


def gain(part: Floats, where: Index, share: float | Floats) -> None:
    """Let a part, given as its change, grow by a further share, in place.

    A share may differ by month: an array that fits ``part[where]``.
    """
    part[where] = (1.0 + part[where]) * (1.0 + share) - 1.0


def lose(part: Floats, where: Index, share: float) -> None:
    """Take a share of what is left of a part, given as its loss, in place."""
    part[where] = 1.0 - (1.0 - part[where]) * (1.0 - share)


def fading(during: slice, n_months: int, half_life: float) -> Floats:
    """Return 1 in some months, and half as much with every half-life after them.

    The first month after them has already faded by a month.
    """
    strength = np.zeros(n_months)
    strength[during] = 1.0
    last = during.stop - 1
    for month in range(last + 1, n_months):
        strength[month] = power(2.0, -(month - last) / half_life)
    return strength


def hold_within_bounds(shocks: Shocks) -> None:
    """Hold chances and closures within 0 and 1, in place."""
    for part in (shocks.sign_up_chance, shocks.closure):
        np.clip(part, 0.0, 1.0, out=part)
