"""Analyses, on functions and boxes whose answers are known."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from experiments.analysis.frontier import frontier
from experiments.analysis.prim import find_box
from experiments.analysis.regimes import TOO_CLOSE, regime_table
from experiments.analysis.regret import standings
from experiments.analysis.scores import feature_scores
from experiments.analysis.sensitivity import of_sample, rank_correlations
from experiments.analysis.study import study
from experiments.analysis.writing import write_study
from experiments.batch import run_batch
from experiments.design import Design
from experiments.results import Results
from experiments.sampling import Method, Sampling, sample
from sim.errors import InputError
from tests.experiments.claims_fakes import Known

type Floats = NDArray[np.float64]

_A, _B = 7.0, 0.1
_G = np.array([0.0, 1.0, 4.5, 9.0, 99.0])


def ishigami(rows: Floats) -> Floats:
    x = np.pi * (2.0 * rows - 1.0)
    return np.asarray(
        np.sin(x[:, 0])
        + _A * np.sin(x[:, 1]) ** 2
        + _B * x[:, 2] ** 4 * np.sin(x[:, 0])
    )


def ishigami_indices() -> tuple[Floats, Floats]:
    """Return first-order and total indices, in closed form."""
    v1 = 0.5 * (1.0 + _B * np.pi**4 / 5.0) ** 2
    v2 = _A**2 / 8.0
    v13 = 8.0 * _B**2 * np.pi**8 / 225.0
    total = v1 + v2 + v13
    return np.array([v1, v2, 0.0]) / total, np.array([v1 + v13, v2, v13]) / total


def g_function(rows: Floats) -> Floats:
    return np.asarray(np.prod((np.abs(4.0 * rows - 2.0) + _G) / (1.0 + _G), axis=1))


def g_indices() -> tuple[Floats, Floats]:
    parts = 1.0 / (3.0 * (1.0 + _G) ** 2)
    whole = np.prod(1.0 + parts) - 1.0
    return parts / whole, parts / (1.0 + parts) * np.prod(1.0 + parts) / whole


def names(n: int) -> tuple[str, ...]:
    return tuple(f"x{k + 1}" for k in range(n))


@pytest.mark.parametrize(
    ("function", "exact", "n_inputs"),
    [(ishigami, ishigami_indices(), 3), (g_function, g_indices(), 5)],
)
def test_sobol_indices_are_those_in_closed_form(
    function: Callable[[Floats], Floats], exact: tuple[Floats, Floats], n_inputs: int
) -> None:
    sampling = Sampling(method=Method.SOBOL, samples=2048)
    values = function(sample(sampling, n_inputs, 3))

    found = of_sample(sampling, names(n_inputs), values, 3)

    final = found[found["n"] == found["n"].max()]
    for index, wanted in zip(("first", "total"), exact, strict=True):
        rows = final[final["index"] == index]
        assert rows["value"].to_numpy() == pytest.approx(wanted, abs=0.04)
        half = rows["high"] - rows["value"]
        assert (np.abs(rows["value"] - wanted) <= 1.5 * half + 0.01).all()


def test_convergence_is_shown_and_intervals_shrink() -> None:
    sampling = Sampling(method=Method.SOBOL, samples=1024)
    found = of_sample(sampling, names(3), ishigami(sample(sampling, 3, 3)), 3)
    total = found[(found["index"] == "total") & (found["input"] == "x1")]
    widths = (total["high"] - total["low"]).to_numpy()

    assert list(total["n"]) == [1280, 2560, 5120]
    assert widths[0] > widths[-1] > 0.0


def test_morris_puts_inputs_in_order() -> None:
    sampling = Sampling(method=Method.MORRIS, samples=200)
    values = g_function(sample(sampling, 5, 3))

    found = of_sample(sampling, names(5), values, 3)

    final = found[(found["n"] == found["n"].max()) & (found["index"] == "mu_star")]
    ordered = final.sort_values("value", ascending=False)["input"]
    assert list(ordered) == list(names(5))
    # The last input moves the function by a hundredth of its value.
    assert final["value"].iloc[-1] < 0.05 * final["value"].iloc[0]


def test_rank_correlations_are_those_of_a_line() -> None:
    rows = np.random.default_rng(1).random((2000, 3))
    inputs = pd.DataFrame(rows, columns=list(names(3)))

    found = rank_correlations(inputs, 3.0 * rows[:, 0] - 4.0 * rows[:, 1])

    # Near Pearson's, 3/5 and −4/5, and 0 for what does not matter.
    assert found["value"].to_numpy() == pytest.approx([0.6, -0.8, 0.0], abs=0.06)
    assert (found["low"] < found["value"]).all()


def test_nothing_that_varies_has_no_index() -> None:
    sampling = Sampling(method=Method.SOBOL, samples=64)
    found = of_sample(sampling, names(3), np.full(320, 1.5), 3)

    assert (found["value"] == 0.0).all()


def test_scores_name_the_inputs_that_matter_and_no_other() -> None:
    rows = np.random.default_rng(2).random((400, 8))
    inputs = pd.DataFrame(rows, columns=list(names(8)))

    found = feature_scores(inputs, 3.0 * rows[:, 2] + 2.0 * rows[:, 5])

    assert list(found["input"].iloc[:2]) == ["x3", "x6"]
    assert list(found[found["score"] > found["bar"]]["input"]) == ["x3", "x6"]
    assert found["score"].sum() == pytest.approx(1.0)


def test_a_planted_box_is_found() -> None:
    rows = np.random.default_rng(3).random((1000, 6))
    inputs = pd.DataFrame(rows, columns=list(names(6)))
    happens = (rows[:, 1] > 0.6) & (rows[:, 4] < 0.5)

    box = find_box(inputs, happens)

    limits = {limit.input: limit for limit in box.limits}
    assert set(limits) == {"x2", "x5"}
    assert limits["x2"].low == pytest.approx(0.6, abs=0.05)
    assert limits["x5"].high == pytest.approx(0.5, abs=0.05)
    assert box.coverage > 0.9
    assert box.density > 0.9
    assert box.mass == pytest.approx(0.2, abs=0.04)


def test_no_box_is_found_in_noise() -> None:
    chance = np.random.default_rng(4)
    inputs = pd.DataFrame(chance.random((200, 20)), columns=list(names(20)))
    found = [find_box(inputs, chance.random(200) < 0.5).limits for _ in range(10)]

    assert sum(bool(limits) for limits in found) <= 4


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_what_never_or_always_happens_has_no_box(share: float) -> None:
    inputs = pd.DataFrame(np.random.default_rng(5).random((50, 2)), columns=["a", "b"])

    assert find_box(inputs, np.full(50, share > 0.5)).limits == ()


def table(values: dict[str, list[float]], across: float = 0.0) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "scenario": name,
                "replicate": draw,
                "across": across,
                "up": 1.0,
                "mission": "nhs",
                "value": value,
            }
            for name, own in values.items()
            for draw, value in enumerate(own)
        ]
    )


def test_regret_and_shares_by_hand() -> None:
    own = table({"a": [1.0, 5.0, 2.0, 2.0], "b": [3.0, 4.0, 2.0, 1.0]})

    found = standings(own, "scenario", "mission_index", ["replicate"])

    a, b = found.set_index("choice").loc[["a", "b"]].itertuples()
    assert (a.best, b.best) == (0.625, 0.375)
    assert (a.mean, a.max) == (0.5, 2.0)
    assert (b.mean, b.max) == (0.5, 1.0)
    assert a.error == pytest.approx(np.std([0, 1, 0.5, 1], ddof=1) / 2.0)


def test_a_map_says_what_is_too_close_to_call() -> None:
    clear = table({"a": [3.0, 3.1, 2.9], "b": [1.0, 1.2, 0.9]}, 0.0)
    close = table({"a": [3.0, 1.0, 2.0], "b": [2.0, 2.0, 1.9]}, 1.0)

    found = regime_table(
        pd.concat([clear, close]),
        "scenario",
        "across",
        "up",
        "mission_index",
        ["replicate", "across", "up"],
    ).set_index("across")

    assert found.loc[0.0, "winner"] == "a"
    assert found.loc[0.0, "margin"] == pytest.approx(5.9 / 3.0)
    assert found.loc[1.0, "winner"] == TOO_CLOSE
    assert found.loc[1.0, "leader"] == "a"


def test_more_difference_of_needs_allows_more_spillover() -> None:
    found = frontier("nhs", np.linspace(0.0, 1.0, 21), 0.85)
    there = found[~np.isnan(found)]

    assert there.size > 2
    assert (np.diff(there) > 0.0).all()


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two scenarios over forty draws; checks help in the first thirty."""
    design = Design.load("two_by_two").changed(citizens=3000, months=12, replicates=40)
    base = design.scenarios[0]
    checked = base.with_levers({"missions.nhs.audit": 1.0})
    folder = tmp_path_factory.mktemp("study") / "batch"
    chosen = design.model_copy(
        update={
            "axes": (),
            "scenarios": (base, replace(checked, name="checked")),
            "outcomes": ("mission_index", "trust"),
        }
    )
    run_batch(chosen, folder, n_workers=1, simulation=Known(30))
    return folder


def test_the_study_of_a_batch(batch: Path, tmp_path: Path) -> None:
    found = study(Results(batch))
    page = write_study(found, tmp_path / "one")
    again = write_study(study(Results(batch)), tmp_path / "two")

    (one,) = found.found
    assert one.contrast.name == "checked − status_quo_2025, mission_index, nhs"
    assert one.better == 0.75
    assert one.mean == pytest.approx(5.0)
    text = page.read_text()
    assert "75% ± 7" in text
    assert "src=" not in text
    files = sorted(path.name for path in page.parent.iterdir())
    assert {"standings.svg", "standings.pdf", "standings.png"} <= set(files)
    assert {"standings.csv", "standings.runs.txt", "scores.csv"} <= set(files)
    ET.parse(page.parent / "standings.svg")
    # Times stand in the record and the crate alone.
    for name in set(files) - {"record.json", "ro-crate-metadata.json"}:
        same = (page.parent / name).read_bytes() == (again.parent / name).read_bytes()
        assert same, name


def test_an_outcome_that_was_not_kept_is_refused(batch: Path) -> None:
    with pytest.raises(InputError, match=r"Did you mean trust\?"):
        study(Results(batch), "trsut")
