"""Every block of code in the documents runs, page by page, in an empty folder.

Slow commands run with small settings, added after the reader's own, and calls in Python
with fewer citizens and replicates. Commands that serve or take hours at any size are
parsed, not run; their own tests run them. A block that cannot run where tests do says
why in a comment before it: ``<!-- not run: needs R -->``.
"""

import os
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import typer.main
from typer.testing import CliRunner

from sim.cli import main
from sim.scenario.scenario import Scenario

ROOT = Path(__file__).parents[1]
# These have tests of their own.
ELSEWHERE = ("docs/tutorials/a-small-town.md", "docs/tutorials/an-experiment.md")
PAGES = sorted(
    name
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    if (name := path.relative_to(ROOT).as_posix()) not in ELSEWHERE
)
_BLOCK = re.compile(
    r"(?:^<!-- (?P<word>not run|exit status):? (?P<what>.+?) -->\n)?"
    r"^ *```(?P<kind>[a-z]+)(?: title=\"(?P<title>\S+)\")?\n(?P<text>.*?)^ *```",
    re.MULTILINE | re.DOTALL,
)
_FEW = ("--citizens", "2888", "--replicates", "1", "--months", "2")
_SMALL = {
    "run": _FEW,
    "compare": _FEW,
    "batch": ("--citizens", "2888", "--replicates", "3", "--months", "2"),
}
_PARSED = (
    *("bench", "calibrate", "claims", "flip", "pages", "rests", "rival"),
    *("validate", "verify", "why"),
)
_OF_THE_SCRIPT = ("docs", "test")
_NOT_CODE = ("diff", "ini", "nginx", "text")


class Block(NamedTuple):
    """A block of code, and what the comment before it says."""

    kind: str
    text: str
    title: str | None
    exit_status: int
    not_run: str | None


def blocks(page: str) -> Iterator[Block]:
    text = (ROOT / page).read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        word, what = found["word"], found["what"]
        yield Block(
            found["kind"],
            found["text"],
            found["title"],
            int(what) if word == "exit status" else 0,
            what if word == "not run" else None,
        )


WITH_CODE = [
    page
    for page in PAGES
    if any(b.kind not in _NOT_CODE and not b.not_run for b in blocks(page))
]


def run_command(line: str, exit_status: int) -> None:
    words = shlex.split(line, comments=True)
    if not words:
        return
    into = words[words.index(">") + 1] if ">" in words else None
    words = words[: words.index(">")] if into else words
    assert words[0] in ("groundswell", "./groundswell"), line
    verb, *rest = words[1:] or ["compare"]
    if verb in _OF_THE_SCRIPT:
        return
    if verb in _PARSED:
        group = typer.main.get_command(main)
        group.commands[verb].make_context(verb, rest)  # type: ignore[attr-defined]
        return
    done = CliRunner().invoke(main, [verb, *rest, *_SMALL.get(verb, ())])
    assert done.exit_code == exit_status, f"{line}\n{done.output}"
    if into:
        Path(into).write_text(done.stdout, encoding="utf-8")


def run_python(text: str, names: dict[str, object], page: str) -> None:
    smaller = re.sub(r"citizens=[\d_]+", "citizens=2_888", text)
    smaller = re.sub(r"replicates=\d+", "replicates=1", smaller)
    exec(compile(smaller, page, "exec"), names)


def check_toml(text: str, title: str | None) -> None:
    tables = tomllib.loads(text)
    if title is None:
        return
    Path(title).write_text(text, encoding="utf-8")
    if "scenario" in tables:
        Scenario.load(title)


# Figures and sockets are closed by the collector, some time after their page.
@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize("page", WITH_CODE)
def test_every_block_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # Workers of a batch find the sources by it.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *sys.path]))
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page):
        if block.not_run or block.kind in _NOT_CODE:
            continue
        if block.kind == "python":
            run_python(block.text, names, page)
        elif block.kind == "toml":
            check_toml(block.text, block.title)
        else:
            assert block.kind == "sh", block.kind
            for line in block.text.replace("\\\n", " ").splitlines():
                run_command(line, block.exit_status)


def test_few_blocks_are_not_run() -> None:
    reasons = {page: b.not_run for page in PAGES for b in blocks(page) if b.not_run}

    assert set(reasons) == {
        "README.md",
        "docs/batches.md",
        "docs/calibration.md",
        "docs/decisions/0001-locks-and-set-up.md",
        "docs/deploy.md",
        "docs/how-to/read-results.md",
        "docs/not-rigged.md",
        "docs/performance.md",
    }
