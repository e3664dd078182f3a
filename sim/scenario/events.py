"""Events: what happens whatever anybody decides, and what it does month by month.

To add a kind, write what it does as a function and add it to ``KINDS``.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.rules.parameters import Beliefs
from sim.scenario.catalogue import Path
from sim.scenario.checks import Quantity
from sim.scenario.names import MISSIONS, REGION_CODES
from sim.scenario.settings import Value
from sim.scenario.shocks import (
    Shocks,
    fading,
    gain,
    hold_within_bounds,
    lose,
    no_shocks,
)

__all__ = ["KINDS", "Event", "Kind", "Shocks", "kind_called", "shocks"]


class Event(NamedTuple):
    """One event of a scenario.

    Attributes
    ----------
    kind : str
    start : int
        Month in which it begins; 1 is the first.
    months : int
        How long it lasts; 0 for good.
    size : float
    missions, regions : tuple of str
        Missions, and codes of regions, that it concerns, in their usual order.
    changes : tuple of (path, value)
        Levers that it sets, by path in alphabetical order.
    """

    kind: str
    start: int
    months: int
    size: float
    missions: tuple[str, ...] = MISSIONS
    regions: tuple[str, ...] = REGION_CODES
    changes: tuple[tuple[Path, Value], ...] = ()

    @property
    def first(self) -> int:
        """Index of its first month; 0 is the first of all."""
        return self.start - 1

    @property
    def during(self) -> slice:
        """Indices of its months."""
        return slice(self.first, self.first + self.months)


class Kind(NamedTuple):
    """A kind of event.

    Attributes
    ----------
    name, words : str
    strike : callable
        Adds one event to the shocks, in place.
    months, size : int, float
        Where the file gives none; months 0 for good.
    sizes : Quantity
        Legal sizes.
    neutral : float
        Size that does nothing.
    fields : tuple of str
        What a file may say of it, beside kind and start.
    """

    name: str
    words: str
    strike: Callable[[Event, Shocks, Beliefs], None]
    months: int
    size: float
    sizes: Quantity
    neutral: float
    fields: tuple[str, ...]


def _close_opportunities(event: Event, shocks: Shocks, b: Beliefs) -> None:
    del b
    lose(shocks.closure, _missions_hit(event, shocks), event.size)


def _ask_the_nation(event: Event, shocks: Shocks, b: Beliefs) -> None:
    beyond = event.size - 1.0
    here = _regions_hit(event, shocks)
    shocks.ask_multiplier[here] *= 1.0 + b.national_ask_hazard_gain * beyond
    shocks.salience[_missions_hit(event, shocks)] += b.national_ask_salience * beyond
    signing_up = b.national_ask_sign_up * max(0.0, beyond)
    shocks.sign_up_chance[here[0][:1], here[1]] += signing_up


def _pay_the_front_line(event: Event, shocks: Shocks, b: Beliefs) -> None:
    del b
    gain(shocks.frontline_money, _missions_hit(event, shocks), event.size)


def _break_out(event: Event, shocks: Shocks, b: Beliefs) -> None:
    during, size = event.during, event.size
    shocks.ask_multiplier[during] *= 1.0 + b.pandemic_ask_gain * size
    shocks.informal_surge[during] += b.pandemic_informal_surge * size
    gain(shocks.free_time_gain, during, b.pandemic_time_gain * size)
    lose(shocks.closure, during, min(1.0, b.pandemic_closure * size))
    lose(shocks.nhs_capacity_loss, during, b.pandemic_nhs_capacity_loss * size)
    shocks.attainment_shock[during] -= b.pandemic_attainment_loss * size
    shocks.crisis[during] += b.pandemic_crisis * size
    n_months = len(shocks.trust_shock)
    strength = fading(during, n_months, b.pandemic_half_life)
    shocks.trust_shock[:] += b.pandemic_trust_gain * size * strength[:, None]


def _turn_down(event: Event, shocks: Shocks, b: Beliefs) -> None:
    size, here = event.size, _regions_hit(event, shocks)
    shocks.income[here] -= b.recession_income_loss * size / event.months
    shocks.expected_demand_loss[here] += b.recession_demand_loss * size
    # Spread over all adults, though it comes to those newly idle.
    idle = b.recession_time_gain * b.recession_idle_share
    gain(shocks.free_time_gain, here, idle * size)
    shocks.charity_loss[here] += b.recession_charity_income_loss * size
    n_months = len(shocks.crisis)
    strength = fading(event.during, n_months, b.recession_half_life)
    after = event._replace(months=n_months)
    less = -b.recession_money_loss * size * strength[event.first :, None, None]
    gain(shocks.frontline_money, _missions_hit(after, shocks), less)


def _raise_energy_prices(event: Event, shocks: Shocks, b: Beliefs) -> None:
    size, here = event.size, _regions_hit(event, shocks)
    shocks.income[here] -= b.energy_price_income_loss * size / event.months
    invested = b.energy_price_business_shock * size / event.months
    shocks.investment_loss[here] += invested
    shocks.pay_gap[here] += b.energy_price_pay_gap * size
    shocks.charity_loss[here] += b.charity_cost_shock * size
    energy = _missions_hit(event._replace(missions=("energy",)), shocks)
    shocks.invitation[energy] += b.energy_price_coproduction * size
    shocks.salience[energy] += b.energy_price_salience * size


def _reorganise(event: Event, shocks: Shocks, b: Beliefs) -> None:
    missions = [MISSIONS.index(mission) for mission in event.missions]
    size, of_all = event.size, len(missions) / len(MISSIONS)
    first, paying = event.first, int(b.transition_money_months)
    slowed = first + min(event.months, int(b.reorganisation_practice_months))
    shocks.capability_loss[first : first + 1] += (
        b.reorganisation_capability_loss * size * of_all
    )
    shocks.crisis[event.during] += b.reorganisation_crisis * size * of_all
    for m in missions:
        shocks.reorganised[first : first + 1, m] += size
        shocks.reorganisation_paid[first : first + paying, m] += size
        lose(
            shocks.practice_loss[:, m],
            slice(first, slowed),
            min(1.0, b.reorganisation_practice_loss * size),
        )


def _change_policy(event: Event, shocks: Shocks, b: Beliefs) -> None:
    """Do nothing here: :func:`sim.scenario.policies.policies` sets the levers."""
    del event, shocks, b


KINDS: tuple[Kind, ...] = (
    Kind(
        "opportunity_closure",
        "Places for volunteers close for a time.",
        _close_opportunities,
        months=12,
        size=0.5,
        sizes=Quantity(0.0, 1.0, "share", "Share of places closed.", "judgement"),
        neutral=0.0,
        fields=("months", "size", "missions", "regions"),
    ),
    Kind(
        "national_ask",
        "The government asks everybody to take part.",
        _ask_the_nation,
        months=6,
        size=4.0,
        sizes=Quantity(
            0.0,
            10.0,
            "multiple of the usual",
            "Strength of the appeal: 1 is none, 4 that of March 2020.",
            "750,000 sign-ups in a week (E053); the scale is judgement",
        ),
        neutral=1.0,
        fields=("months", "size", "missions", "regions"),
    ),
    Kind(
        "frontline_money",
        "Front lines get more money, or less.",
        _pay_the_front_line,
        months=12,
        size=0.05,
        sizes=Quantity(
            -0.5, 0.5, "share", "Change of front-line money.", "judgement; E301"
        ),
        neutral=0.0,
        fields=("months", "size", "missions", "regions"),
    ),
    Kind(
        "pandemic",
        "A wave of disease: services strained, doors closed, neighbours helping.",
        _break_out,
        months=6,
        size=1.0,
        sizes=Quantity(
            0.0,
            3.0,
            "multiple of the wave of spring 2020",
            "Strength of the wave.",
            "judgement; formal volunteering fell in 2020-21 (E005, E013)",
        ),
        neutral=0.0,
        fields=("months", "size"),
    ),
    Kind(
        "recession",
        "Incomes and demand fall; so does public money, for longer.",
        _turn_down,
        months=9,
        size=1.0,
        sizes=Quantity(
            0.0,
            3.0,
            "multiple of 4% of income",
            "Depth of the recession.",
            "judgement",
        ),
        neutral=0.0,
        fields=("months", "size", "regions"),
    ),
    Kind(
        "energy_price",
        "Energy costs more: for households, firms, charities and pay claims.",
        _raise_energy_prices,
        months=9,
        size=1.0,
        sizes=Quantity(
            0.0,
            3.0,
            "multiple of 1.5% of income",
            "Size of the rise.",
            "judgement",
        ),
        neutral=0.0,
        fields=("months", "size", "regions"),
    ),
    Kind(
        "reorganisation",
        "Bodies are merged or abolished; rights to decide stay where they are.",
        _reorganise,
        months=24,
        size=0.2,
        sizes=Quantity(
            0.0,
            1.0,
            "change of rights it is like",
            "Upheaval, as much as if so large a share of decisions moved.",
            "judgement; NHS England's abolition is the case in mind (M08)",
        ),
        neutral=0.0,
        fields=("months", "size", "missions"),
    ),
    Kind(
        "policy_change",
        "The government sets levers anew, for good.",
        _change_policy,
        months=0,
        size=0.0,
        sizes=Quantity(0.0, 0.0, "none", "It has no size.", "none"),
        neutral=0.0,
        fields=("set",),
    ),
)


def kind_called(name: str) -> Kind:
    """Return the kind of event of a name that is one of ``KINDS``."""
    return next(kind for kind in KINDS if kind.name == name)


def _regions_hit(event: Event, shocks: Shocks) -> tuple[NDArray[np.int64], ...]:
    """Return the index of an event's months and regions."""
    months = np.arange(len(shocks.crisis))[event.during]
    return np.ix_(months, [REGION_CODES.index(region) for region in event.regions])


def _missions_hit(event: Event, shocks: Shocks) -> tuple[NDArray[np.int64], ...]:
    """Return the index of an event's months, regions and missions."""
    months = np.arange(len(shocks.crisis))[event.during]
    return np.ix_(
        months,
        [REGION_CODES.index(region) for region in event.regions],
        [MISSIONS.index(mission) for mission in event.missions],
    )


def shocks(events: Iterable[Event], n_months: int, beliefs: NDArray[np.void]) -> Shocks:
    """Return what all events together do in each month.

    Parameters
    ----------
    events : iterable of Event
        Their order does not matter.
    n_months : int
    beliefs : shape (5,), record of one float64 a belief
        Sizes of the effects; see :func:`sim.scenario.beliefs.belief_rows`.

    Notes
    -----
    Where events overlap, factors multiply and additions add; only then are chances
    and shares held within 0 and 1. Front-line money and crisis are held within their
    bounds by the rules that read them.
    """
    found = no_shocks(n_months)
    for event in sorted(events, key=lambda event: event[:6]):
        kind_called(event.kind).strike(event, found, beliefs[0])
    hold_within_bounds(found)
    return found
