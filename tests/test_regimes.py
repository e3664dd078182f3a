"""Known conditions under which each kind of governance wins; over seeds and draws."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.missions import MISSIONS
from sim.results import Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from sim.simulate import run_together

CENTRAL = {"autonomy": 0.05, "target_pressure": 0.9}
LOCAL = {"autonomy": 0.8, "target_pressure": 0.2}
IDLE = {"mobilisation_spend": 0.01, "voice": 0.1}
MOBILISED = {
    "mobilisation_spend": 0.04,
    "voice": 0.5,
    "voice_response": 0.6,
    "matching": 1.3,
    "council": 0.5,
    "council_external": 0.5,
}
UNIFORM = {
    "heterogeneity": 0.2,
    "spillover": 0.6,
    "measurability": 0.8,
    "effort_substitution": 0.1,
    "local_capability": 0.4,
}
DIVERSE = {
    "heterogeneity": 1.8,
    "spillover": 0.05,
    "measurability": 0.4,
    "effort_substitution": 0.45,
}
WEAK_SOCIETY = {
    "society_weight": 0.01,
    "supervision_cost": 0.25,
    "volunteer_productivity": 0.2,
}


def index(
    beliefs: dict[str, float], mode: BeliefMode, *, replicates: int
) -> NDArray[np.float64]:
    """Return the mission index of rights × mobilisation, (2, 2, replicates, 5)."""
    four = [
        Scenario(name=f"{r}{m}").with_levers(
            {f"missions.default.{k}": v for k, v in {**rights, **mobilising}.items()}
            | {f"beliefs.{k}": v for k, v in beliefs.items()}
            | {"national.launch_attention": 1.0, "national.partnerships_unit": float(m)}
        )
        for r, rights in enumerate((CENTRAL, LOCAL))
        for m, mobilising in enumerate((IDLE, MOBILISED))
    ]
    settings = Settings(citizens=4000, replicates=replicates, beliefs=mode)
    found = run_together(four, settings)
    values = [
        [outcomes.figure("mission_index", m.key).values for m in MISSIONS]
        for outcomes in found
    ]
    return np.array(values).reshape(2, 2, 5, replicates).swapaxes(2, 3)


@pytest.mark.parametrize("mode", [BeliefMode.DEFAULT, BeliefMode.PRIOR])
def test_the_centre_wins_where_needs_are_alike_and_targets_see_much(
    mode: BeliefMode,
) -> None:
    found = index(UNIFORM, mode, replicates=4)

    devolving = found[1].mean(axis=0) - found[0].mean(axis=0)
    assert (devolving < 0).all()


@pytest.mark.parametrize("mode", [BeliefMode.DEFAULT, BeliefMode.PRIOR])
def test_places_win_where_needs_differ_and_targets_see_little(
    mode: BeliefMode,
) -> None:
    found = index(DIVERSE, mode, replicates=4)

    devolving = found[1].mean(axis=0) - found[0].mean(axis=0)
    assert (devolving > 0).all()


@pytest.mark.parametrize("mode", [BeliefMode.DEFAULT, BeliefMode.PRIOR])
def test_mobilising_loses_where_volunteers_cost_more_than_they_give(
    mode: BeliefMode,
) -> None:
    found = index(WEAK_SOCIETY, mode, replicates=6)

    mobilising = found[:, 1].mean(axis=(0, 2)) - found[:, 0].mean(axis=(0, 2))
    assert mobilising.mean() < 0
    assert (mobilising < 0).mean() > 0.5
