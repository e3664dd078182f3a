"""Controls and cards that Python fills and the browser draws.

Native controls with plain labels: the widget library's own fail checks of
accessibility.
"""

from collections.abc import Callable

from pages.parts.face import component_in

type Options = list[dict[str, str]]
type Table = list[list[str]]


@component_in("links.vue")
def Links(  # noqa: N802
    href: str, title: str, reveal: str, event_go: Callable[[str], None]
) -> None:
    """Keep address and title of the browser, and follow links without a reload.

    ``reveal`` is the element to bring into sight; empty for none.
    """


@component_in("chart.vue")
def Chart(  # noqa: N802
    name: str,
    heading: str,
    note: str,
    label: str,
    option: dict[str, object],
    table: Table,
    after: str,
    source: str,
    stamp: str,
    height: int,
    event_pick: Callable[[dict[str, object]], None],
    narrow_height: int = 0,
) -> None:
    """Draw a figure with its words, and a table of the same numbers in its place.

    ``narrow_height`` is its height on a phone, where words take more lines.
    """


@component_in("levers.vue")
def Levers(  # noqa: N802
    groups: list[dict[str, object]],
    n_moved: int,
    can_undo: bool,
    event_move: Callable[[dict[str, object]], None],
    event_undo: Callable[[object], None],
    event_reset: Callable[[object], None],
) -> None:
    """Show every lever as a slider, in groups."""


@component_in("choice.vue")
def Choice(  # noqa: N802
    name: str,
    label: str,
    value: str,
    options: Options,
    grow: bool,
    event_chosen: Callable[[str], None],
) -> None:
    """Let one of several be chosen."""


@component_in("press.vue")
def Press(  # noqa: N802
    label: str, main: bool, off: bool, event_pressed: Callable[[object], None]
) -> None:
    """Show a button."""


@component_in("map.vue")
def Map(  # noqa: N802
    name: str,
    kind: str,
    label: str,
    hint: str,
    width: int,
    cells: list[dict[str, object]],
    legend: list[dict[str, object]],
    selected: str,
    event_pick: Callable[[str], None],
) -> None:
    """Draw places as tiles or hexagons; pointer and arrow keys read them out."""


@component_in("named.vue")
def Named(names: dict[str, str]) -> None:  # noqa: N802
    """Give the buttons in the same box names for those who hear them, by their text."""
