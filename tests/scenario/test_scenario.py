"""Claims about the scenario as a whole."""

import pickle
import tomllib
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.mechanisms import Mixing
from sim.scenario.scenario import FixedBelief, Scenario, check_horizon

RICH = """
[scenario]
name = "leeds"
title = "Leeds “first”"
description = "Two\\nlines"
starts = "2010-05"
extends = "demos_mobilisation"

[national]
budget_change = -0.1
budget_neutral = false
reporting_delay = 4
attention = { growth = 0.1, nhs = 0.3 }

[missions.default]
equalisation = -0.25

[missions.nhs]
autonomy = { standards = 0.05, design = 0.7 }
audit = 1

[beliefs]
spin = 0.1
spillover = 0.4

[beliefs.missions.nhs]
spillover = 0.2
heterogeneity = 1

[mechanisms]
gaming = false
fatigue = true

[structure]
mixing = "averaging"

[[events]]
kind = "policy_change"
start = 25
set = { missions.nhs.autonomy = 0.5, national.admin_cut = 0.15 }

[[events]]
kind = "frontline_money"
start = 5
missions = ["nhs"]
size = -0.1

[[events]]
kind = "pandemic"
start = 13
"""


@pytest.fixture
def rich() -> Scenario:
    return Scenario.from_tables(tomllib.loads(RICH), "leeds.toml")


def test_a_scenario_holds_what_its_file_says(rich: Scenario) -> None:
    assert rich.missions.nhs.autonomy.standards == 0.05
    assert rich.missions.nhs.autonomy.community == 0.95
    assert rich.missions.crime.equalisation == -0.25
    assert rich.national.reporting_delay == 4
    assert rich.structure.mixing is Mixing.AVERAGING
    assert rich.mechanisms_off == ("gaming",)
    assert FixedBelief("spin", (0.1,) * 5) in rich.beliefs
    assert FixedBelief("spillover", (0.4, 0.4, 0.4, 0.2, 0.4)) in rich.beliefs
    assert FixedBelief("heterogeneity", (None, None, None, 1.0, None)) in rich.beliefs
    assert [event.start for event in rich.events] == [5, 13, 25]


def test_what_is_written_out_loads_again_the_same(rich: Scenario) -> None:
    again = Scenario.from_tables(tomllib.loads(rich.to_toml()))

    assert again == rich
    assert again.hash == rich.hash
    assert again.to_toml() == rich.to_toml()


def test_scenarios_may_be_compared_hashed_pickled_and_not_changed(
    rich: Scenario,
) -> None:
    copy = pickle.loads(pickle.dumps(rich))

    assert copy == rich
    assert len({copy, rich}) == 1
    with pytest.raises(FrozenInstanceError):
        rich.name = "york"  # type: ignore[misc]  # the claim is that it fails


def test_the_hash_does_not_depend_on_how_a_file_is_written() -> None:
    one = """
        missions.nhs = { audit = 1, voice = 0.50 }
        events = [ { start = 3, kind = "national_ask" },
                   { kind = "pandemic", start = 2, size = 1 } ]
        scenario.name = "x"
        """
    other = """
        [scenario]
        name = "x"
        title = "Another title"     # and a comment
        description = "Words"
        [missions.nhs]
        voice = 5e-1
        audit = 1.0
        [[events]]
        kind = "pandemic"
        start = 2
        [[events]]
        kind = "national_ask"
        start = 3
        size = 4
        months = 6
        """

    first, second = (Scenario.from_tables(tomllib.loads(text)) for text in (one, other))

    assert first.hash == second.hash


@pytest.mark.parametrize(
    "path_and_value",
    [
        ("missions.nhs.audit", 0.1),
        ("missions.nhs.autonomy.design", 0.3),
        ("national.reporting_delay", 6),
        ("national.budget_neutral", False),
        ("beliefs.spin", 0.2),
        ("beliefs.missions.nhs.spillover", 0.2),
        ("mechanisms.gaming", False),
        ("structure.mixing", "averaging"),
    ],
)
def test_the_hash_tells_apart_what_may_change_results(
    path_and_value: tuple[str, object],
) -> None:
    base = Scenario.load("status_quo_2025")

    changed = base.with_levers(dict([path_and_value]))

    assert base.hash != changed.hash
    assert changed.with_levers({}).hash == changed.hash


