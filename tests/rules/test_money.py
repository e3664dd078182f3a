"""Claims about where a mission's money goes."""

import math
from types import SimpleNamespace

from sim.rules.money import (
    deprivation_tilt,
    front_line_money,
    learning_cost,
    local_money,
    mobilisation_cost,
    money_returned,
    partners_cost,
)
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

spends = numbers(0.0, 0.15)
cuts = numbers(0.0, 0.5)


@for_all(calls(mobilisation_cost))
def test_mobilising_never_saves_money(call: Call) -> None:
    cost = call()

    assert cost >= 0.0


@for_all(with_more(mobilisation_cost, "mobilisation_spend", "voice", "council"))
def test_more_coordination_never_costs_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(mobilisation_cost), spend=spends, voice=shares, council=shares)
def test_each_part_of_mobilising_has_its_price(
    b: SimpleNamespace, spend: float, voice: float, council: float
) -> None:
    parts = [
        mobilisation_cost(spend, 0.0, 0.0, b),
        mobilisation_cost(0.0, voice, 0.0, b),
        mobilisation_cost(0.0, 0.0, council, b),
    ]

    assert [
        b.coordination_price * spend,
        b.voice_price * voice,
        b.council_price * council,
    ] == parts
    assert about(sum(parts)) == mobilisation_cost(spend, voice, council, b)


@for_all(calls(learning_cost))
def test_learning_never_saves_money(call: Call) -> None:
    cost = call()

    assert cost >= 0.0


@for_all(with_more(learning_cost, "audit", "evaluation", "practice_sharing"))
def test_more_learning_never_costs_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(learning_cost), audit=shares, evaluation=shares, sharing=shares)
def test_each_part_of_learning_has_its_price(
    b: SimpleNamespace, audit: float, evaluation: float, sharing: float
) -> None:
    parts = [
        learning_cost(audit, 0.0, 0.0, b),
        learning_cost(0.0, evaluation, 0.0, b),
        learning_cost(0.0, 0.0, sharing, b),
    ]

    assert [
        b.audit_price * audit,
        b.evaluation_price * evaluation,
        b.practice_sharing_price * sharing,
    ] == parts
    assert about(sum(parts)) == learning_cost(audit, evaluation, sharing, b)


@for_all(calls(partners_cost))
def test_partners_never_save_money(call: Call) -> None:
    cost = call()

    assert cost >= 0.0


@for_all(
    with_more(
        partners_cost,
        "union_voice",
        "business_match",
        "outsourced_share",
        "quality_enforcement",
    )
)
def test_more_of_partners_never_costs_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(partners_cost), say=shares, bought=shares, enforced=shares)
def test_each_part_of_partners_has_its_price(
    b: SimpleNamespace, say: float, bought: float, enforced: float
) -> None:
    watching = b.quality_enforcement_price * enforced * bought
    voice = b.union_voice_price * say

    assert about(voice) == partners_cost(say, 0.0, bought, 0.0, b)
    assert about(watching) == partners_cost(0.0, 0.0, bought, enforced, b)
    assert partners_cost(0.0, 0.0, 0.0, enforced, b) == 0.0
    assert about(0.03 + voice + watching) == partners_cost(
        say, 0.03, bought, enforced, b
    )


@for_all(calls(money_returned))
def test_no_more_returns_to_the_treasury_than_is_saved(call: Call) -> None:
    returned = call()

    saved = call.given["b"].central_admin_share * call.given["admin_cut"]
    assert 0.0 <= returned <= saved + ROUNDING


@for_all(with_more(money_returned, "admin_cut"))
def test_deeper_cuts_never_return_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(money_returned, "reinvest_share"))
def test_reinvesting_never_returns_more(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(money_returned), cut=cuts, reinvested=shares)
def test_what_is_not_reinvested_returns(
    b: SimpleNamespace, cut: float, reinvested: float
) -> None:
    returned = money_returned(cut, reinvested, b)

    assert about((1.0 - reinvested) * b.central_admin_share * cut) == returned


@for_all(calls(front_line_money))
def test_the_front_line_never_owes_money(call: Call) -> None:
    money = call()

    assert money >= 0.0


