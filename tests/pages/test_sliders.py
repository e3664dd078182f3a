"""Every lever has its slider, and moving one gives a scenario that can be run."""

import pytest

from pages.address import ENTRIES, View
from pages.parts.lever_words import GROUPS, OTHERS, lever_words
from pages.parts.sliders import moved_to, n_moved, slider_groups
from sim.scenario.catalogue import mission_levers


def test_every_lever_of_missions_has_a_slider() -> None:
    keys = {s["key"] for group in slider_groups(View(), "nhs") for s in group["levers"]}

    assert {f"nhs.{'.'.join(path)}" for path in mission_levers().levers} <= keys


def test_every_lever_has_words_of_its_own_or_stands_among_the_others() -> None:
    for key in ENTRIES:
        words = lever_words(key.partition(".")[2])
        assert words.group in GROUPS
        assert words.label
        assert words.group == OTHERS or words.cost


@pytest.mark.parametrize("key", sorted(ENTRIES))
def test_a_slider_can_go_to_both_ends(key: str) -> None:
    quantity = ENTRIES[key][0].lever.quantity
    for value in (quantity.low, quantity.high):
        moved_to(View(), key, value).scenario()


def test_moving_back_to_where_it_was_leaves_no_trace() -> None:
    view = moved_to(View(), "all.audit", 0.5)

    assert n_moved(view) == 1
    assert moved_to(view, "all.audit", 0.0).moved == {}


def test_attention_is_taken_from_the_other_missions() -> None:
    view = moved_to(View(), "national.attention.nhs", 0.6)

    assert view.scenario().national.attention.nhs == pytest.approx(0.6)
    assert view.scenario().national.attention.growth == pytest.approx(0.1)


def test_moving_the_budget_gives_up_the_promise_not_to() -> None:
    scenario = moved_to(View(), "national.budget_change", -0.1).scenario()

    assert scenario.national.budget_change == pytest.approx(-0.1)
    assert scenario.national.budget_neutral is False
