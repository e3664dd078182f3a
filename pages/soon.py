"""A page that is not there yet says so."""

from collections.abc import Callable

from markupsafe import Markup

from pages.address import View
from pages.parts.face import component, piece
from pages.parts.shell import NAMES


@component
def SoonPage(view: View, change: Callable[[View], None]) -> None:  # noqa: N802
    """Say which page is missing."""
    del change
    piece(
        Markup("<h1>{}</h1><p class='lede'>This page is not there yet.</p>").format(
            NAMES[view.page]
        )
    )
