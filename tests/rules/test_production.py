"""Claims about how state and society together make outcomes."""

import math
from types import SimpleNamespace

import pytest

from sim.rules.money import front_line_money, money_returned
from sim.rules.production import (
    effort_that_fits,
    kept_of_state_input,
    labour,
    next_smoothed,
    next_stock,
    pressure_felt,
    productive_pressure,
    society_input,
    state_input,
    worth_of_management,
    worth_of_volunteer_hour,
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

ratios = numbers(0.0, 4.0)
inputs = numbers(0.1, 5.0)
# Below: from a world in which everybody needs the other to one in which they do not.
rhos = numbers(-1.2, 0.7)


@for_all(b=beliefs(worth_of_volunteer_hour))
def test_an_hour_is_worth_what_it_does_less_what_it_displaces_and_costs(
    b: SimpleNamespace,
) -> None:
    worth = worth_of_volunteer_hour(b)

    kept = b.volunteer_productivity * (1.0 - b.displacement)
    assert about(kept - b.supervision_cost) == worth


def test_volunteers_may_cost_more_than_they_bring() -> None:
    """Mobilisation must be able to fail."""
    b = usual_beliefs(volunteer_productivity=0.1, displacement=0.5)

    assert worth_of_volunteer_hour(b) < 0.0


@for_all(calls(labour, paid_hours=(0.3, 10.0), usual_matched=(0.0, 0.1)))
def test_labour_never_falls_below_its_floor(call: Call) -> None:
    work = call()

    assert work >= call.given["b"].labour_floor


@for_all(with_more(labour, "money", "workforce", usual_matched=(0.0, 0.2)))
def test_more_money_or_staff_never_does_less_work(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(
    with_more(
        labour,
        "matched",
        paid_hours=(0.3, 4.1),
        usual_matched=(0.0, 0.2),
        supervision_cost=(0.0, 0.0),
    )
)
def test_volunteers_who_need_no_supervision_never_do_harm(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(
    with_more(
        labour,
        "matched",
        paid_hours=(0.3, 4.1),
        usual_matched=(0.0, 0.2),
        volunteer_productivity=(0.0, 0.0),
    )
)
def test_volunteers_who_bring_nothing_never_help(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@for_all(
    b=beliefs(labour, paid_hours=(0.3, 4.1)),
    money=numbers(0.5, 1.5),
    workforce=numbers(0.85, 1.1),
    usual=numbers(0.0, 0.2),
    extra=numbers(0.0, 0.2),
)
def test_labour_is_paid_and_worthwhile_hours_over_the_usual(
    b: SimpleNamespace, money: float, workforce: float, usual: float, extra: float
) -> None:
    worth = worth_of_volunteer_hour(b)
    hours = money * workforce * b.paid_hours + (usual + extra) * worth

    assert about(1.0) == labour(1.0, 1.0, usual, usual, b)
    assert about(max(b.labour_floor, hours / (b.paid_hours + usual * worth))) == labour(
        money, workforce, usual + extra, usual, b
    )


@for_all(calls(effort_that_fits))
def test_effort_that_fits_never_falls_below_zero(call: Call) -> None:
    effort = call()

    assert effort >= 0.0


@for_all(with_more(effort_that_fits, "measured_effort", "unmeasured_effort", "fit"))
def test_more_effort_or_fit_never_fits_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(b=beliefs(effort_that_fits), seen=ratios, unseen=ratios, fitting=shares)
def test_tasks_weigh_as_targets_see_them(
    b: SimpleNamespace, seen: float, unseen: float, fitting: float
) -> None:
    w = b.measurability

    assert about(w * seen * fitting) == effort_that_fits(seen, 0.0, fitting, b)
    assert about((1.0 - w) * unseen * fitting) == effort_that_fits(
        0.0, unseen, fitting, b
    )
    assert about(seen) == effort_that_fits(seen, seen, 1.0, b)


@for_all(calls(state_input))
def test_the_states_input_never_falls_below_zero(call: Call) -> None:
    put_in = call()

    assert put_in >= 0.0


@for_all(with_more(state_input, "labour", "effort_that_fits"))
def test_more_labour_or_effort_never_puts_in_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(with_more(state_input, "autonomy"))
def test_deciding_in_many_places_is_never_cheaper(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@for_all(b=beliefs(state_input), work=inputs, effort=ratios, autonomy=shares)
def test_the_states_input_is_that_of_the_model(
    b: SimpleNamespace, work: float, effort: float, autonomy: float
) -> None:
    """L^.75 effort fit (1 + scale (1 - autonomy))."""
    once = 1.0 + b.scale_economies * (1.0 - autonomy)

    put_in = state_input(work, effort, autonomy, b)

    assert about(work**b.labour_exponent * effort * once) == put_in


@for_all(calls(kept_of_state_input))
def test_what_is_kept_never_leaves_zero_to_one(call: Call) -> None:
    kept = call()

    assert 0.0 <= kept <= 1.0


@for_all(with_more(kept_of_state_input, "admin_cut", "transition_loss"))
def test_cuts_and_restructuring_never_add_to_what_is_kept(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(kept_of_state_input), cut=numbers(0.0, 0.5), loss=shares)
def test_cuts_and_restructuring_take_their_parts(
    b: SimpleNamespace, cut: float, loss: float
) -> None:
    steered = (1.0 - cut) ** b.policy_capacity_elasticity

    assert about(steered) == kept_of_state_input(cut, 0.0, b)
    assert about(1.0 - loss) == kept_of_state_input(0.0, loss, b)
    assert about(steered * (1.0 - loss)) == kept_of_state_input(cut, loss, b)


def test_nothing_less_than_nothing_is_kept_of_endless_restructuring() -> None:
    assert kept_of_state_input(0.1, 1.5, usual_beliefs()) == 0.0


def test_the_cut_breaks_even_at_the_elasticity_of_the_closed_form() -> None:
    """A cut of 15% that all goes to the front line."""

    def output(cut: float, elasticity: float) -> float:
        b = usual_beliefs(policy_capacity_elasticity=elasticity)
        returned = money_returned(cut, 1.0, b)
        front = [
            front_line_money(part, 0.0165, 0.0, returned, 0.0, b) for part in (0.0, cut)
        ]
        work = labour(front[1] / front[0], 1.0, 0.0, 0.0, b)
        return state_input(work, 1.0, 1.0, b) * kept_of_state_input(cut, 0.0, b)

    front = 1.0 - 0.027 - 0.093 - 0.0165
    closed_form = 0.75 * math.log((front + 0.15 * 0.027) / front) / -math.log(0.85)
    assert pytest.approx(0.0216, abs=0.0001) == closed_form
    assert about(output(0.0, closed_form)) == output(0.15, closed_form)
    assert output(0.15, closed_form + 0.001) < output(0.0, closed_form)
    assert output(0.15, closed_form - 0.001) > output(0.0, closed_form)


@for_all(with_more(worth_of_management, "capability"))
def test_abler_managers_never_get_less_out_of_the_same_staff(case: Comparison) -> None:
    less, more = case.results()

    assert more >= less - ROUNDING


@for_all(b=beliefs(worth_of_management), capability=numbers(0.05, 5.0))
def test_the_usual_managers_get_what_is_usual(
    b: SimpleNamespace, capability: float
) -> None:
    assert worth_of_management(capability, capability, b) == 1.0


def test_a_fifth_more_capability_is_worth_its_elasticity() -> None:
    b = usual_beliefs(management_elasticity=0.25)

    assert about(1.2**0.25) == worth_of_management(0.6, 0.5, b)
    assert about(0.5**0.25) == worth_of_management(0.5, 1.0, b)


@for_all(calls(society_input))
def test_societys_input_keeps_to_its_floor_and_ceiling(call: Call) -> None:
    b = call.given["b"]

    put_in = call()

    assert b.society_input_floor <= put_in <= b.society_input_ceiling


@for_all(
    with_more(
        society_input,
        "matched_ratio",
        "informal_ratio",
        "business_ratio",
        "coproduction_ratio",
    )
)
def test_nobody_who_does_more_lowers_societys_input(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(society_input))
def test_society_puts_in_one_at_the_status_quo(b: SimpleNamespace) -> None:
    assert society_input(1.0, 1.0, 1.0, 1.0, b) == 1.0


@for_all(b=beliefs(society_input, society_input_ceiling=(2, 4)), extra=numbers(0, 1))
def test_each_kind_of_help_has_its_weight(b: SimpleNamespace, extra: float) -> None:
    rest = 1.0 - b.volunteer_weight - b.informal_help_weight - b.business_weight
    hours = b.volunteer_weight * b.volunteer_productivity

    more = 1.0 + extra
    assert about(1.0 + hours * extra) == society_input(more, 1.0, 1.0, 1.0, b)
    assert about(1.0 + b.informal_help_weight * extra) == society_input(
        1.0, more, 1.0, 1.0, b
    )
    assert about(1.0 + b.business_weight * extra) == society_input(
        1.0, 1.0, more, 1.0, b
    )
    assert about(1.0 + rest * extra) == society_input(1.0, 1.0, 1.0, more, b)


def test_a_country_in_which_nobody_helps_does_not_collapse() -> None:
    """Without the floor of .25 the state would fall with society."""
    assert society_input(0.0, 0.0, 0.0, 0.0, usual_beliefs("nhs")) == 0.25


@for_all(calls(productive_pressure, complementarity=(-10.0, 1.0)))
def test_what_is_achieved_lies_between_what_state_and_society_put_in(
    call: Call,
) -> None:
    b = call.given["b"]
    low, high = b.production_input_floor, b.production_input_ceiling
    state = min(max(call.given["state"], low), high)
    society = min(max(call.given["society"], low), high)

    achieved = call()

    rounding = 1e-9 * max(state, society)
    assert min(state, society) - rounding <= achieved
    assert achieved <= max(state, society) + rounding


@for_all(with_more(productive_pressure, "state", "society"))
def test_more_input_never_achieves_less(case: Comparison) -> None:
    """1e-9: near a complementarity of zero a root of high order magnifies rounding."""
    less, more = case.results()

    assert less <= more + 1e-9 * more


@for_all(b=beliefs(productive_pressure), both=inputs)
def test_state_and_society_who_do_the_same_achieve_it(
    b: SimpleNamespace, both: float
) -> None:
    achieved = productive_pressure(both, both, b)

    low, high = b.production_input_floor, b.production_input_ceiling
    assert pytest.approx(min(max(both, low), high), rel=1e-9) == achieved


@for_all(e=inputs, c=inputs, weight=shares)
def test_perfect_substitutes_add_up(e: float, c: float, weight: float) -> None:
    """Complementarity 1 is linear."""
    b = usual_beliefs(complementarity=1.0, society_weight=weight)

    assert about((1.0 - weight) * e + weight * c) == productive_pressure(e, c, b)


@for_all(e=inputs, c=inputs, weight=shares)
def test_complementarity_zero_is_cobb_and_douglas(
    e: float, c: float, weight: float
) -> None:
    b = usual_beliefs(complementarity=0.0, society_weight=weight)

    assert about(e ** (1.0 - weight) * c**weight) == productive_pressure(e, c, b)


@for_all(e=inputs, c=inputs, weight=shares, side=numbers(-1.0, 1.0))
def test_nothing_jumps_where_complementarity_passes_zero(
    e: float, c: float, weight: float, side: float
) -> None:
    """Off by |rho| w (1 - w) ln(e/c)^2 / 2: by 2e-4 at most, for inputs of .1 and 5."""
    at_zero = usual_beliefs(complementarity=0.0, society_weight=weight)
    close = usual_beliefs(complementarity=1e-4 * side, society_weight=weight)

    expected = productive_pressure(e, c, at_zero)

    assert pytest.approx(expected, rel=3e-4) == productive_pressure(e, c, close)


@for_all(e=inputs, c=inputs, weight=numbers(0.01, 0.6))
def test_perfect_complements_achieve_what_the_lesser_does(
    e: float, c: float, weight: float
) -> None:
    """At -200 between the lesser and the lesser times weight^(1/rho)."""
    b = usual_beliefs(complementarity=-200.0, society_weight=weight)

    achieved = productive_pressure(e, c, b)

    lesser = min(e, c)
    most = lesser * min(weight, 1.0 - weight) ** (-1.0 / 200.0)
    assert lesser * (1.0 - 1e-9) <= achieved <= most * (1.0 + 1e-9)


@for_all(e=numbers(0.3, 3.0), c=numbers(0.3, 3.0), rho=rhos, times=numbers(0.5, 1.5))
def test_twice_the_input_achieves_twice_as_much(
    e: float, c: float, rho: float, times: float
) -> None:
    b = usual_beliefs(complementarity=rho, society_weight=0.3)

    achieved = productive_pressure(times * e, times * c, b)

    assert pytest.approx(times * productive_pressure(e, c, b), rel=1e-9) == achieved


@for_all(e=inputs, c=inputs, rho=rhos)
def test_state_and_society_count_alike_at_equal_weight(
    e: float, c: float, rho: float
) -> None:
    b = usual_beliefs(complementarity=rho, society_weight=0.5)

    achieved = productive_pressure(e, c, b)

    assert pytest.approx(productive_pressure(c, e, b), rel=1e-9) == achieved


@for_all(e=inputs, c=inputs, rho=rhos)
def test_without_weight_society_does_not_matter(e: float, c: float, rho: float) -> None:
    b = usual_beliefs(complementarity=rho, society_weight=0.0)

    assert pytest.approx(e, rel=1e-9) == productive_pressure(e, c, b)


@for_all(e=inputs, c=inputs, low=rhos, high=rhos)
def test_the_less_they_need_each_other_the_more_is_achieved(
    e: float, c: float, low: float, high: float
) -> None:
    """A power mean grows with its exponent."""
    low, high = sorted((low, high))
    needing = usual_beliefs(complementarity=low, society_weight=0.3)
    apart = usual_beliefs(complementarity=high, society_weight=0.3)

    achieved = productive_pressure(e, c, needing)

    assert achieved <= productive_pressure(e, c, apart) * (1.0 + 1e-9)


def test_inputs_beyond_what_production_can_use_change_nothing() -> None:
    b = usual_beliefs()

    assert productive_pressure(5.0, 1.0, b) == productive_pressure(9.0, 1.0, b)
    assert productive_pressure(1.0, 5.0, b) == productive_pressure(1.0, 9.0, b)
    assert productive_pressure(0.05, 1.0, b) == productive_pressure(0.01, 1.0, b)
    assert productive_pressure(1.0, 0.05, b) == productive_pressure(1.0, 0.01, b)


@for_all(with_more(pressure_felt, "own", "regional"))
def test_what_is_achieved_nearby_never_lowers_what_is_felt(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(with_more(pressure_felt, "demand", demand=(0.3, 3.0)))
def test_need_never_raises_what_is_felt(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@for_all(
    b=beliefs(pressure_felt, spillover_clip=(0.9, 0.9)),
    own=inputs,
    regional=inputs,
    demand=numbers(0.3, 3.0),
)
def test_a_part_of_what_is_achieved_spills_over(
    b: SimpleNamespace, own: float, regional: float, demand: float
) -> None:
    """Closed form: (1 - half of the spillover) own, the rest the region's."""
    shared = b.spillover_cross_area_share * b.spillover

    felt = pressure_felt(own, regional, demand, b)

    assert about((own + shared * (regional - own)) / demand) == felt
    assert about(own) == pressure_felt(own, own, 1.0, b)


def test_no_more_spills_over_than_its_clip() -> None:
    b = usual_beliefs(spillover=0.95, spillover_clip=0.5)

    assert about(0.75 * 2.0 + 0.25 * 1.0) == pressure_felt(2.0, 1.0, 1.0, b)


@for_all(calls(next_stock))
def test_a_missions_state_never_leaves_zero_to_one(call: Call) -> None:
    stock = call()

    assert 0.0 <= stock <= 1.0


@for_all(with_more(next_stock, "stock", "pressure"))
def test_more_pressure_never_worsens_a_missions_state(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(next_stock), stock=shares, pressure=numbers(0.0, 5.0))
def test_a_missions_state_moves_toward_pressure_over_one_and_pressure(
    b: SimpleNamespace, stock: float, pressure: float
) -> None:
    level = pressure / (1.0 + pressure)
    kept = 1.0 - b.outcome_response_rate

    assert about(level + kept * (stock - level)) == next_stock(stock, pressure, b)
    assert next_stock(0.5, 1.0, b) == 0.5


@for_all(with_more(next_smoothed, "smoothed", "pressure"))
def test_smoothing_never_turns_pressure_around(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(smoothed=inputs, pressure=inputs, months=numbers(1.0, 60.0))
def test_smoothing_goes_one_part_in_as_many_as_there_are_months(
    smoothed: float, pressure: float, months: float
) -> None:
    b = usual_beliefs(smoothing_months=months)

    following = next_smoothed(smoothed, pressure, b)

    assert about(smoothed * (1.0 - 1.0 / months) + pressure / months) == following
