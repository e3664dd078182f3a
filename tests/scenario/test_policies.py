"""Claims about levers as columns."""

import tomllib

import numpy as np

from sim.scenario.names import DOMAINS, MISSIONS
from sim.scenario.policies import OWN, STATUS_QUO, policies
from sim.scenario.scenario import Scenario


def test_row_0_is_the_status_quo_and_row_1_the_scenario() -> None:
    (policy,) = policies(Scenario.load("blair_command"))

    assert policy.first_month == 0
    assert policy.missions.shape == (2, 5)
    assert policy.missions[STATUS_QUO, 3].target_pressure == 0.5
    assert policy.missions[OWN, 3].target_pressure == 0.9
    assert policy.missions.audit[OWN].tolist() == [0.5] * 5
    assert policy.national[STATUS_QUO].introspection == 0.35
    assert policy.national[OWN].introspection == 0.2
    assert policy.autonomy.shape == (2, len(MISSIONS), len(DOMAINS))
    assert set(policy.autonomy[OWN].ravel()) == {0.05}


def test_columns_are_float64_and_tables_stand_apart() -> None:
    (policy,) = policies(Scenario.load("status_quo_2025"))

    names = policy.missions.dtype.names or ()
    assert "audit" in names
    assert "autonomy" not in names
    assert "attention" not in (policy.national.dtype.names or ())
    assert {np.dtype(np.float64)} == {policy.missions.dtype[name] for name in names}


def test_yes_is_1_and_a_delay_that_is_unset_is_nan() -> None:
    scenario = Scenario.load("status_quo_2025")
    (unset,) = policies(scenario)
    (fixed,) = policies(scenario.with_levers({"national.reporting_delay": 4}))

    assert unset.national[OWN].budget_neutral == 1.0
    assert np.isnan(unset.national[OWN].reporting_delay)
    assert fixed.national[OWN].reporting_delay == 4.0
    assert np.isnan(fixed.national[STATUS_QUO].reporting_delay)


def test_attention_sums_to_one() -> None:
    changed = {"national.attention": {"nhs": 0.4, "growth": 0.0}}
    (policy,) = policies(Scenario.load("status_quo_2025").with_levers(changed))

    assert policy.attention[OWN].tolist() == [0.0, 0.2, 0.2, 0.4, 0.2]
    assert policy.attention[STATUS_QUO].tolist() == [0.2] * 5


def test_each_change_of_policy_is_laid_over_what_held_before() -> None:
    text = """
        [[events]]
        kind = "policy_change"
        start = 25
        set = { missions.nhs.audit = 1 }
        [[events]]
        kind = "pandemic"
        start = 20
        [[events]]
        kind = "policy_change"
        start = 13
        set = { missions.default = { audit = 0.5, autonomy = { design = 0.8 } } }
        """

    found = policies(Scenario.from_tables(tomllib.loads(text)))

    assert [policy.first_month for policy in found] == [0, 12, 24]
    assert [policy.missions[OWN, 3].audit for policy in found] == [0.0, 0.5, 1.0]
    assert [policy.missions[OWN, 2].audit for policy in found] == [0.0, 0.5, 0.5]
    assert found[2].autonomy[OWN, 0].tolist() == [0.25, 0.25, 0.8, 0.25]
    assert {policy.missions[STATUS_QUO, 3].audit for policy in found} == {0.0}


def test_of_two_changes_in_one_month_the_later_in_the_file_wins() -> None:
    text = """
        events = [
          { kind = "policy_change", start = 1, set = { missions.nhs.audit = 0.2 } },
          { kind = "policy_change", start = 1, set = { missions.nhs.audit = 0.7 } },
        ]
        """

    found = policies(Scenario.from_tables(tomllib.loads(text)))

    assert [policy.first_month for policy in found] == [0, 0, 0]
    assert found[-1].missions[OWN, 3].audit == 0.7
