"""Folders that can be cited, checked and made again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.batch import run_batch
from experiments.calibration.running import calibrate
from experiments.calibration.targets import load_targets
from experiments.cite import bibtex
from experiments.claims.claim import Claim
from experiments.claims.running import run_claims
from experiments.design import Design
from experiments.reproduce import differences, reproduce
from experiments.store import write_results
from experiments.store.record import read_record
from experiments.validation.episode import load_episodes
from experiments.validation.running import Options, run_validation
from sim.errors import InputError
from sim.results import Settings
from sim.scenario.scenario import Scenario
from sim.simulate import run_together
from tests.experiments.calibration_fakes import SMALL, Quick
from tests.experiments.claims_fakes import Known, write_claim

KNOWN = Known(5)


def design() -> Design:
    base = Scenario.load("status_quo_2025")
    checked = base.with_levers({"missions.nhs.audit": 1.0})
    return Design(
        name="two",
        scenarios=(base, replace(checked, name="checked")),
        replicates=4,
        citizens=3000,
        months=12,
    )


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "batch"
    run_batch(design(), folder, n_workers=1, simulation=KNOWN)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def again(folder: Path) -> tuple[bool, str]:
    found = reproduce(folder, n_workers=1, simulation=KNOWN)
    return found.is_same, "\n".join(found.notes)


def test_a_batch_made_again_has_the_same_bytes(batch: Path) -> None:
    assert again(batch) == (True, "")


def test_an_altered_byte_is_told(batch: Path) -> None:
    path = batch / "outcomes.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)

    is_same, notes = again(batch)

    assert not is_same
    assert "outcomes.parquet: it was altered since it was written" in notes
    assert "outcomes.parquet: the bytes differ" in notes


def test_an_altered_parameter_is_told_by_column(batch: Path) -> None:
    record = batch / "record.json"
    edit(record, "audit = 1.0", "audit = 0.5")

    is_same, notes = again(batch)

    assert not is_same
    assert "record.json: its inputs are not those of" in notes
    assert "value in 8 of 16 rows, by up to 5 (mission_index, trust)" in notes


def test_another_version_is_told(batch: Path) -> None:
    own = read_record(batch).model
    edit(batch / "record.json", f'"{own}"', '"0.0.1+elsewhere"')

    is_same, notes = again(batch)

    assert not is_same
    assert notes.startswith("made with model 0.0.1+elsewhere")
    assert "the bytes differ" not in notes


def test_claims_made_again_have_the_same_bytes(tmp_path: Path) -> None:
    claim = Claim.load("participation_raises_trust")
    small = claim.design.changed(replicates=4, citizens=3000, months=12)
    own = claim.model_copy(update={"design": small})
    run_claims([own], tmp_path / "claims", n_workers=1, simulation=KNOWN)

    assert again(tmp_path / "claims") == (True, "")


def test_claims_that_do_not_ship_cannot_be_made_again(tmp_path: Path) -> None:
    claim = Claim.load(write_claim(tmp_path / "checks.toml"))
    run_claims([claim], tmp_path / "claims", n_workers=1, simulation=KNOWN)

    with pytest.raises(InputError, match="claims that do not ship here: checks"):
        again(tmp_path / "claims")


def test_a_calibration_made_again_has_the_same_bytes(tmp_path: Path) -> None:
    file, folder = tmp_path / "mine.toml", tmp_path / "calibration"
    file.write_text(SMALL)
    calibrate(load_targets(file), folder, n_workers=1, simulation=Quick())
    file.unlink()  # its record holds all of it

    same = reproduce(folder, n_workers=1, simulation=Quick())

    assert (same.is_same, same.notes) == (True, ())
    assert {"accepted.csv", "accepted.json", "summary.md"} <= set(same.compared)


def test_columns_that_differ_are_named_whatever_they_hold(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, row in ((here, "a,True,1.5"), (there, "b,False,1.75")):
        folder.mkdir()
        (folder / "t.csv").write_text(f"word,flag,number\n{row}\nc,True,2.0\n")

    (note,) = differences(here, there, "t.csv")

    assert note == (
        "t.csv: the bytes differ; word in 1 of 2 rows; flag in 1 of 2 rows; "
        "number in 1 of 2 rows, by up to 0.25"
    )


def test_validation_made_again_has_the_same_bytes_and_tells_changed_episodes(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "validation"
    options = Options(draws=1, citizens=2888, n_workers=1, hindcast=False)
    run_validation(folder, options)
    (played,) = [e.hash for e in load_episodes() if e.name == "o06_letters"]
    edit(folder / "record.json", played, "0" * 64)

    found = reproduce(folder, n_workers=1)

    assert {"rows.csv", "summary.md", "batch/outcomes.parquet"} <= set(found.compared)
    # What it says of its inputs, and no difference in any file.
    record, episode = found.notes
    assert record.startswith("record.json: its inputs are not those of")
    assert episode == "episode o06_letters: its file is not the one that was played"


def test_a_sealed_folder_is_a_valid_crate(batch: Path) -> None:
    crate = json.loads((batch / "ro-crate-metadata.json").read_text())
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    root = entities["./"]

    assert len(entities) == len(crate["@graph"])
    about = entities["ro-crate-metadata.json"]
    assert about["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert about["about"] == {"@id": "./"}
    for field in ("name", "description", "datePublished", "license"):
        assert root[field]
    for part in root["hasPart"]:
        assert (batch / part["@id"]).exists()
    for entity in entities.values():
        for value in entity.values():
            for found in value if isinstance(value, list) else [value]:
                if isinstance(found, dict):
                    address = found["@id"]
                    assert address in entities or address.startswith("http")


def test_a_batch_gone_on_with_keeps_its_record(batch: Path) -> None:
    before = (batch / "record.json").read_bytes()

    run_batch(design(), batch, n_workers=1, simulation=KNOWN)

    assert (batch / "record.json").read_bytes() == before


def test_the_citation_carries_the_identifier(batch: Path) -> None:
    record = read_record(batch)
    entry = bibtex(batch)

    assert entry.startswith(f"@misc{{groundswell-{record.identifier},")
    assert entry.count("{") == entry.count("}")
    assert f"batch {record.identifier}" in entry
    assert record.identifier in record.citation


@pytest.mark.parametrize("ask", [bibtex, reproduce])
def test_a_folder_of_something_else_is_refused(tmp_path: Path, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(InputError, match=r"neither record\.json nor manifest\.json"):
        ask(tmp_path)


@pytest.mark.slow
def test_a_run_is_made_again_and_an_altered_lever_told(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    scenario = Scenario.load("status_quo_2025")
    settings = Settings(citizens=2888, replicates=1, months=2)
    write_results(folder, run_together([scenario], settings), command="as typed")

    found = reproduce(folder)
    manifest = folder / "manifest.json"
    edit(manifest, "introspection = 0.35", "introspection = 0.8")
    other = reproduce(folder)

    assert found.notes == ()
    assert "manifest.json: its inputs are not those of" in other.notes[0]
    assert any("value in" in note and "by up to" in note for note in other.notes)
    assert f"run {json.loads(manifest.read_text())['identifier']}" in bibtex(folder)
