"""A slider moves, the model answers, and the address keeps it all."""

from playwright.sync_api import Page

from tests.pages.conftest import READY, Visit

DRAWN = "figure .plot[data-drawn]:not([data-drawn=''])"


def drawn(page: Page) -> list[str]:
    page.wait_for_selector(DRAWN, timeout=1000 * READY)
    plots = page.locator(DRAWN).all()
    return [str(plot.get_attribute("data-drawn")) for plot in plots]


def test_a_key_press_on_a_slider_changes_every_chart(visit: Visit) -> None:
    page = visit("/explore")
    before = drawn(page)

    page.locator("input[type=range]").first.press("ArrowRight")
    page.wait_for_function(
        "was => [...document.querySelectorAll('.plot')].every((plot) =>"
        " plot.dataset.drawn && !was.includes(plot.dataset.drawn))",
        arg=before,
    )

    assert len(drawn(page)) == len(before) == 6


def test_an_answer_is_refined_until_all_repeats_are_in(visit: Visit) -> None:
    page = visit("/explore?v=1&all.audit=0.37")

    page.wait_for_selector("text=All 12 repeats are in", timeout=1000 * READY)

    assert page.locator(".chance b").first.inner_text() != "Still running"


def test_a_reload_loses_nothing(visit: Visit) -> None:
    page = visit("/explore")
    drawn(page)

    page.locator("input[type=range]").first.press("PageUp")
    page.wait_for_function("location.search.includes('all.autonomy.standards')")
    page.reload()
    page.wait_for_selector("output")

    assert page.locator("output").first.inner_text() == "35%"


def test_back_and_forward_lead_through_pages(visit: Visit) -> None:
    page = visit("/explore?v=1&from=blair_command")
    page.locator(".nav a", has_text="Method").click()
    page.wait_for_selector("main h1:has-text('Method')")

    page.go_back()
    page.wait_for_selector("select#f-from")

    assert page.locator("select#f-from").input_value() == "blair_command"


def test_a_hostile_address_gets_a_plain_message(visit: Visit) -> None:
    page = visit("/explore?nhs.audit=1e99&%3Cscript%3Ealert(1)%3C/script%3E=1&from=x")

    said = page.locator("[role=alert]").inner_text()

    assert "must lie in 0 to 1" in said
    assert "<script>alert(1)</script>" in said  # as text
    assert page.locator("main script").count() == 0


def test_home_shows_question_and_answer_side_by_side(visit: Visit) -> None:
    page = visit("/")
    page.wait_for_selector(".plot[data-drawn]")

    question = page.locator("main h1").bounding_box()
    answer = page.locator(".plot").first.bounding_box()

    assert question is not None
    assert answer is not None
    assert answer["x"] > question["x"] + question["width"]
    assert answer["y"] < question["y"] + question["height"]
