"""A real server for all tests of pages, and a real browser for each file of them.

Nothing is installed here: where no browser is found, these tests are skipped and say
so; ``.ci/run`` installs one first.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
READY = 300.0  # seconds: today's settings may have to be prepared first


def browser_path() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Give a server that answers at a port."""
    code = (
        "import sys; from sim.cli import main; "
        f"sys.argv = ['groundswell', 'pages', '--port', '{port}']; main()"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    # Its own folder: pages must not depend on where they were started.
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, cwd=ROOT / "docs"
    ) as server:
        try:
            _await(f"http://127.0.0.1:{port}/method", server)
            yield server
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Give the address of a server that this session started."""
    port = free_port()
    with serving(port):
        yield f"http://127.0.0.1:{port}"


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except URLError:
            time.sleep(0.1)
    pytest.fail("the server did not answer within a minute")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give a browser; skip where there is none.

    It ends with its file: while it lives, its event loop runs in this thread, and
    tests of other files could start none of theirs.
    """
    path = browser_path()
    if path is None:
        pytest.skip("no Chromium on the PATH: the pages are not tried in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator["Visit"]:
    """Give a way to open pages, and check that none asks anything of the world."""
    visits = Visit(chromium, site)
    yield visits
    visits.close()


class Visit:
    """Opens pages of the site, each in a fresh profile."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser = browser
        self.site = site
        self.contexts: list[BrowserContext] = []
        self.foreign: list[str] = []
        self.errors: list[str] = []

    def __call__(
        self, path: str, *, theme: str = "light", width: int = 1280, height: int = 800
    ) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("request", lambda r: self._note(r.url))
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.goto(self.site + path)
        page.wait_for_selector("main h1", state="attached")
        return page

    def _note(self, url: str) -> None:
        if not url.startswith((self.site, "data:", "blob:")):
            self.foreign.append(url)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.foreign == []
        assert self.errors == []
