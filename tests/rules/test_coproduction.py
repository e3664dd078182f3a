"""Claims about whether people do their own part in a mission."""

from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import strategies as st

from sim.elementary import logistic, logit
from sim.rules.coproduction import (
    invitation,
    reconsidered_mission,
    relief_of_cost,
    standing,
    taking_part_chance,
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


@for_all(calls(reconsidered_mission))
def test_what_is_reconsidered_is_a_mission_or_none(call: Call) -> None:
    mission = call()

    assert mission in range(-1, call.given["n_missions"])


@for_all(rate=numbers(0.01, 0.2), n_missions=st.integers(1, 5))
def test_each_mission_has_the_same_chance_of_being_reconsidered(
    rate: float, n_missions: int
) -> None:
    b = usual_beliefs(coproduction_reconsider=rate)

    counts = Counter(
        reconsidered_mission((k + 0.5) / 1000, n_missions, b) for k in range(1000)
    )

    for mission in range(n_missions):
        assert abs(counts[mission] - 1000 * rate) <= 1.0
    assert abs(counts[-1] - 1000 * (1.0 - n_missions * rate)) <= 1.0


@pytest.mark.parametrize(
    ("luck", "n_missions", "rate", "expected"),
    [
        (0.4999, 4, 0.125, 3),
        (0.5, 4, 0.125, -1),
        (0.1249, 4, 0.125, 0),
        (0.125, 4, 0.125, 1),
        # Just below 3 times 0.0041, though the quotient rounds to 3.
        (0.0123, 3, 0.0041, 2),
    ],
)
def test_chances_of_missions_lie_side_by_side(
    luck: float, n_missions: int, rate: float, expected: int
) -> None:
    b = usual_beliefs(coproduction_reconsider=rate)

    assert expected == reconsidered_mission(luck, n_missions, b)


@for_all(luck=numbers(1e-9, 1.0 - 1e-9))
def test_nobody_reconsiders_where_nobody_ever_does(luck: float) -> None:
    mission = reconsidered_mission(luck, 5, usual_beliefs(coproduction_reconsider=0.0))

    assert mission == -1


@for_all(
    with_more(
        standing,
        "is_main",
        "is_second",
        coproduction_second_bonus=(0, 0.2),
        coproduction_main_bonus=(0.2, 3.0),
    )
)
def test_a_mission_of_ones_own_is_never_done_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more


@for_all(b=beliefs(standing))
def test_the_main_mission_counts_before_the_second(b: SimpleNamespace) -> None:
    assert standing(False, False, b) == 0.0
    assert b.coproduction_second_bonus == standing(False, True, b)
    assert b.coproduction_main_bonus == standing(True, False, b)
    assert b.coproduction_main_bonus == standing(True, True, b)


@for_all(with_more(invitation, "heard", "salience"))
def test_being_heard_and_informed_never_puts_people_off(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(invitation, "crowding"))
def test_crowding_never_invites(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(invitation), heard=shares, salience=shares, crowding=shares)
def test_invitations_are_neutral_at_half_of_salience_and_add_up(
    b: SimpleNamespace, heard: float, salience: float, crowding: float
) -> None:
    assert invitation(0.0, 0.5, 0.0, b) == 0.0
    assert about(b.coproduction_voice * heard) == invitation(heard, 0.5, 0.0, b)
    assert about(b.coproduction_information / 2) == invitation(0.0, 1.0, 0.0, b)
    assert about(-b.coproduction_crowding_cost * crowding) == invitation(
        0.0, 0.5, crowding, b
    )
    assert about(
        invitation(heard, 0.5, 0.0, b)
        + invitation(0.0, salience, 0.0, b)
        + invitation(0.0, 0.5, crowding, b)
    ) == invitation(heard, salience, crowding, b)


@for_all(calls(relief_of_cost))
def test_no_more_cost_is_relieved_than_there_is(call: Call) -> None:
    relief = call()

    assert 0.0 <= relief <= call.given["b"].coproduction_energy_cost


@for_all(with_more(relief_of_cost, "business_match"))
def test_more_matched_money_never_relieves_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(
    ("business_match", "expected"), [(0.0, 0.0), (0.02, 0.15), (0.04, 0.3), (0.05, 0.3)]
)
def test_matched_money_relieves_half_of_the_cost_of_saving_energy(
    business_match: float, expected: float
) -> None:
    """Closed form: .3 (1 - .5 match / .02), here what is taken off, up to all."""
    relief = relief_of_cost(business_match, usual_beliefs("energy"))

    assert about(expected) == relief


@for_all(calls(taking_part_chance))
def test_the_chance_of_doing_ones_part_never_leaves_zero_to_one(call: Call) -> None:
    chance = call()

    assert 0.0 <= chance <= 1.0


@for_all(
    with_more(
        taking_part_chance,
        "readiness",
        "ties_excess",
        "trust",
        "resources",
        coproduction_resources=(0.0, 2.0),
    )
)
def test_readiness_ties_trust_and_means_never_lower_taking_part(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(readiness=numbers(-5.0, 5.0))
def test_the_average_person_among_average_ties_follows_readiness(
    readiness: float,
) -> None:
    chance = taking_part_chance(readiness, 0.0, 0.4, 0.0, usual_beliefs())

    assert about(logistic(readiness)) == chance


@pytest.mark.parametrize(
    ("ties_excess", "trust", "resources", "expected"),
    [
        (0.5, 0.4, 0.0, 1.2),
        (-0.5, 0.4, 0.0, -1.2),
        (0.0, 0.9, 0.0, 0.6),
        (0.0, 0.4, 2.0, 0.5),
    ],
)
def test_logits_of_taking_part_add_up(
    ties_excess: float, trust: float, resources: float, expected: float
) -> None:
    """In logits: 2.4 ties, 1.2 (trust - .40), .25 resources."""
    chance = taking_part_chance(0.0, ties_excess, trust, resources, usual_beliefs())

    assert about(expected) == logit(chance)


@for_all(
    b=beliefs(taking_part_chance), readiness=numbers(-5, 5), excess=numbers(-1, 0.9)
)
def test_imitation_alone_never_makes_two_stable_worlds(
    b: SimpleNamespace, readiness: float, excess: float
) -> None:
    """A slope below one, whatever readiness (at most peers / 4)."""
    less = taking_part_chance(readiness, excess, 0.4, 0.0, b)
    more = taking_part_chance(readiness, excess + 0.1, 0.4, 0.0, b)

    assert (more - less) / 0.1 <= b.coproduction_peers / 4.0 + 1e-9
    assert b.coproduction_peers / 4.0 < 1.0
