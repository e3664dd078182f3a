"""Claims about who may decide."""

from types import SimpleNamespace

import pytest

from sim.rules.rights import (
    incoherence,
    next_devolver_share,
    next_rights,
    next_transition_loss,
    next_whitehall_noise,
    real_rights,
    shifted_devolver_share,
    transition_money,
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


@for_all(calls(next_rights))
def test_local_rights_never_leave_zero_to_one(call: Call) -> None:
    rights = call()

    assert -ROUNDING <= rights <= 1.0 + ROUNDING


@for_all(with_more(next_rights, "rights", "usual", "announced"))
def test_rights_never_move_against_what_was_or_is_announced(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_rights, "dispute", usual=(0.0, 0.5), announced=(0.5, 1.0)))
def test_dispute_never_helps_to_devolve(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(with_more(next_rights, "devolver_share", usual=(0, 0.5), announced=(0.5, 1)))
def test_devolvers_never_hold_devolution_up(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(
    b=beliefs(next_rights),
    usual=shares,
    announced=shares,
    dispute=shares,
    devolvers=numbers(0.05, 0.95),
)
def test_rights_settle_where_dispute_stops_them(
    b: SimpleNamespace, usual: float, announced: float, dispute: float, devolvers: float
) -> None:
    """Closed form: usual + (announced - usual) (1 - .5 dispute (1 - devolvers))."""
    drag = b.rights_dispute_drag * dispute * (1.0 - devolvers)
    aim = usual + (announced - usual) * (1.0 - drag)

    settled = next_rights(aim, usual, announced, dispute, devolvers, b)

    assert about(aim) == settled


@for_all(b=beliefs(next_rights), usual=shares, announced=shares)
def test_without_dispute_rights_go_a_constant_share_of_the_way(
    b: SimpleNamespace, usual: float, announced: float
) -> None:
    moved = next_rights(usual, usual, announced, 0.0, 0.5, b)

    assert about(usual + b.rights_rate * (announced - usual)) == moved


@for_all(b=beliefs(next_rights), usual=shares, dispute=shares)
def test_the_status_quo_stays(b: SimpleNamespace, usual: float, dispute: float) -> None:
    assert about(usual) == next_rights(usual, usual, usual, dispute, 0.5, b)


@for_all(calls(real_rights))
def test_real_rights_never_leave_zero_to_one(call: Call) -> None:
    real = call()

    assert 0.0 <= real <= 1.0


@for_all(with_more(real_rights, "rights", "noise"))
def test_more_rights_or_kinder_moods_never_mean_fewer_real_rights(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(rights=numbers(0.35, 0.65), dispute=shares, noise=normals)
def test_moods_blur_rights_only_in_dispute(
    rights: float, dispute: float, noise: float
) -> None:
    b = usual_beliefs()

    assert rights == real_rights(rights, 0.0, noise, b)
    assert about(rights + 0.05 * dispute * noise) == real_rights(
        rights, dispute, noise, b
    )


def test_moods_never_push_rights_beyond_none_or_all() -> None:
    b = usual_beliefs()

    assert real_rights(0.1, 1.0, -4.0, b) == 0.0
    assert real_rights(0.9, 1.0, 4.0, b) == 1.0


@for_all(b=beliefs(next_whitehall_noise))
def test_moods_keep_a_variance_of_one(b: SimpleNamespace) -> None:
    """The next is linear in two independent numbers of variance one."""
    kept = next_whitehall_noise(1.0, 0.0, b)
    new = next_whitehall_noise(0.0, 1.0, b)

    assert about(1.0) == kept * kept + new * new
    assert b.rights_noise_memory == kept
    assert new >= 0.0


@for_all(b=beliefs(next_whitehall_noise), noise=normals, shock=normals)
def test_moods_add_up(b: SimpleNamespace, noise: float, shock: float) -> None:
    kept = next_whitehall_noise(noise, 0.0, b)
    new = next_whitehall_noise(0.0, shock, b)

    assert about(kept + new) == next_whitehall_noise(noise, shock, b)


@for_all(calls(incoherence))
def test_incoherence_never_leaves_zero_to_one(call: Call) -> None:
    split = call()

    assert 0.0 <= split <= 1.0


@for_all(with_more(incoherence, "dispute"))
def test_dispute_never_makes_whitehall_more_coherent(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(incoherence), dispute=shares, away=numbers(0.0, 0.5))
def test_equal_camps_block_each_other_most(
    b: SimpleNamespace, dispute: float, away: float
) -> None:
    fewer = incoherence(dispute, 0.5 - away, b)
    more = incoherence(dispute, 0.5 + away, b)

    most = b.incoherence_scale * dispute
    assert about(most) == incoherence(dispute, 0.5, b)
    assert about(fewer) == more
    assert about(most * (1.0 - 4.0 * away * away)) == more


@for_all(calls(next_devolver_share))
def test_neither_camp_of_whitehall_ever_vanishes(call: Call) -> None:
    share = call()

    assert 0.05 <= share <= 0.95


@for_all(with_more(next_devolver_share, "share"))
def test_a_larger_camp_is_never_the_smaller_next_month(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_devolver_share, "surprise", mean_rights=(0.5, 1.0)))
def test_success_under_local_rights_never_weakens_devolvers(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(with_more(next_devolver_share, "surprise", mean_rights=(0.0, 0.5)))
def test_success_under_the_centre_never_strengthens_devolvers(
    case: Comparison,
) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@for_all(with_more(next_devolver_share, "scandal"))
def test_scandal_never_strengthens_devolvers(case: Comparison) -> None:
    less, more = case.results()

    assert less >= more - ROUNDING


@pytest.mark.parametrize(
    ("surprise", "rights", "scandal", "expected"),
    [
        (0.0, 0.3, 0.0, 0.5),
        (0.2, 1.0, 0.0, 0.56),
        (0.2, 0.0, 0.0, 0.44),
        (0.2, 0.5, 0.0, 0.5),
        (0.0, 0.4, 1.0, 0.46),
        (0.0, 0.0, 1.0, 0.5),
    ],
)
def test_whitehall_learns_from_success_and_blames_the_local(
    surprise: float, rights: float, scandal: float, expected: float
) -> None:
    """Closed form: .3 surprise (2 rights - 1) - .1 scandal rights."""
    share = next_devolver_share(0.5, surprise, rights, scandal, usual_beliefs())

    assert about(expected) == share


@for_all(calls(next_transition_loss))
def test_restructuring_never_gains_output(call: Call) -> None:
    loss = call()

    assert loss >= 0.0


@for_all(with_more(next_transition_loss, "loss", "change"))
def test_more_restructuring_never_loses_less(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING * max(1.0, more)


@for_all(b=beliefs(next_transition_loss), change=shares)
def test_a_change_costs_its_loss_times_its_duration(
    b: SimpleNamespace, change: float
) -> None:
    """Summed over months until less than a part in a million is left."""
    loss = next_transition_loss(0.0, change, b)
    total = 0.0

    for _ in range(400):
        total += loss
        loss = next_transition_loss(loss, 0.0, b)

    whole = b.transition_loss * b.transition_duration * change
    assert pytest.approx(whole, rel=1e-6, abs=1e-12) == total


@for_all(with_more(transition_money, "announced_change"))
def test_a_larger_change_is_never_cheaper(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(b=beliefs(transition_money), change=shares)
def test_restructuring_is_paid_in_equal_parts(
    b: SimpleNamespace, change: float
) -> None:
    monthly = transition_money(change, b)

    assert about(b.transition_money * change) == monthly * b.transition_money_months


@for_all(calls(shifted_devolver_share))
def test_no_government_leaves_one_camp_only(call: Call) -> None:
    share = call()

    assert 0.05 <= share <= 0.95


@for_all(with_more(shifted_devolver_share, "share", "shift"))
def test_more_devolvers_brought_in_are_never_fewer(case: Comparison) -> None:
    less, more = case.results()

    assert less <= more + ROUNDING


@for_all(share=numbers(0.3, 0.7), shift=numbers(-0.2, 0.2))
def test_a_government_brings_its_own_people(share: float, shift: float) -> None:
    assert share == shifted_devolver_share(share, 0.0)
    assert about(share + shift) == shifted_devolver_share(share, shift)
