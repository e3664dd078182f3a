"""Shares of draws, regret and rank correlations, on tables small enough to see."""

import numpy as np
import pandas as pd
import pytest

from experiments.draws_table import (
    KEYS,
    ahead,
    chance_of_such_a_rank,
    deciding,
    helps,
    regrets,
    wins,
)
from sim.scenario.beliefs import declared_beliefs


def figures(one: list[float], other: list[float], outcome: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "scenario": scenario,
                "replicate": draw,
                "mission": key,
                "outcome": outcome,
                "value": value,
            }
            for scenario, values in (("one", one), ("other", other))
            for key in KEYS
            for draw, value in enumerate(values)
        ]
    )


def test_ties_share_a_win() -> None:
    found = wins(figures([1, 2, 3, 3], [0, 2, 4, 4], "mission_index"), "mission_index")

    assert found.loc["one", "nhs"] == 0.375
    assert found.loc["other", "nhs"] == 0.625


def test_less_crime_is_better() -> None:
    found = wins(figures([1, 1], [2, 2], "indicator"), "indicator")

    assert found.loc["one", "crime"] == 1.0
    assert found.loc["one", "nhs"] == 0.0


def test_regret_is_the_distance_from_the_best() -> None:
    table = figures([1, 5], [2, 2], "mission_index")

    means, worst = regrets(table, "mission_index")

    assert means.loc["one", "growth"] == 0.5
    assert worst.loc["other", "growth"] == 3.0


def test_the_belief_that_decides_comes_first() -> None:
    chance = np.random.default_rng(1)
    names = list(declared_beliefs())
    beliefs = pd.DataFrame(chance.random((40, len(names))), columns=names)
    beliefs.insert(0, "mission", "nhs")
    beliefs.insert(0, "replicate", range(40))

    found = deciding(beliefs, np.exp(-3.0 * beliefs["spin"].to_numpy()), "nhs")

    assert found[0] == ("spin", pytest.approx(-1.0))
    assert len(found) == 6


def test_a_lever_that_changes_nothing_helps_in_half() -> None:
    rows = [
        {"lever": "idle", "outcome": "mission_index", "mission": k, "difference": 0.0}
        for k in KEYS
    ]

    assert (helps(pd.DataFrame(rows), "mission_index") == 0.5).all().all()


def test_more_draws_leave_less_to_chance() -> None:
    assert chance_of_such_a_rank(400) < chance_of_such_a_rank(100)


def test_a_preset_that_ties_the_usual_one_beats_it_in_half() -> None:
    table = figures([1, 2], [1, 3], "mission_index")

    assert ahead(table, "mission_index", of="one").loc["other", "nhs"] == 0.75
