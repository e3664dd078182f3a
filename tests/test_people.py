"""Many citizens are built once, and then used where they lie."""

from pathlib import Path

import numpy as np
import pytest

from sim import cache, people
from sim.people import people_of
from sim.population.columns import Population
from sim.population.places import Places, load_places
from sim.population.synthesis import build_population

N = 4000


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(people, "LEAST_KEPT", N)
    for module in (cache, people):
        monkeypatch.setattr(module, "cache_folder", lambda: tmp_path)
    return tmp_path / "people"


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places()


def same(one: Population, other: Population) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_people_kept_are_people_built(folder: Path, places: Places) -> None:
    built = build_population(places, N)
    first, again = people_of(places, N), people_of(places, N)

    assert same(first, built)
    assert same(again, built)
    assert len(list(folder.iterdir())) == 1
    assert [c.dtype for c in again] == [c.dtype for c in built]


def test_nobody_changes_what_is_kept(folder: Path, places: Places) -> None:
    people_of(places, N).age[:] = 9

    assert same(people_of(places, N), build_population(places, N))


def test_few_are_not_kept(folder: Path, places: Places) -> None:
    people_of(places, N - 1)

    assert not folder.exists()


def test_a_torn_file_costs_time_only(folder: Path, places: Places) -> None:
    people_of(places, N)
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:5000])

    assert same(people_of(places, N), build_population(places, N))


def test_so_does_a_folder_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, places: Places
) -> None:
    (tmp_path / "people").write_text("a file")
    monkeypatch.setattr(people, "LEAST_KEPT", N)
    monkeypatch.setattr(people, "cache_folder", lambda: tmp_path)

    assert same(people_of(places, N), build_population(places, N))


def test_old_ones_make_room(
    folder: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    people_of(places, N)
    monkeypatch.setattr(cache, "MOST_BYTES", 1000)
    people_of(places, N + 1)

    assert len(list(folder.glob("*.columns"))) == 1
