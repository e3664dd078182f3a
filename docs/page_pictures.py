"""Pictures of the pages: ``python docs/page_pictures.py ADDRESS``.

ADDRESS is where ``groundswell pages`` answers. Needs Chromium on the PATH.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).resolve().parent / "images"
_DESKTOP, _PHONE = (1280, 800), (390, 844)
_PICTURES = (
    ("page_home", "", _DESKTOP, "light"),
    ("page_explore", "explore?v=1&from=demos_mobilisation", _DESKTOP, "light"),
    ("page_explore_phone", "explore?v=1&from=demos_mobilisation", _PHONE, "dark"),
    ("page_regime", "regime?v=1", _DESKTOP, "light"),
    ("page_agents", "agents?v=1", _DESKTOP, "dark"),
)
_PATIENCE = 120_000  # milliseconds
_DRAWN = (
    "() => !document.body.innerText.includes('Refining') && "
    "[...document.querySelectorAll('.plot')].every((plot) => plot.dataset.drawn)"
)


def take(browser: Browser, address: str) -> None:
    """Write every picture into ``docs/images``."""
    for name, page_path, (width, height), theme in _PICTURES:
        page = browser.new_page(
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
        )
        page.set_default_timeout(_PATIENCE)
        page.goto(f"{address.rstrip('/')}/{page_path}")
        page.wait_for_selector("main h1", state="attached")
        page.wait_for_timeout(3000)  # until the page has asked what it shows
        page.wait_for_function(_DRAWN)
        page.screenshot(path=str(IMAGES / f"{name}.jpg"), type="jpeg", quality=75)
        page.close()


def main(address: str) -> None:
    """Take all pictures."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("page_pictures needs Chromium on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        take(browser, address)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
