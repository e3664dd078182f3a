"""What can be taken away from a run: brief, data, scenario, citation."""

import csv
import io
import shutil
import subprocess
import tempfile
import threading
from functools import lru_cache
from pathlib import Path

from experiments.provenance import citation, run_identifier
from experiments.report import report_html
from pages.address import TODAY, View, preset
from pages.desk.jobs import Answer
from pages.desk.tiers import FULL
from pages.parts.words import outcomes_of
from sim.results import summary
from sim.scenario.scenario import Scenario
from sim.version import __version__

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-quic", "--no-pdf-header-footer"),
)
_PATIENCE = 60.0  # seconds
_ONE_AT_A_TIME = threading.Lock()


def in_brief(view: View) -> tuple[Scenario, ...]:
    """Return the scenarios that a brief is about: today's settings first."""
    today, mine = preset(TODAY), view.scenario()
    return (today,) if mine.hash == today.hash else (today, mine)


def brief_html(answers: tuple[Answer, ...]) -> str:
    """Return the written report on complete answers, as one page."""
    identifier = run_identifier([answer.scenario for answer in answers], FULL)
    return report_html([outcomes_of(answer) for answer in answers], identifier)


def outcomes_csv(answers: tuple[Answer, ...]) -> str:
    """Return every national outcome of complete answers as a table."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        ["scenario", "hash", "outcome", "mission", "unit", "mean", "p05", "p95"]
    )
    for answer in answers:
        scenario = answer.scenario
        for figure in outcomes_of(answer).figures():
            found = summary(figure)
            table.writerow(
                [
                    scenario.name,
                    scenario.hash,
                    figure.name,
                    figure.mission or "",
                    figure.unit,
                    *("" if v is None else f"{v:.6g}" for v in found.values()),
                ]
            )
    table.writerow(
        [
            (
                f"seed {FULL.seed}, repeats {FULL.replicates}, citizens "
                f"{FULL.citizens}, version {__version__}"
            )
        ]
    )
    return out.getvalue()


def bibtex(scenarios: tuple[Scenario, ...]) -> str:
    """Return the citation of a run, for BibTeX."""
    identifier = run_identifier(scenarios, FULL)
    return (
        f"@misc{{groundswell-{identifier},\n"
        "  author = {{Groundswell contributors}},\n"
        f"  title = {{Groundswell, run {identifier}}},\n"
        f"  version = {{{__version__}}},\n"
        f"  note = {{{citation(identifier)}}}\n}}\n"
    )


@lru_cache(maxsize=1)
def _browser() -> str | None:
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def can_print() -> bool:
    """Return whether this machine has a browser that prints."""
    return _browser() is not None


def as_pdf(html: str) -> bytes | None:
    """Return a page printed on A4; None if it cannot be done here or now."""
    browser = _browser()
    if browser is None or not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE):
        return None
    try:
        with tempfile.TemporaryDirectory() as folder:
            page, paper = Path(folder, "brief.html"), Path(folder, "brief.pdf")
            page.write_text(html, encoding="utf-8")
            profile = f"--user-data-dir={folder}/profile"
            told = [f"--print-to-pdf={paper}", page.as_uri()]
            subprocess.run(
                [browser, *_FLAGS, profile, *told],
                check=True,
                timeout=_PATIENCE,
                capture_output=True,
            )
            return paper.read_bytes()
    except (OSError, subprocess.SubprocessError):
        return None
    finally:
        _ONE_AT_A_TIME.release()
