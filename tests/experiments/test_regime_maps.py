"""Two regime maps are parted alike, and what calibration turned round is counted."""

import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.analysis.regimes import TOO_CLOSE
from experiments.regimes.mapped import CONDITIONS, PAIR, drawn, maps_table, page
from experiments.regimes.published import CONDITIONS as ALL_CONDITIONS
from experiments.regimes.published import Draws
from sim.missions import MISSIONS
from sim.scenario.beliefs import BeliefMode

N = 200


def draws_of(gain: NDArray[np.float64], seed: int) -> Draws:
    """Return draws in which the second of the pair gains as much in every mission."""
    rng = np.random.default_rng(seed)
    signs = np.array([1.0 if m.higher_is_better else -1.0 for m in MISSIONS])
    levels = {name: rng.random((N, 5)) for name in ALL_CONDITIONS}
    levels["heterogeneity"] = np.tile(np.arange(N)[:, None] / N, 5)
    figures = {PAIR[0]: np.zeros((N, 5)), PAIR[1]: gain[:, None] * signs}
    runs = {name: tuple(f"{name}{k}" for k in range(N)) for name in PAIR}
    return Draws("stamp", "model", 1, 1, 1, BeliefMode.PRIOR, figures, levels, runs)


@pytest.fixture
def both() -> tuple[Draws, Draws]:
    """Give draws in which places win where needs differ, and the reverse."""
    noise = np.random.default_rng(5).normal(0.0, 0.01, N)
    gain = np.where(np.arange(N) >= N / 2, 1.0, -1.0) + noise
    return draws_of(gain, 1), draws_of(-gain, 2)


def test_squares_of_both_batches_share_their_lines(both: tuple[Draws, Draws]) -> None:
    table = maps_table(both)
    lines = [f"{name}_{end}" for name in CONDITIONS for end in ("from", "to")]

    first, second = (table[table["draws"] == d] for d in ("priors", "accepted"))
    assert (first[lines].to_numpy() == second[lines].to_numpy()).all()
    assert first.groupby("mission")["n"].sum().eq(N).all()
    assert second.groupby("mission")["n"].sum().eq(N).all()


def test_who_wins_where_is_told_for_both(both: tuple[Draws, Draws]) -> None:
    table = maps_table(both).dropna(subset="mean")
    high = table["heterogeneity_from"] > 0.55
    is_prior = table["draws"] == "priors"

    assert set(table.loc[is_prior & high, "winner"]) == {PAIR[1]}
    assert set(table.loc[~is_prior & high, "winner"]) == {PAIR[0]}
    assert TOO_CLOSE in set(table["winner"])


def test_the_page_counts_squares_that_turned_round(both: tuple[Draws, Draws]) -> None:
    rows = [line.split(" | ") for line in page(both).splitlines()[2:]]

    assert [row[0].strip("| ") for row in rows] == [m.key for m in MISSIONS]
    assert all(row[1] == "50 → 50" for row in rows)
    assert all(int(row[5]) >= 10 for row in rows)
    assert all("`heterogeneity` +0." in row[6] for row in rows)
    assert all("`heterogeneity` -0." in row[7] for row in rows)


def test_the_same_draws_give_the_same_figure(both: tuple[Draws, Draws]) -> None:
    found = drawn(both)

    assert len(found.figure.axes) == 2 * len(MISSIONS)
    assert found.data.equals(drawn(both).data)
