"""Result folders: whole or absent, the same bytes again, and never over another run."""

import errno
import fcntl
import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments import store
from experiments.provenance import command_of
from experiments.store import (
    column_hashes,
    content_hash,
    folder,
    read_manifest,
    read_results,
    results_folder,
    run_identifier,
    table,
    write_results,
)
from sim.errors import InputError
from sim.results import Detail, Outcomes
from sim.scenario.scenario import Scenario
from tests.experiments.fabricated import fabricated, scenarios, settings

FILES = {
    "outcomes.parquet",
    "manifest.json",
    "report.html",
    "ro-crate-metadata.json",
}
COMMAND = "groundswell compare today tomorrow"


@pytest.fixture(scope="module")
def written(two: list[Outcomes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("results") / "run"
    write_results(place, two, command=COMMAND)
    return place


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kilobytes, where the system lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode != 0:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture(autouse=True)
def short_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most claims here are about folders, and need no report that takes a second."""
    monkeypatch.setattr(
        store, "write_report", lambda path, *_: path.write_text("<!doctype html>")
    )


def bytes_of(place: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in place.iterdir() if file.is_file()}


def test_a_folder_holds_four_files(written: Path) -> None:
    assert {file.name for file in written.iterdir()} == FILES


def test_nothing_is_left_beside_a_folder(written: Path) -> None:
    assert [file.name for file in written.parent.iterdir()] == ["run"]


def test_the_same_run_gives_the_same_outcomes_to_the_byte(
    two: list[Outcomes], written: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"

    write_results(again, two, command="typed otherwise")

    first = (written / "outcomes.parquet").read_bytes()
    assert (again / "outcomes.parquet").read_bytes() == first


def test_an_identical_run_is_replaced_and_other_files_kept(
    two: list[Outcomes], tmp_path: Path
) -> None:
    place = tmp_path / "run"
    write_results(place, two, command="first")
    (place / "notes.txt").write_text("mine")
    (place / "figures").mkdir()
    (place / "figures" / "a.csv").write_text("1")

    write_results(place, two, command="second")

    assert read_manifest(place).command == "second"
    assert (place / "notes.txt").read_text() == "mine"
    assert (place / "figures" / "a.csv").read_text() == "1"
    assert [file.name for file in tmp_path.iterdir()] == ["run"]


def test_an_identical_run_is_replaced_where_folders_cannot_change_places_at_once(
    two: list[Outcomes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "run"
    write_results(place, two, command="first")
    monkeypatch.setattr(folder.ctypes, "CDLL", lambda *_, **__: object())

    write_results(place, two, command="second")

    assert read_manifest(place).command == "second"
    assert [file.name for file in tmp_path.iterdir()] == ["run"]


def test_another_run_in_the_way_is_refused_and_stays(
    two: list[Outcomes], tmp_path: Path
) -> None:
    place = tmp_path / "run"
    write_results(place, two, command=COMMAND)
    before = bytes_of(place)
    other = fabricated(scenarios("today", "tomorrow"), settings(seed=2))

    with pytest.raises(InputError, match=r"holds another run, .*today, tomorrow"):
        write_results(place, other, command=COMMAND)

    assert bytes_of(place) == before


def test_another_run_in_the_way_is_refused_before_anything_runs(
    two: list[Outcomes], tmp_path: Path
) -> None:
    place = tmp_path / "run"
    write_results(place, two, command=COMMAND)
    others = scenarios("elsewhere")

    with (
        pytest.raises(InputError, match="another run"),
        results_folder(place, others, settings()),
    ):
        pytest.fail("the folder was given")


def test_a_folder_that_is_no_run_is_refused(
    two: list[Outcomes], tmp_path: Path
) -> None:
    (tmp_path / "thesis.doc").write_text("ten years of work")

    with pytest.raises(InputError, match="not empty and no run"):
        write_results(tmp_path, two, command=COMMAND)

    assert [file.name for file in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_file_in_the_way_is_refused(two: list[Outcomes], tmp_path: Path) -> None:
    place = tmp_path / "run"
    place.write_text("a file")

    with pytest.raises(InputError, match="a file stands there"):
        write_results(place, two, command=COMMAND)


def test_an_empty_folder_is_filled(two: list[Outcomes], tmp_path: Path) -> None:
    place = tmp_path / "run"
    place.mkdir()

    write_results(place, two, command=COMMAND)

    assert {file.name for file in place.iterdir()} == FILES


def test_folders_above_are_made_and_unmade(two: list[Outcomes], tmp_path: Path) -> None:
    place = tmp_path / "a" / "b" / "run"

    with (
        pytest.raises(RuntimeError),
        results_folder(place, scenarios("today"), settings()),
    ):
        raise RuntimeError
    assert not (tmp_path / "a").exists()

    write_results(place, two, command=COMMAND)
    assert {file.name for file in place.iterdir()} == FILES


def test_twins_are_refused(two: list[Outcomes], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="two scenarios are called 'today'"):
        write_results(tmp_path / "run", [two[0], two[0]], command=COMMAND)


def test_two_writers_of_one_folder_do_not_meet(tmp_path: Path) -> None:
    place = tmp_path / "run"
    chosen = scenarios("today")

    with (
        results_folder(place, chosen, settings()),
        pytest.raises(InputError, match="another run is being written there"),
        results_folder(place, chosen, settings()),
    ):
        pytest.fail("the folder was given twice")


def test_what_a_killed_writer_left_is_taken_over(
    two: list[Outcomes], tmp_path: Path
) -> None:
    left = tmp_path / ".run.partial"
    (left / "deep").mkdir(parents=True)
    (left / "outcomes.parquet").write_text("half")

    write_results(tmp_path / "run", two, command=COMMAND)

    assert [file.name for file in tmp_path.iterdir()] == ["run"]
    assert {file.name for file in (tmp_path / "run").iterdir()} == FILES


def test_a_disk_without_locks_still_serves(
    two: list[Outcomes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", no_locks)

    write_results(tmp_path / "run", two, command=COMMAND)

    assert {file.name for file in (tmp_path / "run").iterdir()} == FILES


@pytest.mark.parametrize("during", ["write_report", "write_crate", "put_in_place"])
def test_a_full_disk_gives_one_clear_error_and_leaves_nothing(
    during: str,
    two: list[Outcomes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(f"experiments.store.{during}", full)

    with pytest.raises(InputError, match="no space left on device"):
        write_results(tmp_path / "run", two, command=COMMAND)

    assert list(tmp_path.iterdir()) == []


def test_a_small_disk_gives_one_clear_error_and_leaves_nothing(
    two: list[Outcomes], small_disk: Path
) -> None:
    with pytest.raises(InputError, match=r"no space left on device\. Free some space"):
        write_results(small_disk / "deep" / "run", two, command=COMMAND)

    assert list(small_disk.iterdir()) == []


def test_a_read_only_disk_gives_one_clear_error(
    two: list[Outcomes], small_disk: Path
) -> None:
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remount, check=True, capture_output=True)

    with pytest.raises(InputError, match="read-only file system"):
        write_results(small_disk / "run", two, command=COMMAND)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_ours_gives_one_clear_error(
    two: list[Outcomes], tmp_path: Path
) -> None:
    tmp_path.chmod(0o555)

    with pytest.raises(InputError, match="permission denied"):
        write_results(tmp_path / "run", two, command=COMMAND)


def test_a_folder_below_a_file_gives_one_clear_error(
    two: list[Outcomes], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(InputError, match="cannot be written there"):
        write_results(tmp_path / "file" / "run", two, command=COMMAND)


def test_outcomes_have_the_columns_and_types_of_the_contract(written: Path) -> None:
    found = pq.read_table(written / "outcomes.parquet")

    assert found.schema.equals(table.SCHEMA)
    assert found.schema.metadata is None
    assert pq.ParquetFile(written / "outcomes.parquet").metadata.metadata is None


def test_outcomes_are_sorted_and_defined(written: Path) -> None:
    found = pq.read_table(written / "outcomes.parquet")

    assert found.sort_by([(name, "ascending") for name in table.SORTED_BY]) == found
    assert not np.isnan(found["value"].to_numpy()).any()


def test_outcomes_hold_every_defined_value_once(
    two: list[Outcomes], written: Path
) -> None:
    expected = sum(
        int((~np.isnan(values)).sum()) for o in two for values in o.values.values()
    )
    expected += sum(
        int((~np.isnan(figure.values)).sum())
        for o in two
        for figure in o.figures()
        if figure.is_chance
    )

    found = read_results(written).outcomes

    assert len(found) == expected
    assert not found.duplicated(list(table.SORTED_BY)).any()


def test_outcomes_are_those_of_the_run(two: list[Outcomes], written: Path) -> None:
    found = read_results(written).outcomes
    chosen = found[
        (found.scenario == "tomorrow")
        & (found.outcome == "measured")
        & (found.mission == "nhs")
        & (found.place == "TLD")
        & (found.replicate == 2)
    ]

    expected = two[1].series("measured", "nhs", "TLD")[2]

    assert chosen.step.tolist() == expected.index.tolist()
    assert chosen.value.tolist() == expected.tolist()


def test_chances_stand_at_the_last_step_of_the_nation(
    two: list[Outcomes], written: Path
) -> None:
    found = read_results(written).outcomes
    chances = found[found.outcome == "on_course_chance"]

    assert set(chances.step) == {60}
    assert set(chances.place) == {"UK"}
    of_nhs = chances[(chances.scenario == "today") & (chances.mission == "nhs")]
    expected = two[0].figure("on_course_chance", "nhs").values.tolist()
    assert of_nhs.value.tolist() == expected


def test_national_detail_keeps_the_nation_alone(tmp_path: Path) -> None:
    how = settings(detail=Detail.NATIONAL, months=13)
    write_results(tmp_path / "run", fabricated(scenarios("a"), how), command=COMMAND)

    assert set(read_results(tmp_path / "run").outcomes.place) == {"UK"}


def test_missions_without_figures_leave_no_rows(tmp_path: Path) -> None:
    how = settings(months=13)
    found = fabricated(scenarios("a"), how, without=("nhs", "education"))
    write_results(tmp_path / "run", found, command=COMMAND)

    missions = read_results(tmp_path / "run").outcomes.mission.dropna()

    assert set(missions) == {"growth", "energy", "crime"}


def test_the_content_hash_knows_no_encoding(two: list[Outcomes], written: Path) -> None:
    found = pq.read_table(written / "outcomes.parquet")
    expected = read_manifest(written)
    coded = found.set_column(0, "scenario", found["scenario"].dictionary_encode())
    in_pieces = pa.concat_tables([found.slice(0, 7), found.slice(7)])

    assert column_hashes(found) == expected.content
    assert content_hash(found) == expected.content_hash
    assert content_hash(coded) == expected.content_hash
    assert content_hash(in_pieces) == expected.content_hash
    assert content_hash(table.long_table(two)) == expected.content_hash


def test_the_content_hash_knows_each_value(written: Path) -> None:
    found = pq.read_table(written / "outcomes.parquet")
    values = found["value"].to_numpy().copy()
    values[5] = np.nextafter(values[5], 1e9)
    changed = found.set_column(7, "value", pa.array(values))
    shorter = found.slice(1)
    before, after = column_hashes(found), column_hashes(changed)

    assert before["value"] != after["value"]
    assert before["place"] == after["place"]
    assert content_hash(shorter) != content_hash(found)


def test_words_that_run_together_differ() -> None:
    """Letters alone would not tell "ab", "c" from "a", "bc"."""
    row = {name: ["x", "x"] for name in ("scenario", "mission", "outcome")}
    numbers = {name: [1, 1] for name in ("replicate", "seed", "step", "value")}
    tables = [
        pa.table(row | numbers | {"place": place}).select(table.SCHEMA.names)
        for place in (["ab", "c"], ["a", "bc"])
    ]

    first, second = (column_hashes(t.cast(table.SCHEMA)) for t in tables)

    assert first["place"] != second["place"]


def test_check_sums_are_true(written: Path) -> None:
    manifest = read_manifest(written)

    assert set(manifest.files) == {"outcomes.parquet", "report.html"}
    for name, stored in manifest.files.items():
        content = (written / name).read_bytes()
        assert stored.sha256 == hashlib.sha256(content).hexdigest()
        assert stored.bytes == len(content)


def test_a_manifest_gives_back_the_run(two: list[Outcomes], written: Path) -> None:
    manifest = read_manifest(written)

    again, how = manifest.restored()

    assert again == [outcomes.scenario for outcomes in two]
    assert how == two[0].settings
    assert run_identifier(again, how) == manifest.identifier


def test_the_identifier_knows_scenarios_order_and_settings() -> None:
    a, b = scenarios("a", "b")
    base = run_identifier([a, b], settings())
    others = [
        run_identifier([b, a], settings()),
        run_identifier([a], settings()),
        run_identifier([a, b], settings(seed=0)),
        run_identifier([a, b.with_levers({"missions.nhs.audit": 1})], settings()),
    ]
    places = ("E06000002", "N09000003")

    assert len({base, *others}) == 5
    assert run_identifier([a], settings(places=places)) == run_identifier(
        [a], settings(places=places[::-1])
    )
    assert run_identifier([replace(a, title="Other words"), b], settings()) == base


def test_the_command_names_presets_and_files() -> None:
    preset = Scenario.load("status_quo_2025")
    own = preset.with_levers({"missions.nhs.audit": 1})

    assert command_of([preset], settings()).startswith(
        "groundswell run status_quo_2025 "
    )
    assert "compare status_quo_2025 status_quo_2025.toml " in command_of(
        [preset, own], settings()
    )


def test_the_command_by_default_makes_the_run_again(tmp_path: Path) -> None:
    chosen, how = scenarios("a"), settings(months=2)

    with results_folder(tmp_path / "run", chosen, how) as held:
        held.write(fabricated(chosen, how))

    assert read_manifest(tmp_path / "run").command == command_of(chosen, how)


def test_times_and_platform_stand_in_manifest_and_crate_alone(written: Path) -> None:
    created = read_manifest(written).created
    year = created[:4]

    assert created.encode() in (written / "ro-crate-metadata.json").read_bytes()
    for name in ("outcomes.parquet", "report.html"):
        assert created.encode() not in (written / name).read_bytes()
    assert f"{year}-".encode() not in (written / "report.html").read_bytes()


def test_the_crate_is_valid(written: Path) -> None:
    crate = json.loads((written / "ro-crate-metadata.json").read_text())
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    descriptor, root = entities["ro-crate-metadata.json"], entities["./"]

    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    assert len(entities) == len(crate["@graph"])
    assert descriptor["about"] == {"@id": "./"}
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    for needed in ("name", "description", "datePublished", "license", "hasPart"):
        assert root[needed]
    assert all(entity["@type"] for entity in entities.values())
    for part in root["hasPart"]:
        file = entities[part["@id"]]
        content = (written / file["@id"]).read_bytes()
        assert file["@type"] == "File"
        assert file["encodingFormat"]
        assert file["contentSize"] == str(len(content))
        assert file["sha256"] == hashlib.sha256(content).hexdigest()


def test_whatever_the_crate_refers_to_is_there(written: Path) -> None:
    graph = json.loads((written / "ro-crate-metadata.json").read_text())["@graph"]
    known = {entity["@id"] for entity in graph}

    for entity in graph:
        for value in entity.values():
            for found in value if isinstance(value, list) else [value]:
                if isinstance(found, dict):
                    address = found["@id"]
                    assert address in known or address.startswith("http")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "there is no manifest.json"),
        ("{}", "not a manifest that this version can read"),
        ("\0", "not a manifest that this version can read"),
    ],
)
def test_a_folder_that_holds_no_run_is_told(
    content: str | None, words: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)

    with pytest.raises(InputError, match=words):
        read_results(tmp_path)


def test_broken_outcomes_are_told(two: list[Outcomes], tmp_path: Path) -> None:
    place = tmp_path / "run"
    write_results(place, two, command=COMMAND)
    (place / "outcomes.parquet").write_bytes(b"PAR1 no more")

    with pytest.raises(InputError, match="the outcomes cannot be read"):
        read_results(place)


def test_results_are_read_as_a_tidy_frame(written: Path) -> None:
    found = read_results(written)

    assert isinstance(found.outcomes, pd.DataFrame)
    assert found.outcomes.columns.tolist() == table.SCHEMA.names
    assert found.manifest.command == COMMAND
