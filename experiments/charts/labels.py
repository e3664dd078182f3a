"""Names beside what they name, at the right edge of a chart."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from experiments.charts.drawing import FONT_SIZE, LINE_HEIGHT, Look, pixels_of

_CHARACTERS = 17
_GAP = 3.0


class EndLabel(NamedTuple):
    """What stands beside the end of a line.

    Attributes
    ----------
    words : str
        Broken into at most two lines.
    level : float
        Where the line ends, as the axis counts.
    look : Look
    """

    words: str
    level: float
    look: Look

    @property
    def lines(self) -> list[str]:
        """The words, broken."""
        return textwrap.wrap(self.words, _CHARACTERS, max_lines=2, placeholder="…")


def draw_end_labels(axes: Axes, labels: Sequence[EndLabel], offset: float) -> None:
    """Write labels ``offset`` pixels right of the axes, none upon another."""
    per_pixel = abs(axes.get_ylim()[1] - axes.get_ylim()[0]) / pixels_of(axes)[1]
    halves = [len(label.lines) * LINE_HEIGHT * per_pixel / 2 for label in labels]
    spots = spread_apart(
        [label.level for label in labels],
        halves,
        gap=_GAP * per_pixel,
        ceiling=axes.get_ylim()[1] + 10.0 * per_pixel,
    )
    for label, spot in zip(labels, spots, strict=True):
        axes.annotate(
            "\n".join(label.lines),
            (axes.get_xlim()[1], spot),
            (offset, 0.0),
            textcoords="offset points",
            va="center",
            fontsize=FONT_SIZE,
            fontweight="bold",
            color=label.look.colour,
            linespacing=1.15,
            annotation_clip=False,
        )


def spread_apart(
    levels: Sequence[float], halves: Sequence[float], *, gap: float, ceiling: float
) -> list[float]:
    """Return heights near the levels wanted at which no label covers another.

    Parameters
    ----------
    levels, halves : sequence of float
        Where each label would like its middle; half its height.
    gap, ceiling : float
        Least room between two; none reaches above.

    Examples
    --------
    >>> spread_apart([1.0, 1.0], [1.0, 1.0], gap=0.0, ceiling=9.0)
    [0.0, 2.0]
    """
    order = sorted(range(len(levels)), key=lambda k: levels[k])
    groups: list[list[int]] = []
    for k in order:
        groups.append([k])
        # A group that touches the one below joins it, around their common middle.
        while len(groups) > 1 and _bottom(groups[-1], levels, halves, gap) < (
            _bottom(groups[-2], levels, halves, gap) + _height(groups[-2], halves, gap)
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    spots = [0.0] * len(levels)
    for group in reversed(groups):
        height = _height(group, halves, gap)
        bottom = min(_bottom(group, levels, halves, gap), ceiling - height)
        ceiling = bottom
        for k in group:
            spots[k] = bottom + halves[k] + gap / 2
            bottom += 2 * halves[k] + gap
    return spots


def _height(group: Sequence[int], halves: Sequence[float], gap: float) -> float:
    return sum(2 * halves[k] + gap for k in group)


def _bottom(
    group: Sequence[int], levels: Sequence[float], halves: Sequence[float], gap: float
) -> float:
    middle = sum(levels[k] for k in group) / len(group)
    return middle - _height(group, halves, gap) / 2
