"""Events: what happens whatever anybody decides, and what it does month by month.

To add a kind, write what it does as a function and add it to ``KINDS``.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sim.rules.parameters import Beliefs
from sim.scenario.checks import Quantity
from sim.scenario.event import Event, Kind, missions_hit, regions_hit
from sim.scenario.hard_times import HARD_TIMES
from sim.scenario.shocks import (
    Shocks,
    fading,
    gain,
    hold_within_bounds,
    lose,
    no_shocks,
)
from sim.scenario.uproar import UPROAR

__all__ = ["KINDS", "Event", "Kind", "Shocks", "kind_called", "shocks"]


def _close_opportunities(event: Event, shocks: Shocks, b: Beliefs) -> None:
    del b
    lose(shocks.closure, missions_hit(event, shocks), event.size)


def _ask_the_nation(event: Event, shocks: Shocks, b: Beliefs) -> None:
    beyond = event.size - 1.0
    here = regions_hit(event, shocks)
    shocks.ask_multiplier[here] *= 1.0 + b.national_ask_hazard_gain * beyond
    shocks.salience[missions_hit(event, shocks)] += b.national_ask_salience * beyond
    signing_up = b.national_ask_sign_up * max(0.0, beyond)
    shocks.sign_up_chance[here[0][:1], here[1]] += signing_up


def _pay_the_front_line(event: Event, shocks: Shocks, b: Beliefs) -> None:
    del b
    gain(shocks.frontline_money, missions_hit(event, shocks), event.size)


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
    *HARD_TIMES,
    *UPROAR,
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
