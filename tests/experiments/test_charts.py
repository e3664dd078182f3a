"""Figures: the same bytes, one look a scenario, and labels that can be read."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.charts import (
    LOOKS,
    Fan,
    Gap,
    Tile,
    change_role,
    differences_chart,
    fan_chart,
    fan_limits,
    level_role,
    shade_step,
    tile_map,
)
from experiments.charts.labels import spread_apart
from sim.missions import CRIME, MISSIONS, NHS

levels = st.lists(st.floats(-100, 100), min_size=1, max_size=6)


def nhs_fan(name: str = "Own", n_months: int = 60) -> Fan:
    luck = np.random.default_rng(3)
    return Fan(name, 0.6 + 0.05 * luck.standard_normal((5, n_months)))


def drawn(*fans: Fan, key: str = "k") -> str:
    mission = MISSIONS[NHS]
    return fan_chart(
        mission,
        fans,
        starts="2025-04",
        limits=fan_limits(mission, fans),
        key=key,
        label="A <chart> & its words",
    )


def test_a_figure_is_the_same_bytes_every_time() -> None:
    assert drawn(nhs_fan()) == drawn(nhs_fan())


def test_a_figure_stands_alone_inside_a_page() -> None:
    svg = drawn(nhs_fan())

    assert svg.startswith("<svg ")
    assert svg.endswith("</svg>")
    assert "http" not in svg
    assert "<metadata" not in svg
    assert 'aria-label="A &lt;chart&gt; &amp; its words"' in svg


def test_figures_of_a_page_share_no_identifier() -> None:
    first, second = (
        set(re.findall(r' id="([^"]+)"', drawn(nhs_fan(), key=key)))
        for key in ("one", "two")
    )

    assert first
    assert not first & second


def test_words_stay_words_and_can_be_found() -> None:
    svg = drawn(nhs_fan("Own $way$"))

    assert "Own $way$" in svg
    assert "Target 92%, March 2029" in svg


def test_looks_differ_in_colour_dash_and_marker() -> None:
    for attribute in ("role", "dash", "marker"):
        assert len({getattr(look, attribute) for look in LOOKS}) == len(LOOKS)


def test_limits_hold_the_target_and_the_runs() -> None:
    fan = nhs_fan()

    low, high = fan_limits(MISSIONS[NHS], [fan])

    assert low < np.quantile(fan.values[:, -1], 0.05)
    assert high > MISSIONS[NHS].target


def test_limits_of_a_falling_target_hold_its_path() -> None:
    crime = MISSIONS[CRIME]
    fan = Fan("Own", np.full((2, 60), 100.0))

    assert fan_limits(crime, [fan])[0] < crime.path(59)


@pytest.mark.parametrize("more_is_better", [True, False])
def test_better_lies_right(more_is_better: bool) -> None:
    gap = Gap(np.array([1.0, 2.0, 3.0]), LOOKS[1], "clear", is_clear=True)

    svg = differences_chart([gap], more_is_better=more_is_better, key="k", label="x")

    ticks = re.findall(r'text-anchor: middle[^>]* x="([\d.]+)"[^>]*>([+−]?\d+)<', svg)
    across = [float(x) for x, _ in ticks]
    numbers = [float(words.replace("−", "-")) for _, words in ticks]
    order = [number for _, number in sorted(zip(across, numbers, strict=True))]
    assert len(order) > 1
    assert order == sorted(numbers, reverse=not more_is_better)


@given(levels)
def test_labels_never_cover_one_another(wanted: list[float]) -> None:
    halves = [1.5] * len(wanted)

    spots = spread_apart(wanted, halves, gap=0.5, ceiling=90.0)

    placed = sorted(spots)
    for below, above in pairwise(placed):
        assert above - below >= 3.5 - 1e-6
    assert max(placed) + 1.5 <= 90.0 + 1e-6


@given(levels)
def test_labels_keep_the_order_of_their_levels(wanted: list[float]) -> None:
    spots = spread_apart(wanted, [1.0] * len(wanted), gap=0.0, ceiling=200.0)

    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    assert [spots[k] for k in order] == sorted(spots)


def test_a_map_names_all_regions_and_hatches_what_is_unclear() -> None:
    tiles = {"TLC": Tile("d7", "+3.0"), "TLI": Tile("d4", "unclear", is_unclear=True)}

    svg = tile_map(tiles, key="k", label="x")

    for words in ("North East", "+3.0", "London", "unclear", "Scotland"):
        assert f">{words}<" in svg
    assert svg.count("not covered") == 10
    assert "<pattern" in svg
    assert "var(--hatch)" in svg


@given(st.floats(-1, 1), st.sampled_from([0.001, 0.02, 0.5]))
def test_shades_mirror(change: float, step: float) -> None:
    up, down = change_role(abs(change), step), change_role(-abs(change), step)

    assert int(up[1]) + int(down[1]) == 8


@given(st.lists(st.floats(-1, 1), max_size=12))
def test_three_shades_hold_every_change(changes: list[float]) -> None:
    step = shade_step(changes)

    assert all(abs(change) <= 3 * step + 1e-12 for change in changes)


def test_equal_levels_have_one_shade() -> None:
    assert level_role(0.2, 0.2, 0.2) == "q1"
