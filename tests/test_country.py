"""The status quo shows the country as official figures and surveys do."""

import numpy as np
import pytest

from sim.missions import MISSIONS
from sim.results import Outcomes, Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from sim.simulate import run_together


@pytest.fixture(scope="module")
def status_quo() -> Outcomes:
    """Return the status quo over eight seeds, with point values of beliefs."""
    settings = Settings(citizens=20_000, replicates=8, beliefs=BeliefMode.DEFAULT)
    return run_together([Scenario.load("status_quo_2025")], settings)[0]


def first_and_last_year(outcomes: Outcomes, name: str) -> tuple[float, float]:
    values = outcomes.values[name][:, :, 0]
    return float(values[:, :12].mean()), float(values[:, -12:].mean())


def test_a_sixth_of_adults_volunteers_in_a_month(status_quo: Outcomes) -> None:
    first, last = first_and_last_year(status_quo, "participation_monthly")

    assert first == pytest.approx(0.16, abs=0.015)
    assert last == pytest.approx(0.16, abs=0.015)


def test_participation_stays_as_it_is(status_quo: Outcomes) -> None:
    first, last = first_and_last_year(status_quo, "participation_monthly")

    assert abs(last - first) < 0.005


def test_over_a_quarter_volunteers_in_a_year(status_quo: Outcomes) -> None:
    first, last = first_and_last_year(status_quo, "participation_yearly")

    assert first == pytest.approx(0.28, abs=0.03)
    assert last == pytest.approx(0.28, abs=0.03)


def test_the_busiest_fourteenth_gives_two_thirds_of_hours(status_quo: Outcomes) -> None:
    share = status_quo.figure("hours_share_top7").values.mean()

    assert 0.55 <= share <= 0.75


def test_better_off_places_volunteer_about_twice_as_much(status_quo: Outcomes) -> None:
    ratio = status_quo.figure("participation_ratio_deprivation").values.mean()

    assert 1.6 <= ratio <= 2.2


def test_trust_stands_where_surveys_find_it(status_quo: Outcomes) -> None:
    first, last = first_and_last_year(status_quo, "trust")

    assert 0.35 <= first <= 0.42
    assert 0.35 <= last <= 0.42


@pytest.mark.parametrize("mission", MISSIONS, ids=lambda mission: mission.key)
def test_published_figures_start_at_the_published_baseline(
    status_quo: Outcomes, mission: object
) -> None:
    m = MISSIONS[MISSIONS.index(mission)]  # type: ignore[arg-type]
    start = status_quo.values["measured"][:, 0, 0, m.number].mean()

    # A month has passed; education's figure has moved by a year of its trend.
    tolerance = 0.02 if m.key == "education" else 0.01
    assert start == pytest.approx(m.baseline, rel=tolerance)


@pytest.mark.parametrize(
    ("mission", "month", "value", "tolerance"),
    [
        (1, 59, 0.888, 0.01),
        (2, 59, 95.1, 2.5),
        (3, 47, 0.598, 0.03),
        (4, 39, 0.704, 0.01),
    ],
)
def test_figures_follow_the_known_status_quo_path(
    status_quo: Outcomes, mission: int, month: int, value: float, tolerance: float
) -> None:
    found = status_quo.values["measured"][:, month, 0, mission].mean()

    assert found == pytest.approx(value, abs=tolerance)


def test_missions_stand_at_fifty_at_the_status_quo(status_quo: Outcomes) -> None:
    index = status_quo.values["mission_index"][:, -12:, 0, :].mean(axis=(0, 1))

    assert index == pytest.approx(np.full(5, 50.0), abs=0.6)
