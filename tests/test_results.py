"""What is said of replicates: means, intervals, chances, paired differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.comparison import differences
from sim.missions import MISSIONS
from sim.outcomes import OUTCOMES
from sim.results import Figure, Outcomes, Settings, jeffreys_interval, summary
from sim.scenario.scenario import Scenario
from sim.simulate import run, run_together

WITH_MISSION = {
    "indicator",
    "measured",
    "target",
    "target_chance",
    "target_chance_true",
    "on_course_chance",
    "mission_index",
    "effort_fit",
    "gaming_gap",
    "equity_gap",
}
NATIONAL = {
    "participation_monthly",
    "participation_yearly",
    "informal_help_monthly",
    "participation_ratio_deprivation",
    "hours_share_top7",
    "hours_per_active",
    "unmatched_share",
    "coproduction",
    "trust",
    "civic_legacy",
    "charity_reserves",
    "partnerships_active",
    "central_congestion",
    "cost",
    "coordination_cost",
}


@pytest.fixture(scope="module")
def pair() -> list[Outcomes]:
    scenarios = [Scenario.load(n) for n in ("status_quo_2025", "blair_command")]
    return run_together(scenarios, Settings(citizens=2888, replicates=3, months=14))


def test_outcomes_are_those_promised(pair: list[Outcomes]) -> None:
    figures = pair[0].figures()

    assert {f.name for f in figures if f.mission is not None} == WITH_MISSION
    assert {f.name for f in figures if f.mission is None} >= NATIONAL
    assert all(f.unit for f in figures)


def test_every_outcome_says_what_it_means() -> None:
    assert all(outcome.words and outcome.name.islower() for outcome in OUTCOMES)


def test_shares_lie_between_zero_and_one(pair: list[Outcomes]) -> None:
    for figure in pair[1].figures():
        if figure.unit.startswith("share") and figure.name != "gaming_gap":
            found = figure.values[~np.isnan(figure.values)]
            assert ((found >= 0) & (found <= 1)).all(), figure.name


def test_a_target_beyond_the_run_has_no_chance_but_a_course(
    pair: list[Outcomes],
) -> None:
    chance = summary(pair[0].figure("target_chance", "nhs"))
    course = summary(pair[0].figure("on_course_chance", "nhs"))

    assert chance == {"mean": None, "p05": None, "p95": None}
    assert course["mean"] is not None


def test_participation_is_a_mean_of_the_last_twelve_months(
    pair: list[Outcomes],
) -> None:
    values = pair[0].values["participation_monthly"][:, -12:, 0]

    found = pair[0].figure("participation_monthly").values
    assert found == pytest.approx(values.mean(axis=1), rel=1e-12)


def test_the_nation_is_the_mean_of_its_regions(pair: list[Outcomes]) -> None:
    by_region = pair[0].values["participation_monthly"][0, -1]
    from sim.population.places import load_places

    places = load_places()
    adults = np.bincount(places.region, places.adults, 12)

    expected = (by_region[1:13] * adults).sum() / adults.sum()
    assert by_region[0] == pytest.approx(expected, rel=1e-12)


def test_incomes_are_on_course_only_if_no_region_falls(pair: list[Outcomes]) -> None:
    outcomes = pair[0]
    regions = outcomes.values["measured"][:, -1, 1:13, 0]

    found = outcomes.figure("on_course_chance", "growth").values
    assert found.tolist() == (regions.min(axis=1) >= 100.0).astype(float).tolist()


def test_a_series_has_a_row_a_month_and_a_column_a_replicate(
    pair: list[Outcomes],
) -> None:
    series = pair[0].series("measured", "nhs", place="TLI")

    assert series.shape == (14, 3)
    assert series.index[0] == 1


def test_the_table_has_a_row_for_every_outcome(pair: list[Outcomes]) -> None:
    table = pair[0].table()

    assert list(table.columns) == ["outcome", "mission", "unit", "mean", "p05", "p95"]
    assert len(table) == len(pair[0].figures())


def test_differences_are_paired_and_turn_round(pair: list[Outcomes]) -> None:
    there = differences(pair[0], pair[1])
    back = differences(pair[1], pair[0])

    for one, other in zip(there, back, strict=True):
        assert one.figure.values == pytest.approx(-other.figure.values, nan_ok=True)
        if one.chance_b_better is not None and other.chance_b_better is not None:
            assert one.chance_b_better + other.chance_b_better == pytest.approx(1.0)


def test_a_scenario_does_not_differ_from_itself(pair: list[Outcomes]) -> None:
    for difference in differences(pair[0], pair[0]):
        found = difference.figure.values
        assert (found[~np.isnan(found)] == 0.0).all()


@given(n=st.integers(1, 500), data=st.data())
def test_an_interval_of_a_chance_holds_the_share_seen(n: int, data: object) -> None:
    k = data.draw(st.integers(0, n))  # type: ignore[attr-defined]

    low, high = jeffreys_interval(k, n)

    assert 0.0 <= low <= k / n <= high <= 1.0


def test_the_interval_of_a_chance_is_that_of_jeffreys() -> None:
    # Quantiles 5% and 95% of Beta(3.5, 8.5), from tables of the beta distribution.
    from scipy.stats import beta

    assert jeffreys_interval(3, 11) == pytest.approx(beta.ppf([0.05, 0.95], 3.5, 8.5))


def test_figures_without_values_are_null_not_nan() -> None:
    empty = Figure("measured", "energy", "share", np.full(3, np.nan))

    assert summary(empty) == {"mean": None, "p05": None, "p95": None}


def test_every_mission_has_a_target_in_its_unit(pair: list[Outcomes]) -> None:
    for mission in MISSIONS:
        target = pair[0].figure("target", mission.key)
        assert (target.unit, target.values[0]) == (mission.unit, mission.target)


def test_who_takes_part_is_told_by_age_and_fifth() -> None:
    outcomes = run(Scenario(name="quiet"), citizens=2888, replicates=1, months=1)

    table = outcomes.by_age_and_fifth()

    assert table.columns.tolist() == ["D1", "D2", "D3", "D4", "D5"]
    assert table.index.tolist()[0] == "18 to 24"
    assert table.shape == (6, 5)
    assert table.to_numpy().min() >= 0.0
    assert table.to_numpy().max() <= 1.0


def test_working_together_costs_what_its_levers_and_prices_say() -> None:
    quiet = {"council": 0.0, "council_external": 0.0, "quality_enforcement": 0.0}
    levers = {"capability_spend": 0.0, "business_match": 0.0, "audit": 0.0}
    more = {f"missions.default.{n}": v for n, v in (quiet | levers).items()}
    spends = [more | {"missions.default.capability_spend": x} for x in (0.0, 0.02)]
    scenarios = [
        Scenario(name=f"s{i}").with_levers(chosen) for i, chosen in enumerate(spends)
    ]

    found = run_together(scenarios, Settings(citizens=2888, replicates=1, months=14))

    less, dearer = (f.figure("coordination_cost").values[0] for f in found)
    assert dearer - less == pytest.approx(0.02, abs=1e-9)
