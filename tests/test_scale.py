"""Ten times the citizens say the same, within Monte Carlo error."""

import numpy as np
import pytest

from sim.results import Outcomes, Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from sim.simulate import run_together

N_REPLICATES = 4
OUTCOMES = (
    "participation_monthly",
    "participation_yearly",
    "informal_help_monthly",
    "coproduction",
    "protest_monthly",
    "trust",
    "unmatched_share",
    "hours_per_active",
    "hours_share_top7",
)
# A t value of six degrees of freedom beyond which one of nine lies once in a thousand.
RARE = 6.5


def played(citizens: int) -> Outcomes:
    settings = Settings(
        citizens=citizens,
        replicates=N_REPLICATES,
        months=12,
        beliefs=BeliefMode.DEFAULT,
    )
    return run_together([Scenario.load("demos_mobilisation")], settings)[0]


@pytest.fixture(scope="module")
def sizes() -> tuple[Outcomes, Outcomes]:
    return played(20_000), played(200_000)


@pytest.mark.parametrize("name", OUTCOMES)
def test_outcomes_do_not_depend_on_how_many_citizens_there_are(
    sizes: tuple[Outcomes, Outcomes], name: str
) -> None:
    few, many = (of.values[name][:, -1, 0] for of in sizes)
    error = np.sqrt((np.var(few, ddof=1) + np.var(many, ddof=1)) / N_REPLICATES)

    assert np.isfinite(error)
    assert abs(few.mean() - many.mean()) <= RARE * error
