"""Claims about events as files describe them, right and wrong."""

import pytest

from sim.errors import ScenarioError
from sim.scenario.event_reading import read_event
from sim.scenario.events import Event

WHERE = "leeds.toml, events 1"


def test_missions_stand_in_their_usual_order_and_once() -> None:
    given = {"kind": "national_ask", "start": 1, "missions": ["nhs", "crime", "nhs"]}

    assert read_event(given, WHERE).missions == ("crime", "nhs")


def test_a_change_of_policy_holds_levers_by_path() -> None:
    given = {
        "kind": "policy_change",
        "start": 13,
        "set": {
            "national": {"admin_cut": 0.15},
            "missions": {"nhs": {"audit": 1}, "default": {"audit": 0.5}},
        },
    }

    changes = dict(read_event(given, WHERE).changes)

    assert changes["national", "admin_cut"] == 0.15
    assert changes["missions", "nhs", "audit"] == 1.0
    assert changes["missions", "crime", "audit"] == 0.5
    assert len(changes) == 6


def test_a_change_of_policy_may_name_whole_paths() -> None:
    nested = {"missions": {"nhs": {"audit": 0.5}}}
    whole = {"missions.nhs.audit": 0.5}

    def read(levers: object) -> Event:
        return read_event({"kind": "policy_change", "start": 2, "set": levers}, WHERE)

    assert read(nested) == read(whole)


@pytest.mark.parametrize(
    ("given", "where", "what", "near"),
    [
        (3, WHERE, "3 is not a table", None),
        ({"start": 1}, WHERE, "kind is missing", None),
        ({"kind": "pandemic"}, WHERE, "start is missing", None),
        (
            {"kind": "pandemik", "start": 1},
            f"{WHERE}, kind",
            "'pandemik' is not known",
            "pandemic",
        ),
        ({"kind": 1, "start": 1}, f"{WHERE}, kind", "1 is not known", None),
        ({"kind": ["pandemic"], "start": 1}, f"{WHERE}, kind", "is not known", None),
        ({"kind": "pandemic", "start": 0}, f"{WHERE}, start", "0 is below 1", None),
        ({"kind": "pandemic", "start": 1.5}, f"{WHERE}, start", "not a whole", None),
        ({"kind": "pandemic", "start": True}, f"{WHERE}, start", "not a number", None),
        (
            {"kind": "pandemic", "start": 1, "months": 0},
            f"{WHERE}, months",
            "0 is below 1",
            None,
        ),
        (
            {"kind": "opportunity_closure", "start": 1, "size": 1.5},
            f"{WHERE}, size",
            "1.5 is above 1",
            None,
        ),
        (
            {"kind": "pandemic", "start": 1, "sise": 1},
            f"{WHERE}, pandemic",
            "'sise' is not known",
            "size",
        ),
        (
            {"kind": "pandemic", "start": 1, "missions": ["nhs"]},
            f"{WHERE}, pandemic",
            "'missions' is not known",
            None,
        ),
        (
            {"kind": "national_ask", "start": 1, "missions": ["health"]},
            f"{WHERE}, missions",
            "'health' is not known",
            None,
        ),
        (
            {"kind": "national_ask", "start": 1, "missions": "nhs"},
            f"{WHERE}, missions",
            "is not a list",
            None,
        ),
        (
            {"kind": "national_ask", "start": 1, "missions": []},
            f"{WHERE}, missions",
            "is not a list",
            None,
        ),
        ({"kind": "policy_change", "start": 1}, WHERE, "set is missing", None),
        ({"kind": "policy_change", "start": 1, "set": {}}, WHERE, "set is", None),
        (
            {"kind": "policy_change", "start": 1, "set": 3},
            f"{WHERE}, set",
            "is not a table",
            None,
        ),
        (
            {"kind": "policy_change", "start": 1, "set": {"beliefs": {"spin": 1}}},
            f"{WHERE}, set",
            "'beliefs' is not known",
            None,
        ),
        (
            {
                "kind": "policy_change",
                "start": 1,
                "set": {"missions": {"nhs": {"audt": 1}}},
            },
            f"{WHERE}, set, missions.nhs",
            "'audt' is not known",
            "audit",
        ),
        (
            {
                "kind": "policy_change",
                "start": 1,
                "set": {"missions.nhs.audit": 1},
                "size": 1,
            },
            f"{WHERE}, policy_change",
            "'size' is not known",
            None,
        ),
    ],
)
def test_a_wrong_event_is_refused_where_it_is_wrong(
    given: object, where: str, what: str, near: str | None
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_event(given, WHERE)

    assert where == caught.value.where
    assert what in caught.value.what
    assert caught.value.nearest == near
