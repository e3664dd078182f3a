"""Claims about who is asked to volunteer."""

import math
from types import SimpleNamespace

import pytest

from sim.rules.asking import ask_hazard, asked_chance, brokerage
from tests.rules.strategies import (
    ROUNDING,
    Call,
    Comparison,
    about,
    beliefs,
    calls,
    for_all,
    numbers,
    shares,
    usual_beliefs,
    with_more,
)

spends = numbers(0.001, 0.15)
hosts = numbers(0.0, 5.0)
hazards = numbers(0.0, 3.0)


@for_all(calls(brokerage))
def test_brokerage_never_falls_below_zero(call: Call) -> None:
    brokers = call()

    assert brokers >= 0.0


@for_all(
    with_more(
        brokerage,
        "hosting",
        "mobilisation_spend",
        "throughput",
        spend_reference=(0.015, 0.15),
        brokerage_exponent=(0.0, 1.0),
    )
)
def test_more_hosts_money_or_convening_never_weaken_brokerage(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(brokerage))
def test_brokerage_at_the_status_quo_is_the_umbrellas_reach(b: SimpleNamespace) -> None:
    brokers = brokerage(1.0, b.spend_reference, 1.0, b)

    assert about(b.umbrella_reach) == brokers


@for_all(b=beliefs(brokerage), hosting=hosts, spend=spends, throughput=shares)
def test_brokerage_is_in_proportion_to_hosts_and_to_convening(
    b: SimpleNamespace, hosting: float, spend: float, throughput: float
) -> None:
    one = brokerage(1.0, spend, 1.0, b)

    brokers = brokerage(hosting, spend, throughput, b)

    assert about(hosting * throughput * one) == brokers


@for_all(b=beliefs(brokerage), times=numbers(0.1, 10.0))
def test_money_moves_brokerage_with_a_constant_elasticity(
    b: SimpleNamespace, times: float
) -> None:
    brokers = brokerage(1.0, times * b.spend_reference, 1.0, b)

    assert about(b.umbrella_reach * times**b.brokerage_exponent) == brokers


def test_without_money_there_is_no_brokerage() -> None:
    brokers = brokerage(1.0, 0.0, 1.0, usual_beliefs())

    assert about(0.0) == brokers


@for_all(calls(ask_hazard))
def test_the_hazard_of_being_asked_never_falls_below_zero(call: Call) -> None:
    hazard = call()

    assert hazard >= 0.0


@for_all(
    with_more(
        ask_hazard,
        "mobilisation_spend",
        "exhortation",
        "throughput",
        "brokerage",
        spend_reference=(0.015, 0.15),
    )
)
def test_more_money_appeals_convening_or_brokers_never_lower_asking(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(ask_hazard, "deprivation", ask_deprivation_slope=(0.0, 1.0)))
def test_the_poor_are_asked_no_more_where_asking_follows_means(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(ask_hazard), deprivation=numbers(-3.0, 3.0))
def test_coordinators_reach_falls_off_exponentially_with_deprivation(
    b: SimpleNamespace, deprivation: float
) -> None:
    reach = math.exp(-b.ask_deprivation_slope * deprivation)

    hazard = ask_hazard(b.spend_reference, 1.0, deprivation, 1.0, 0.0, b)

    assert about(b.ask_from_spend * reach) == hazard


@for_all(b=beliefs(ask_hazard), throughput=shares)
def test_only_central_asks_depend_on_the_centre(
    b: SimpleNamespace, throughput: float
) -> None:
    all_convened = ask_hazard(b.spend_reference, 1.0, 0.0, 1.0, 0.0, b)

    hazard = ask_hazard(b.spend_reference, 1.0, 0.0, throughput, 0.0, b)

    lost = b.centrally_convened_asks * (1.0 - throughput)
    assert about(all_convened * (1.0 - lost)) == hazard


@for_all(b=beliefs(ask_hazard), times=numbers(0.1, 3.0))
def test_appeals_and_money_multiply_what_coordinators_ask(
    b: SimpleNamespace, times: float
) -> None:
    once = ask_hazard(0.01, 1.0, 0.0, 1.0, 0.0, b)

    assert about(times * once) == ask_hazard(0.01, times, 0.0, 1.0, 0.0, b)
    assert about(times * once) == ask_hazard(times * 0.01, 1.0, 0.0, 1.0, 0.0, b)


@for_all(b=beliefs(ask_hazard), brokers=numbers(0.0, 3.0), deprivation=numbers(-3, 3))
def test_brokers_ask_everywhere_alike_and_on_their_own(
    b: SimpleNamespace, brokers: float, deprivation: float
) -> None:
    hazard = ask_hazard(0.0, 1.0, deprivation, 0.3, brokers, b)

    assert about(b.ask_from_brokers * brokers) == hazard


@for_all(calls(asked_chance))
def test_the_chance_of_being_asked_never_leaves_zero_to_one(call: Call) -> None:
    chance = call()

    assert 0.0 <= chance <= 1.0


@for_all(with_more(asked_chance, "area_hazard", "share_active", "ask_multiplier"))
def test_more_hazard_friends_or_events_never_lower_the_chance_of_being_asked(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(asked_chance), first=hazards, second=hazards, share=shares)
def test_hazards_of_being_asked_are_independent(
    b: SimpleNamespace, first: float, second: float, share: float
) -> None:
    alone = SimpleNamespace(ask_base=0.0, ask_from_ties=0.0)
    missed = (1.0 - asked_chance(first, share, 1.0, b)) * (
        1.0 - asked_chance(second, share, 1.0, alone)
    )

    chance = asked_chance(first + second, share, 1.0, b)

    assert about(1.0 - missed) == chance


@for_all(b=beliefs(asked_chance), hazard=hazards, share=shares)
def test_asking_twice_as_often_is_two_months_of_asking(
    b: SimpleNamespace, hazard: float, share: float
) -> None:
    missed = 1.0 - asked_chance(hazard, share, 1.0, b)

    chance = asked_chance(hazard, share, 2.0, b)

    assert about(1.0 - missed * missed) == chance


@for_all(b=beliefs(asked_chance), hazard=hazards, share=shares)
def test_nobody_is_asked_where_events_silence_everybody(
    b: SimpleNamespace, hazard: float, share: float
) -> None:
    chance = asked_chance(hazard, share, 0.0, b)

    assert chance == 0.0


@pytest.mark.parametrize(
    ("area_hazard", "share_active", "hazard"),
    [(0.0, 0.0, 0.22), (0.0, 1.0, 0.67), (0.3, 0.0, 0.52), (0.3, 0.5, 0.745)],
)
def test_whoever_asks_adds_to_the_hazard(
    area_hazard: float, share_active: float, hazard: float
) -> None:
    """With the defaults .22 and .45 a month."""
    chance = asked_chance(area_hazard, share_active, 1.0, usual_beliefs())

    assert about(1.0 - math.exp(-hazard)) == chance
