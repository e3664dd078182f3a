"""How scenarios and figures are drawn: colour, dash and marker always together."""

from typing import NamedTuple

type Option = dict[str, object]


class Look(NamedTuple):
    """How one scenario is drawn.

    Attributes
    ----------
    role : str
        Name of its colour in the style sheet.
    dash : str or list of int
    symbol, sign : str
        Marker in a chart, and in a line of text.
    """

    role: str
    dash: str | list[int]
    symbol: str
    sign: str

    @property
    def colour(self) -> str:
        """Its colour, looked up in the style sheet when it is drawn."""
        return f"var(--{self.role})"


LOOKS = (
    Look("s1", "solid", "circle", "●"),
    Look("s2", [7, 3], "rect", "■"),
    Look("s3", [2, 3], "triangle", "▲"),
    Look("s4", [9, 3, 2, 3], "diamond", "◆"),
)
TODAY_LOOK, YOUR_LOOK = LOOKS[0], LOOKS[2]

AXIS_TEXT: Option = {"color": "var(--ink-2)", "fontSize": 12}
AXIS_LINE: Option = {"lineStyle": {"color": "var(--line-strong)"}}
GRID_LINE: Option = {"lineStyle": {"color": "var(--grid)"}}


def tip(formatter: str | None = None) -> Option:
    """Return what shows beside the pointer."""
    found: Option = {
        "trigger": "axis",
        "confine": True,
        "backgroundColor": "var(--raised)",
        "borderColor": "var(--line-strong)",
        "textStyle": {"color": "var(--ink)", "fontSize": 12},
        "axisPointer": {"lineStyle": {"color": "var(--line-strong)"}},
    }
    if formatter is not None:
        found |= {"trigger": "item", "formatter": formatter}
    return found