def test_who_spends_more_than_there_is_leaves_the_front_line_nothing() -> None:
    assert front_line_money(0.0, 0.9, 0.0, 0.0, 0.0, usual_beliefs()) == 0.0


@for_all(with_more(front_line_money, "admin_cut", "budget_change"))
def test_cuts_in_administration_and_budgets_reach_the_front_line(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(front_line_money, "coordination", "transition", "returned"))
def test_what_is_spent_elsewhere_never_reaches_the_front_line(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(
    b=beliefs(front_line_money, mobilisation_cost, learning_cost, money_returned),
    cut=cuts,
    spend=spends,
    voice=shares,
    audit=shares,
    transition=numbers(0.0, 0.01),
    reinvested=shares,
    budget=numbers(-0.3, 0.2),
)
def test_every_pound_is_spent_once(
    b: SimpleNamespace,
    cut: float,
    spend: float,
    voice: float,
    audit: float,
    transition: float,
    reinvested: float,
    budget: float,
) -> None:
    """For any price inside the prior."""
    coordination = mobilisation_cost(spend, voice, voice, b)
    coordination += learning_cost(audit, audit, 0.3 * audit, b)
    returned = money_returned(cut, reinvested, b)

    front = front_line_money(cut, coordination, transition, returned, budget, b)

    administration = b.central_admin_share * (1.0 - cut) + b.other_admin_share
    spent = administration + coordination + transition + front + returned
    assert about(1.0 + budget) == spent
    assert front > 0.0


def test_the_front_line_of_the_status_quo() -> None:
    """By hand: administration .12, coordination and learning .0084."""
    b = usual_beliefs()
    cost = mobilisation_cost(0.015, 0.15, 0.0, b) + learning_cost(0.0, 0.1, 0.05, b)

    money = front_line_money(0.0, cost, 0.0, 0.0, 0.0, b)

    assert about(1.0 - 0.027 - 0.093 - 0.0045 - 0.0015 - 0.0004 - 0.001) == money


@for_all(with_more(deprivation_tilt, "equalisation", deprivation=(0.0, 4.0)))
def test_equalisation_never_takes_from_the_poor(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(with_more(deprivation_tilt, "deprivation", equalisation=(-0.5, 0.0)))
def test_below_zero_money_goes_to_the_rich(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@for_all(equalisation=numbers(-0.5, 0.5), deprivation=numbers(-4.0, 4.0))
def test_tilts_of_rich_and_poor_mirror_each_other(
    equalisation: float, deprivation: float
) -> None:
    poor = deprivation_tilt(equalisation, deprivation)
    rich = deprivation_tilt(equalisation, -deprivation)

    assert about(math.exp(equalisation * deprivation)) == poor
    assert about(1.0) == poor * rich


@for_all(calls(local_money))
def test_local_money_never_falls_below_zero(call: Call) -> None:
    money = call()

    assert money >= 0.0


@for_all(with_more(local_money, "front_line", "event_money", "tilt", usual=(0.5, 1.0)))
def test_more_at_the_front_line_never_leaves_a_place_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(with_more(local_money, "usual", usual=(0.5, 1.0)))
def test_a_richer_past_never_makes_money_look_more(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@for_all(
    b=beliefs(local_money),
    front=numbers(0.5, 1.0),
    usual=numbers(0.5, 1.0),
    tilt=numbers(0.1, 3.0),
)
def test_money_is_relative_to_the_usual_and_tilted(
    b: SimpleNamespace, front: float, usual: float, tilt: float
) -> None:
    money = local_money(front, usual, 0.0, tilt, b)

    assert about(tilt * front / usual) == money


def test_events_move_money_within_limits() -> None:
    """Clipped to .5 and 1.5."""
    b = usual_beliefs()

    changes = [-0.9, -0.5, -0.2, 0.0, 0.3, 0.5, 0.9]
    money = [local_money(0.8, 0.8, change, 1.0, b) for change in changes]

    assert money == [0.5, 0.5, 0.8, 1.0, 1.3, 1.5, 1.5]
