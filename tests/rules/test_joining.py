"""Claims about who begins to volunteer."""

from types import SimpleNamespace

import pytest

from sim.elementary import logistic, logit
from sim.rules.joining import (
    accepting_chance,
    age_effect,
    circumstance,
    inclination,
    joining_chance,
    pull_of_ties,
    signing_up_chance,
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

deviations = numbers(-4.0, 4.0)
AGES = ["18_24", "25_34", "35_49", "50_64", "65_74", "75_plus"]


@for_all(with_more(inclination, "resources", "disposition", "age_effect"))
def test_means_disposition_and_age_never_lower_inclination(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(
    b=beliefs(inclination), resources=deviations, disposition=deviations, age=deviations
)
def test_inclination_adds_up(
    b: SimpleNamespace, resources: float, disposition: float, age: float
) -> None:
    inclined = inclination(resources, disposition, age, b)

    assert (
        about(b.accept_resources * resources + b.accept_disposition * disposition + age)
        == inclined
    )


@for_all(with_more(circumstance, "efficacy", "salience"))
def test_efficacy_and_news_never_put_people_off(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(circumstance, "crowding", "stock"))
def test_crowding_and_good_provision_never_draw_people(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(circumstance), amount=shares)
def test_each_circumstance_has_its_own_logits(
    b: SimpleNamespace, amount: float
) -> None:
    assert circumstance(0.5, 0.0, 0.0, 0.5, b) == 0.0
    assert about(b.accept_efficacy * (amount - 0.5)) == circumstance(
        amount, 0.0, 0.0, 0.5, b
    )
    assert about(b.accept_salience * amount) == circumstance(0.5, amount, 0.0, 0.5, b)
    assert about(-b.accept_crowding * amount) == circumstance(0.5, 0.0, amount, 0.5, b)
    assert about(-b.accept_good_provision * (amount - 0.5)) == circumstance(
        0.5, 0.0, 0.0, amount, b
    )


@for_all(calls(pull_of_ties, accept_peers=(0.0, 5.0)))
def test_ties_pull_between_nothing_and_all_their_weight(call: Call) -> None:
    pull = call()

    assert 0.0 <= pull <= call.given["b"].accept_peers


@for_all(with_more(pull_of_ties, "share_active"))
def test_more_active_friends_never_pull_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(pull_of_ties, "threshold"))
def test_the_harder_to_convince_are_never_pulled_more(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(pull_of_ties), threshold=shares)
def test_at_ones_threshold_one_is_half_convinced(
    b: SimpleNamespace, threshold: float
) -> None:
    pull = pull_of_ties(threshold, threshold, b)

    assert about(b.accept_peers / 2) == pull


@for_all(b=beliefs(pull_of_ties), threshold=shares, away=numbers(0.0, 1.0))
def test_friends_convince_as_much_beyond_the_threshold_as_they_fail_before_it(
    b: SimpleNamespace, threshold: float, away: float
) -> None:
    beyond = pull_of_ties(threshold + away, threshold, b)
    before = pull_of_ties(threshold - away, threshold, b)

    assert about(b.accept_peers) == beyond + before


@for_all(away=numbers(-1.0, 1.0))
def test_the_threshold_is_as_steep_as_its_slope_says(away: float) -> None:
    b = usual_beliefs(threshold_slope=8.0, accept_peers=1.0)

    pull = pull_of_ties(0.5 + away, 0.5, b)

    assert about(8.0 * away) == logit(pull)


def test_a_threshold_that_is_steep_enough_is_granovetters() -> None:
    """All or nothing on either side."""
    b = usual_beliefs(threshold_slope=100.0, accept_peers=1.0)

    assert pull_of_ties(0.9, 0.5, b) > 1.0 - 1e-15
    assert pull_of_ties(0.1, 0.5, b) < 1e-15


@for_all(calls(accepting_chance))
def test_the_chance_of_accepting_never_leaves_zero_to_one(call: Call) -> None:
    chance = call()

    assert 0.0 <= chance <= 1.0


@for_all(with_more(accepting_chance, "readiness", "trust", "habit"))
def test_readiness_trust_and_habit_never_lower_accepting(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(accepting_chance, "fatigue"))
def test_fatigue_never_raises_accepting(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(accepting_chance), amount=shares)
def test_each_state_of_a_person_has_its_own_logits(
    b: SimpleNamespace, amount: float
) -> None:
    assert accepting_chance(0.0, 0.5, 0.0, 0.0, b) == 0.5
    assert about(logistic(b.accept_trust * (amount - 0.5))) == accepting_chance(
        0.0, amount, 0.0, 0.0, b
    )
    assert about(logistic(b.accept_habit * amount)) == accepting_chance(
        0.0, 0.5, amount, 0.0, b
    )
    assert about(logistic(-b.accept_fatigue * amount)) == accepting_chance(
        0.0, 0.5, 0.0, amount, b
    )
    assert about(logistic(amount)) == accepting_chance(amount, 0.5, 0.0, 0.0, b)


@for_all(calls(joining_chance))
def test_the_chance_of_joining_never_leaves_zero_to_one(call: Call) -> None:
    chance = call()

    assert 0.0 <= chance <= 1.0


@for_all(calls(joining_chance))
def test_nobody_joins_more_surely_than_with_a_certain_yes(call: Call) -> None:
    """Exactly, to the last bit: a kernel skips whom a certain yes would not move."""
    certain = joining_chance(call.given["asked"], 1.0, call.given["b"])

    chance = call()

    assert chance <= certain


@for_all(with_more(joining_chance, "asked", "accepting"))
def test_asking_and_accepting_never_lower_joining(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(joining_chance), chance=shares)
def test_joining_at_its_corners(b: SimpleNamespace, chance: float) -> None:
    assert joining_chance(chance, 0.0, b) == 0.0
    assert about(b.self_start_chance * chance) == joining_chance(0.0, chance, b)
    assert joining_chance(1.0, 1.0, b) == 1.0
    assert about(1.0 - (1.0 - chance) * (1.0 - b.self_start_chance)) == joining_chance(
        chance, 1.0, b
    )


@for_all(asked=shares, accepting=shares)
def test_without_self_starters_joining_takes_asking_and_accepting(
    asked: float, accepting: float
) -> None:
    chance = joining_chance(asked, accepting, usual_beliefs(self_start_chance=0.0))

    assert about(asked * accepting) == chance


@for_all(calls(signing_up_chance))
def test_no_more_sign_up_than_an_appeal_could_reach(call: Call) -> None:
    chance = call()

    assert 0.0 <= chance <= call.given["national_ask"]


@for_all(with_more(signing_up_chance, "national_ask", "throughput"))
def test_a_louder_appeal_or_readier_centre_never_lowers_signing_up(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(signing_up_chance), ask=shares, throughput=shares)
def test_the_centre_loses_only_its_own_part_of_an_appeal(
    b: SimpleNamespace, ask: float, throughput: float
) -> None:
    central = b.national_ask_central_share

    assert ask == signing_up_chance(ask, 1.0, b)
    assert about(ask * (1.0 - central + central * throughput)) == signing_up_chance(
        ask, throughput, b
    )


@pytest.mark.parametrize("band", range(len(AGES)), ids=AGES)
def test_each_age_has_its_own_logits(band: int) -> None:
    names = [f"accept_age_{age}" for age in AGES]
    b = SimpleNamespace(**{name: float(i) for i, name in enumerate(names)})

    effect = age_effect(band, b)

    assert getattr(b, names[band]) == effect
