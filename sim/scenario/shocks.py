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


def no_shocks(n_months: int) -> Shocks:
    """Return months in which nothing happens."""
    by_month, by_region = (n_months,), (n_months, N_REGIONS)
    by_mission = (n_months, N_REGIONS, N_MISSIONS)
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
    )


def gain(part: Floats, where: Index, share: float) -> None:
    """Let a part, given as its change, grow by a further share, in place."""
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
