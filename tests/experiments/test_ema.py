"""The EMA Workbench finds the model's levers, beliefs and outcomes, and plays it."""

import pickle

import numpy as np
import pytest
from ema_workbench import (
    BooleanParameter,
    Model,
    RealParameter,
    ScalarOutcome,
    perform_experiments,
)

from experiments.ema import ema_model
from sim import Scenario, run
from sim.errors import InputError
from sim.scenario.beliefs import BeliefMode, declared_beliefs

TOWN = {"places": ("E06000002",), "citizens": 40, "replicates": 2, "months": 3}
PRESSURE, SHARE = "missions.nhs.target_pressure", "beliefs.spillover"


def town(**changed: object) -> Model:
    asked = {
        "levers": [PRESSURE],
        "uncertainties": [SHARE],
        "outcomes": ["indicator.nhs", "trust", "protest_monthly"],
    }
    return ema_model(**{**asked, **TOWN, **changed})


def test_an_example_gives_what_a_run_gives() -> None:
    """Reason: the workbench only names and lays out; the numbers are the model's."""
    settings, results = perform_experiments(town(), scenarios=2, policies=2)

    assert results["trust"].shape == (4,)
    for row, trust, waits in zip(
        settings.to_dict("records"),
        results["trust"],
        results["indicator_nhs"],
        strict=True,
    ):
        belief = declared_beliefs()["spillover"]
        quantile = row["beliefs_spillover"]
        own = {
            f"beliefs.missions.{mission}.spillover": belief.value_at(quantile, m)
            for m, mission in enumerate(("growth", "energy", "crime", "nhs"))
        }
        own["beliefs.missions.education.spillover"] = belief.value_at(quantile, 4)
        own[PRESSURE] = row["missions_nhs_target_pressure"]
        scenario = Scenario.load("status_quo_2025").with_levers(own)
        found = run(scenario, seed=1, beliefs=BeliefMode.DEFAULT, **TOWN)
        assert trust == found.figure("trust").values.mean()
        assert waits == found.figure("indicator", "nhs").values.mean()
    assert len(np.unique(results["indicator_nhs"])) > 1


def test_parameters_have_the_bounds_of_their_levers() -> None:
    model = town(levers=["national.admin_cut", "national.budget_neutral"])

    cut, neutral = model.levers
    assert isinstance(cut, RealParameter)
    assert (cut.lower_bound, cut.upper_bound) == (0.0, 0.5)
    assert isinstance(neutral, BooleanParameter)


def test_outcomes_are_maximised_where_more_is_better() -> None:
    kinds = {outcome.name: outcome.kind for outcome in town().outcomes}

    assert kinds["indicator_nhs"] == kinds["trust"] == ScalarOutcome.MAXIMIZE
    assert kinds["protest_monthly"] == ScalarOutcome.INFO


def test_it_can_be_sent_to_other_processes() -> None:
    play = pickle.loads(pickle.dumps(town().function))

    assert set(play(missions_nhs_target_pressure=0.5, beliefs_spillover=0.5)) == {
        "indicator_nhs",
        "trust",
        "protest_monthly",
    }


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"levers": ["missions.hns.audit"]}, "Did you mean nhs"),
        ({"levers": ["missions.nhs.audt"]}, "Did you mean audit"),
        ({"levers": ["missions.nhs"]}, "levers, missions.nhs: 0.0 is not a table"),
        ({"levers": ["beliefs.spillover"]}, "'beliefs' is not known"),
        ({"uncertainties": ["beliefs.spilover"]}, "Did you mean spillover"),
        ({"uncertainties": ["missions.nhs.audit"]}, "is no belief"),
        ({"outcomes": ["trusst"]}, "Did you mean trust"),
        ({"outcomes": ["trust.nhs"]}, "trust has no missions"),
        ({"outcomes": ["indicator"]}, "outcomes, indicator"),
    ],
)
def test_what_is_not_known_is_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        town(**changed)
