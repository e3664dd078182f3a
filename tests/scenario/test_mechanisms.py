"""Claims about mechanisms: what vanishes, and only through beliefs."""

import tomllib
from collections import Counter

import pytest

from sim.errors import ScenarioError
from sim.scenario.beliefs import BeliefMode, declared_beliefs, resolve
from sim.scenario.mechanism import Mechanism
from sim.scenario.mechanisms import (
    MECHANISMS,
    checked_mechanism,
    mechanism_names,
    neutral_beliefs,
)
from sim.scenario.scenario import Scenario

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
def test_a_mechanism_that_is_on_does_something(mechanism: Mechanism) -> None:
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
    usual = neutral_beliefs([])

    off = neutral_beliefs(["supervision", "gaming"])

    assert off == usual | {"gaming_gain": 0.0, "supervision_cost": 0.0}


def test_what_is_off_by_default_is_neutral_until_switched_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rare = Mechanism("rare", "Seldom there.", (("spin", 0.0),), on_by_default=False)
    monkeypatch.setattr("sim.scenario.mechanisms.MECHANISMS", (rare,))

    assert neutral_beliefs([]) == {"spin": 0.0}
    assert neutral_beliefs([], ["rare"]) == {}
    assert (
        Scenario(name="x").hash
        == Scenario(name="x").with_levers({"mechanisms.rare": False}).hash
    )

    on = Scenario(name="x").with_levers({"mechanisms.rare": True})

    assert on.mechanisms_on == ("rare",)
    assert on.hash != Scenario(name="x").hash
    assert Scenario.from_tables(tomllib.loads(on.to_toml())).hash == on.hash
    assert resolve(on, BeliefMode.DEFAULT, 1, 0)["spin"] != 0.0
    off_again = on.with_levers({"mechanisms.rare": False})
    assert resolve(off_again, BeliefMode.DEFAULT, 1, 0)["spin"] == 0.0


def test_a_misspelt_mechanism_is_refused_with_the_nearest() -> None:
    with pytest.raises(ScenarioError) as caught:
        checked_mechanism("gameing", "leeds.toml, mechanisms")

    assert caught.value.nearest == "gaming"
