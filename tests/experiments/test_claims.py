"""Claims: their files, the runs they share, the verdicts of their own rules."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.claims.claim import Claim, claim_names, load_claims
from experiments.claims.conditions import conditions
from experiments.claims.frozen import history, read_stamps, register_path, stamp
from experiments.claims.judging import Verdict
from experiments.claims.pages import SUMMARY
from experiments.claims.running import BATCH, run_claims
from experiments.claims.shared import shared_design
from experiments.design import Design
from sim.errors import InputError
from tests.experiments.claims_fakes import Known, write_claim


def tried(folder: Path, model: Known | int, *changes: tuple[str, str]) -> Verdict:
    folder.mkdir(exist_ok=True)
    claim = Claim.load(write_claim(folder / "checks.toml", *changes))
    if isinstance(model, int):
        model = Known(model)
    found = run_claims([claim], folder / "out", n_workers=1, simulation=model)
    return found.findings[0].verdict


def test_what_rounding_leaves_speaks_for_no_claim(tmp_path: Path) -> None:
    any_difference = ("least = 0.5", "least = 0.0")

    rounded = tried(tmp_path / "a", Known(20, points=1e-12), any_difference)
    small = tried(tmp_path / "b", Known(20, points=1e-6), any_difference)

    assert rounded is Verdict.NOT_SUPPORTED
    assert small is Verdict.SUPPORTED


def test_at_least_fifteen_claims_ship_and_every_one_is_frozen() -> None:
    claims = load_claims()
    stamps = read_stamps(register_path())

    assert len(claims) >= 15
    assert set(stamps) == set(claim_names())
    for claim in claims:
        assert stamps[claim.name][-1]["sha256"] == claim.hash, claim.name


def test_claims_ask_for_the_draws_and_citizens_they_are_published_with() -> None:
    for claim in load_claims():
        assert claim.design.replicates >= 200
        assert claim.design.citizens >= 30_000


def test_what_claims_have_in_common_is_run_once() -> None:
    claims = load_claims()
    shared = shared_design(claims)
    all_scenarios = sum(len(claim.design.scenarios) for claim in claims)
    contents = {replace(s, name="any").hash for s in shared.design.scenarios}

    assert len(shared.design.scenarios) == len(contents) < all_scenarios
    for claim in claims:
        for scenario in claim.design.scenarios:
            name = shared.names[claim.name, scenario.name]
            one = next(s for s in shared.design.scenarios if s.name == name)
            assert replace(one, name="any").hash == replace(scenario, name="any").hash


@pytest.mark.parametrize(
    ("good_draws", "verdict"),
    [
        (20, Verdict.SUPPORTED),
        (12, Verdict.DEPENDS),
        (0, Verdict.NOT_SUPPORTED),
    ],
)
def test_the_verdict_follows_the_draws(
    tmp_path: Path, good_draws: int, verdict: Verdict
) -> None:
    assert tried(tmp_path, good_draws) is verdict


def test_a_difference_not_worth_naming_does_not_count(tmp_path: Path) -> None:
    lax = ("least = 0.5", "least = 11.0")
    assert tried(tmp_path, 20, lax) is Verdict.NOT_SUPPORTED


def test_all_contrasts_of_a_part_must_hold(tmp_path: Path) -> None:
    one = "{ checked = 1, status_quo_2025 = -1 }"
    other = "{ checked = -1, status_quo_2025 = 1 }"
    both = (f"[{one}]", f"[{one}, {other}]")
    assert tried(tmp_path, 20, both) is Verdict.NOT_SUPPORTED


def test_the_folder_tells_verdict_draws_and_runs(tmp_path: Path) -> None:
    tried(tmp_path, 15)
    out = tmp_path / "out"

    summary = (out / SUMMARY).read_text()
    runs = pd.read_csv(out / "runs.csv")
    parts = pd.read_csv(out / "parts.csv")
    differences = pd.read_csv(out / "differences.csv")

    assert "| Checks help. | **depends** | 75% ± 10 |" in summary
    assert len(runs) == 40
    assert set(runs["run"]) <= {p.stem.split("-")[0] for p in (out / BATCH).rglob("*")}
    assert parts["share"].item() == 0.75
    assert parts["share_reversed"].item() == 0.25
    assert differences["holds"].sum() == 15


def test_a_claim_changed_after_its_first_run_says_so(tmp_path: Path) -> None:
    tried(tmp_path, 12)

    tried(tmp_path, 12, ("supported_above = 0.66", "supported_above = 0.5"))

    assert "changed at" in (tmp_path / "out" / SUMMARY).read_text()


def test_stamps_keep_every_change(tmp_path: Path) -> None:
    first = Claim.load(write_claim(tmp_path / "checks.toml"))
    other = Claim.load(write_claim(tmp_path / "checks.toml", ("0.66", "0.5")))
    path = tmp_path / "stamps.json"

    one = stamp(path, [first], datetime(2026, 1, 1, tzinfo=UTC))
    two = stamp(path, [other], datetime(2026, 1, 2, tzinfo=UTC))
    three = stamp(path, [first], datetime(2026, 1, 3, tzinfo=UTC))

    assert history(first, one) == ""
    assert "changed at 2026-01-02" in history(other, two)
    assert "changed for a while" in history(first, three)
    assert [entry["at"][:10] for entry in json.loads(path.read_text())["checks"]] == [
        "2026-01-01",
        "2026-01-02",
        "2026-01-03",
    ]


def test_comments_change_no_stamp(tmp_path: Path) -> None:
    first = Claim.load(write_claim(tmp_path / "checks.toml"))
    other = Claim.load(write_claim(tmp_path / "checks.toml", ("least", "# why\nleast")))

    assert first.hash == other.hash


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("checked = 1,", "chekced = 1,", r"Did you mean checked\?"),
        ("checked = 1,", "checked = 2,", "do not sum to 0"),
        ('missions = ["nhs"]', 'missions = ["nsh"]', r"Did you mean nhs\?"),
        ('missions = ["nhs"]', "", "one value a mission"),
        ('outcome = "mission_index"', 'outcome = "cost"', "outcomes|cost"),
        ("least = 0.5", "least = -1.0", "-1.0 is below 0"),
        ("supported_above = 0.66", "supported_above = 0.2", "below 0.5"),
        ('sentence = "Checks help."', "", "sentence: it is missing"),
    ],
)
def test_a_faulty_claim_is_refused(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        Claim.load(write_claim(tmp_path / "checks.toml", (old, new)))


def test_a_design_without_a_claim_is_refused() -> None:
    with pytest.raises(InputError, match=r"Did you mean councils_matter\?"):
        Claim.load("council_matters")


def test_the_belief_that_decides_is_found_and_no_other() -> None:
    chance = np.random.default_rng(1)
    names = ["spillover", "heterogeneity", "trust_rate"]
    beliefs = pd.DataFrame(chance.random((60, 3)), columns=names)
    differences = beliefs["spillover"].to_numpy() - 0.5

    found = conditions(beliefs, differences, differences > 0.0)

    assert [c.belief for c in found] == ["spillover"]
    assert found[0].rank_correlation == pytest.approx(1.0)
    assert found[0].share_below < 0.2 < 0.8 < found[0].share_above


def test_chance_alone_decides_nothing() -> None:
    chance = np.random.default_rng(2)
    names = ["spillover", "heterogeneity", "trust_rate"]
    beliefs = pd.DataFrame(chance.random((200, 3)), columns=names)

    passed = [
        bool(conditions(beliefs, values, values > 0.0))
        for values in chance.standard_normal((40, 200))
    ]

    assert sum(passed) <= 6  # one in twenty, by its own word


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "missions", "mechanisms"),
    [
        ("targets_flatter", ("nhs",), ("gaming",)),
        ("asking_without_acting", (), ("tokenism", "voice")),
    ],
)
def test_mechanisms_switched_off_change_the_verdict(
    tmp_path: Path, name: str, missions: tuple[str, ...], mechanisms: tuple[str, ...]
) -> None:
    """A claim that rests on mechanisms must fall with them."""
    own = Claim.load(name)
    small = own.design.changed(replicates=12, citizens=2888, months=24)
    part = own.parts[0].model_copy(update={"missions": missions})
    claim = own.model_copy(update={"design": small, "parts": (part,)})
    rigged = claim.model_copy(update={"design": without(small, mechanisms)})

    as_it_is = run_claims([claim], tmp_path / "on", n_workers=2).findings[0]
    without_it = run_claims([rigged], tmp_path / "off", n_workers=2).findings[0]

    assert as_it_is.verdict is Verdict.SUPPORTED
    assert without_it.verdict is Verdict.NOT_SUPPORTED


def without(design: Design, mechanisms: tuple[str, ...]) -> Design:
    setting = {f"mechanisms.{mechanism}": False for mechanism in mechanisms}
    scenarios = tuple(s.with_levers(setting) for s in design.scenarios)
    return design.model_copy(update={"scenarios": scenarios})
