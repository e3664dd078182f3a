"""Claims about the table of accepted draws that ships."""

import json

import pytest

from sim.scenario.accepted import ACCEPTED_FILE, columns_of
from sim.scenario.beliefs import (
    BeliefMode,
    accepted_rows,
    declared_beliefs,
    drawn,
)
from sim.scenario.shipped import scenarios_folder

ABOUT = json.loads((scenarios_folder() / "accepted.json").read_text())
HEADINGS = (scenarios_folder() / ACCEPTED_FILE).read_text().split("\n", 1)[0].split(",")


def test_it_holds_as_many_rows_as_it_says_and_they_are_worth_enough() -> None:
    assert len(accepted_rows()) == ABOUT["rows"]
    assert ABOUT["rows_different"] <= ABOUT["rows"]
    assert ABOUT["effective"] >= 200


def test_its_intervals_were_seen_to_hold_what_they_should() -> None:
    assert ABOUT["coverage_truths"] == 50
    assert 0.80 <= ABOUT["coverage_learnt"] <= 0.97
    assert 0.80 <= ABOUT["coverage_mean"] <= 0.97


def test_every_column_is_a_belief_that_varies() -> None:
    known = {column.name for column in columns_of(declared_beliefs().values())}

    assert set(HEADINGS) <= known
    assert len(HEADINGS) == len(set(HEADINGS))


@pytest.mark.parametrize("r", range(5))
def test_a_run_meets_its_values(r: int) -> None:
    usual, found = drawn(BeliefMode.PRIOR, 1, r), drawn(BeliefMode.ACCEPTED, 1, r)

    assert usual.keys() == found.keys()
    moved = {name for name in usual if usual[name] != found[name]}
    assert {name.partition(".")[0] for name in HEADINGS} >= moved
    assert len(moved) > 100
