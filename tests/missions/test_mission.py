"""Missions: their order, paths and verdicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.missions import (
    CRIME,
    EDUCATION,
    ENERGY,
    GROWTH,
    MISSIONS,
    N_MISSIONS,
    NHS,
    Mission,
)

missions = st.sampled_from(MISSIONS)


def test_a_missions_number_is_its_place():
    keys = [mission.key for mission in MISSIONS]

    assert [mission.number for mission in MISSIONS] == list(range(N_MISSIONS))
    assert keys == ["growth", "energy", "crime", "nhs", "education"]


@pytest.mark.parametrize(
    ("number", "baseline", "target", "deadline", "nations"),
    [
        (GROWTH, 100.0, 100.0, 51, "EWSN"),
        (ENERGY, 0.738, 0.95, 68, "EWS"),
        (CRIME, 100.0, 50.0, 111, "EW"),
        (NHS, 0.598, 0.92, 47, "E"),
        (EDUCATION, 0.677, 0.75, 39, "E"),
    ],
)
def test_baselines_and_targets_are_the_published_ones(
    number, baseline, target, deadline, nations
):
    mission = MISSIONS[number]

    assert mission.path(0) == baseline == mission.baseline
    assert mission.path(deadline) == pytest.approx(target, rel=1e-12)
    assert mission.deadline == deadline
    assert mission.nations == nations


@pytest.mark.parametrize("mission", MISSIONS, ids=lambda mission: mission.key)
def test_every_mission_names_its_evidence(mission: Mission):
    rows = [evidence.row for evidence in mission.evidence]

    assert any(row.startswith("E") for row in rows)
    assert all(row.startswith("E") or row == "judgement" for row in rows)
    assert all(e.figure and e.release and e.source for e in mission.evidence)


def test_halving_crime_follows_the_same_factor_every_month():
    crime = MISSIONS[CRIME]

    ratios = [crime.path(t + 1) / crime.path(t) for t in range(111)]

    assert ratios == pytest.approx([0.5 ** (1 / 111)] * 111, rel=1e-12)


@given(mission=missions, month=st.floats(-200, 200))
def test_the_path_stays_between_baseline_and_target(mission: Mission, month: float):
    low, high = sorted((mission.baseline, mission.target))

    assert low * (1 - 1e-12) <= mission.path(month) <= high * (1 + 1e-12)


@given(mission=missions, month=st.floats(0, 200), value=st.floats(0, 200))
def test_a_better_value_is_never_judged_worse(
    mission: Mission, month: float, value: float
):
    better = value + 1.0 if mission.higher_is_better else value - 1.0

    assert mission.met(better, month) >= mission.met(value, month)


def test_a_missing_figure_meets_nothing():
    assert not any(mission.met(float("nan"), 47) for mission in MISSIONS)
