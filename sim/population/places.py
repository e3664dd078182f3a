"""The local areas of the United Kingdom and its twelve regions, as columns."""

import csv
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.errors import InputError, nearest, shown

N_NEAR = 8
N_FIFTHS = 5

# How unlike two areas are, beside the difference in deprivation (in standard
# deviations): judgement, the same in ``near`` wherever it is used.
_OTHER_REGION = 1.0
_OTHER_CLASS = 0.5

_AGE_SHARES = (
    "share_18_24",
    "share_25_34",
    "share_35_49",
    "share_50_64",
    "share_65_74",
    "share_75_plus",
)

type Row = Mapping[str, str]


class Regions(NamedTuple):
    """The twelve ITL1 regions, in the order of their codes.

    Attributes
    ----------
    code, name, nation : arrays of str, shape (12,)
        ``TLC`` to ``TLN``; the nation is E, W, S or N.
    tile_column, tile_row : int64, shape (12,)
        Place on a tile map, counted from the upper left.
    """

    code: NDArray[np.str_]
    name: NDArray[np.str_]
    nation: NDArray[np.str_]
    tile_column: NDArray[np.int64]
    tile_row: NDArray[np.int64]


class Places(NamedTuple):
    """Local areas, one row each; sources and units in ``sim/data/README.md``.

    Attributes
    ----------
    code, name : arrays of str, shape (n,)
    region : int64, shape (n,)
        Index into ``Regions``, 0 to 11.
    nation : array of str, shape (n,)
        E, W, S or N.
    adults : float64, shape (n,)
        Residents of 18 and over; whole numbers.
    age_shares : float64, shape (n, 6)
        Share of adults aged 18-24, 25-34, 35-49, 50-64, 65-74, 75 and over; a row
        adds up to 1.
    deprivation : float64, shape (n,)
        Standard deviations from the mean of the nation, -3 to 3; higher is more
        deprived. Compares places within one nation only.
    rural : bool, shape (n,)
    unemployment : float64, shape (n,)
        Share of the economically active.
    no_qualifications, level3_plus : float64, shape (n,)
        Share of adults without a qualification, and with level 3 or above.
    income : float64, shape (n,)
        Gross disposable household income, pounds per head and year.
    hex_q, hex_r : int64, shape (n,)
        Column and row on the hexagon map.
    near : int64, shape (n, 8)
        Rows of the eight most similar areas, most similar first; see
        ``most_similar``.
    """

    code: NDArray[np.str_]
    name: NDArray[np.str_]
    region: NDArray[np.int64]
    nation: NDArray[np.str_]
    adults: NDArray[np.float64]
    age_shares: NDArray[np.float64]
    deprivation: NDArray[np.float64]
    rural: NDArray[np.bool_]
    unemployment: NDArray[np.float64]
    no_qualifications: NDArray[np.float64]
    level3_plus: NDArray[np.float64]
    income: NDArray[np.float64]
    hex_q: NDArray[np.int64]
    hex_r: NDArray[np.int64]
    near: NDArray[np.int64]


def load_regions() -> Regions:
    """Return the twelve regions.

    Examples
    --------
    >>> load_regions().name[11]
    'Northern Ireland'
    """
    rows = _read("regions.csv")
    return Regions(
        code=_words(rows, "code"),
        name=_words(rows, "name"),
        nation=_words(rows, "nation"),
        tile_column=_numbers(rows, "tile_column").astype(np.int64),
        tile_row=_numbers(rows, "tile_row").astype(np.int64),
    )


def load_places(codes: Sequence[str] | None = None) -> Places:
    """Return all 361 local areas, or those asked for.

    Parameters
    ----------
    codes : sequence of str, optional
        Codes such as ``E06000002``. The areas come in the order of the table,
        whatever the order asked for, and once, however often: a population depends
        on which places, not on how they were typed.

    Raises
    ------
    InputError
        If a code is unknown, or the sequence is empty.

    Examples
    --------
    >>> load_places(["N09000003", "E06000002"]).name
    array(['Middlesbrough', 'Belfast'], dtype='<U13')
    """
    rows = _read("places.csv")
    if codes is not None:
        _check_codes(codes, rows)
        rows = [row for row in rows if row["code"] in set(codes)]
    region_codes = load_regions().code.tolist()
    region = np.array([region_codes.index(row["region"]) for row in rows], np.int64)
    deprivation = _numbers(rows, "deprivation_z")
    rural = _numbers(rows, "rural") == 1.0
    return Places(
        code=_words(rows, "code"),
        name=_words(rows, "name"),
        region=region,
        nation=_words(rows, "nation"),
        adults=_numbers(rows, "adults"),
        age_shares=_age_shares(rows),
        deprivation=deprivation,
        rural=rural,
        unemployment=_numbers(rows, "unemployment_pct") / 100.0,
        no_qualifications=_numbers(rows, "no_qualifications_pct") / 100.0,
        level3_plus=_numbers(rows, "level3_plus_pct") / 100.0,
        income=_numbers(rows, "income"),
        hex_q=_numbers(rows, "hex_q").astype(np.int64),
        hex_r=_numbers(rows, "hex_r").astype(np.int64),
        near=most_similar(deprivation, region, rural),
    )


