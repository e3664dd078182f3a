"""The simpler model and the control of ties, where their answers are known."""

import numpy as np
import pandas as pd
import pytest

from experiments.questions.meanfield import mission_index
from experiments.questions.rivals import AGENTS, EQUATIONS, agreement, rewired
from sim.population.places import load_places
from sim.population.synthesis import build_population
from sim.scenario.beliefs import BeliefMode, belief_rows, drawn, resolved
from sim.scenario.scenario import Scenario

BASE = Scenario.load("status_quo_2025")


def index(levers: dict[str, object], beliefs: dict[str, float]) -> list[float]:
    fixed = {f"beliefs.{name}": value for name, value in beliefs.items()}
    scenario = BASE.with_levers({**levers, **fixed})
    values = resolved(scenario, drawn(BeliefMode.DEFAULT, 1, 0))
    return mission_index(scenario, belief_rows(values))


@pytest.mark.parametrize("replicate", range(3))
def test_the_status_quo_stands_still(replicate: int) -> None:
    rows = belief_rows(resolved(BASE, drawn(BeliefMode.PRIOR, 1, replicate)))

    assert mission_index(BASE, rows) == pytest.approx([50.0] * 5, abs=1e-6)


def test_needs_that_differ_favour_places_and_alike_the_centre() -> None:
    local = {"missions.default.autonomy": 0.9}
    diverse = {"heterogeneity": 1.9, "spillover": 0.0}
    alike = {"heterogeneity": 0.05, "spillover": 0.8}

    assert min(index(local, diverse)) > 50.0
    assert max(index(local, alike)) < 50.0


def test_what_society_does_counts_as_much_as_its_weight() -> None:
    places = {"missions.default.matching": 2.0}

    much, little = (
        index(places, {"society_weight": weight})[2] - 50.0 for weight in (0.4, 0.01)
    )

    assert much > 2.0 * abs(little)


def test_rewired_ties_are_matchings_of_the_same_size() -> None:
    people = build_population(load_places(("E06000001", "E06000002")), 400)

    found = rewired(people, 1).ties

    rows = np.arange(len(found))
    for k in range(found.shape[1]):
        assert (found[found[:, k], k] == rows).all()
        alone = (people.ties[:, k] == rows).sum()
        assert (found[:, k] == rows).sum() == alone
    assert (found != people.ties).mean() > 0.9
    assert (rewired(people, 1).ties == found).all()


def test_agreement_by_hand() -> None:
    found = agreement(
        pd.DataFrame(
            {
                "draw": range(4),
                AGENTS: [1.0, 2.0, -1.0, 3.0],
                EQUATIONS: [2.0, 4.0, 2.0, 6.0],
            }
        )
    ).set_index("rival")

    assert found.loc[EQUATIONS, "mean"] == 3.5
    assert found.loc[EQUATIONS, "same_sign"] == 0.75
    assert found.loc[AGENTS, "correlation"] == pytest.approx(1.0)
