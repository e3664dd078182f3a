"""Claims about what people believe of government."""

from types import SimpleNamespace

import pytest

from sim.rules.trust import (
    disappointment_of_voice,
    experience,
    next_efficacy,
    next_expectation,
    next_trust,
    trust_signal,
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

excesses = numbers(-1.0, 1.0)


@for_all(calls(next_trust))
def test_trust_never_leaves_zero_to_one(call: Call) -> None:
    trust = call()

    assert 0.0 <= trust <= 1.0


@for_all(with_more(next_trust, "own_level", "signal", "ties_excess"))
def test_a_better_world_or_trusting_friends_never_lower_trust(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_trust, "trust", trust_fall_multiplier=(1.0, 1.0)))
def test_more_trust_is_never_less_next_month_where_falls_are_no_faster(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(trust=shares, signal=shares)
def test_trust_rises_slowly_and_falls_three_times_as_fast(
    trust: float, signal: float
) -> None:
    """Closed form: .05 a month, thrice that for a fall beyond a gap of .05."""
    gap = signal - trust
    rate = 0.15 if gap < -0.05 else 0.05

    following = next_trust(trust, 0.0, signal, 0.0, usual_beliefs())

    assert about(trust + rate * gap) == following


@for_all(b=beliefs(next_trust), trust=shares)
def test_trust_that_is_justified_stays(b: SimpleNamespace, trust: float) -> None:
    assert trust == next_trust(trust, 0.0, trust, 0.0, b)


@for_all(trust=numbers(0.2, 0.8), own=numbers(-0.2, 0.2))
def test_ones_own_level_moves_what_trust_tends_to(trust: float, own: float) -> None:
    b = usual_beliefs()

    assert about(trust) == next_trust(trust, own, trust - own, 0.0, b)


@for_all(b=beliefs(next_trust), trust=numbers(0.2, 0.8), excess=excesses)
def test_friends_pull_trust_by_a_share_of_the_difference(
    b: SimpleNamespace, trust: float, excess: float
) -> None:
    following = next_trust(trust, 0.0, trust, 0.2 * excess, b)

    assert (
        about(min(1.0, max(0.0, trust + b.trust_tie_rate * 0.2 * excess))) == following
    )


@for_all(own=numbers(0.0, 2.0))
def test_nobody_aims_beyond_full_trust_or_below_none(own: float) -> None:
    b = usual_beliefs()

    assert next_trust(1.0, own, 1.0, 0.0, b) == 1.0
    assert next_trust(0.0, -own, 0.0, 0.0, b) == 0.0


@for_all(b=beliefs(next_trust), first=shares, second=shares)
def test_friends_who_only_talk_keep_their_mean(
    b: SimpleNamespace, first: float, second: float
) -> None:
    """DeGroot, where nothing else moves trust."""
    b.trust_rate = 0.0
    mean = (first + second) / 2.0

    for _ in range(3):
        first, second = (
            next_trust(first, 0.0, 0.5, second - first, b),
            next_trust(second, 0.0, 0.5, first - second, b),
        )

    assert about(mean) == (first + second) / 2.0


@for_all(calls(disappointment_of_voice))
def test_disappointment_never_falls_below_zero(call: Call) -> None:
    lost = call()

    assert lost >= 0.0


@for_all(with_more(disappointment_of_voice, "voice"))
def test_more_consultation_never_disappoints_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(disappointment_of_voice, "voice_response"))
def test_an_answer_never_disappoints(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("voice", "response", "expected"),
    [(0.0, 0.0, 0.0), (1.0, 0.0, 0.05), (0.6, 0.2, 0.018), (1.0, 0.5, 0.0), (1, 1, 0)],
)
def test_being_asked_and_ignored_disappoints(
    voice: float, response: float, expected: float
) -> None:
    """Closed form: .10 voice (.5 - response) where that is above zero."""
    lost = disappointment_of_voice(voice, response, usual_beliefs())

    assert about(expected) == lost


@for_all(with_more(experience, "stock", "reported"))
def test_better_states_and_reports_never_disappoint(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(experience, "expected", "usual_gap"))
def test_expectations_and_known_spin_never_please(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(experience), stock=shares, gap=excesses)
def test_nobody_is_surprised_where_nothing_changes(
    b: SimpleNamespace, stock: float, gap: float
) -> None:
    surprise = experience(stock, stock, stock + gap, gap, b)

    assert abs(surprise) <= ROUNDING


@for_all(stock=shares, expected=shares, reported=shares)
def test_a_fifth_of_what_people_see_is_what_is_reported(
    stock: float, expected: float, reported: float
) -> None:
    """With spin .2."""
    surprise = experience(stock, expected, reported, 0.0, usual_beliefs())

    assert about(0.8 * stock + 0.2 * reported - expected) == surprise


@for_all(with_more(trust_signal, "surprise", "heard_excess"))
def test_success_and_being_heard_never_cost_trust(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * 100


@for_all(
    with_more(
        trust_signal,
        "token_excess",
        "pressure_excess",
        "gap_excess",
        "broken_promise",
        trust_pressure=(0.0, 1.0),
    )
)
def test_tokens_pressure_spin_and_broken_promises_never_earn_trust(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * 100


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 0.40),
        ({"surprise": 0.1}, 0.80),
        ({"heard_excess": 0.5}, 0.424),
        ({"token_excess": 0.03}, 0.37),
        ({"pressure_excess": 0.4}, 0.376),
        ({"gap_excess": 0.1}, 0.37),
        ({"broken_promise": 0.5}, 0.30),
    ],
)
def test_what_trust_is_justified_adds_up(
    change: dict[str, float], expected: float
) -> None:
    """Term by term."""
    nothing = dict.fromkeys(
        [
            "surprise",
            "heard_excess",
            "token_excess",
            "pressure_excess",
            "gap_excess",
            "broken_promise",
        ],
        0.0,
    )

    level = trust_signal(**{**nothing, **change}, b=usual_beliefs())

    assert about(expected) == level


@for_all(calls(next_efficacy))
def test_collective_efficacy_never_leaves_zero_to_one(call: Call) -> None:
    efficacy = call()

    assert 0.0 <= efficacy <= 1.0


@for_all(with_more(next_efficacy, "efficacy", "matched_share", "surprise"))
def test_places_and_success_never_lower_collective_efficacy(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@pytest.mark.parametrize(
    ("matched_share", "surprise", "level"),
    [(0.0, 0.0, 0.25), (0.8, 0.0, 0.69), (0.5, 0.05, 0.725), (1, 0.5, 1), (0, -0.5, 0)],
)
def test_efficacy_follows_places_and_success(
    matched_share: float, surprise: float, level: float
) -> None:
    """.05 a month toward .25 + .55 matched + 4 surprise, held to zero to one."""
    following = next_efficacy(0.4, matched_share, surprise, usual_beliefs())

    assert about(0.4 + 0.05 * (level - 0.4)) == following


@for_all(with_more(next_expectation, "expected", "stock"))
def test_people_never_get_used_to_the_opposite(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(next_expectation), expected=shares, stock=shares)
def test_people_get_used_to_a_constant_share_of_what_is_new(
    b: SimpleNamespace, expected: float, stock: float
) -> None:
    rate = b.expectation_rate

    following = next_expectation(expected, stock, b)

    assert about(rate * stock + (1.0 - rate) * expected) == following
