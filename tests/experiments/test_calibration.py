"""Claims about calibration: it finds what is known, and looks at no governance."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.calibration import targets as targets_module
from experiments.calibration.candidates import beliefs_of, lucks
from experiments.calibration.learning import beliefs_table, coverage, information
from experiments.calibration.measuring import MEASURES, figure_names
from experiments.calibration.moved import ALL, OUTCOME, best_shares, rankings
from experiments.calibration.playing import figure
from experiments.calibration.running import calibrate
from experiments.calibration.searching import Found, Problem, search
from experiments.calibration.targets import (
    USUAL,
    Target,
    Waves,
    load_targets,
    shipped_targets,
)
from experiments.calibration.value import perfect_information, value_of_evidence
from experiments.calibration.weighing import (
    effective,
    inclusion,
    quantiles,
    resampled,
    weights_of,
)
from experiments.calibration.without import page as page_without
from experiments.calibration.without import rows_without, weights_without
from experiments.claims.claim import load_claims
from sim.cli import main
from sim.errors import GroundswellError, InputError
from sim.scenario import layers
from sim.scenario.beliefs import declared_beliefs, draw_beliefs
from sim.scenario.names import MISSIONS
from sim.scenario.priors import Uniform
from tests.experiments.calibration_fakes import SMALL, Quick, closed_form, toy

DECLARED = declared_beliefs()
WAVES = Waves(draws=(80, 60, 600), candidates=8_000, implausible=3.0, rows=50)
# Rows of the table of evidence that are kept for validation.
HELD_BACK = frozenset(
    f"E{n:03d}"
    for n in (
        8, 13, 14, 25, 33, 34, 38, 53, 54, 55, 56, 57, 58, 62, 63, 65, 66, 70, 77,
        87, 97, 98, 105, 170, 171, 242, 260, 261, 262, 263, 271, 272, 285, 286, 288,
        289, 290, 291, 292, 293, 296, 297, 300, 304, 307, 308, 309, 310, 311, 312,
        313, 316, 317, 321, 323,
    )
)  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    return path


def test_only_the_status_quo_is_loaded_of_all_presets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    original = layers.preset_path

    def spy(name: str) -> Path:
        asked.append(name)
        return original(name)

    monkeypatch.setattr(layers, "preset_path", spy)
    found = load_targets()

    assert set(asked) == {USUAL}
    assert {s.name for s in found.design.scenarios if s.name == USUAL} == {USUAL}


def test_every_episode_moves_one_thing_away_from_the_status_quo() -> None:
    text = shipped_targets().read_text()

    for name in ("blair", "demos", "hybrid", "devolve", "mobilis", "localism"):
        assert name not in text.lower()
    usual, *episodes = load_targets().design.scenarios
    for episode in episodes:
        events = episode.events
        own = set(episode.to_toml().splitlines()) - set(usual.to_toml().splitlines())
        assert events or own
        assert len({event.kind for event in events}) <= 1


def test_no_row_that_is_kept_for_validation_is_fitted_or_shown() -> None:
    for target in load_targets().targets:
        assert not HELD_BACK & set(target.rows), target.name


def test_all_patterns_and_rows_meant_for_calibration_are_dealt_with() -> None:
    found = load_targets()
    named = " ".join(
        [target.name for target in found.targets] + [one.name for one in found.left_out]
    ).replace(",", " ")
    dealt = {word.rstrip("ab") for word in named.split()}

    assert {f"P{n}" for n in range(1, 11)} <= dealt
    assert {f"C{n}" for n in range(1, 17)} <= dealt


def test_figures_have_names_of_their_own() -> None:
    assert len(set(figure_names())) == len(figure_names())
    assert set(MEASURES) < set(figure_names())


def test_candidates_are_the_draws_of_the_priors() -> None:
    x = beliefs_of(7, 5) / np.sqrt(12.0) + 0.5
    names = [luck.name for luck in lucks()]
    spin, noise = DECLARED["spin"].prior, DECLARED["local_noise"].prior
    assert isinstance(spin, Uniform)
    assert isinstance(noise, Uniform)

    for r in range(5):
        drawn = draw_beliefs(7, r)
        for name, prior in (("spin", spin), ("local_noise", noise)):
            u = x[r, names.index(name)]
            assert drawn[name] == pytest.approx(prior.quantile(u, 0.0))
        spillovers = drawn["spillover"]
        assert isinstance(spillovers, tuple)
        for m, mission in enumerate(MISSIONS):
            u = x[r, names.index(f"spillover.{mission}")]
            again = DECLARED["spillover"].value_at(u, m)
            assert spillovers[m] == pytest.approx(again)


@pytest.fixture(scope="module")
def noisy() -> tuple[Problem, Found]:
    """Return the linear model with some luck, and what three waves find."""
    problem = toy(noise=0.1)
    return problem, search(problem, WAVES, seed=1)


def test_a_linear_model_with_normal_beliefs_gives_the_closed_form(
    noisy: tuple[Problem, Found],
) -> None:
    problem, found = noisy

    # Luck adds its variance to each target's own, on average over draws.
    mean, covariance = closed_form(noise=0.1)
    x = problem.beliefs[found.draws]
    error = np.sqrt(np.diag(covariance) / effective(found.weights))
    assert effective(found.weights) > 200
    assert np.abs(found.weights @ x - mean).max() < 4.0 * error.max()
    spread = np.sqrt(found.weights @ (x - found.weights @ x) ** 2)
    assert spread == pytest.approx(np.sqrt(np.diag(covariance)), rel=0.2)


def test_without_a_target_what_it_taught_is_unlearnt_and_the_rest_stays(
    noisy: tuple[Problem, Found],
) -> None:
    problem, found = noisy
    x = problem.beliefs[found.draws]
    before, after = found.weights, weights_without(problem, found, "T1")

    # T0 is about the first two beliefs, T1 about the third alone.
    assert (before @ x)[2] < -0.5
    assert abs((after @ x)[2]) < 0.25
    assert (after @ x)[:2] == pytest.approx((before @ x)[:2], abs=0.25)
    assert after[~found.plausible].sum() > 0.1
    assert effective(after) > 10.0
    said = page_without(problem, found, "T1")
    assert "| `b2` | " in said.splitlines()[4]
    rows = rows_without(found, after, 50, 1)
    assert set(rows.tolist()) <= set(found.draws.tolist())


def test_a_target_that_was_not_fitted_cannot_be_left_out(
    noisy: tuple[Problem, Found],
) -> None:
    with pytest.raises(InputError, match=r"'T2' is not known.*T0, T1"):
        weights_without(*noisy, "T2")


def test_what_was_learnt_and_what_was_not_is_told(
    noisy: tuple[Problem, Found],
) -> None:
    problem, found = noisy

    table = beliefs_table(problem, found).set_index("belief")
    assert set(table.index[:2]) == {"b0", "b2"}
    assert table["learnt"].loc[["b0", "b2"]].all()
    assert not table["learnt"].loc[["b3", "b4", "b5"]].any()
    told = information(problem, found)
    assert int((told.values > 1.0).sum()) == 2
    (pair,) = told.alike
    assert pair[:2] == ("b0", "b1")


def test_intervals_hold_known_beliefs_as_often_as_they_say(
    noisy: tuple[Problem, Found],
) -> None:
    problem, found = noisy

    told = coverage(problem, found, ["b0", "b1", "b2"], seed=1)
    assert told.n_truths == 50
    assert 0.80 <= told.learnt <= 0.97
    assert 0.80 <= told.by_belief.mean() <= 0.97
    assert told.narrowed > 0.1


def test_emulators_do_on_fresh_runs_what_they_promise(
    noisy: tuple[Problem, Found],
) -> None:
    problem, found = noisy

    x = problem.beliefs[found.waves[2].draws]
    for k, emulator in enumerate(found.waves[1].emulators):
        missed = found.waves[2].figures[:, k] - emulator.model.predict(x)
        assert np.sqrt((missed**2).mean()) == pytest.approx(emulator.error, rel=0.25)
        assert emulator.explained > 0.8


def test_a_target_out_of_reach_is_named_and_not_fitted() -> None:
    problem = toy()
    far = problem.targets[1].model_copy(update={"value": 50.0})

    found = search(problem._replace(targets=(problem.targets[0], far)), WAVES, seed=1)
    assert found.fitted == (0,)
    assert found.out_of_reach == (1,)


def test_a_target_that_all_draws_meet_is_neither_fitted_nor_run_again() -> None:
    problem = toy()
    wide = problem.targets[1].model_copy(update={"sd": 50.0})

    found = search(problem._replace(targets=(problem.targets[0], wide)), WAVES, seed=1)
    assert found.fitted == (0,)
    assert found.met_by_all == (1,)
    assert np.isnan(found.waves[2].figures[:, 1]).all()


def test_a_draw_of_the_wrong_sign_weighs_nothing() -> None:
    problem = toy()
    sign = problem.targets[1].model_copy(
        update={"kind": targets_module.Kind.ABOVE, "value": 0.0, "sd": 1e-3}
    )

    problem = problem._replace(targets=(problem.targets[0], sign))
    found = search(problem, WAVES, seed=1)
    below = found.figures[:, 1] < -0.01
    told = coverage(problem, found, ["b0", "b2"], seed=1)
    assert 0.80 <= told.learnt <= 0.97
    assert below.any()
    assert found.weights[below].max() < 1e-12


def test_chances_add_up_and_keep_to_what_is_plausible() -> None:
    fit = -np.arange(1000) / 20.0
    plausible = np.arange(1000) % 2 == 0

    chances = inclusion(fit, plausible, 100, 0.1)
    assert chances.sum() == pytest.approx(100, rel=0.01)
    assert chances[~plausible].max() == 0.0
    assert chances[plausible].min() > 0.0
    assert chances.max() <= 1.0
    assert inclusion(fit, plausible, 600, 0.1)[plausible].min() == 1.0


def test_weights_allow_for_the_chance_of_having_been_run() -> None:
    weights = weights_of(np.log([0.2, 0.2]), np.array([1.0, 0.25]))

    assert weights.tolist() == pytest.approx([0.2, 0.8])
    assert effective(np.full(7, 1 / 7)) == pytest.approx(7.0)
    rows = resampled(np.array([0.0, 0.25, 0.75]), 400, seed=1)
    assert np.bincount(rows).tolist() == pytest.approx([0, 100, 300], abs=1)
    same = np.full(101, 1 / 101)
    assert quantiles(np.arange(101.0), same, [0.5]) == pytest.approx([50.0])


def test_a_figure_may_be_a_ratio_a_change_or_a_contrast() -> None:
    base = load_targets().targets[0].model_dump() | {"name": "x"}
    series = {
        ("a", "trust", None): np.array([1.0, 2.0, 4.0, 4.0]),
        ("b", "trust", None): np.array([1.0, 1.0, 3.0, 3.0]),
        ("a", "civic_legacy", None): np.array([1.0, 1.0, 2.0, 2.0]),
    }

    def made(**changes: object) -> float:
        given = {"outcome": "trust", "months": (3, 4), "contrast": {"a": 1}}
        plain = {"since": None, "over": None, "relative": False}
        return figure(Target.model_validate(base | plain | given | changes), series)

    assert made() == 4.0
    assert made(over="civic_legacy") == 2.0
    assert made(since=(1, 2)) == 2.5
    assert made(since=(1, 2), relative=True) == pytest.approx(2.5 / 1.5)
    assert made(contrast={"a": 1, "b": -1}) == 1.0
    assert np.isnan(made(outcome="protest_monthly"))


def test_a_calibration_that_was_ended_goes_on_to_the_same_bytes(
    small: Path, tmp_path: Path
) -> None:
    targets = load_targets(small)
    whole, ended = tmp_path / "whole", tmp_path / "ended"
    calibrate(targets, whole, n_workers=1, simulation=Quick())
    log = tmp_path / "log"
    stopping = Quick(stop_after=40, log=log)
    with pytest.raises(GroundswellError, match="stopped on purpose"):
        calibrate(targets, ended, n_workers=1, simulation=stopping)
    n_before = len(list((ended / "batch" / "runs").glob("*.parquet")))

    found = calibrate(targets, ended, n_workers=1, simulation=Quick())
    assert 0 < n_before < found.found.draws.size
    names = ["accepted.csv", "accepted.json", "summary.md", "targets.csv",
             "beliefs.csv", "emulators.csv", "waves.csv", "coverage.csv"]  # fmt: skip
    for name in names:
        assert (whole / name).read_bytes() == (ended / name).read_bytes(), name
    rows = np.genfromtxt(ended / "accepted.csv", delimiter=",", names=True)
    assert len(rows) == 25
    assert rows["spin"].mean() == pytest.approx(0.3, abs=0.05)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('outcome = "trust"', 'outcome = "trusts"', "'trusts' is not known.*trust"),
        ("months = 24", "months = 12", r"targets spin\.months: \(13, 24\) will not do"),
        ("sd = 0.05", "sd = 0", r"targets spin\.sd: 0 is not above 0"),
        ("citizens = 2888", "citizens = 100", r"runs\.citizens: 100 is below 2888"),
        ("[30, 20, 40]", "[3, 20, 40]", "give 20 or more a wave"),
        ("candidates = 2000", "candidates = 50", "at least as many as all draws"),
        ("[waves]", "[wave]", "'wave' is not known.*Did you mean waves"),
        ("value = 0.3", "value = 0.3\nworth = 1", "'worth' is not known"),
        ("value = 0.3", "", r"targets spin\.value: it is missing"),
        ('outcome = "trust"', 'outcome = "measured"', "measured needs mission"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_nothing_is_written(
    small: Path, tmp_path: Path, before: str, after: str, message: str
) -> None:
    small.write_text(SMALL.replace(before, after, 1))

    with pytest.raises(InputError, match=message):
        load_targets(small)
    out = tmp_path / "out"
    words = ["calibrate", "--targets", str(small), "--out", str(out)]
    assert CliRunner().invoke(main, words).exit_code == 2
    assert not out.exists()


def test_what_it_is_worth_to_know_a_belief_is_as_in_closed_form() -> None:
    chance = np.random.default_rng(1)
    x = chance.uniform(-1.0, 1.0, (2000, 4))
    # Only the first matters: its choice is worth max(x, 0) if it is known, else 0.
    gains = pd.DataFrame({"act": x[:, 0] + 0.3 * x[:, 1] * x[:, 2], "wait": 0.0})
    beliefs = pd.DataFrame(x, columns=["a", "b", "c", "d"])

    found = value_of_evidence(beliefs, gains)
    first, *others = found.to_dict("records")
    assert first["belief"] == "a"
    assert first["value"] == pytest.approx(0.25, abs=0.03)
    assert (first["choice_low"], first["choice_high"]) == ("wait", "act")
    assert all(row["value"] < 0.02 for row in others)
    assert perfect_information(gains) > first["value"]


def test_rankings_before_and_after_are_compared_mission_by_mission() -> None:
    rows = [
        {"replicate": r, "scenario": s, "mission": m, "outcome": OUTCOME, "value": v}
        for r in range(2)
        for m in MISSIONS
        for s, v in (("calm", 50.0), ("bold", 52.0 + r), ("wild", 40.0))
    ]
    before = pd.DataFrame(rows)
    after = before.assign(value=100.0 - before["value"])

    found = rankings(before, after)
    assert found.loc[ALL, "before"] == "bold"
    assert found.loc["nhs", "after"] == "wild"
    assert found["agreement"].tolist() == pytest.approx([-1.0] * 6)
    assert best_shares(before).loc["bold", ALL] == 1.0


def test_claims_and_calibration_share_no_scenario_but_the_status_quo() -> None:
    own = {scenario.name for scenario in load_targets().design.scenarios}
    of_claims = {s.name for claim in load_claims() for s in claim.design.scenarios}

    assert own & of_claims <= {USUAL}
