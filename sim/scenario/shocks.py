"""What events do to the model, month by month, and how they add up."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.elementary import power
from sim.scenario.names import N_MISSIONS


class Shocks(NamedTuple):
    """What events do to the model in each month.

    Attributes
    ----------
    ask_multiplier : shape (n_months,)
        Multiplies every ask; 1 is neutral, for all others 0.
    sign_up_chance : shape (n_months,), chance
        That an adult without a role signs up at once.
    salience : shape (n_months, 5)
        Added to how present a mission is.
    informal_surge : shape (n_months,), chance
        Added to the chance to begin helping informally.
    free_time_gain : shape (n_months,), share
    closure : shape (n_months, 5), share
        Places for volunteers closed.
    frontline_money : shape (n_months, 5), share
        Change of front-line money.
    nhs_capacity_loss : shape (n_months,), share
    attainment_shock : shape (n_months,)
        Added to the log of schools' productive pressure.
    crisis : shape (n_months,), share
        Of what the centre can handle.
    trust_shock : shape (n_months,), trust
        Added to the level of trust that is justified.
    """

    ask_multiplier: NDArray[np.float64]
    sign_up_chance: NDArray[np.float64]
    salience: NDArray[np.float64]
    informal_surge: NDArray[np.float64]
    free_time_gain: NDArray[np.float64]
    closure: NDArray[np.float64]
    frontline_money: NDArray[np.float64]
    nhs_capacity_loss: NDArray[np.float64]
    attainment_shock: NDArray[np.float64]
    crisis: NDArray[np.float64]
    trust_shock: NDArray[np.float64]


def no_shocks(n_months: int) -> Shocks:
    """Return months in which nothing happens."""
    by_month, by_mission = (n_months,), (n_months, N_MISSIONS)
    return Shocks(
        ask_multiplier=np.ones(by_month),
        sign_up_chance=np.zeros(by_month),
        salience=np.zeros(by_mission),
        informal_surge=np.zeros(by_month),
        free_time_gain=np.zeros(by_month),
        closure=np.zeros(by_mission),
        frontline_money=np.zeros(by_mission),
        nhs_capacity_loss=np.zeros(by_month),
        attainment_shock=np.zeros(by_month),
        crisis=np.zeros(by_month),
        trust_shock=np.zeros(by_month),
    )


def gain(part: NDArray[np.float64], share: float) -> None:
    """Let a part, given as its change, grow by a further share, in place."""
    part[:] = (1.0 + part) * (1.0 + share) - 1.0


def lose(part: NDArray[np.float64], share: float) -> None:
    """Take a share of what is left of a part, given as its loss, in place."""
    part[:] = 1.0 - (1.0 - part) * (1.0 - share)


def fading(during: slice, n_months: int, half_life: float) -> NDArray[np.float64]:
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
