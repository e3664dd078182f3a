"""The runs behind the regime map are those of a batch, and squares count them."""

import numpy as np
import pytest

from experiments.regimes.cells import decisive, gains, squares
from experiments.regimes.published import CONDITIONS, Draws, published
from sim.missions import CRIME, MISSIONS
from sim.scenario.beliefs import BeliefMode
from sim.scenario.shipped import preset_names


def draws_of(gain: list[float], society: list[float], spill: list[float]) -> Draws:
    """Return draws in which the second of two presets gains what is given."""
    n = len(gain)
    worse = np.zeros((n, 5))
    crime = np.zeros((n, 5))
    crime[:, CRIME] = [-g for g in gain]  # less crime is better
    levels = {name: np.arange(5.0 * n).reshape(n, 5) for name in CONDITIONS}
    levels["society_weight"][:, CRIME] = society
    levels["spillover"][:, CRIME] = spill
    runs = {"a": ("x",) * n, "b": ("y",) * n}
    figures = {"a": worse, "b": crime}
    return Draws("s", "m", 1, 1, 1, BeliefMode.PRIOR, figures, levels, runs)


def test_a_square_holds_the_draws_between_its_lines() -> None:
    rng = np.random.default_rng(1)
    society, spill = rng.permutation(100) / 100.0, rng.permutation(100) / 100.0
    gain = np.where(society > 0.5, 2.0, -1.0) + rng.normal(0.0, 0.01, 100)
    draws = draws_of(list(gain), list(society), list(spill))

    crime = MISSIONS[CRIME]
    found = squares(
        draws, gains(draws, "a", "b", crime), ("society_weight", "spillover"), crime
    )

    assert sum(square.n for square in found) == 100
    assert {(s.column, s.row) for s in found} == {
        (x, y) for x in range(5) for y in range(5)
    }
    known = [s for s in found if s.mean == s.mean]
    assert all(s.sign == 1 for s in known if s.column > 2)
    assert all(s.sign == -1 for s in known if s.column < 2)


def test_what_decides_comes_first_and_says_which_way() -> None:
    society = [k / 40.0 for k in range(40)]
    draws = draws_of([-s for s in society], society, [0.5] * 40)
    crime = MISSIONS[CRIME]

    name, strength = decisive(draws, gains(draws, "a", "b", crime), crime)[0]

    assert (name, strength) == ("society_weight", pytest.approx(-1.0))


def test_every_preset_ships_with_its_runs() -> None:
    draws = published()

    assert set(draws.figures) == set(draws.runs) == set(preset_names())
    assert set(draws.levels) == set(CONDITIONS)
    for name, runs in draws.runs.items():
        assert len(set(runs)) == draws.n_draws == 200, name
    assert all(np.isfinite(v).all() for v in draws.figures.values())
