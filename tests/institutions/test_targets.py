"""Laws of targets that come near."""

import numpy as np

from sim.scenario.beliefs import BeliefMode, resolve
from sim.scenario.scenario import Scenario
from tests.worlds import months_of, played, prepared_world


def test_thresholds_act_only_where_a_scenario_says_so() -> None:
    usual = resolve(Scenario(name="usual"), BeliefMode.DEFAULT, 1, 0)
    chosen = Scenario(name="chosen", mechanisms_on=("thresholds",))
    on = resolve(chosen, BeliefMode.DEFAULT, 1, 0)

    assert usual["threshold_effort_boost"] == usual["parking_drop"] == 0.0
    assert on["threshold_effort_boost"] == 0.5
    assert on["parking_drop"] == 0.4


def test_rights_are_earned_where_the_lever_lets_them() -> None:
    let = Scenario(name="let").with_levers({"missions.default.earned_autonomy": 1.0})

    earning, usual = (played(s, 24) for s in (let, Scenario(name="usual")))

    assert earning.targets.earned.max() > 0.0
    assert (usual.targets.earned == 0.0).all()
    gained = earning.departments.rights - usual.departments.rights
    assert (gained >= -1e-12).all()
    assert gained.max() > 0.0


def test_before_a_run_every_figure_is_on_its_path() -> None:
    world = prepared_world()

    assert (world.targets.distance == 0.0).all()
    assert (world.targets.raised == 0.0).all()
    assert np.isfinite(world.targets.luck).all()
    assert months_of(Scenario(name="usual"), 1)[0].month == 0
