"""The twelve regions as tiles, each where it roughly lies."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from experiments.charts.drawing import (
    axes_at,
    colour,
    house_style,
    new_figure,
    to_svg,
)
from sim.population.places import load_regions

_SIDE = 70.0
_N_COLUMNS, _N_ROWS = 4, 5
_GAP = 2.0
_SHORT = {
    "TLE": "Yorks & H",
    "TLF": "E Midlands",
    "TLG": "W Midlands",
    "TLH": "East",
    "TLN": "N Ireland",
}
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
_N_SHADES = 3


class Tile(NamedTuple):
    """What one region's tile shows.

    Attributes
    ----------
    role : str
        Role of its fill; its text takes the role of the same name with a ``t``.
    words : str
        The number.
    is_unclear : bool
        Whether the model cannot tell: hatched.
    """

    role: str
    words: str
    is_unclear: bool = False


def shade_step(changes: Sequence[float]) -> float:
    """Return by how much changes differ from one shade to the next.

    Parameters
    ----------
    changes : sequence of float
        Of every map that is to be read beside the others.

    Examples
    --------
    >>> shade_step([0.012, -0.047])
    0.02
    """
    largest = max((abs(change) for change in changes), default=0.0)
    fitting = (step for step in _STEPS if _N_SHADES * step >= largest)
    return next(fitting, _STEPS[-1])


def change_role(change: float, step: float) -> str:
    """Return the shade of a change: ``d1`` worst, ``d4`` none, ``d7`` best.

    >>> change_role(-0.03, 0.02), change_role(0.001, 0.02)
    ('d2', 'd5')
    """
    if change == 0.0:
        return "d4"
    shade = min(int(abs(change) / step) + 1, _N_SHADES)
    return f"d{4 + shade if change > 0 else 4 - shade}"


def level_role(level: float, low: float, high: float) -> str:
    """Return the shade of a level between the lowest, ``q1``, and highest, ``q6``.

    >>> level_role(0.1, 0.1, 0.3), level_role(0.3, 0.1, 0.3)
    ('q1', 'q6')
    """
    width = (high - low) or 1.0
    return f"q{min(int(6 * (level - low) / width) + 1, 6)}"


def tile_map(tiles: dict[str, Tile], *, key: str, label: str) -> str:
    """Return a tile map, as SVG.

    Parameters
    ----------
    tiles : dict of region code to Tile
        Regions that are missing are drawn as not covered.
    key, label : str
        As in :func:`experiments.charts.drawing.to_svg`.
    """
    with house_style():
        width, height = _N_COLUMNS * _SIDE, _N_ROWS * _SIDE
        figure = new_figure(width, height)
        axes = axes_at(figure, 0.0, 0.0, width, height)
        axes.set_xlim(0.0, width)
        axes.set_ylim(height, 0.0)
        axes.set_xticks([])
        axes.set_yticks([])
        regions = load_regions()
        for code, name, column, row in zip(
            regions.code.tolist(),
            regions.name.tolist(),
            regions.tile_column.tolist(),
            regions.tile_row.tolist(),
            strict=True,
        ):
            corner = (column * _SIDE, row * _SIDE)
            _draw_tile(axes, corner, _SHORT.get(code, name), tiles.get(code))
        return to_svg(figure, key, label)


def _draw_tile(
    axes: Axes, corner: tuple[float, float], name: str, tile: Tile | None
) -> None:
    axes.add_patch(_box(corner, tile))
    is_plain = tile is None or tile.is_unclear
    words = "not covered" if tile is None else tile.words
    _write(axes, corner, 0.3, name, tile, 12.0)
    weight = "normal" if tile is None else "bold"
    _write(axes, corner, 0.66, words, tile, 12.0 if is_plain else 15.0, weight)


def _box(corner: tuple[float, float], tile: Tile | None) -> Rectangle:
    side = _SIDE - _GAP
    x, y = (place + _GAP / 2 for place in corner)
    box = Rectangle((x, y), side, side, linewidth=1.0, edgecolor=colour("mapedge"))
    if tile is None:
        box.set_fill(False)
        box.set_linestyle((0.0, (2.0, 2.0)))
        return box
    box.set_facecolor(colour(tile.role))
    if tile.is_unclear:
        box.set_hatch("///")
        box.set_hatchcolor(colour("hatch"))
    return box


def _write(
    axes: Axes,
    corner: tuple[float, float],
    down: float,
    words: str,
    tile: Tile | None,
    size: float,
    weight: str = "normal",
) -> None:
    """Write into a tile, a share of its height from its top."""
    text = axes.text(
        corner[0] + _SIDE / 2,
        corner[1] + down * _SIDE,
        words,
        ha="center",
        va="center",
        fontsize=size,
        fontweight=weight,
        color=colour("ink-2" if tile is None else f"{tile.role}t"),
    )
    if tile is not None and tile.is_unclear:
        # Words on a hatch need quiet ground.
        text.set_bbox({"facecolor": colour(tile.role), "linewidth": 0.0, "pad": 1.5})
