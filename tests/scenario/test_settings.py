"""Claims about settings: what may stand at a path, and what message it gets if not."""

import pytest

from sim.errors import ScenarioError
from sim.scenario.names import DOMAINS, MISSIONS
from sim.scenario.settings import settings_in

WHERE = "leeds.toml,"


def read(tree: dict[str, object]) -> dict[tuple[str, ...], object]:
    return {setting.path: setting.value for setting in settings_in(tree, WHERE)}


def test_a_number_for_all_missions_is_five_numbers() -> None:
    found = read({"missions": {"default": {"audit": 0.5}}})

    assert found == {("missions", mission, "audit"): 0.5 for mission in MISSIONS}


@pytest.mark.parametrize("named_first", [True, False])
def test_a_named_mission_wins_over_default_in_any_order(named_first: bool) -> None:
    tables = {"nhs": {"audit": 0.9}, "default": {"audit": 0.5}}
    if not named_first:
        tables = dict(reversed(tables.items()))

    found = read({"missions": tables})

    assert found["missions", "nhs", "audit"] == 0.9
    assert found["missions", "crime", "audit"] == 0.5


def test_a_named_mission_s_belief_wins_over_the_belief_of_all() -> None:
    tables = {"missions": {"nhs": {"spillover": 0.9}}, "spillover": 0.5}

    found = read({"beliefs": tables})

    assert found["beliefs", "nhs", "spillover"] == 0.9
    assert found["beliefs", "crime", "spillover"] == 0.5


def test_rights_are_one_number_or_a_table_that_may_be_partial() -> None:
    found = read(
        {
            "missions": {
                "nhs": {"autonomy": {"design": 0.8}},
                "default": {"autonomy": 0.1},
            }
        }
    )

    nhs = [found["missions", "nhs", "autonomy", domain] for domain in DOMAINS]
    assert nhs == [0.1, 0.1, 0.8, 0.1]


def test_minus_zero_is_zero() -> None:
    found = read({"missions.nhs.equalisation": -0.0})

    assert str(found["missions", "nhs", "equalisation"]) == "0.0"


@pytest.mark.parametrize(
    ("tree", "where", "what", "allowed", "near"),
    [
        (
            {"missions.nhs.audit": -2},
            "leeds.toml, missions.nhs.audit",
            "-2 is below 0 (0 none to 1 every figure)",
            "Give a number from 0 to 1.",
            None,
        ),
        (
            {"missions.nhs.mobilisation_spend": 10**5000},
            "leeds.toml, missions.nhs.mobilisation_spend",
            "a value too long to show is above 0.15 (share of the mission's money)",
            "Give a number from 0 to 0.15.",
            None,
        ),
        (
            {"missions.nhs.audit": True},
            "leeds.toml, missions.nhs.audit",
            "true is not a number",
            "Give a number from 0 to 1.",
            None,
        ),
        (
            {"missions.nhs.audit": float("nan")},
            "leeds.toml, missions.nhs.audit",
            "nan is not a finite number",
            "Give a number from 0 to 1.",
            None,
        ),
        (
            {"missions.nhs.audt": 0.5},
            "leeds.toml, missions.nhs",
            "'audt' is not known",
            None,
            "audit",
        ),
        (
            {"missions.nsh.audit": 0.5},
            "leeds.toml, missions",
            "'nsh' is not known",
            "Known here: default, growth, energy, crime, nhs, education.",
            "nhs",
        ),
        (
            {"missions": 3},
            "leeds.toml, missions",
            "3 is not a table",
            "Give { name = value, … }.",
            None,
        ),
        (
            {"missions.nhs.autonomy": {"standard": 0.5}},
            "leeds.toml, missions.nhs.autonomy",
            "'standard' is not known",
            "Known here: standards, finance, design, community.",
            "standards",
        ),
        (
            {"missions.nhs.autonomy": 1.5},
            "leeds.toml, missions.nhs.autonomy",
            "1.5 is above 1 (share of decisions taken locally)",
            "Give a number from 0 to 1.",
            None,
        ),
        (
            {"national.attention": 0.2},
            "leeds.toml, national.attention",
            "0.2 is not a table",
            "Give numbers for growth, energy, crime, nhs, education.",
            None,
        ),
        (
            {"national.reporting_delay": 2.5},
            "leeds.toml, national.reporting_delay",
            "2.5 is not a whole number",
            "Give a whole number from 0 to 15.",
            None,
        ),
        (
            {"national.budget_neutral": 0},
            "leeds.toml, national.budget_neutral",
            "0 is neither true nor false",
            "Give true or false.",
            None,
        ),
        (
            {"beliefs.spn": 0.5},
            "leeds.toml, beliefs",
            "'spn' is not known",
            "",
            "spin",
        ),
        (
            {"beliefs.heterogeneity": 3.5},
            "leeds.toml, beliefs.heterogeneity",
            "3.5 is above 3 (practice units)",
            "Give a number from 0 to 3.",
            None,
        ),
        (
            {"beliefs.missions.nhs.spin": 0.5},
            "leeds.toml, beliefs.missions.nhs.spin",
            "this belief is one number for the whole country",
            "Set beliefs.spin.",
            None,
        ),
        (
            {"beliefs.missions.nhs.crime_response": 0.5},
            "leeds.toml, beliefs.missions.nhs.crime_response",
            "this belief concerns crime alone",
            "Set beliefs.crime_response.",
            None,
        ),
        (
            {"beliefs.missions.health.spillover": 0.5},
            "leeds.toml, beliefs.missions",
            "'health' is not known",
            None,
            None,
        ),
        (
            {"mechanisms.gameing": False},
            "leeds.toml, mechanisms",
            "'gameing' is not known",
            "",
            "gaming",
        ),
        (
            {"mechanisms.gaming": "no"},
            "leeds.toml, mechanisms.gaming",
            "'no' is neither true nor false",
            "Give true or false.",
            None,
        ),
        (
            {"structure.mixing": "average"},
            "leeds.toml, structure.mixing",
            "'average' is not known here",
            "Give one of: allocation, averaging.",
            "averaging",
        ),
        (
            {"structure.mix": "averaging"},
            "leeds.toml, structure",
            "'mix' is not known",
            "Known here: mixing.",
            "mixing",
        ),
        (
            {"mission.nhs.audit": 0.5},
            "leeds.toml",
            "'mission' is not known",
            "Known here: national, missions, beliefs, mechanisms, structure.",
            "missions",
        ),
    ],
)
def test_a_wrong_setting_is_refused_where_it_is_wrong(
    tree: dict[str, object],
    where: str,
    what: str,
    allowed: str | None,
    near: str | None,
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(tree)

    error = caught.value
    assert (where, what) == (error.where, error.what)
    assert near == error.nearest
    if allowed is not None:
        assert allowed == error.allowed
    assert str(error).startswith(f"{where}: {what}. ")
    assert "\n" not in str(error)
