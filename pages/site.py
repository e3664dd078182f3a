"""The site: one component behind every address, and the frame around its pages."""

from collections.abc import Callable
from dataclasses import replace

import solara

from pages.address import PAGES, View, address_of, read_address
from pages.agents import AgentsPage
from pages.brief import BriefPage
from pages.claims import ClaimsPage
from pages.compare import ComparePage
from pages.explore import ExplorePage
from pages.home import HomePage
from pages.method import MethodPage
from pages.parts.components import Links
from pages.parts.face import (
    box,
    component,
    element,
    piece,
    use_ref,
    use_router,
    use_state,
)
from pages.parts.shell import footer, header, problems, title_of_page
from pages.places import PlacesPage
from pages.regime import RegimePage
from pages.why import WhyPage

type SetView = Callable[[View], None]

_PAGES = {
    "": HomePage,
    "explore": ExplorePage,
    "compare": ComparePage,
    "why": WhyPage,
    "places": PlacesPage,
    "regime": RegimePage,
    "claims": ClaimsPage,
    "agents": AgentsPage,
    "brief": BriefPage,
    "method": MethodPage,
}


@component
def Site() -> None:  # noqa: N802
    """Show the page that the address asks for."""
    router = use_router()
    asked = read_address(router.path, router.search)
    view, set_view = use_state(asked)
    address = f"{router.path}?{router.search}"
    seen = use_ref(address)
    if seen.current != address:
        seen.current = address
        view = asked
        set_view(asked)

    def change(new: View) -> None:
        set_view(replace(new, problems=()))

    page = _PAGES[view.page]
    with box("gs"):
        Links(
            href=address_of(view) if not view.problems else "",
            title=title_of_page(view.page),
            reveal=view.choices.get("claim", ""),
            event_go=router.push,
        )
        piece(header(view), "header", "top")
        with element("main", "wrap", id="main", tabindex="-1"):
            if view.problems:
                piece(problems(view))
            page(view, change)
        piece(footer(), "footer", "foot")


@component
def Layout(children: list[object]) -> None:  # noqa: N802
    """Put nothing around pages: the frame is ours."""
    solara.Div(children=children)


routes = [
    solara.Route(path=page or "/", component=Site, label=page or "home", layout=Layout)
    for page in PAGES
]
