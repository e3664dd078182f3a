"""Figures: vector, told apart without colour, readable in print and by ear."""

from experiments.charts.differences import Gap, differences_chart
from experiments.charts.drawing import LOOKS, Look
from experiments.charts.fans import Fan, fan_chart, fan_limits
from experiments.charts.people import fifths_chart
from experiments.charts.tiles import (
    Tile,
    change_role,
    level_role,
    shade_step,
    tile_map,
)

__all__ = [
    "LOOKS",
    "Fan",
    "Gap",
    "Look",
    "Tile",
    "change_role",
    "differences_chart",
    "fan_chart",
    "fan_limits",
    "fifths_chart",
    "level_role",
    "shade_step",
    "tile_map",
]
