"""Kinds of event in which people are angry: scandals and riots."""

import numpy as np

from sim.rules.parameters import Beliefs
from sim.scenario.checks import Quantity
from sim.scenario.event import Event, Kind, regions_hit
from sim.scenario.names import MISSIONS
from sim.scenario.shocks import Index, Shocks, fading


def _come_to_light(event: Event, shocks: Shocks, b: Beliefs) -> None:
    size = event.size
    shocks.scandal[_of_missions(event, shocks)] += size
    audited = event._replace(months=event.months - 1 + int(b.scandal_audit_months))
    shocks.audit[_of_missions(audited, shocks)] += b.audit_scandal_boost * size
    shocks.crisis[event.during] += b.scandal_crisis * size
    _lose_trust(event, shocks, b.trust_scandal * size, b.scandal_half_life)


def _riot(event: Event, shocks: Shocks, b: Beliefs) -> None:
    here = regions_hit(event, shocks)
    shocks.unrest[here] += event.size
    shocks.crime[here] += b.riot_crime * event.size
    shocks.crisis[event.during] += b.riot_crisis * event.size
    cleaned = event._replace(months=event.months - 1 + int(b.riot_clean_up_months))
    shocks.clean_up[regions_hit(cleaned, shocks)] += b.riot_clean_up * event.size
    _lose_trust(event, shocks, b.riot_trust_loss * event.size, b.riot_half_life)


def _lose_trust(event: Event, shocks: Shocks, loss: float, half_life: float) -> None:
    """Take trust in an event's regions, at once and fading when it is over."""
    n_months = len(shocks.trust_shock)
    strength = fading(event.during, n_months, half_life)
    ever_after = event._replace(start=1, months=n_months)
    shocks.trust_shock[regions_hit(ever_after, shocks)] -= loss * strength[:, None]


def _of_missions(event: Event, shocks: Shocks) -> Index:
    """Return the index of an event's months and missions."""
    months = np.arange(len(shocks.crisis))[event.during]
    return np.ix_(months, [MISSIONS.index(mission) for mission in event.missions])


UPROAR: tuple[Kind, ...] = (
    Kind(
        "scandal",
        "Something kept quiet comes to light.",
        _come_to_light,
        months=1,
        size=1.0,
        sizes=Quantity(
            0.0,
            3.0,
            "multiple of a usual scandal",
            "Strength of the scandal.",
            "judgement",
        ),
        neutral=0.0,
        fields=("months", "size", "missions", "regions"),
    ),
    Kind(
        "riot",
        "Riots break out; afterwards people clean up together.",
        _riot,
        months=1,
        size=1.0,
        sizes=Quantity(
            0.0,
            3.0,
            "multiple of a usual riot",
            "Strength of the riots.",
            "judgement",
        ),
        neutral=0.0,
        fields=("months", "size", "regions"),
    ),
)
