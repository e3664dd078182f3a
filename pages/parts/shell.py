"""What every page has around it: header, way about, footer, notices."""

from markupsafe import Markup

from pages.address import View, address_of
from sim.version import __version__

NAMES = {
    "": "Home",
    "explore": "Explore",
    "compare": "Compare",
    "why": "Why",
    "places": "Places and people",
    "regime": "Regime map",
    "claims": "Claims",
    "agents": "Agents",
    "brief": "Run and brief",
    "method": "Method",
}
_MARK = Markup(
    "<svg width='30' height='22' viewBox='0 0 30 22' aria-hidden='true'>"
    "<path d='M1 20C10 19 16 14 20 2c2 6 5 9 9 11v7z' fill='currentColor' "
    "opacity='.35'/><path d='M1 20C11 19 19 13 29 1' fill='none' "
    "stroke='currentColor' stroke-width='2'/></svg>"
)


def header(view: View) -> Markup:
    """Return the band at the top, with the way to every page."""
    links = Markup("").join(_link(view, page) for page in NAMES)
    return Markup(
        "<a class='skip' href='#main'>Skip to the page</a>"
        "<div class='in'><a class='brand' href='{}'>{}Groundswell</a>"
        "<nav class='nav' aria-label='Pages'>{}</nav>"
        "<details class='menu'><summary>Menu</summary>"
        "<nav aria-label='Pages, menu'>{}</nav></details></div>"
    ).format(address_of(view, ""), _MARK, links, links)


def _link(view: View, page: str) -> Markup:
    here = Markup(" aria-current='page'") if page == view.page else Markup("")
    return Markup("<a href='{}'{}>{}</a>").format(
        address_of(view, page), here, NAMES[page]
    )


def footer() -> Markup:
    """Return what stands at the end of every page."""
    return Markup(
        "<div class='in'><span>A simulation, not a forecast.</span>"
        "<a href='/method'>How it works</a><a href='/method#limits'>What it leaves "
        "out</a><a href='/method#levers'>Sources</a>"
        "<a href='/method#access'>Accessibility</a>"
        "<span>Open source, version {}</span></div>"
    ).format(__version__)


def problems(view: View) -> Markup:
    """Return what of the address could not be used."""
    if not view.problems:
        return Markup("")
    rows = Markup("").join(Markup("<li>{}</li>").format(p) for p in view.problems)
    return Markup(
        "<div class='note warn' role='alert'><b>Part of this address was not used."
        "</b><ul>{}</ul>The rest is shown.</div>"
    ).format(rows)


def title_of_page(page: str) -> str:
    """Return what the browser calls a page."""
    if not page:
        return "Groundswell: the five missions, governed differently"
    return f"{NAMES[page]} – Groundswell"