def most_similar(
    deprivation: NDArray[np.float64],
    region: NDArray[np.int64],
    rural: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Return for each area the eight areas most like it, most similar first.

    Parameters
    ----------
    deprivation : float64, shape (n,), standard deviations
    region : int64, shape (n,)
    rural : bool, shape (n,)

    Returns
    -------
    int64, shape (n, 8)
        With fewer than nine areas the others are named again in the same order; an
        area alone has itself.

    Notes
    -----
    Distance: the difference in deprivation, 1 more in another region, 0.5 more
    between town and country. Of two equally near the earlier row comes first.
    """
    distance = np.abs(deprivation[:, None] - deprivation[None, :])
    distance += _OTHER_REGION * (region[:, None] != region[None, :])
    distance += _OTHER_CLASS * (rural[:, None] != rural[None, :])
    np.fill_diagonal(distance, np.inf)
    order = np.argsort(distance, axis=1, kind="stable")
    # An area itself is farthest, hence last; it is left out unless it is alone.
    n_others = max(1, len(deprivation) - 1)
    return order[:, np.arange(N_NEAR) % n_others]


def deprivation_fifth(places: Places) -> NDArray[np.int64]:
    """Return the fifth of its nation's adults to which each area belongs.

    Returns
    -------
    int64, shape (n,)
        0 for the least deprived fifth to 4 for the most deprived.

    Notes
    -----
    Within each nation, among the places given, areas are ranked by deprivation and
    cut by adults; an area belongs where its middle adult stands. Indices of
    different nations are not compared.
    """
    fifth = np.zeros(len(places.code), np.int64)
    for nation in np.unique(places.nation):
        rows = np.flatnonzero(places.nation == nation)
        rows = rows[np.argsort(places.deprivation[rows], kind="stable")]
        adults = places.adults[rows].astype(np.int64)
        reached = np.cumsum(adults)
        # Twice the middle adult's rank, so that the division is of whole numbers.
        middle = 2 * reached - adults
        fifth[rows] = N_FIFTHS * middle // (2 * reached[-1])
    return fifth


def mission_scope(
    places: Places, nations_of_mission: Sequence[str]
) -> NDArray[np.bool_]:
    """Return whether each area lies in a nation to which a mission applies.

    Parameters
    ----------
    places : Places
    nations_of_mission : sequence of str
        Letters of nations: E, W, S, N.

    Returns
    -------
    bool, shape (n,)

    Examples
    --------
    >>> mission_scope(load_places(["E06000002", "N09000003"]), ["E", "W"]).tolist()
    [True, False]
    """
    return np.isin(places.nation, list(nations_of_mission))


def _read(name: str) -> list[Row]:
    text = files("sim.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _words(rows: Sequence[Row], column: str) -> NDArray[np.str_]:
    return np.array([row[column] for row in rows])


def _numbers(rows: Sequence[Row], column: str) -> NDArray[np.float64]:
    return np.array([float(row[column]) for row in rows])


def _age_shares(rows: Sequence[Row]) -> NDArray[np.float64]:
    shares = [_numbers(rows, column) for column in _AGE_SHARES]
    # The table rounds to six decimals; added up one by one, in a fixed order.
    total = np.zeros(len(rows))
    for share in shares:
        total = total + share
    return np.stack([share / total for share in shares], axis=1)


def _check_codes(codes: Sequence[str], rows: Sequence[Row]) -> None:
    allowed = "Give codes of local areas, such as E06000002."
    if not codes:
        raise InputError("places", "none is named", allowed)
    names = {row["code"]: row["name"] for row in rows}
    for code in codes:
        if code not in names:
            what = f"{shown(code)} is not the code of a local area"
            raise InputError("places", what, allowed, _nearest_area(code, names))


def _nearest_area(wanted: str, names: Mapping[str, str]) -> str | None:
    """Return the area whose code or name is most like ``wanted``, if one is."""
    codes = {name.lower(): code for code, name in names.items()}
    codes |= {code.lower(): code for code in names}
    found = nearest(wanted.lower(), codes)
    return None if found is None else f"{codes[found]} ({names[codes[found]]})"
