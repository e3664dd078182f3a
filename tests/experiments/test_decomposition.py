"""A difference is shared out in full, and to whom it belongs."""

import csv
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.decomposition import GROUPS, Decomposition, decompose
from experiments.decomposition.groups import switched_off, ungrouped
from experiments.decomposition.shapley import shapley
from experiments.decomposition.shown import HEADINGS, document, table, write
from sim.results import Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.mechanisms import MECHANISMS
from sim.scenario.scenario import Scenario

ON_BY_DEFAULT = {m.name for m in MECHANISMS if m.on_by_default}
worths = st.lists(st.floats(-100, 100), min_size=8, max_size=8).map(np.array)


@given(worth=worths)
def test_parts_add_up_to_all_less_none(worth: np.ndarray) -> None:
    assert shapley(worth).sum() == pytest.approx(worth[-1] - worth[0], abs=1e-9)


@given(worth=worths)
def test_a_part_is_the_mean_addition_over_all_orders(worth: np.ndarray) -> None:
    added = np.zeros(3)
    for order in permutations(range(3)):
        on = 0
        for j in order:
            added[j] += (worth[on | 1 << j] - worth[on]) / 6.0
            on |= 1 << j

    assert shapley(worth) == pytest.approx(added, abs=1e-9)


def test_every_mechanism_stands_in_one_group() -> None:
    assert ungrouped() == set()


def test_every_group_can_be_switched_off() -> None:
    for group in GROUPS:
        off = Scenario(name="off").with_levers(switched_off((group,)))
        wanted = {name for name in group.mechanisms if name in ON_BY_DEFAULT}
        assert wanted <= set(off.mechanisms_off)


@pytest.fixture(scope="module")
def of_knowledge() -> Decomposition:
    """Devolving where nothing acts but what each level knows."""
    others = tuple(group for group in GROUPS if group.name != "knowledge")
    central = Scenario(name="central").with_levers(switched_off(others))
    local = central.with_levers({"missions.default.autonomy": 0.9})
    settings = Settings(
        citizens=2888, replicates=2, months=14, beliefs=BeliefMode.PRIOR
    )
    chosen = (GROUPS[0], GROUPS[3])
    return decompose(central, local, settings, groups=chosen)


def test_the_one_group_that_acts_carries_everything(
    of_knowledge: Decomposition,
) -> None:
    index = of_knowledge.whole[0]
    assert (np.abs(index).max(axis=1) > 1e-3).all()
    assert of_knowledge.added[1] == pytest.approx(
        np.zeros_like(of_knowledge.whole), abs=1e-12
    )
    assert of_knowledge.added[0, 0] + of_knowledge.rest[0] == pytest.approx(index)


def test_groups_and_the_rest_add_up_to_the_difference(
    of_knowledge: Decomposition,
) -> None:
    total = of_knowledge.added.sum(axis=0) + of_knowledge.rest

    assert total == pytest.approx(of_knowledge.whole, abs=1e-12)


def test_the_number_of_threads_changes_nothing(of_knowledge: Decomposition) -> None:
    again = decompose(
        of_knowledge.a,
        of_knowledge.b,
        of_knowledge.settings,
        groups=of_knowledge.groups,
        n_threads=1,
    )

    assert np.array_equal(again.added, of_knowledge.added)


def test_the_table_has_a_row_for_each_part_and_the_sum(
    of_knowledge: Decomposition,
) -> None:
    rows = table(of_knowledge, 0)

    assert len(rows) == len(of_knowledge.groups) + 2
    assert {len(row) for row in rows} == {len(HEADINGS)}
    assert "±" in rows[0][1]


def test_the_document_holds_every_replicate(of_knowledge: Decomposition) -> None:
    outcomes = document(of_knowledge)["outcomes"]

    assert isinstance(outcomes, list)
    assert len(outcomes[0]["difference"]["by_replicate"]) == 2


def test_figures_and_their_numbers_are_written(
    of_knowledge: Decomposition, tmp_path: Path
) -> None:
    write(of_knowledge, tmp_path)

    for kind in ("svg", "pdf", "png", "csv"):
        assert (tmp_path / f"why_mission_index.{kind}").stat().st_size > 0
    with (tmp_path / "why_mission_index.csv").open() as file:
        rows = list(csv.DictReader(file))
    of_first = [float(r["added"]) for r in rows if r["figure"] == rows[0]["figure"]]
    assert sum(of_first) == pytest.approx(of_knowledge.whole[0, 0].mean())
