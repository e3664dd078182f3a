"""A citizen can be followed: what is said agrees with what happened."""

import pytest

from sim.citizens.shown import FIRST_MISSION, VOLUNTEERS
from sim.model import MissionModel
from sim.scenario.scenario import Scenario
from tests.agents.test_engines_agree import BUSY, TOWNS


@pytest.fixture(scope="module")
def model() -> MissionModel:
    model = MissionModel(BUSY, places=TOWNS, citizens=300, months=12)
    for _ in range(3):
        model.step()
    return model


def happened(model: MissionModel, row: int) -> dict[str, bool]:
    reasons = model.citizen(row).reasons()
    return {reason.name: reason.happened for reason in reasons}


def test_reasons_lead_to_what_the_columns_hold(model: MissionModel) -> None:
    had_role = model.world.citizens.next_shown & VOLUNTEERS
    for row in range(300):
        citizen, told = model.citizen(row), happened(model, row)

        role = not told["leave"] if had_role[row] else told["join"]
        helps = not told["stop_helping"] if "stop_helping" in told else told["help"]
        assert citizen.volunteers == (role or told.get("appeal", False))
        assert citizen.helps == helps
        assert citizen.protests == told["protest"]
        assert bool(model.world.citizens.months[row] & 1) == told.get("place", False)


def test_everything_that_can_happen_is_told(model: MissionModel) -> None:
    told = {name for row in range(300) for name in happened(model, row)}

    assert told == {
        "appeal",
        "help",
        "join",
        "leave",
        "panel",
        "part",
        "place",
        "protest",
        "stop_helping",
    }


def test_a_part_thought_of_is_done_or_not(model: MissionModel) -> None:
    for row in range(300):
        citizen = model.citizen(row)
        assert citizen.lived is not None
        changed = citizen.lived.person.word ^ citizen.lived.deeds.activity
        missions = changed >> FIRST_MISSION & 31
        if missions:
            assert any(r.name == "part" for r in citizen.reasons())


def test_why_says_it_in_words(model: MissionModel) -> None:
    for row in range(300):
        citizen = model.citizen(row)
        words = dict(zip(happened(model, row), citizen.why(), strict=True))
        if "join" in words:
            joined = words["join"].endswith("and joined.")
            assert joined == happened(model, row)["join"]
        if "leave" in words:
            left = words["leave"].endswith("and left.")
            assert left == happened(model, row)["leave"]


def test_nobody_has_a_reason_before_the_first_month() -> None:
    model = MissionModel(Scenario(name="usual"), places=TOWNS[:1], citizens=100)

    assert model.citizen(0).reasons() == []
    assert model.citizen(0).why() == ["No month has been lived yet."]


def test_a_window_shows_its_row(model: MissionModel) -> None:
    citizen, world = model.citizen(7), model.world

    assert citizen.trust == world.citizens.trust[7]
    assert citizen.habit == world.citizens.habit[7]
    assert citizen.fatigue == world.citizens.fatigue[7]
    assert citizen.resources == world.people.resources[7]
    assert citizen.main_mission == world.people.main_mission[7]
