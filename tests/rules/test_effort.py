"""Claims about what staff do under targets."""

from types import SimpleNamespace

import pytest

from sim.elementary import logistic, logit
from sim.rules.effort import (
    gaming,
    measured_effort,
    motivation,
    next_gaming,
    next_workforce,
    reported_stock,
    unmeasured_effort,
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

stakes = numbers(0.0, 2.0)
motives = numbers(0.05, 3.0)


@for_all(calls(motivation))
def test_motivation_never_falls_below_its_floor(call: Call) -> None:
    own = call()

    assert own >= call.given["b"].motivation_floor


@for_all(with_more(motivation, "pressure"))
def test_pressure_never_adds_to_peoples_own_motivation(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(with_more(motivation, "coordination"))
def test_coordination_never_takes_from_motivation(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(motivation, "autonomy", parochialism=(0.0, 0.0)))
def test_autonomy_never_takes_from_motivation_where_nobody_is_parochial(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(motivation, "autonomy", autonomy_motivation=(0.0, 0.0)))
def test_autonomy_never_adds_to_motivation_where_it_only_turns_inward(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(motivation, motivation_floor=(0.001, 0.001)), pressure=shares)
def test_pressure_crowds_out_in_proportion(b: SimpleNamespace, pressure: float) -> None:
    crowded = 1.0 - b.motivation_crowding * pressure

    own = motivation(pressure, 0.0, 0.0, b)

    assert about(b.motivation_base * crowded) == own


@for_all(
    b=beliefs(motivation, motivation_floor=(0.001, 0.001), spillover_clip=(0.9, 0.9)),
    autonomy=shares,
    together=shares,
)
def test_autonomy_motivates_and_turns_inward_as_the_closed_form_says(
    b: SimpleNamespace, autonomy: float, together: float
) -> None:
    """Without pressure."""
    trusted = 1.0 + b.autonomy_motivation * autonomy
    inward = b.parochialism * b.spillover * autonomy * (1.0 - together)

    own = motivation(0.0, autonomy, together, b)

    assert about(b.motivation_base * trusted * (1.0 - inward)) == own


def test_spillovers_count_up_to_their_clip() -> None:
    b = usual_beliefs(parochialism=1.0, spillover=0.95, spillover_clip=0.5)

    own = motivation(0.0, 1.0, 0.0, b)

    assert about(0.85 * 1.12 * 0.5) == own


def worth(
    seen: float, unseen: float, stake: float, motive: float, b: SimpleNamespace
) -> float:
    """Return what staff maximise (Holmström & Milgrom 1991)."""
    output = b.measurability * seen + (1.0 - b.measurability) * unseen
    toil = (seen * seen + unseen * unseen) / 2 + b.effort_substitution * seen * unseen
    return stake * seen + motive * output - toil


def assert_nothing_is_better(
    stake: float, motive: float, b: SimpleNamespace
) -> tuple[float, float]:
    """Check the conditions of Karush, Kuhn and Tucker; return both efforts."""
    seen = measured_effort(stake, motive, b)
    unseen = unmeasured_effort(stake, motive, b)

    w, g = b.measurability, b.effort_substitution
    gain_seen = stake + motive * w - seen - g * unseen
    gain_unseen = motive * (1.0 - w) - unseen - g * seen
    close = ROUNDING * max(1.0, stake + motive)
    for effort, gain in ((seen, gain_seen), (unseen, gain_unseen)):
        assert effort >= 0.0
        assert gain <= close / (1.0 - g * g)
        assert abs(effort * gain) <= close * max(1.0, effort) / (1.0 - g * g)
    return seen, unseen


@for_all(b=beliefs(measured_effort), stake=stakes, motive=motives)
def test_efforts_are_the_best_that_staff_can_do(
    b: SimpleNamespace, stake: float, motive: float
) -> None:
    seen, unseen = assert_nothing_is_better(stake, motive, b)

    best = worth(seen, unseen, stake, motive, b)
    for d_seen, d_unseen in ((0.01, 0.0), (-0.01, 0.0), (0.0, 0.01), (0.0, -0.01)):
        other = max(0.0, seen + d_seen), max(0.0, unseen + d_unseen)
        assert worth(*other, stake, motive, b) <= best + ROUNDING * max(1.0, best)


@for_all(
    w=numbers(0.3, 0.7),
    g=numbers(0.0, 0.3),
    stake=numbers(0.0, 0.1),
    motive=numbers(0.5, 1.0),
)
def test_where_both_tasks_are_worked_on_both_gains_are_used_up(
    w: float, g: float, stake: float, motive: float
) -> None:
    """The interior solution, to 1e-12."""
    b = usual_beliefs(measurability=w, effort_substitution=g)

    seen, unseen = assert_nothing_is_better(stake, motive, b)

    assert seen > 0.0
    assert unseen > 0.0
    assert about(stake + motive * w) == seen + g * unseen
    assert about(motive * (1.0 - w)) == unseen + g * seen


@for_all(
    w=numbers(0.6, 0.99), g=numbers(0.7, 0.95), stake=stakes, motive=numbers(0.05, 3.0)
)
def test_hard_targets_may_leave_nothing_for_what_they_cannot_see(
    w: float, g: float, stake: float, motive: float
) -> None:
    """The corner where the unseen is worth less than g times the seen."""
    b = usual_beliefs(measurability=w, effort_substitution=g)

    seen, unseen = assert_nothing_is_better(stake, motive, b)

    assert unseen == 0.0
    assert about(stake + motive * w) == seen


@for_all(
    w=numbers(0.01, 0.3),
    g=numbers(0.5, 0.95),
    motive=numbers(0.3, 3.0),
    stake=numbers(0.0, 0.01),
)
def test_without_targets_the_little_that_they_see_may_be_left_undone(
    w: float, g: float, motive: float, stake: float
) -> None:
    """The other corner lies inside the prior."""
    b = usual_beliefs(measurability=w, effort_substitution=g)

    seen, unseen = assert_nothing_is_better(stake, motive, b)

    assert seen == 0.0
    assert about(motive * (1.0 - w)) == unseen


def test_the_corner_without_targets_is_that_of_the_model() -> None:
    """No stake, w = .3, g = .7; the interior formula gives -.32 m."""
    b = usual_beliefs(measurability=0.3, effort_substitution=0.7)

    assert measured_effort(0.0, 0.85, b) == 0.0
    assert about(0.85 * 0.7) == unmeasured_effort(0.0, 0.85, b)


@for_all(with_more(measured_effort, "stake"))
def test_higher_stakes_never_lower_effort_on_what_is_seen(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(with_more(unmeasured_effort, "stake"))
def test_higher_stakes_never_raise_effort_on_what_is_unseen(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING * max(1.0, less)


@for_all(b=beliefs(unmeasured_effort, effort_substitution=(0, 0)), motive=motives)
def test_tasks_that_do_not_compete_are_worked_on_apart(
    b: SimpleNamespace, motive: float
) -> None:
    """At g = 0 effort on the unseen does not depend on stakes."""
    seen = measured_effort(0.3, motive, b)

    assert about(0.3 + motive * b.measurability) == seen
    assert unmeasured_effort(0.0, motive, b) == unmeasured_effort(2.0, motive, b)
    assert about(motive * (1.0 - b.measurability)) == unmeasured_effort(2.0, motive, b)


@for_all(b=beliefs(measured_effort), stake=stakes, motive=motives)
def test_efforts_are_in_proportion_to_stakes_and_motives(
    b: SimpleNamespace, stake: float, motive: float
) -> None:
    assert about(2.0 * measured_effort(stake, motive, b)) == measured_effort(
        2.0 * stake, 2.0 * motive, b
    )
    assert about(2.0 * unmeasured_effort(stake, motive, b)) == unmeasured_effort(
        2.0 * stake, 2.0 * motive, b
    )


@for_all(motive=motives, w=numbers(0.01, 0.99), g=numbers(0.0, 0.95))
def test_without_a_stake_the_two_tasks_are_alike(
    motive: float, w: float, g: float
) -> None:
    b = usual_beliefs(measurability=w, effort_substitution=g)
    mirrored = usual_beliefs(measurability=1.0 - w, effort_substitution=g)

    assert about(measured_effort(0.0, motive, b)) == unmeasured_effort(
        0.0, motive, mirrored
    )


@for_all(calls(gaming))
def test_gaming_never_falls_below_zero(call: Call) -> None:
    gamed = call()

    assert gamed >= 0.0


@for_all(with_more(gaming, "pressure"))
def test_pressure_never_lowers_gaming(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(gaming, "audit", pressure=(0.1, 1.0)))
def test_audit_never_raises_gaming(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("pressure", "audit", "expected"),
    [(0.0, 0.0, 0.0), (0.5, 0.0, 0.3125), (1.0, 0.0, 0.625), (1.0, 1.0, 0.625 / 3)],
)
def test_gaming_is_pressure_over_its_cost_and_audit(
    pressure: float, audit: float, expected: float
) -> None:
    """Closed form: b / (1.6 (1 + 2 audit))."""
    gamed = gaming(pressure, audit, usual_beliefs())

    assert about(expected) == gamed


def test_the_targets_of_the_two_thousands_are_gamed_as_patients_said() -> None:
    """A gain of 3.5 at pressure .9 turns 77% into 96%."""
    b = usual_beliefs(gaming_gain=3.5)

    reported = logistic(reported_stock(logit(0.77), gaming(0.9, 0.0, b), b))

    assert pytest.approx(0.96, abs=0.005) == reported


@for_all(with_more(reported_stock, "stock_logit", "gaming"))
def test_more_success_or_gaming_never_lowers_what_is_reported(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, abs(more))


@for_all(b=beliefs(reported_stock), stock=numbers(-5.0, 5.0), gamed=numbers(0.0, 2.0))
def test_gaming_lifts_the_logit_of_what_is_reported(
    b: SimpleNamespace, stock: float, gamed: float
) -> None:
    assert stock == reported_stock(stock, 0.0, b)
    assert about(stock + b.gaming_gain * gamed) == reported_stock(stock, gamed, b)


@for_all(calls(next_workforce))
def test_the_workforce_keeps_to_its_floor_and_ceiling(call: Call) -> None:
    b = call.given["b"]

    workforce = call()

    assert b.workforce_floor <= workforce <= b.workforce_ceiling


@for_all(with_more(next_workforce, "workforce", "usual_pressure", workforce=(0.5, 1.5)))
def test_more_staff_or_a_hard_past_never_leave_fewer_staff(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_workforce, "pressure"))
def test_pressure_never_brings_staff(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(b=beliefs(next_workforce), pressure=shares)
def test_the_usual_pressure_keeps_the_usual_staff(
    b: SimpleNamespace, pressure: float
) -> None:
    workforce = next_workforce(1.0, pressure, pressure, b)

    assert about(1.0) == workforce


@pytest.mark.parametrize(
    ("workforce", "pressure", "expected"),
    [(1.0, 1.0, 1.0 - 0.02 * 0.05), (0.9, 0.5, 0.902), (0.95, 1.0, 0.95)],
)
def test_staff_leave_slowly_under_pressure(
    workforce: float, pressure: float, expected: float
) -> None:
    """Closed form: .02 a month toward 1 - .10 (pressure - .5)."""
    following = next_workforce(workforce, pressure, 0.5, usual_beliefs())

    assert about(expected) == following


@for_all(with_more(next_gaming, "gaming", "level"))
def test_more_gaming_now_or_worth_while_is_never_less_next_month(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert 0.0 <= less <= more + ROUNDING


@for_all(gamed=numbers(0.0, 2.0), rate=numbers(0.001, 1.0))
def test_gaming_that_pays_best_stays(gamed: float, rate: float) -> None:
    assert next_gaming(gamed, gamed, usual_beliefs(gaming_rate=rate)) == gamed


def test_gaming_closes_its_distance_at_its_rate() -> None:
    """Closed form: after n months 1 - (1 - rate)**n of a change is made."""
    b = usual_beliefs(gaming_rate=0.1)
    gamed = 0.0
    for _ in range(24):
        gamed = next_gaming(gamed, 1.0, b)

    assert about(gamed) == 1.0 - 0.9**24
