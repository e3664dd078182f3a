from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.batch import run_batch
from experiments.results import Results
from sim.errors import InputError
from tests.experiments.batch_fakes import Fake, small_design


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("batch")
    run_batch(small_design(4, 3), folder, n_workers=1, simulation=Fake())
    return Results(folder)


def test_the_table_has_a_row_for_each_run_and_outcome(results: Results) -> None:
    table = results.table()

    assert list(table) == [
        *("run", "point", "scenario", "sample", "audit", "replicate"),
        *("mission", "outcome", "unit", "value"),
    ]
    assert len(table) == 4 * 3 * 2
    assert table["run"].nunique() == 12
    assert set(table["audit"]) == {0.0, 0.25, 0.5, 0.75}
    assert not table["unit"].isna().any()


def test_outcomes_can_be_chosen(results: Results) -> None:
    assert set(results.table(["trust"])["outcome"]) == {"trust"}
    with pytest.raises(InputError, match="'truth' was not kept"):
        results.table(["truth"])


def test_months_have_steps_and_places(results: Results) -> None:
    months = results.months()

    assert len(months) == 12
    assert set(months["step"]) == {1}
    assert set(months["place"]) == {"UK"}


def test_differences_pair_runs_of_the_same_luck(results: Results) -> None:
    table = results.table(["trust"]).set_index(["audit", "replicate"])["value"]

    found = results.differences("audit", outcomes=["trust"])

    assert len(found) == 3 * 3
    assert set(found["baseline"]) == {0.0}
    for row in found.itertuples():
        expected = table[row.audit, row.replicate] - table[0.0, row.replicate]
        assert row.difference == pytest.approx(expected, abs=0.0)


def test_differences_know_their_axes_and_values(results: Results) -> None:
    with pytest.raises(InputError, match=r"Did you mean audit\?"):
        results.differences("audits")
    with pytest.raises(InputError, match=r"no run has audit 0\.1"):
        results.differences("audit", baseline=0.1)


def test_the_design_and_beliefs_come_back(results: Results) -> None:
    design, beliefs = results.design, results.beliefs()

    assert design == small_design(4, 3)
    assert len(beliefs) == 4 * 3 * 5
    assert "spillover" in beliefs
    assert np.isfinite(beliefs["spillover"]).all()
    pd.testing.assert_frame_equal(
        results.points()[["point"]].astype(int), pd.DataFrame({"point": range(4)})
    )


def test_a_folder_without_a_batch_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no batch\.json"):
        Results(tmp_path)
