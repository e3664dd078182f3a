"""An address says all that a page shows, and a wrong one says what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.address import ENTRIES, TODAY, View, address_of, read_address


def reread(view: View) -> View:
    path, _, query = address_of(view).partition("?")
    return read_address(path, query)


@given(
    st.dictionaries(
        st.sampled_from([key for key in ENTRIES if "attention." not in key]),
        st.floats(0.0, 1.0),
        max_size=6,
    )
)
def test_a_view_comes_back_from_its_address(parts: dict[str, float]) -> None:
    moved = {}
    for key, part in parts.items():
        quantity = ENTRIES[key][0].lever.quantity
        value = quantity.low + part * (quantity.high - quantity.low)
        value = round(value) if quantity.whole else float(f"{value:.6g}")
        value = min(max(value, quantity.low), quantity.high)
        moved |= {entry.path: float(value) for entry in ENTRIES[key]}
    view = View("explore", "blair_command", moved, {"outcome": "nhs"})

    again = reread(view)

    assert (again.problems, dict(again.moved)) == ((), moved)
    assert (again.page, again.base) == ("explore", "blair_command")
    assert dict(again.choices) == {"outcome": "nhs"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=blair_comand", "Did you mean blair_command?"),
        ("nhs.audti=1", "Did you mean nhs.audit?"),
        ("nhs.audit=lots", "nhs.audit is not a number: 'lots'"),
        ("nhs.audit=1e300", "nhs.audit must lie in 0 to 1"),
        ("nhs.audit=nan", "nhs.audit must lie in 0 to 1"),
        ("<script>alert(1)</script>=1", "a setting that does not exist"),
        ("v=9", "another version"),
        ("national.attention.nhs=0.9", "cannot stand together"),
        ("x=" + "y" * 10_000, "too long"),
    ],
)
def test_what_an_address_cannot_mean_is_named(query: str, said: str) -> None:
    view = read_address("/explore", query)

    assert said in " ".join(view.problems)
    assert view.base == TODAY
    view.scenario()  # can be run all the same


def test_values_beyond_bounds_are_held_at_the_bound() -> None:
    view = read_address("/explore", "nhs.audit=7")

    assert view.moved == {"missions.nhs.audit": 1.0}


def test_an_unknown_page_is_home() -> None:
    assert read_address("/../../etc/passwd", None).page == ""


def test_many_problems_are_summed_up() -> None:
    query = "&".join(f"nothing{k}=1" for k in range(40))

    assert read_address("/explore", query).problems[-1].startswith("There are 35 more")
