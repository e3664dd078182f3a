"""Claims about what the centre can handle."""

import math
from types import SimpleNamespace

import pytest
from hypothesis import strategies as st

from sim.rules.centre import (
    admin_cut_so_far,
    capability_after_reorganisation,
    capability_level,
    headroom,
    load,
    next_central_capability,
    next_unit_queue,
    processing,
    throughput,
    unit_capacity,
    unit_requests,
    unit_service,
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

cuts = numbers(0.0, 0.5)
capabilities = numbers(0.1, 3.0)
amounts = numbers(0.0, 10.0)


@for_all(calls(admin_cut_so_far))
def test_no_more_is_cut_than_announced(call: Call) -> None:
    cut = call()

    assert 0.0 <= cut <= call.given["admin_cut"]


@for_all(with_more(admin_cut_so_far, "admin_cut", "month"))
def test_cuts_never_shrink_with_time_or_ambition(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(cut=cuts, months=st.integers(1, 120), later=st.integers(0, 60))
def test_cuts_are_spread_evenly_and_then_complete(
    cut: float, months: int, later: int
) -> None:
    b = usual_beliefs(admin_cut_months=float(months))

    assert admin_cut_so_far(cut, 0, b) == 0.0
    assert about(cut / months) == admin_cut_so_far(cut, 1, b)
    assert cut == admin_cut_so_far(cut, months + later, b)


@for_all(with_more(capability_level, "introspection"))
def test_introspection_never_lowers_where_capability_leads(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(capability_level), introspection=shares)
def test_capability_leads_to_its_base_and_what_introspection_pays(
    b: SimpleNamespace, introspection: float
) -> None:
    level = capability_level(introspection, b)

    assert about(b.capability_base + introspection * b.introspection_payback) == level


@for_all(calls(next_central_capability))
def test_central_capability_never_vanishes(call: Call) -> None:
    capability = call()

    assert capability >= 0.05


@for_all(with_more(next_central_capability, "capability", "level"))
def test_more_capability_now_or_ahead_is_never_less_next_month(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_central_capability, "rights_given"))
def test_giving_rights_away_never_adds_central_capability(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(next_central_capability), now=capabilities, level=capabilities)
def test_central_capability_moves_a_share_of_the_way(
    b: SimpleNamespace, now: float, level: float
) -> None:
    kept = 1.0 - b.central_capability_rate

    following = next_central_capability(now, level, 0.0, b)

    assert about(level + kept * (now - level)) == following


@for_all(b=beliefs(next_central_capability), given_away=shares)
def test_rights_given_take_people_with_them(
    b: SimpleNamespace, given_away: float
) -> None:
    following = next_central_capability(1.0, 1.0, given_away, b)

    assert about(max(0.05, 1.0 - b.transition_centre_loss * given_away)) == following


@for_all(with_more(capability_after_reorganisation, "capability"))
def test_the_abler_are_never_the_less_able_after_a_reorganisation(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(capability=capabilities, loss=shares)
def test_a_reorganisation_takes_its_loss_and_leaves_something(
    capability: float, loss: float
) -> None:
    left = capability_after_reorganisation(capability, loss)

    assert about(max(0.05, capability - loss)) == left
    assert capability_after_reorganisation(0.1, 1.0) == 0.05


@for_all(calls(processing))
def test_processing_never_falls_below_zero_nor_above_capability(call: Call) -> None:
    handled = call()

    assert 0.0 <= handled <= call.given["capability"] + ROUNDING


@for_all(with_more(processing, "capability"))
def test_more_capability_never_handles_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(processing, "admin_cut", "introspection", "crisis"))
def test_cuts_introspection_and_crises_never_help_to_handle_business(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(processing), capability=capabilities, cut=cuts)
def test_each_burden_takes_its_own_share_of_processing(
    b: SimpleNamespace, capability: float, cut: float
) -> None:
    staffed = (1.0 - cut) ** b.admin_cut_centre_exponent

    assert about(capability) == processing(capability, 0.0, 0.0, 0.0, b)
    assert about(capability * staffed) == processing(capability, cut, 0.0, 0.0, b)
    assert about(capability * (1.0 - b.introspection_cost)) == processing(
        capability, 0.0, 1.0, 0.0, b
    )
    assert about(capability * (1.0 - b.crisis_ceiling)) == processing(
        capability, 0.0, 0.0, 1.0, b
    )


@for_all(b=beliefs(processing), crisis=shares)
def test_crises_take_what_they_take_up_to_a_ceiling(
    b: SimpleNamespace, crisis: float
) -> None:
    handled = processing(1.0, 0.0, 0.0, crisis, b)

    assert about(1.0 - min(crisis, b.crisis_ceiling)) == handled


def in_the_long_run(introspection: float, b: SimpleNamespace) -> float:
    """Return processing once capability has followed introspection."""
    return processing(capability_level(introspection, b), 0.0, introspection, 0.0, b)


@for_all(payback=numbers(0.0, 2.0), introspection=shares)
def test_the_best_introspection_is_that_of_the_closed_form(
    payback: float, introspection: float
) -> None:
    """The optimum is max(0, (k - .64) / 1.6 k)."""
    b = usual_beliefs(introspection_payback=payback)
    best = max(0.0, (payback - 0.64) / (1.6 * payback)) if payback > 0.0 else 0.0

    at_best = in_the_long_run(best, b)

    assert in_the_long_run(introspection, b) <= at_best + ROUNDING


@pytest.mark.parametrize(
    ("payback", "expected"), [(0.5, 0.0), (0.64, 0.0), (1.0, 0.225), (2.0, 0.425)]
)
def test_reform_of_itself_pays_only_beyond_a_threshold(
    payback: float, expected: float
) -> None:
    """Calculus gives the optima .225 and .425; found here on a grid."""
    b = usual_beliefs(introspection_payback=payback)

    best = max((k / 200 for k in range(201)), key=lambda i: in_the_long_run(i, b))

    assert expected == best


@for_all(calls(load))
def test_load_never_falls_below_its_base(call: Call) -> None:
    business = call()

    assert business >= call.given["b"].load_base


@for_all(with_more(load, "control", "voice", "council", "partnerships_unit"))
def test_control_and_convening_never_lighten_the_load(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(load), amount=shares)
def test_each_kind_of_business_adds_its_own_load(
    b: SimpleNamespace, amount: float
) -> None:
    base = b.load_base

    assert base == load(0.0, 0.0, 0.0, 0.0, b)
    assert about(base + amount * b.load_control) == load(amount, 0.0, 0.0, 0.0, b)
    assert about(base + amount * b.load_voice) == load(0.0, amount, 0.0, 0.0, b)
    assert about(base + amount * b.load_council) == load(0.0, 0.0, amount, 0.0, b)
    assert about(base + amount * b.load_partnerships_unit) == load(
        0.0, 0.0, 0.0, amount, b
    )


@for_all(calls(headroom))
def test_headroom_keeps_to_its_floor_and_ceiling(call: Call) -> None:
    b = call.given["b"]

    room = call()

    assert b.processing_floor <= room <= b.processing_ceiling


@for_all(with_more(headroom, "processing"))
def test_more_processing_never_lowers_headroom(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(headroom, "load"))
def test_more_load_never_raises_headroom(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(handled=numbers(0.1, 1.0), business=numbers(0.5, 1.0))
def test_headroom_is_processing_over_load(handled: float, business: float) -> None:
    room = headroom(handled, business, usual_beliefs())

    assert about(handled / business) == room


@for_all(calls(throughput))
def test_throughput_never_leaves_zero_to_one(call: Call) -> None:
    managed = call()

    assert 0.0 <= managed <= 1.0


@for_all(with_more(throughput, "headroom"))
def test_more_headroom_never_lowers_throughput(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(share=shares, threshold=numbers(0.01, 3.0))
def test_below_its_threshold_convening_suffers_in_proportion(
    share: float, threshold: float
) -> None:
    b = usual_beliefs(convening_threshold=threshold)

    assert about(share) == throughput(share * threshold, b)
    assert throughput((1.0 + share) * threshold, b) == 1.0


@for_all(room=numbers(0.001, 20.0))
def test_without_a_threshold_everything_is_convened(room: float) -> None:
    managed = throughput(room, usual_beliefs(convening_threshold=0.0))

    assert managed == 1.0


@for_all(calls(unit_requests))
def test_requests_never_fall_below_zero(call: Call) -> None:
    requests = call()

    assert requests >= 0.0


@for_all(with_more(unit_requests, "council", "voice", "business_match"))
def test_more_to_broker_never_lowers_requests(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(unit_requests))
def test_five_full_councils_make_one_request(b: SimpleNamespace) -> None:
    from_council = unit_requests(1.0, 0.0, 0.0, b)
    from_voice = unit_requests(0.0, 1.0, 0.0, b)
    from_money = unit_requests(0.0, 0.0, b.unit_match_scale, b)

    assert unit_requests(0.0, 0.0, 0.0, b) == 0.0
    assert about(1.0) == 5.0 * from_council
    assert about(1.0) == 5.0 * from_voice
    assert about(1.0) == 5.0 * from_money


@for_all(calls(unit_capacity))
def test_the_units_capacity_never_falls_below_what_there_is_without_it(
    call: Call,
) -> None:
    capacity = call()

    assert capacity >= call.given["b"].unit_capacity_without


@for_all(with_more(unit_capacity, "partnerships_unit", "capability"))
def test_a_larger_or_abler_unit_never_brokers_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(unit_capacity, "introspection"))
def test_introspection_never_adds_to_the_units_capacity(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(unit_capacity), unit=shares, capability=capabilities)
def test_the_units_capacity_is_in_proportion_to_size_and_capability(
    b: SimpleNamespace, unit: float, capability: float
) -> None:
    without, full = b.unit_capacity_without, b.unit_capacity
    inward = 1.0 - b.introspection_cost

    assert without == unit_capacity(0.0, capability, 0.0, b)
    assert about(without + full * unit * capability) == unit_capacity(
        unit, capability, 0.0, b
    )
    assert about(without + full * unit * inward) == unit_capacity(unit, 1.0, 1.0, b)


@for_all(calls(next_unit_queue))
def test_the_queue_never_falls_below_zero(call: Call) -> None:
    waiting = call()

    assert waiting >= 0.0


@for_all(with_more(next_unit_queue, "queue", "requests"))
def test_more_waiting_or_asking_never_shortens_the_queue(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_unit_queue, "capacity"))
def test_more_capacity_never_lengthens_the_queue(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(next_unit_queue), queue=amounts, requests=amounts, idle=amounts)
def test_what_is_neither_served_nor_lapsed_waits(
    b: SimpleNamespace, queue: float, requests: float, idle: float
) -> None:
    unserved = next_unit_queue(queue, requests, 0.0, b)

    assert about(b.unit_memory * (queue + requests)) == unserved
    assert next_unit_queue(queue, requests, queue + requests + idle, b) == 0.0


def test_a_queue_of_requests_that_lapse_stays_bounded() -> None:
    """A month's unserved requests, .9 kept, make a queue of nine."""
    b = usual_beliefs()
    queue = 0.0

    for _ in range(1000):
        queue = next_unit_queue(queue, 1.3, 0.3, b)

    assert about(9.0) == queue


@for_all(calls(unit_service))
def test_service_never_leaves_zero_to_one(call: Call) -> None:
    served = call()

    assert 0.0 <= served <= 1.0


@for_all(with_more(unit_service, "capacity"))
def test_more_capacity_never_serves_fewer(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(unit_service, "queue", "requests", capacity=(0.01, 10.0)))
def test_more_to_serve_never_serves_a_larger_share(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(unit_service), capacity=amounts)
def test_where_nobody_asks_everybody_is_served(
    b: SimpleNamespace, capacity: float
) -> None:
    served = unit_service(0.0, 0.0, capacity, b)

    assert served == 1.0


@for_all(
    b=beliefs(unit_service), queue=amounts, requests=numbers(0.1, 10.0), part=shares
)
def test_the_queue_is_asked_for_over_some_months(
    b: SimpleNamespace, queue: float, requests: float, part: float
) -> None:
    asked = requests + queue / b.unit_queue_months

    served = unit_service(queue, requests, part * asked, b)

    assert about(part) == served


def test_central_congestion_at_the_status_quo() -> None:
    """By hand: rights .25, voice .15, introspection .35."""
    b = usual_beliefs()

    capability = capability_level(0.35, b)
    handled = processing(capability, 0.0, 0.35, 0.0, b)
    business = load(0.75, 0.15, 0.0, 0.0, b)

    assert math.isclose(1.15 * 0.72, handled, rel_tol=ROUNDING)
    assert math.isclose(1.1725, business, rel_tol=ROUNDING)
    assert throughput(headroom(handled, business, b), b) == 1.0
