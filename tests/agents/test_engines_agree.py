"""Agents one by one and kernels over columns give the same bits.

The long version takes minutes: ``./groundswell test -m slow
tests/agents/test_engines_agree.py``.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from mesa.agentset import AbstractAgentSet

from sim.agents.window import Window
from sim.model import MissionModel
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from tests.agents.cases import Case, assert_engines_agree, cases

BUSY = Scenario.from_tables(
    {
        "scenario": {"name": "busy"},
        "mechanisms": {"thresholds": True, "cross_effects": True},
        "national": {
            "admin_cut": 0.2,
            "introspection": 0.4,
            "partnerships_unit": 0.6,
            "whitehall_dispute": 0.5,
        },
        "missions": {
            "default": {
                "deliberation_rate": 0.05,
                "earned_autonomy": 1.0,
                "equalisation": 0.3,
                "outsourced_share": 0.4,
                "union_voice": 0.8,
                "business_match": 0.03,
            }
        },
        "events": [
            {"kind": "riot", "start": 1, "size": 2.0},
            {"kind": "scandal", "start": 2, "missions": ["nhs"]},
            {"kind": "pandemic", "start": 2, "months": 4},
            {"kind": "national_ask", "start": 3, "size": 2.0},
        ],
    }
)
TOWNS = ("E06000001", "E06000002", "W06000001")
SLOW_TO_MAKE = [HealthCheck.too_slow, HealthCheck.filter_too_much]


class Shuffled(MissionModel):
    """A model in which everybody acts in another order in every phase."""

    def all_of(self, kind: type[Window]) -> AbstractAgentSet:
        return super().all_of(kind).shuffle()


@settings(
    max_examples=25, deadline=None, suppress_health_check=SLOW_TO_MAKE, database=None
)
@given(case=cases(most_citizens=4_000, most_months=4))
def test_agents_and_columns_give_the_same_bits(case: Case) -> None:
    assert_engines_agree(case)


@pytest.mark.slow
@settings(
    max_examples=200, deadline=None, suppress_health_check=SLOW_TO_MAKE, database=None
)
@given(case=cases(most_citizens=20_000, most_months=12))
def test_they_do_in_larger_worlds_and_longer_runs(case: Case) -> None:
    assert_engines_agree(case)


@pytest.mark.parametrize("kind", [MissionModel, Shuffled])
def test_the_order_of_agents_does_not_matter(kind: type[MissionModel]) -> None:
    assert_engines_agree(Case(BUSY, TOWNS, 150, 3, 1, 6, BeliefMode.DEFAULT), kind)
