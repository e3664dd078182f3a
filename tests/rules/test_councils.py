"""Claims about mission councils."""

from types import SimpleNamespace

import pytest

from sim.rules.councils import (
    coordination,
    council_delay,
    council_pull,
    next_agreement,
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


@for_all(calls(next_agreement))
def test_agreement_never_leaves_zero_to_one(call: Call) -> None:
    agreement = call()

    assert 0.0 <= agreement <= 1.0


@for_all(with_more(next_agreement, "agreement"))
def test_more_agreement_now_is_never_less_next_month(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_agreement, "dispute", "mean_rights"))
def test_dispute_and_independent_bodies_never_ease_agreement(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(with_more(next_agreement, "target_pressure", target_pressure=(0.5, 1.0)))
def test_pressure_above_the_middle_never_eases_agreement(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(call=calls(next_agreement), away=numbers(0.0, 0.5))
def test_pressure_divides_alike_on_either_side_of_the_middle(
    call: Call, away: float
) -> None:
    below = call.rule(**{**call.given, "target_pressure": 0.5 - away})
    above = call.rule(**{**call.given, "target_pressure": 0.5 + away})

    assert about(below) == above


@pytest.mark.parametrize(
    ("dispute", "pressure", "rights", "expected"),
    [
        (0.0, 0.5, 0.0, 1.0),
        (1.0, 0.5, 0.0, 0.5),
        (0.0, 1.0, 0.0, 0.85),
        (0.0, 0.0, 0.0, 0.85),
        (0.0, 0.5, 1.0, 0.7),
        (0.3, 0.5, 0.25, 0.775),
    ],
)
def test_agreement_settles_where_dispute_pressure_and_rights_leave_it(
    dispute: float, pressure: float, rights: float, expected: float
) -> None:
    """Closed form: 1 - .5 dispute - .3 |pressure - .5| - .3 rights."""
    settled = next_agreement(expected, dispute, pressure, rights, usual_beliefs())

    assert about(expected) == settled


@for_all(b=beliefs(next_agreement), start=shares)
def test_agreement_moves_a_share_of_the_way(b: SimpleNamespace, start: float) -> None:
    following = next_agreement(start, 0.0, 0.5, 0.0, b)

    assert about(start + b.agreement_rate * (1.0 - start)) == following


def test_nothing_is_agreed_more_than_wholly() -> None:
    assert next_agreement(1.5, 0.0, 0.5, 0.0, usual_beliefs()) == 1.0


@for_all(calls(coordination))
def test_coordination_keeps_to_zero_and_its_ceiling(call: Call) -> None:
    together = call()

    assert 0.0 <= together <= call.given["b"].council_ceiling


@for_all(
    with_more(coordination, "council", "council_external", "throughput", "agreement")
)
def test_stronger_wider_and_agreed_councils_never_coordinate_less(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(
    b=beliefs(coordination, council_ceiling=(0.9, 1.0)), council=shares, part=shares
)
def test_coordination_is_in_proportion_to_strength_convening_and_agreement(
    b: SimpleNamespace, council: float, part: float
) -> None:
    most = b.council_effect * (b.council_base + b.council_external_gain)
    least = b.council_effect * b.council_base

    assert about(min(b.council_ceiling, most)) == coordination(1.0, 1.0, 1.0, 1.0, b)
    assert about(least * council) == coordination(council, 0.0, 1.0, 1.0, b)
    assert about(least * part) == coordination(1.0, 0.0, part, 1.0, b)
    assert about(least * part) == coordination(1.0, 0.0, 1.0, part, b)


@for_all(calls(coordination, council=(0.0, 0.0)))
def test_without_a_council_nothing_is_coordinated(call: Call) -> None:
    together = call()

    assert together == 0.0


def test_a_full_council_of_the_model() -> None:
    """By hand: .6 (.25 + .5 external)."""
    together = coordination(1.0, 0.8, 1.0, 1.0, usual_beliefs())

    assert about(0.39) == together


@for_all(calls(council_delay))
def test_a_councils_delay_never_leaves_zero_to_one(call: Call) -> None:
    delay = call()

    assert 0.0 <= delay <= 1.0


@for_all(with_more(council_delay, "council"))
def test_a_stronger_council_never_delays_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(council_delay, "agreement"))
def test_agreement_never_adds_delay(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(council_delay), council=shares)
def test_only_a_divided_council_delays(b: SimpleNamespace, council: float) -> None:
    assert council_delay(council, 1.0, b) == 0.0
    assert about(b.council_delay * council) == council_delay(council, 0.0, b)
    assert about(b.council_delay * council / 2) == council_delay(council, 0.5, b)


@for_all(with_more(council_pull, "council"))
def test_a_stronger_council_never_pulls_less(case: Comparison) -> None:
    less, more = case.results()

    assert 0.0 <= less <= more


@for_all(with_more(council_pull, "council_external"))
def test_outsiders_never_add_to_the_pull_of_insiders(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more >= 0.0


@pytest.mark.parametrize(("council", "council_external"), [(0.0, 0.0), (1.0, 1.0)])
def test_nobody_pulls_without_a_council_or_without_insiders(
    council: float, council_external: float
) -> None:
    assert council_pull(council, council_external, usual_beliefs()) == 0.0


def test_a_full_council_of_insiders_pulls_by_its_belief() -> None:
    b = usual_beliefs(council_capture=0.12)

    assert council_pull(1.0, 0.0, b) == 0.12
