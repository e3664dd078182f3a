"""Two fabricated scenarios that most tests of results need."""

import pytest

from sim.results import Outcomes
from tests.experiments.fabricated import fabricated, scenarios, settings


@pytest.fixture(scope="session")
def two() -> list[Outcomes]:
    return fabricated(scenarios("today", "tomorrow"), settings())
