"""Kinds of event that come from outside, or from upheaval within: hard times."""

from sim.rules.parameters import Beliefs
from sim.scenario.checks import Quantity
from sim.scenario.event import Event, Kind, missions_hit, regions_hit
from sim.scenario.names import MISSIONS
from sim.scenario.shocks import Shocks, fading, gain, lose


def _turn_down(event: Event, shocks: Shocks, b: Beliefs) -> None:
    size, here = event.size, regions_hit(event, shocks)
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
    gain(shocks.frontline_money, missions_hit(after, shocks), less)


def _raise_energy_prices(event: Event, shocks: Shocks, b: Beliefs) -> None:
    size, here = event.size, regions_hit(event, shocks)
    shocks.income[here] -= b.energy_price_income_loss * size / event.months
    invested = b.energy_price_business_shock * size / event.months
    shocks.investment_loss[here] += invested
    shocks.pay_gap[here] += b.energy_price_pay_gap * size
    shocks.charity_loss[here] += b.charity_cost_shock * size
    lose(shocks.siting_relief, here, min(1.0, b.energy_price_siting * size))
    energy = missions_hit(event._replace(missions=("energy",)), shocks)
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


HARD_TIMES: tuple[Kind, ...] = (
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
)
