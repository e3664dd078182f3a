"""Claims about mechanisms: what vanishes, and only through beliefs."""

from collections import Counter

import pytest

from sim.errors import ScenarioError
from sim.scenario.beliefs import declared_beliefs
from sim.scenario.mechanisms import (
    MECHANISMS,
    Mechanism,
    checked_mechanism,
    mechanism_names,
    neutral_beliefs,
)

EVERY_MECHANISM = pytest.mark.parametrize(
    "mechanism", MECHANISMS, ids=lambda mechanism: mechanism.name
)


@EVERY_MECHANISM
def test_a_mechanism_vanishes_at_legal_values_of_declared_beliefs(
    mechanism: Mechanism,
) -> None:
    declared = declared_beliefs()

    for name, value in mechanism.neutral:
        low, high = declared[name].bounds
        assert low <= value <= high


@EVERY_MECHANISM
def test_a_mechanism_is_there_unless_switched_off(mechanism: Mechanism) -> None:
    """Reason: switching off what does nothing at its defaults says nothing."""
    declared = declared_beliefs()

    assert any(
        default != value
        for name, value in mechanism.neutral
        for default in declared[name].defaults
    )


def test_names_are_told_apart_and_no_belief_belongs_to_two() -> None:
    owned = Counter(name for mechanism in MECHANISMS for name, _ in mechanism.neutral)

    assert len(set(mechanism_names())) == len(MECHANISMS)
    assert [name for name, n in owned.items() if n > 1] == []


def test_switching_off_sets_its_beliefs_and_no_other() -> None:
    assert neutral_beliefs([]) == {}
    assert neutral_beliefs(["supervision", "gaming"]) == {
        "gaming_gain": 0.0,
        "supervision_cost": 0.0,
    }


def test_a_misspelt_mechanism_is_refused_with_the_nearest() -> None:
    with pytest.raises(ScenarioError) as caught:
        checked_mechanism("gameing", "leeds.toml, mechanisms")

    assert caught.value.nearest == "gaming"