def test_name_first_month_and_events_are_in_the_hash() -> None:
    texts = [
        "",
        "scenario.name = 'y'",
        "scenario.starts = '2025-05'",
        "events = [{ kind = 'pandemic', start = 2 }]",
        "events = [{ kind = 'pandemic', start = 3 }]",
    ]

    hashes = {Scenario.from_tables(tomllib.loads(text)).hash for text in texts}

    assert len(hashes) == len(texts)


def test_switching_on_what_is_on_changes_nothing() -> None:
    base = Scenario.load("status_quo_2025")

    assert base.with_levers({"mechanisms.gaming": True}) == base
    off = base.with_levers({"mechanisms.gaming": False})
    assert off.with_levers({"mechanisms.gaming": True}) == base


def test_changed_levers_leave_name_and_the_rest_alone(rich: Scenario) -> None:
    changed = rich.with_levers({"missions.nhs.target_pressure": 0.9})

    assert changed.name == rich.name
    assert changed.missions.nhs.target_pressure == 0.9
    back = changed.with_levers({"missions.nhs.target_pressure": 0.2})
    assert back == rich


def test_a_changed_default_wins_over_missions_set_by_name(rich: Scenario) -> None:
    changed = rich.with_levers({"missions.default.audit": 0.2})

    assert {mission.audit for mission in changed.missions} == {0.2}


@pytest.mark.parametrize(
    ("levers", "where", "what"),
    [
        (
            {"national.budget_change": 0.1},
            "--set national.budget_change",
            "0.1 while budget_neutral is true",
        ),
        (
            {"national.attention": {"nhs": 0.4}},
            "--set national.attention.nhs",
            "the five shares sum to 1.2",
        ),
        ({"events": []}, "--set", "'events' is not known"),
        ({"scenario.name": "x"}, "--set", "'scenario' is not known"),
    ],
)
def test_levers_that_cannot_stand_together_are_refused(
    levers: dict[str, object], where: str, what: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        Scenario.load("status_quo_2025").with_levers(levers)

    assert (where, what) == (caught.value.where, caught.value.what)


def test_budget_neutral_alone_is_blamed_when_it_is_what_was_set(rich: Scenario) -> None:
    with pytest.raises(ScenarioError, match=r"budget_change: -0\.1 while"):
        rich.with_levers({"national.budget_neutral": True})


def test_a_change_of_policy_is_checked_with_what_holds_by_then() -> None:
    text = """
        [[events]]
        kind = "policy_change"
        start = 13
        set = { national.attention = { nhs = 0.4 } }
        """

    with pytest.raises(ScenarioError) as caught:
        Scenario.from_tables(tomllib.loads(text), "leeds.toml")

    assert caught.value.where == "leeds.toml, events 1, set"
    assert "sum to 1.2" in caught.value.what


def test_events_beyond_the_last_month_are_refused_when_it_is_known(
    rich: Scenario,
) -> None:
    check_horizon(rich, 25)

    with pytest.raises(ScenarioError) as caught:
        check_horizon(rich, 24)

    assert caught.value.where == "leeds, events, policy_change"
    assert caught.value.what == "start 25 lies beyond the last month, 24"


def test_extending_a_preset_from_tables_works_and_naming_a_bad_one_is_refused() -> None:
    with pytest.raises(ScenarioError, match="neither a preset nor"):
        Scenario.from_tables({"scenario": {"extends": "blair"}})


def test_a_scenario_file_may_be_loaded_by_path(tmp_path: Path, rich: Scenario) -> None:
    path = tmp_path / "any.toml"
    path.write_text(rich.to_toml(), encoding="utf-8")

    assert Scenario.load(path) == rich
    assert Scenario.load(str(path)) == rich


def test_loading_is_pure(write: Callable[..., Path]) -> None:
    path = write(RICH)

    assert Scenario.load(path) == Scenario.load(path)
