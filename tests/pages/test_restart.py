"""A server that dies and comes back costs nothing: pages are drawn again."""

from playwright.sync_api import Browser

from tests.pages.conftest import READY, free_port, serving


def test_a_page_comes_back_with_its_server(chromium: Browser) -> None:
    port = free_port()
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(1000 * READY)
        with serving(port) as server:
            page.goto(f"http://127.0.0.1:{port}/explore?v=1&from=blair_command")
            page.locator("input[type=range]").first.press("PageUp")
            page.wait_for_function("location.search.includes('all.autonomy')")
            before = page.locator("output").first.inner_text(), page.url
            page.evaluate("document.querySelector('main').dataset.drawn = 'before'")
            server.kill()
            page.wait_for_selector("text=Nothing is lost", state="visible")

        with serving(port):
            page.wait_for_selector("main:not([data-drawn]) output")
            page.wait_for_selector("text=Nothing is lost", state="hidden")

            after = page.locator("output").first.inner_text(), page.url

    assert after == before
