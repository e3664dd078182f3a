"""The pages work for everyone: checked by axe, by keyboard and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pages.address import PAGES
from tests.pages.conftest import READY, Visit


def serious(page: Page) -> list[str]:
    """Return the serious and critical violations that axe finds."""
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]


# What is there when a page has its answer; the others have none to wait for.
_DRAWN = "figure .plot[data-drawn]:not([data-drawn=''])"
_ANSWERED = {
    **dict.fromkeys(("", "explore", "compare", "regime", "claims", "agents"), _DRAWN),
    "places": ".map svg",
}
_ALL_DRAWN = (
    "() => [...document.querySelectorAll('.plot')].every((plot) => plot.dataset.drawn)"
)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_for_everyone(visit: Visit, name: str) -> None:
    """In light and dark axe finds nothing serious; a phone never scrolls sideways."""
    page = visit(f"/{name}")
    if name in _ANSWERED:
        page.wait_for_selector(_ANSWERED[name], timeout=1000 * READY)
        page.wait_for_function(_ALL_DRAWN)

    light = serious(page)
    page.emulate_media(color_scheme="dark")
    dark = serious(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(200)
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )

    assert (light, dark, wider) == ([], [], 0)


def test_a_page_says_its_language_and_allows_zoom(visit: Visit) -> None:
    page = visit("/method")

    assert page.locator("html").get_attribute("lang") == "en-GB"
    viewport = page.locator("meta[name=viewport]").get_attribute("content") or ""
    assert "maximum-scale" not in viewport
    assert page.title() == "Method – Groundswell"


@pytest.mark.parametrize("name", ["scenario.toml", "brief.html"])
def test_the_keyboard_leads_from_home_to_a_brief(visit: Visit, name: str) -> None:
    page = visit("/")
    _tab_to(page, "a[href='/brief']")
    page.keyboard.press("Enter")
    page.wait_for_selector("main h1:has-text('Run and brief')")
    page.wait_for_selector(f"a[href^='/files/{name}']", timeout=1000 * READY)
    _tab_to(page, f"a[href^='/files/{name}']")

    with page.expect_download() as waited:
        page.keyboard.press("Enter")

    assert waited.value.suggested_filename == f"groundswell-{name}"
    text = waited.value.path().read_text(encoding="utf-8")
    assert "status_quo_2025" in text
    assert name == "scenario.toml" or "A simulation, not a forecast" in text


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} cannot be reached with the keyboard")
