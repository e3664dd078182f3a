"""What flips a difference and what it rests on, where both are known."""

from pathlib import Path

import numpy as np
import pytest

from experiments.questions.flip import moved_beliefs, what_would_flip
from experiments.questions.judgement import rests_on
from experiments.questions.playing import Asked
from sim.errors import InputError
from sim.scenario.beliefs import default_beliefs
from sim.scenario.scenario import Scenario
from tests.experiments.question_fakes import EFFECT, JUDGEMENT, THEORY, Sums, score


def asked(folder: Path, fake: Sums, outcome: str = "mission_index") -> Asked:
    before = Scenario.load("status_quo_2025")
    after = Scenario.load("status_quo_2025", ["missions.nhs.audit=1"])
    return Asked(
        before,
        after,
        outcome,
        "nhs",
        folder / "runs",
        citizens=3000,
        months=12,
        n_workers=1,
        simulation=fake,
    )


def starts(*names: str) -> list[float]:
    """Return the normal scores of defaults."""
    values = default_beliefs()
    return [score(name, float(values[name])) for name in names]  # type: ignore[arg-type]


def test_shares_of_variance_by_tag_are_those_planted(tmp_path: Path) -> None:
    fake = Sums(((JUDGEMENT, 3.0), (THEORY, 2.0), (EFFECT, 1.0)), luck=1.0)

    found = rests_on(asked(tmp_path, fake), samples=32).set_index("group")

    wanted = {"judgement": 9, "theory": 4, "effect size": 1, "chance": 1}
    for group, part in wanted.items():
        row = found.loc[group]
        slack = 0.5 * (row["total_high"] - row["total_low"]) + 0.05
        assert row["total"] == pytest.approx(part / 15.0, abs=slack), group
    assert list(found["total"].sort_values(ascending=False).index[:2]) == [
        "judgement",
        "theory",
    ]


def test_the_smallest_change_that_flips_is_found(tmp_path: Path) -> None:
    weights = np.array([2.0, 1.0])
    names = (JUDGEMENT, THEORY)
    fake = Sums(tuple(zip(names, weights, strict=True)), luck=0.1, level=2.0)
    gain = 2.0 + float(weights @ starts(*names))

    found = what_would_flip(asked(tmp_path, fake), replicates=4)

    assert found.gain == pytest.approx(gain, abs=0.15)
    together, alone = found.moves[0], found.moves[1]
    assert set(found.tried[:2]) == set(names)
    assert together.distance == pytest.approx(gain / np.linalg.norm(weights), abs=0.15)
    assert list(alone.beliefs) == [JUDGEMENT]
    assert alone.distance == pytest.approx(gain / 2.0, abs=0.15)
    for move in found.moves:
        assert move.gain * gain <= 0.0


def test_a_gain_out_of_reach_is_not_flipped(tmp_path: Path) -> None:
    found = what_would_flip(asked(tmp_path, Sums(((JUDGEMENT, 1.0),), level=50.0)), 2)

    assert found.moves == ()


def test_a_run_is_made_once(tmp_path: Path) -> None:
    fake = Sums(((JUDGEMENT, 1.0),))
    first, again = asked(tmp_path, fake), asked(tmp_path, fake)
    values = [default_beliefs()] * 3

    one, two = first.gains(values, [0, 1, 2]), again.gains(values, [0, 1, 2])

    assert (first.n_made, again.n_made) == (6, 0)
    assert (one == two).all()


def test_a_move_of_one_goes_as_far_as_a_standard_deviation() -> None:
    usual, moved = default_beliefs(), moved_beliefs({JUDGEMENT: 1.0})

    assert usual[JUDGEMENT] == 0.5
    assert moved[JUDGEMENT] == pytest.approx(0.8413, abs=1e-3)
    assert {n for n in usual if usual[n] != moved[n]} == {JUDGEMENT}


def test_an_outcome_of_missions_needs_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="trust has no missions"):
        asked(tmp_path, Sums(()), "trust")
