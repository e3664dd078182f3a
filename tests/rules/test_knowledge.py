"""Claims about what the centre and local bodies know, and do about it."""

import math
from types import SimpleNamespace

import pytest
from hypothesis import strategies as st

from sim.rules.knowledge import (
    best_practice,
    centre_signal_noise,
    copying_rate,
    decided,
    domain_spread,
    fit,
    learned,
    local_lasting_error,
    local_signal_noise,
    mixing_misfit,
    need_memory,
    next_bias_multiplier,
    next_local_capability,
    next_need,
    next_plan,
    practice_speed,
    pull_of_loudest,
    splitting_misfit,
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

normals = numbers(-6.4, 6.4)
units = numbers(-5.0, 5.0)
lucks = numbers(1e-9, 1.0 - 1e-9)


@for_all(calls(need_memory))
def test_memory_of_need_never_leaves_zero_to_one(call: Call) -> None:
    memory = call()

    assert 0.0 <= memory <= 1.0


@pytest.mark.parametrize(
    ("drift", "heterogeneity", "expected"),
    [
        (0.0, 0.5, 1.0),
        (0.3, 0.5, 0.8),
        (0.5, 0.5, 0.0),
        (1.0, 0.5, 0.0),
        (0.0, 0.0, 0.0),
        (0.3, 0.0, 0.0),
    ],
)
def test_need_is_remembered_unless_it_drifts_or_places_are_alike(
    drift: float, heterogeneity: float, expected: float
) -> None:
    b = usual_beliefs(drift=drift, heterogeneity=heterogeneity)

    assert about(expected) == need_memory(b)


@for_all(b=beliefs(next_need))
def test_the_variance_of_need_stays_one(b: SimpleNamespace) -> None:
    """Need is linear in three independent numbers of variance one."""
    weights = [
        next_need(1.0, 0.0, 0.0, b),
        next_need(0.0, 1.0, 0.0, b),
        next_need(0.0, 0.0, 1.0, b),
    ]

    assert about(1.0) == sum(weight * weight for weight in weights)


@for_all(b=beliefs(next_need), need=units, regional=normals, local=normals)
def test_need_adds_up(
    b: SimpleNamespace, need: float, regional: float, local: float
) -> None:
    parts = [
        next_need(need, 0.0, 0.0, b),
        next_need(0.0, regional, 0.0, b),
        next_need(0.0, 0.0, local, b),
    ]

    assert about(sum(parts)) == next_need(need, regional, local, b)


@for_all(b=beliefs(next_need, drift=(0.1, 0.2), heterogeneity=(0.3, 1.0)))
def test_a_region_shares_its_part_of_what_is_new(b: SimpleNamespace) -> None:
    shared = next_need(0.0, 1.0, 0.0, b)
    own = next_need(0.0, 0.0, 1.0, b)

    new = shared * shared + own * own
    assert about(b.regional_share_of_variance * new) == shared * shared
    assert shared >= 0.0
    assert own >= 0.0


@for_all(with_more(best_practice, "common", "need"))
def test_more_need_never_lowers_what_works_best(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, abs(more))


@for_all(b=beliefs(best_practice), common=units, spread=numbers(0, 3), need=units)
def test_best_practice_differs_by_heterogeneity_spread_and_need(
    b: SimpleNamespace, common: float, spread: float, need: float
) -> None:
    assert common == best_practice(common, 0.0, spread, b)
    assert common == best_practice(common, need, 0.0, b)
    assert about(common + b.heterogeneity * spread * need) == best_practice(
        common, need, spread, b
    )


def test_where_places_are_alike_one_practice_fits_all() -> None:
    best = best_practice(0.3, 4.0, 1.5, usual_beliefs(heterogeneity=0.0))

    assert best == 0.3


@for_all(calls(next_bias_multiplier, multiplier=(0.0, 1.0)))
def test_bias_stays_between_where_it_is_and_its_limits(call: Call) -> None:
    b, now = call.given["b"], call.given["multiplier"]

    multiplier = call()

    assert multiplier >= min(now, b.bias_multiplier_floor) - ROUNDING
    assert multiplier <= max(now, b.bias_multiplier_ceiling) + ROUNDING


@for_all(with_more(next_bias_multiplier, "multiplier", "usual_evaluation"))
def test_past_bias_lasts(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_bias_multiplier, "evaluation"))
def test_evaluation_never_adds_to_bias(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("multiplier", "evaluation", "expected"),
    [
        (1.0, 0.1, 1.0),
        (0.76, 0.5, 0.76),
        (1.0, 0.5, 1.0 - 0.03 * 0.24),
        (1.0, 1.0, 1.0 - 0.03 * 0.54),
        (1.06, 0.0, 1.06),
    ],
)
def test_bias_settles_where_evaluation_leaves_it(
    multiplier: float, evaluation: float, expected: float
) -> None:
    """Closed form: .03 a month toward 1 - .6 (evaluation - .1)."""
    following = next_bias_multiplier(multiplier, evaluation, 0.1, usual_beliefs())

    assert about(expected) == following


