"""Claims about the scenarios that ship."""

import re
import tomllib

import pytest

from sim.scenario.assembly import AllLevers
from sim.scenario.policies import policies
from sim.scenario.scenario import Scenario
from sim.scenario.shipped import preset_names, preset_path, scenarios_folder

PRESETS = (
    "austerity",
    "big_society",
    "blair_command",
    "blair_late",
    "command_plus_mobilise",
    "demos_mobilisation",
    "devolve_only",
    "hybrid_by_domain",
    "introspective",
    "localism_2010",
    "status_quo_2025",
    "streeting_hybrid",
)
POORER = {"austerity": -0.12, "localism_2010": -0.15}
EVERY_PRESET = pytest.mark.parametrize("name", PRESETS)


def differing(one: str, other: str) -> set[str]:
    first, second = (Scenario.load(name).lever_values() for name in (one, other))
    return {path[-1] for path in first if first[path] != second[path]}


def test_these_ship() -> None:
    assert preset_names() == PRESETS


@EVERY_PRESET
def test_a_preset_loads_and_bears_its_file_s_name(name: str) -> None:
    scenario = Scenario.load(name)

    assert scenario.name == name
    assert scenario.title != name
    assert scenario.description.endswith(".")
    assert scenario.starts == "2025-04"
    assert len(policies(scenario)) == 1


@EVERY_PRESET
def test_a_preset_spends_the_same_or_says_so_and_fixes_no_belief(name: str) -> None:
    scenario = Scenario.load(name)

    assert scenario.national.budget_neutral is (name not in POORER)
    assert scenario.national.budget_change == POORER.get(name, 0.0)
    assert (scenario.beliefs, scenario.events) == ((), ())
    assert (scenario.mechanisms_off, scenario.mechanisms_on) == ((), ())


@EVERY_PRESET
def test_every_number_of_a_preset_has_its_reason_beside_it(name: str) -> None:
    lines = preset_path(name).read_text(encoding="utf-8").splitlines()
    attention = re.compile(r"(growth|energy|crime|nhs|education) = 0\.2")

    numbers = [line for line in lines if re.match(r"\w+ = [\d.]", line)]

    bare = [line for line in numbers if "# " not in line]
    assert [line for line in bare if not attention.fullmatch(line)] == []


@EVERY_PRESET
def test_a_preset_writes_no_lever_twice(name: str) -> None:
    own = tomllib.loads(preset_path(name).read_text(encoding="utf-8"))

    assert set(own) <= {"scenario", "national", "missions"}
    assert set(own.get("missions", {})) in ({"default"}, {"nhs"}, set())


def test_the_status_quo_is_every_lever_s_default() -> None:
    quo = Scenario.load("status_quo_2025")

    assert AllLevers() == (quo.national, quo.missions)


def test_command_plus_mobilise_differs_from_command_in_mobilisation_alone() -> None:
    assert differing("blair_command", "command_plus_mobilise") == {
        "mobilisation_spend",
        "voice",
        "voice_response",
        "matching",
        "council",
        "council_external",
        "partnerships_unit",
    }


def test_devolve_only_differs_from_the_status_quo_in_rights_and_pressure() -> None:
    assert differing("status_quo_2025", "devolve_only") == {
        "standards",
        "finance",
        "design",
        "community",
        "target_pressure",
        "launch_attention",
    }


def test_the_hybrid_health_service_leaves_other_missions_alone() -> None:
    quo, hybrid = (Scenario.load(n) for n in ("status_quo_2025", "streeting_hybrid"))

    for mission in ("growth", "energy", "crime", "education"):
        assert getattr(hybrid.missions, mission) == getattr(quo.missions, mission)
    assert hybrid.missions.nhs != quo.missions.nhs


def test_the_appeal_to_society_asks_more_and_offers_fewer_coordinators() -> None:
    quo, appeal = (Scenario.load(n) for n in ("status_quo_2025", "big_society"))

    assert appeal.missions.nhs.exhortation == 2.0
    assert appeal.missions.nhs.mobilisation_spend < quo.missions.nhs.mobilisation_spend


def test_introspective_differs_from_the_status_quo_in_the_centre_alone() -> None:
    assert differing("status_quo_2025", "introspective") == {
        "introspection",
        "admin_cut",
    }


@EVERY_PRESET
def test_a_launch_is_announced_by_all_but_two(name: str) -> None:
    launched = Scenario.load(name).national.launch_attention

    assert launched == (0.0 if name in ("introspective", "status_quo_2025") else 1.0)


def test_presets_that_mobilise_have_a_unit_that_brokers() -> None:
    with_unit = {
        name for name in PRESETS if Scenario.load(name).national.partnerships_unit
    }

    assert with_unit == {
        "command_plus_mobilise",
        "demos_mobilisation",
        "hybrid_by_domain",
    }


def test_no_two_presets_have_the_same_hash() -> None:
    assert len({Scenario.load(name).hash for name in PRESETS}) == len(PRESETS)


def test_the_priors_are_no_preset() -> None:
    assert (scenarios_folder() / "priors.toml").is_file()
    assert "priors" not in preset_names()
