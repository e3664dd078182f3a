"""The model is what a Mesa user expects."""

import inspect
import json
import multiprocessing
import subprocess
import sys

import mesa
import numpy as np
import pytest
from typer.testing import CliRunner

from sim.agents.area import Area
from sim.agents.citizen import Citizen
from sim.agents.local_body import LocalBody
from sim.agents.partners import Business, Charity, CivicUmbrella, Contractor, Union
from sim.agents.whitehall import Centre, Department, MissionCouncil, PartnershipsUnit
from sim.cli import main
from sim.errors import InputError
from sim.model import MissionModel
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from sim.simulate import Engine, run

TOWN = ["E06000002"]


def town(months: int = 4) -> MissionModel:
    return MissionModel("demos_mobilisation", places=TOWN, citizens=100, months=months)


def test_everybody_is_there() -> None:
    model = town()

    numbers = {kind: len(agents) for kind, agents in model.agents_by_type.items()}
    assert numbers == {
        Area: 1,
        Business: 3,
        LocalBody: 5,
        Charity: 10,
        Department: 5,
        MissionCouncil: 5,
        Contractor: 5,
        CivicUmbrella: 12,
        Union: 72,
        Centre: 1,
        PartnershipsUnit: 1,
        Citizen: 100,
    }


def test_a_run_ends_after_its_last_month() -> None:
    model = town(months=3)

    model.run_model()

    assert model.steps == 3
    assert not model.running
    trust = model.world.citizens.trust.copy()
    model.step()
    assert np.array_equal(model.world.citizens.trust, trust)


def test_agents_are_selected_and_summed_as_mesa_s() -> None:
    model = town()
    model.step()

    people = model.agents_by_type[Citizen]
    active = people.select(lambda citizen: citizen.volunteers)
    assert 0 < len(active) < 100
    assert people.agg("trust", np.mean) == pytest.approx(
        model.world.citizens.trust.mean(dtype=np.float64)
    )
    assert people.select(at_most=3).get("row") == [0, 1, 2]


def test_the_collector_holds_what_a_run_holds() -> None:
    model = MissionModel("demos_mobilisation", places=TOWN, citizens=100, months=4)
    model.run_model()
    collected = model.datacollector.get_model_vars_dataframe()

    outcomes = run(
        Scenario.load("demos_mobilisation"),
        places=TOWN,
        citizens=100,
        replicates=1,
        months=4,
        beliefs=BeliefMode.DEFAULT,
    )

    nation = outcomes.values["trust"][0, :, 0]
    assert collected["trust"].tolist() == nation.tolist()
    waits = outcomes.values["indicator"][0, :, 0, 3]
    assert collected["indicator.nhs"].tolist() == waits.tolist()
    bodies = model.datacollector.get_agenttype_vars_dataframe(LocalBody)
    assert len(bodies) == 4 * 5
    assert bodies["stock"].between(0.0, 1.0).all()


def test_batches_of_mesa_run_it() -> None:
    try:
        rows = mesa.batch_run(
            MissionModel,
            {
                "scenario": ["status_quo_2025", "demos_mobilisation"],
                "places": [TOWN],
                "citizens": 40,
                "months": 2,
            },
            rng=[1, 2],
            display_progress=False,
        )
    finally:
        # Mesa forces a way of starting on the whole process.
        multiprocessing.set_start_method(None, force=True)

    # A row for each department and body of four runs, the outcomes in each.
    assert len({row["RunId"] for row in rows}) == 4
    assert {row["seed"] for row in rows} == {1, 2}
    assert len({row["trust"] for row in rows}) > 1


def test_it_can_be_made_anew_from_keywords_alone() -> None:
    """Reason: Mesa's pages make it so, and put their own in a model's ``scenario``."""
    parameters = inspect.signature(MissionModel).parameters.values()

    assert all(p.default is not inspect.Parameter.empty for p in parameters)
    assert town().scenario is None
    assert town().chosen_scenario.name == "demos_mobilisation"


def test_a_model_of_the_whole_country_needs_no_arguments() -> None:
    model = MissionModel()

    model.step()

    assert len(model.agents_by_type[Citizen]) == 2888


def test_too_few_citizens_are_refused_in_words() -> None:
    with pytest.raises(InputError, match="2888"):
        MissionModel("status_quo_2025", citizens=400)


def test_a_run_is_the_same_on_agents() -> None:
    chosen = Scenario.load("hybrid_by_domain")
    how = {"places": TOWN, "citizens": 60, "replicates": 2, "months": 3}

    columns = run(chosen, **how)
    agents = run(chosen, **how, engine=Engine.AGENTS)

    for name, values in columns.values.items():
        assert np.array_equal(values, agents.values[name], equal_nan=True), name


def test_the_command_line_runs_on_agents() -> None:
    options = ["--places", TOWN[0], "--citizens", "40", "--replicates", "1"]
    options += ["--months", "2", "--json"]
    told = [
        CliRunner().invoke(
            main, ["run", "status_quo_2025", "--engine", engine, *options]
        )
        for engine in Engine
    ]

    assert [result.exit_code for result in told] == [0, 0]
    assert json.loads(told[0].stdout) == json.loads(told[1].stdout)


def test_only_those_who_ask_for_the_model_load_mesa() -> None:
    code = "import sys; from sim import run; assert 'mesa' not in sys.modules; "
    code += "from sim import MissionModel; assert 'mesa' in sys.modules"

    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)
