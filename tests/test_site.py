"""The documentation site builds without a warning, needs no network, and is whole."""

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
RULES = sorted((ROOT / "sim" / "rules").glob("*.py"))
# What a browser fetches by itself; links that a reader may follow are none of it.
_FETCHED = re.compile(
    r"<(?:script|img|iframe|source)[^>]*\ssrc=\"?(https?://[^\"\s>]+)"
    r"|<link(?![^>]*rel=\"?canonical)[^>]*\shref=\"?(https?://[^\"\s>]+)"
)


def module(name: str) -> ModuleType:
    """Return a module of the documents, which import one another by bare name."""
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(ROOT / "docs"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site as ``./groundswell docs`` builds it: every warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(
        [*build, "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def pages(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }


def test_a_browser_fetches_nothing_from_elsewhere(site: Path) -> None:
    foreign = {
        name: found
        for name, text in pages(site).items()
        if (found := _FETCHED.findall(text))
    }
    styles = [p.read_text(encoding="utf-8") for p in site.rglob("*.css")]

    assert foreign == {}
    assert not any(
        re.search(r"url\(\W?https?:|@import\s+\W?https?:", s) for s in styles
    )


def test_links_lead_to_pages_that_are_there(site: Path) -> None:
    for name, text in pages(site).items():
        if name == "404.html":  # may stand at any address
            continue
        for link in re.findall(r"<a[^>]*\shref=\"?([^\"\s>]+)", text):
            path = link.partition("#")[0]
            if path and not re.match(r"[a-z]+:", path):
                assert ((site / name).parent / path).exists(), f"{name}: {link}"


def test_every_rule_unfolds_into_what_it_computes(site: Path) -> None:
    odd = (site / "odd.html").read_text(encoding="utf-8")
    rules_in = module("tables").rules_in

    for path in RULES:
        for rule in rules_in(f"sim/rules/{path.name}"):
            title = f"<summary><code>{rule.name}</code>"
            assert title in odd, f"{path.name}, {rule.name}"
            after = odd.split(title, 1)[1]
            assert "<math" in after.split("</details>", 1)[0], rule.name


def test_what_is_made_from_the_code_is_there(site: Path) -> None:
    made = {name: text for name, text in pages(site).items() if "<!-- made" in text}

    assert made == {}
    assert "target_pressure" in (site / "reference/levers.html").read_text()
    assert "--replicates" in (site / "reference/commands.html").read_text()
    assert "spillover" in (site / "reference/beliefs.html").read_text()


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("return x / (1.0 + y)", ("<mfrac><mi>x</mi>", "<mn>1</mn><mo>+</mo>")),
        ("return b.a * (x - y)", ('<mi class="belief">a</mi>', "<mo>(</mo>")),
        ("return power(x, b.a)", ("<msup><mi>x</mi>",)),
        ("return x * x", ("<msup><mi>x</mi><mn>2</mn></msup>",)),
        ("return max(0.0, x)", ("<mi>max</mi><mo>(</mo><mn>0</mn><mo>,</mo>",)),
        ("if x < 0.0:\n    return y\nreturn x", ("<mo>&lt;</mo>", "otherwise")),
        ("y -= x\nreturn y", ("<mo>←</mo>", "<mo>−</mo>")),
    ],
)
def test_equations_say_what_the_code_says(body: str, parts: tuple[str, ...]) -> None:
    import ast

    source = "def f(x, y, b):\n" + "".join(
        f"    {line}\n" for line in body.splitlines()
    )
    function = ast.parse(source).body[0]

    written = module("equations").equation(function)

    assert [part for part in parts if part not in written] == []


def test_a_form_that_is_not_known_is_refused() -> None:
    import ast

    function = ast.parse("def f(x):\n    return x[0]\n").body[0]

    with pytest.raises(ValueError, match="no form for"):
        module("equations").equation(function)


def test_handouts_name_the_run_that_made_them() -> None:
    text = (ROOT / "docs/workshop/handouts.md").read_text(encoding="utf-8")
    runs = set(re.findall(r"^Run `([0-9a-f]{16})`, version", text, re.MULTILINE))

    assert len(runs) == 1
    assert text.count('<div class="handout"') == text.count("\nRun `") == 5
