"""The small town in Mesa's own parts: each visitor steps a town of her own."""

import re

from playwright.sync_api import Page

from pages.desk.mesa_town import Town, town_settings
from pages.desk.tiers import TOWN
from sim.scenario.scenario import Scenario
from tests.pages.conftest import Visit
from tests.pages.test_everyone import serious

_OPEN = "/agents?v=1&town=open"


def test_a_town_ends_after_its_last_month() -> None:
    """So a town that is left playing stops by itself."""
    scenario = Scenario.load("demos_mobilisation")
    town = Town(**(town_settings(scenario) | {"months": 2}))
    for _ in range(5):
        town.step()

    assert not town.running
    assert len(town.series("trust")) == 2
    assert TOWN.citizens <= 400


def _step(page: Page, month: int) -> str:
    """Press Step, and return the first plot once the month has passed."""
    page.get_by_role("button", name="Step: one month").click()
    page.wait_for_selector(f".mesa [role=status]:has-text('month {month} of 60')")
    page.wait_for_function(
        "src => document.querySelector('.mesa img').src !== src",
        arg=page.evaluate("window.drawn || ''"),
    )
    return str(page.evaluate("window.drawn = document.querySelector('.mesa img').src"))


def _said(page: Page) -> str:
    return page.locator(".mesa [role=status]").inner_text()


def test_a_step_moves_month_figure_and_words(visit: Visit) -> None:
    page = visit("/agents")
    assert not page.locator(".mesa").count()  # nothing is played for who did not ask
    page.get_by_role("button", name="Open the town").click()
    page.wait_for_selector(".mesa:has-text('No month has passed yet')")
    page.evaluate("window.drawn = document.querySelector('.mesa img').src")

    first, second = _step(page, 1), _step(page, 2)

    assert first != second
    names = [plot.get_attribute("aria-label") for plot in page.get_by_role("img").all()]
    assert any(re.search(r"trust.+ in month 2\.", str(name)) for name in names)
    assert page.locator(".mesa li").count() > 0
    light = serious(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    assert (light, serious(page)) == ([], [])

    page.get_by_role("button", name="Reset").click()
    page.wait_for_selector(".mesa:has-text('No month has passed yet')")


def test_two_visitors_do_not_share_a_town(visit: Visit) -> None:
    mine, yours = visit(_OPEN), visit(_OPEN)
    for page in (mine, yours):
        page.wait_for_selector(".mesa:has-text('No month has passed yet')")

    _step(mine, 1)
    _step(mine, 2)

    assert "No month has passed yet" in _said(yours)
    _step(yours, 1)
    assert "month 2 of 60" in _said(mine)


def test_play_can_be_paused(visit: Visit) -> None:
    page = visit(_OPEN)
    page.get_by_role("button", name="Play the months").click()
    page.wait_for_selector(".mesa [role=status]:has-text('month 2 of 60')")

    page.get_by_role("button", name="Pause").click()

    page.get_by_role("button", name="Play the months").wait_for()
    page.wait_for_timeout(1_000)  # the month that was under way ends
    before = _said(page)
    page.wait_for_timeout(1_500)
    assert _said(page) == before
