"""The tables that ship, and what is derived from them."""

import csv
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.errors import InputError
from sim.population.places import (
    N_NEAR,
    Places,
    deprivation_fifth,
    load_places,
    load_regions,
    mission_scope,
    most_similar,
)


def unlikeness(
    deprivation: NDArray[np.float64],
    region: NDArray[np.int64],
    rural: NDArray[np.bool_],
    i: int,
    j: int,
) -> float:
    return float(
        abs(deprivation[i] - deprivation[j])
        + (region[i] != region[j])
        + 0.5 * (rural[i] != rural[j])
    )


def test_every_local_area_is_there_once(places: Places) -> None:
    assert len(places.code) == 361
    assert len(set(places.code)) == 361
    assert len(set(zip(places.hex_q, places.hex_r, strict=True))) == 361


def test_adults_add_up_to_those_of_the_country(places: Places) -> None:
    of_nation = {n: places.adults[places.nation == n].sum() for n in "EWSN"}

    assert places.adults.sum() == 54_196_443
    assert of_nation["S"] == 4_476_570
    assert of_nation["N"] == 1_483_760


def test_age_shares_of_an_area_add_up_to_one(places: Places) -> None:
    assert np.abs(places.age_shares.sum(axis=1) - 1.0).max() < 1e-12
    assert places.age_shares.min() > 0.0


def test_first_age_band_is_seven_ninths_of_those_from_16(places: Places) -> None:
    """Hartlepool's bands from 16 on, as published, by hand."""
    published = np.array([0.12517, 0.15197, 0.21355, 0.26216, 0.13441, 0.11274])
    published[0] *= 7 / 9
    expected = published / published.sum()

    hartlepool = places.age_shares[places.code == "E06000001"][0]

    assert np.abs(hartlepool - expected).max() < 2e-6


def test_shares_and_scores_stay_in_their_range(places: Places) -> None:
    schooled = places.no_qualifications + places.level3_plus

    assert np.abs(places.deprivation).max() <= 3.0
    assert places.unemployment.min() > 0.0
    assert places.unemployment.max() < 0.15
    assert schooled.max() < 1.0
    assert places.no_qualifications.min() > 0.0
    assert places.income.min() > 10_000


def test_deprivation_is_standardised_within_each_nation(places: Places) -> None:
    """By population at the source, by adults here: hence the slack of 0.05."""
    for nation in "EWSN":
        rows = places.nation == nation
        weight = places.adults[rows] / places.adults[rows].sum()
        mean = float((weight * places.deprivation[rows]).sum())
        variance = float((weight * places.deprivation[rows] ** 2).sum()) - mean**2

        assert abs(mean) < 0.05
        assert abs(variance - 1.0) < 0.05


def test_every_region_has_a_tile_of_its_own_and_areas(places: Places) -> None:
    regions = load_regions()
    tiles = set(zip(regions.tile_column, regions.tile_row, strict=True))

    assert regions.code.tolist() == [f"TL{letter}" for letter in "CDEFGHIJKLMN"]
    assert len(tiles) == 12
    assert set(places.region) == set(range(12))
    assert (regions.nation[places.region] == places.nation).all()


@pytest.mark.parametrize("table", ["places.csv", "regions.csv"])
def test_every_column_that_ships_is_described(table: str) -> None:
    folder = files("sim.data")
    described = folder.joinpath("README.md").read_text(encoding="utf-8")
    header = next(
        csv.reader([folder.joinpath(table).read_text("utf-8").split("\n")[0]])
    )
    # The six age bands are described as one, from the first to the last.
    inner = {"share_25_34", "share_35_49", "share_50_64", "share_65_74"}

    missing = [name for name in header if f"`{name}`" not in described]

    assert set(missing) <= inner


def test_areas_come_once_and_in_the_order_of_the_table() -> None:
    asked = ["N09000003", "E06000002", "N09000003"]

    some = load_places(asked)

    assert some.code.tolist() == ["E06000002", "N09000003"]
    assert some.name.tolist() == ["Middlesbrough", "Belfast"]


@pytest.mark.parametrize("wrong", ["middlesbro", "e06000002", "E06000002 "])
def test_unknown_code_is_answered_with_the_nearest_area(wrong: str) -> None:
    with pytest.raises(InputError, match=r"E06000002 \(Middlesbrough\)"):
        load_places([wrong])


def test_no_code_at_all_is_refused() -> None:
    with pytest.raises(InputError, match="none is named"):
        load_places([])


@given(st.integers(1, 25), st.integers(0, 2**32 - 1))
def test_most_similar_areas_are_the_nearest_by_the_stated_distance(
    n: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    # Few values, so that ties occur.
    deprivation = random.integers(-3, 4, n) / 2.0
    region = random.integers(0, 3, n)
    rural = random.integers(0, 2, n) == 1
    traits = (deprivation, region, rural)

    near = most_similar(*traits)

    for i in range(n):
        others = sorted(
            (unlikeness(*traits, i, j), j) for j in range(n) if j != i or n == 1
        )
        ranked = [j for _, j in others]
        expected = [ranked[k % len(ranked)] for k in range(N_NEAR)]
        assert expected == near[i].tolist()


def test_an_area_alone_is_its_own_nearest() -> None:
    alone = load_places(["E06000002"])

    assert alone.near.tolist() == [[0] * N_NEAR]


def test_fifths_hold_a_fifth_of_each_nations_adults(places: Places) -> None:
    """To within the adults of the nation's largest area, which cannot be cut."""
    fifth = deprivation_fifth(places)

    for nation in "EWSN":
        rows = places.nation == nation
        adults = places.adults[rows]
        held = np.bincount(fifth[rows], adults, 5)
        assert np.abs(held - adults.sum() / 5).max() <= adults.max()


def test_higher_fifths_are_more_deprived(places: Places) -> None:
    fifth = deprivation_fifth(places)

    for nation in "EWSN":
        rows = np.flatnonzero(places.nation == nation)
        order = rows[np.argsort(places.deprivation[rows])]
        assert (np.diff(fifth[order]) >= 0).all()


def test_scope_follows_the_nation(places: Places) -> None:
    england_and_wales = mission_scope(places, ("E", "W"))

    assert england_and_wales.sum() == 296 + 22
    assert mission_scope(places, "EWSN").all()
    assert not mission_scope(places, ()).any()