@pytest.mark.parametrize(("effect", "limit"), [(2.0, 0.3), (-2.0, 1.1)])
def test_bias_keeps_to_its_floor_and_ceiling(effect: float, limit: float) -> None:
    b = usual_beliefs(bias_evaluation_effect=effect)

    assert about(limit) == next_bias_multiplier(limit, 1.0, 0.0, b)


@for_all(calls(centre_signal_noise))
def test_the_centres_noise_never_falls_below_zero(call: Call) -> None:
    noise = call()

    assert noise >= 0.0


@for_all(with_more(centre_signal_noise, "attended", "heard"))
def test_attention_and_voice_never_blur_the_centres_view(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("attended", "heard", "expected"),
    [
        (1.0, 0.0, 0.275),
        (4.0, 0.0, 0.1375),
        (0.0, 0.0, 0.275 / math.sqrt(0.05)),
        (1.0, 1.0, 0.275 / 1.3),
    ],
)
def test_the_centre_sees_by_attention_and_by_listening(
    attended: float, heard: float, expected: float
) -> None:
    """Closed form: .275 / sqrt(max(.05, attended)) / (1 + .6 .5 heard)."""
    noise = centre_signal_noise(attended, heard, usual_beliefs())

    assert about(expected) == noise


@for_all(
    with_more(next_plan, "plan", "signal", attended=(0.0, 3.0), centre_gain=(0, 0.2))
)
def test_a_plan_never_moves_against_its_signal(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(
    b=beliefs(next_plan, centre_gain=(0.1, 0.2)), plan=units, signal=units, part=shares
)
def test_a_plan_moves_by_gain_and_attention_up_to_a_ceiling(
    b: SimpleNamespace, plan: float, signal: float, part: float
) -> None:
    step = b.centre_gain * (signal - plan)
    most = b.centre_gain_ceiling

    assert plan == next_plan(plan, signal, 0.0, b)
    assert about(plan + part * most * step) == next_plan(plan, signal, part * most, b)
    assert about(plan + most * step) == next_plan(plan, signal, most + part, b)


@for_all(calls(local_signal_noise))
def test_local_noise_never_falls_below_zero(call: Call) -> None:
    noise = call()

    assert noise >= 0.0


@for_all(with_more(local_signal_noise, "capability", "heard", capability=(0.1, 10.0)))
def test_capability_and_voice_never_blur_local_views(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@for_all(b=beliefs(local_signal_noise), heard=shares)
def test_local_noise_falls_with_capability_and_voice(
    b: SimpleNamespace, heard: float
) -> None:
    told = 1.0 + b.voice_information * heard

    assert about(b.local_noise) == local_signal_noise(1.0, 0.0, b)
    assert about(b.local_noise / 2.0) == local_signal_noise(4.0, 0.0, b)
    assert about(b.local_noise / told) == local_signal_noise(1.0, heard, b)


@for_all(with_more(local_lasting_error, "bias", "loudest", capability=(0.1, 10.0)))
def test_lasting_errors_follow_bias_and_the_loudest(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, abs(more))


@for_all(
    with_more(
        local_lasting_error, "capability", bias=(0.0, 6.4), capability=(0.1, 10.0)
    )
)
def test_capability_never_adds_to_lasting_errors(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, abs(less))


@for_all(b=beliefs(local_lasting_error), bias=normals, multiplier=numbers(0.3, 1.1))
def test_lasting_errors_are_bias_worn_down_and_the_loudest_on_top(
    b: SimpleNamespace, bias: float, multiplier: float
) -> None:
    usual = b.local_bias * bias

    assert about(usual) == local_lasting_error(bias, 1.0, 1.0, 0.0, b)
    assert about(usual / 2.0) == local_lasting_error(bias, 4.0, 1.0, 0.0, b)
    assert about(usual * multiplier + 0.3) == local_lasting_error(
        bias, 1.0, multiplier, 0.3, b
    )


@for_all(with_more(pull_of_loudest, "heard", direction=(0.0, 6.4)))
def test_voice_never_pulls_less_the_way_of_the_loudest(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(
    with_more(pull_of_loudest, "direction", heard=(0.5, 1.0), heard_initial=(0, 0.5))
)
def test_the_loudest_pull_their_own_way(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(direction=normals, heard=shares)
def test_only_voice_beyond_the_usual_pulls(direction: float, heard: float) -> None:
    """Capture .5, .25 (heard - .15), one direction a run."""
    pull = pull_of_loudest(heard, direction, usual_beliefs())

    assert about(0.5 * 0.25 * (heard - 0.15) * direction) == pull


@for_all(with_more(learned, "belief", "signal"))
def test_learning_never_moves_against_the_signal(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(learned), belief=units, signal=units)
def test_learning_goes_a_constant_share_of_the_way(
    b: SimpleNamespace, belief: float, signal: float
) -> None:
    following = learned(belief, signal, b)

    assert about(b.local_gain * signal + (1.0 - b.local_gain) * belief) == following


@for_all(calls(copying_rate))
def test_copying_keeps_to_zero_and_what_is_shared(call: Call) -> None:
    rate = call()

    assert 0.0 <= rate <= call.given["practice_sharing"]


@for_all(with_more(copying_rate, "practice_sharing", "peer_fit"))
def test_sharing_and_better_peers_never_lower_copying(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(copying_rate, "noise", evaluation_noise_cut=(0.0, 1.0)))
def test_a_peer_that_looks_better_is_never_copied_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(copying_rate, "own_fit"))
def test_those_who_fit_well_never_copy_more(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(copying_rate), sharing=numbers(0.0, 0.3), own=shares, seen=shares)
def test_equals_copy_half_of_what_is_shared(
    b: SimpleNamespace, sharing: float, own: float, seen: float
) -> None:
    rate = copying_rate(sharing, seen, own, own, 0.0, b)

    assert about(sharing / 2.0) == rate


@pytest.mark.parametrize(
    ("evaluation", "logits"),
    [(0.0, 0.3 / 0.05), (0.5, 0.18 / 0.05), (1.0, 0.06 / 0.05)],
)
def test_evaluation_shows_whether_a_peer_is_better(
    evaluation: float, logits: float
) -> None:
    """Closed form: sd .3 (1 - .8 evaluation), over .05."""
    rate = copying_rate(0.3, evaluation, 0.5, 0.5, 1.0, usual_beliefs())

    assert about(0.3 / (1.0 + math.exp(-logits))) == rate


@for_all(better=numbers(-0.5, 0.5))
def test_copying_is_logistic_in_how_much_better_a_peer_is(better: float) -> None:
    rate = copying_rate(0.2, 0.0, 0.5, 0.5 + better, 0.0, usual_beliefs())

    assert about(0.2 / (1.0 + math.exp(-better / 0.05))) == rate


@for_all(calls(practice_speed))
def test_practice_never_runs_backwards_nor_faster_than_its_rate(call: Call) -> None:
    speed = call()

    assert 0.0 <= speed <= call.given["b"].practice_rate


@for_all(with_more(practice_speed, "incoherence", "council_delay", "disruption"))
def test_nothing_that_divides_or_disrupts_speeds_practice(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(practice_speed), lost=shares, also=shares)
def test_what_slows_practice_multiplies(
    b: SimpleNamespace, lost: float, also: float
) -> None:
    slowed = b.practice_rate * (1.0 - lost) * (1.0 - also)

    assert b.practice_rate == practice_speed(0.0, 0.0, 0.0, b)
    assert about(slowed) == practice_speed(lost, also, 0.0, b)
    assert about(slowed) == practice_speed(lost, 0.0, also, b)
    assert about(slowed) == practice_speed(0.0, lost, also, b)


@for_all(plan=units, belief=units, draw=lucks, averaging=st.booleans())
def test_who_holds_all_rights_decides(
    plan: float, belief: float, draw: float, averaging: bool
) -> None:
    assert plan == decided(plan, belief, 0.0, draw, averaging)
    assert belief == decided(plan, belief, 1.0, draw, averaging)


@for_all(plan=units, belief=units, rights=shares, draw=lucks)
def test_rights_are_allocated_by_a_draw_that_lies_below_them(
    plan: float, belief: float, rights: float, draw: float
) -> None:
    choice = decided(plan, belief, rights, draw, False)

    assert choice == (belief if draw < rights else plan)


@for_all(plan=units, belief=units, rights=shares, draw=lucks)
def test_averaging_mixes_by_rights_whatever_the_draw(
    plan: float, belief: float, rights: float, draw: float
) -> None:
    choice = decided(plan, belief, rights, draw, True)

    assert about((1.0 - rights) * plan + rights * belief) == choice


def test_allocation_takes_from_mixtures_the_gain_of_a_combined_forecast() -> None:
    """With errors alike, averaged ones are half as large; no gain here."""
    draws = [(k + 0.5) / 100 for k in range(100)]

    def mean_square(averaging: bool) -> float:
        errors = [
            decided(sign, 1.0, 0.5, draw, averaging)
            for draw in draws
            for sign in (1.0, -1.0)
        ]
        return sum(error * error for error in errors) / len(errors)

    assert about(1.0) == mean_square(False)
    assert about(0.5) == mean_square(True)


@for_all(calls(mixing_misfit))
def test_sharing_rights_misfits_up_to_its_cost(call: Call) -> None:
    misfit = call()

    assert 0.0 <= misfit <= call.given["b"].mixing_cost + ROUNDING


@for_all(b=beliefs(mixing_misfit), away=numbers(0.0, 0.5))
def test_rights_shared_in_halves_misfit_most(b: SimpleNamespace, away: float) -> None:
    below = mixing_misfit(0.5 - away, b)
    above = mixing_misfit(0.5 + away, b)

    assert about(below) == above
    assert about(b.mixing_cost * (1.0 - 4.0 * away * away)) == above


@for_all(with_more(splitting_misfit, "variance_of_rights"))
def test_more_uneven_rights_never_misfit_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(splitting_misfit), part=shares)
def test_rights_split_between_domains_misfit_by_their_variance(
    b: SimpleNamespace, part: float
) -> None:
    misfit = splitting_misfit(part / 4.0, b)

    assert about(part * b.split_cost) == misfit


@for_all(calls(fit))
def test_fit_never_leaves_zero_to_one(call: Call) -> None:
    fitting = call()

    assert 0.0 < fitting <= 1.0


@for_all(with_more(fit, "squared_error", "misfit"))
def test_errors_and_misfit_never_improve_fit(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(fit), times=numbers(0.0, 5.0), misfit=numbers(0.0, 1.0))
def test_an_error_of_one_width_halves_fit(
    b: SimpleNamespace, times: float, misfit: float
) -> None:
    width = b.fit_width * b.fit_width

    assert fit(0.0, 0.0, b) == 1.0
    assert about(0.5) == fit(width, 0.0, b)
    assert about(1.0 / (1.0 + times + misfit)) == fit(times * width, misfit, b)


@for_all(calls(next_local_capability))
def test_local_capability_never_vanishes(call: Call) -> None:
    capability = call()

    assert capability >= 0.05


@for_all(
    with_more(
        next_local_capability,
        "capability",
        "start",
        "capability_spend",
        capability_rate=(0.0, 0.5),
        transition_local_loss=(0.0, 0.5),
    )
)
def test_capability_and_money_for_it_never_lower_local_capability(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(with_more(next_local_capability, "rights_lost"))
def test_losing_rights_never_adds_local_capability(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@for_all(
    b=beliefs(next_local_capability, transition_local_loss=(0.0, 0.5)),
    capability=numbers(0.2, 3.0),
    start=numbers(0.2, 3.0),
    spend=numbers(0.0, 0.05),
    lost=shares,
)
def test_capability_follows_money_and_people_leave_with_rights(
    b: SimpleNamespace, capability: float, start: float, spend: float, lost: float
) -> None:
    level = start * (1.0 + b.capability_return * spend)
    moved = b.capability_rate * (level - capability)
    left = b.transition_local_loss * lost * capability

    following = next_local_capability(capability, start, spend, lost, b)

    assert about(max(0.05, capability + moved - left)) == following


@pytest.mark.parametrize(
    ("order", "expected"),
    [(0.0, 1.0), (1.0, 0.3), (2.0, 0.09), (-1.0, 1.0 / 0.3), (0.5, math.sqrt(0.3))],
)
def test_the_order_of_domains_is_an_exponent(order: float, expected: float) -> None:
    spread = domain_spread(0.3, usual_beliefs(domain_order=order))

    assert about(expected) == spread


@for_all(with_more(domain_spread, "base", base=(0.3, 1.5), domain_order=(0.0, 1.25)))
def test_domains_keep_their_order_where_its_exponent_is_above_zero(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(domain_spread, "base", base=(0.3, 1.5), domain_order=(-0.4, 0.0)))
def test_domains_are_reversed_where_the_exponent_is_below_zero(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING
