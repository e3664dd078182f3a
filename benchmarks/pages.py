"""How soon pages answer, measured in a browser on this machine.

``python -m benchmarks.pages`` starts a server of its own and drives headless Chromium:
a visit, forty moves of a slider, refining, and twenty visitors who press at once. It
prints a table with the load of the machine beside each figure.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[1]
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
N_MOVES = 40
N_VISITORS = 20
# As if each visitor came from an address of its own: caps are by address.
_SERVER = (
    "import sys, pages.door as door; door.MOST_SOCKETS_OF_ONE = door.MOST_SOCKETS; "
    "door.MOST_REQUESTS = 10**6; "
    "from pages.server import serve; serve('127.0.0.1', int(sys.argv[1]))"
)
# Notes when a key went down, and when a chart was first drawn for another scenario.
_WATCH = """() => {
  const scenario = (plot) => (plot.dataset.drawn || "").split("-")[0];
  window.bench = {};
  document.addEventListener("keydown", () => {
    const before = scenario(document.querySelector(".plot"));
    window.bench = { pressed: performance.now(), before };
  }, true);
  new MutationObserver(() => {
    const bench = window.bench;
    if (!bench.pressed) return;
    const plots = [...document.querySelectorAll(".plot")];
    const n = plots.filter((plot) => scenario(plot) !== bench.before).length;
    if (n > 0 && !bench.first) {
      bench.first = -1;
      requestAnimationFrame(() => { bench.first = performance.now() - bench.pressed; });
    }
    if (n === plots.length && !bench.all) {
      bench.all = -1;
      requestAnimationFrame(() => { bench.all = performance.now() - bench.pressed; });
    }
  }).observe(document.body, { subtree: true, attributeFilter: ["data-drawn"] });
}"""
_DRAWN = (
    "() => { const plots = [...document.querySelectorAll('.plot')]; "
    "return plots.length > 0 && plots.every((plot) => plot.dataset.drawn); }"
)
_ANSWERED = "() => window.bench.all > 0"
_DONE = "text=All 12 repeats are in"
_PATIENCE = 120_000  # milliseconds


class Line(NamedTuple):
    """One line of the table: what, the aim, what was measured, and the load."""

    what: str
    aim: str
    measured: str
    load: float


def _line(what: str, aim: str, measured: str) -> Line:
    return Line(what, aim, measured, os.getloadavg()[0])


@contextmanager
def _server() -> Iterator[tuple[str, psutil.Process, float]]:
    """Give a server's address, its process, and the seconds until it answered."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}"
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(port)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as server:
        try:
            while not _answers(address):
                if server.poll() is not None:
                    sys.exit("the server ended before it answered")
                time.sleep(0.02)
            took = time.perf_counter() - begun
            yield address, psutil.Process(server.pid), took
        finally:
            server.terminate()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except (URLError, ConnectionError):
        return False


def _visit(context: BrowserContext, address: str) -> tuple[Page, float]:
    """Open a page, and return it with the seconds until all its charts are drawn."""
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(_DRAWN)
    return page, time.perf_counter() - begun


def _press(page: Page, slider: int) -> None:
    """Put the focus on a slider and move it by one step."""
    sliders = page.locator("input[type=range]")
    knob = sliders.nth(slider % sliders.count())
    knob.evaluate("knob => { knob.closest('details').open = true; knob.focus(); }")
    at_end = knob.evaluate("knob => Number(knob.value) >= Number(knob.max)")
    page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")


def _answer(page: Page) -> tuple[float, float]:
    """Return milliseconds from key press to the first changed chart, and to all."""
    page.wait_for_function(_ANSWERED)
    found = page.evaluate("() => [window.bench.first, window.bench.all]")
    return float(found[0]), float(found[1])


def _moves(page: Page) -> Iterator[Line]:
    answers = []
    for move in range(N_MOVES):
        _press(page, 3 * move)
        answers.append(_answer(page))
        page.wait_for_timeout(300)
    firsts, alls = zip(*answers, strict=True)
    what = f"key press to changed chart, {N_MOVES} moves"
    yield _line(what, "p95 0.5 s", _spread(firsts))
    yield _line("… to all six changed", "", _spread(alls))


def _refined(page: Page) -> Line:
    took = []
    for move in range(3):
        _press(page, 2 + 7 * move)
        _answer(page)
        begun = time.perf_counter()
        page.wait_for_selector(_DONE)
        took.append(time.perf_counter() - begun)
    return _line("refined to 12 repeats", "10 s", f"{max(took):.1f} s, worst of 3")


def _spread(milliseconds: Sequence[float]) -> str:
    p95 = statistics.quantiles(milliseconds, n=20, method="inclusive")[-1]
    middle = statistics.median(milliseconds)
    return f"p50 {middle / 1e3:.2f} s, p95 {p95 / 1e3:.2f} s"


def _crowd(browser: Browser, address: str) -> Line:
    """Have many visitors press at once, each another slider."""
    contexts = [browser.new_context() for _ in range(N_VISITORS)]
    begin = f"{address}/{_unheard_of()}"
    pages = [_visit(context, begin)[0] for context in contexts]
    for page in pages:
        page.evaluate(_WATCH)
    for number, page in enumerate(pages):
        _press(page, 2 * number)
    took = [_answer(page)[0] for page in pages]
    for context in contexts:
        context.close()
    what = f"{N_VISITORS} visitors press at once"
    found = f"{len(took)} answered; {_spread(took)}, last {max(took) / 1e3:.1f} s"
    return _line(what, "all answered", found)


def _unheard_of() -> str:
    """Return settings that no run before can have asked for: answers are kept."""
    cut = 0.05 + time.time_ns() % 10**6 / 1e8
    return f"explore?v=1&national.admin_cut={cut}"


def lines(browser: Browser) -> Iterator[Line]:
    """Measure one thing after another, and yield a line for each."""
    with _server() as (address, process, started):
        yield _line("start of the server", "6 s", f"{started:.1f} s")
        with browser.new_context() as context:
            _visit(context, f"{address}/explore")  # prepares what is not kept yet
        before = process.memory_info().rss
        for name in ("", "explore"):
            with browser.new_context() as context:
                took = _visit(context, f"{address}/{name}")[1]
            yield _line(f"all charts of /{name}, new visitor", "3 s", f"{took:.1f} s")
        with browser.new_context() as context:
            page, _ = _visit(context, f"{address}/{_unheard_of()}")
            page.wait_for_selector(_DONE)
            page.evaluate(_WATCH)
            yield from _moves(page)
            yield _refined(page)
        yield _crowd(browser, address)
        after = process.memory_info().rss
        found = f"{after / 1e6:,.0f} MB, {before / 1e6:,.0f} MB before"
        yield _line("memory of the server after", "", found)


def main() -> None:
    """Measure, and print a table."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("benchmarks.pages needs Chromium on the PATH")
    sys.stdout.write("| what | aim | measured | load |\n| --- | --- | --- | --- |\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for line in lines(browser):
            sys.stdout.write(
                f"| {line.what} | {line.aim} | {line.measured} | {line.load:.1f} |\n"
            )
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
