"""Claims about messages and exit statuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import (
    INTERRUPTED,
    GroundswellError,
    InputError,
    OptionError,
    ScenarioError,
    nearest,
    shown,
)


@pytest.mark.parametrize("kind", [InputError, OptionError, ScenarioError])
def test_bad_input_has_exit_status_2(kind: type[InputError]) -> None:
    assert kind("here", "wrong").exit_status == 2


def test_other_failures_have_exit_status_1_and_interruption_130() -> None:
    assert GroundswellError("sorry").exit_status == 1
    assert INTERRUPTED == 130


def test_a_message_says_where_what_nearest_and_allowed() -> None:
    error = InputError("leeds.toml, a", "3 is wrong", "Give 4.", "b")

    assert str(error) == "leeds.toml, a: 3 is wrong. Did you mean b? Give 4."


@given(st.text())
def test_the_nearest_of_nothing_is_nothing(name: str) -> None:
    assert nearest(name, []) is None


@given(st.text() | st.integers() | st.floats() | st.lists(st.text()))
def test_what_is_shown_is_short_and_on_one_line(value: object) -> None:
    text = shown(value)

    assert len(text) <= 60
    assert "\n" not in text
