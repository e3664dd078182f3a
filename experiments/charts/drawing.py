"""What all figures share: their colours, their fonts, and how they become SVG.

Figures name colours by role, not by value. The page that holds a figure says what each
role looks like, in light and in dark, on a screen and on paper.
"""

import re
from contextlib import AbstractContextManager
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

# One unit of a figure is one CSS pixel at its natural size.
_PIXELS_PER_INCH = 72.0
FONT_SIZE = 13.0
SMALL = 12.0
LINE_HEIGHT = 15.0

_ROLES = (
    *("page", "ink", "ink-2", "line-strong", "grid", "mapedge", "hatch"),
    *(f"s{k}" for k in range(1, 6)),
    *(f"d{k}{text}" for k in range(1, 8) for text in ("", "t")),
    *(f"q{k}{text}" for k in range(1, 7) for text in ("", "t")),
)
# Each role is drawn in a colour of its own, which stands for it until it is replaced.
_COLOUR_OF = {role: f"#{0xA00000 + k:06x}" for k, role in enumerate(_ROLES)}
_ROLE_OF = {colour: role for role, colour in _COLOUR_OF.items()}

_SETTINGS: "dict[RcKeyType, object]" = {
    "axes.unicode_minus": True,
    "font.family": ["DejaVu Sans"],
    "font.size": FONT_SIZE,
    "hatch.linewidth": 0.8,
    "path.simplify": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "groundswell",
    "text.parse_math": False,
}
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))

_COLOUR = re.compile(r"(?<=: )#[0-9a-f]{6}\b")
_FILLED = re.compile(r'fill="(#[0-9a-f]{6})"')
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
_INDENT = re.compile(r"\n\s*")
_NO_TURN = re.compile(r' transform="rotate\(-0 [^"]*"')
_LONG_NUMBER = re.compile(r"(\.\d\d)\d+")
_ID = re.compile(r' id="([^"]+)"')
_REFERENCE = re.compile(r'(?:url\(#|href="#)([^)"]+)')


class Look(NamedTuple):
    """How a scenario is told apart: colour, dash and marker, never one alone.

    Attributes
    ----------
    role : str
        Role of the colour.
    dash : tuple of float
        Lengths of ink and gap; empty for a solid line.
    marker : str
        As matplotlib names it.
    """

    role: str
    dash: tuple[float, ...]
    marker: str

    @property
    def colour(self) -> str:
        """The colour that stands for its role."""
        return colour(self.role)

    @property
    def line_style(self) -> tuple[float, tuple[float, ...] | None]:
        """The dash as matplotlib wants it."""
        return 0.0, self.dash or None


LOOKS = (
    Look("s1", (), "o"),
    Look("s2", (3.2, 1.4), "s"),
    Look("s3", (1.0, 1.1), "^"),
    Look("s4", (4.0, 1.3, 1.0, 1.3), "D"),
    Look("s5", (6.5, 1.6), "v"),
)


def colour(role: str) -> str:
    """Return the colour that stands for a role until the page replaces it."""
    return _COLOUR_OF[role]


def house_style() -> AbstractContextManager[None]:
    """Return the context in which figures are drawn and written."""
    return mpl.rc_context(_SETTINGS)


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure of a size in CSS pixels."""
    figure = Figure(figsize=(width / _PIXELS_PER_INCH, height / _PIXELS_PER_INCH))
    figure.patch.set_visible(False)
    return figure


def axes_at(
    figure: Figure, left: float, bottom: float, width: float, height: float
) -> Axes:
    """Return bare axes whose box is given in CSS pixels from the lower left."""
    across, up = figure.get_size_inches() * _PIXELS_PER_INCH
    box = (left / across, bottom / up, width / across, height / up)
    axes = figure.add_axes(box)
    axes.patch.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(
        length=0, labelsize=SMALL, labelcolor=colour("ink-2"), colors=colour("ink-2")
    )
    return axes


def pixels_of(axes: Axes) -> tuple[float, float]:
    """Return width and height of axes in CSS pixels."""
    figure = axes.get_figure(root=True)
    assert figure is not None  # axes_at made them
    across, up = figure.get_size_inches() * _PIXELS_PER_INCH
    box = axes.get_position()
    return float(box.width * across), float(box.height * up)


def beyond(axes: Axes, pixels: float) -> float:
    """Return the place that many CSS pixels right of the axes, as they count."""
    left, right = axes.get_xlim()
    return right + pixels * (right - left) / pixels_of(axes)[0]


def draw_range(
    axes: Axes, across: float, low: float, high: float, look: Look, width: float = 2.0
) -> None:
    """Draw an upright bar from low to high."""
    axes.plot(
        [across, across],
        [low, high],
        color=look.colour,
        linewidth=width,
        clip_on=False,
        solid_capstyle="butt",
    )


def draw_marker(axes: Axes, across: float, level: float, look: Look) -> None:
    """Draw a scenario's marker with a rim in the page's colour."""
    axes.plot(
        [across],
        [level],
        marker=look.marker,
        markersize=7.5,
        color=look.colour,
        markeredgecolor=colour("page"),
        markeredgewidth=1.0,
        clip_on=False,
        zorder=6,
    )


def to_svg(figure: Figure, key: str, label: str) -> str:
    """Return a figure as an SVG element that stands inside a page.

    Parameters
    ----------
    figure : Figure
    key : str
        A name of its own on the page; its inner references begin with it.
    label : str
        What somebody who cannot see it should hear.

    Notes
    -----
    The same figure gives the same bytes: no date, no random identifiers.
    """
    text = StringIO()
    figure.savefig(text, format="svg", metadata=_NO_METADATA)
    drawn = text.getvalue()
    body = drawn[drawn.index(">", drawn.index("<svg")) + 1 :].strip()
    # Only a style may name a role; matplotlib fills hatches by an attribute.
    body = _FILLED.sub(r'style="fill: \1"', body)
    body = _COLOUR.sub(lambda found: f"var(--{_ROLE_OF[found[0]]})", body)
    # Its style would reach the whole page; the page says the same of figures alone.
    body = _NO_TURN.sub("", _INDENT.sub("\n", _STYLE.sub("", body)))
    body = _LONG_NUMBER.sub(r"\1", body)
    body = _with_own_references(body.replace("xlink:href", "href"), key)
    across, up = figure.get_size_inches() * _PIXELS_PER_INCH
    return (
        f'<svg viewBox="0 0 {across:g} {up:g}" style="max-width:{across * 1.1:g}px" '
        f'role="img" aria-label="{_escaped(label)}">{body}'
    )


def _with_own_references(body: str, key: str) -> str:
    """Drop identifiers that nothing refers to, and set the key before the others."""
    wanted = set(_REFERENCE.findall(body))

    def kept(found: re.Match[str]) -> str:
        return f' id="{key}-{found[1]}"' if found[1] in wanted else ""

    body = _ID.sub(kept, body)
    return _REFERENCE.sub(lambda found: found[0].replace("#", f"#{key}-"), body)


def _escaped(text: str) -> str:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text
