"""What the site holds beyond the files in ``docs``: called by MkDocs, see mkdocs.yml.

Pages from the top of the repository join the site, links between files become links
between pages, and each ``<!-- made: KIND -->`` becomes what the code says now.
"""

import os
import re
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from reference import MADE, computed

ROOT = Path(__file__).resolve().parents[1]
# Files outside docs, and the pages that they become.
FROM_THE_TOP = {
    "ARCHITECTURE.md": "project/architecture.md",
    "CHANGELOG.md": "project/changelog.md",
    "CODE_OF_CONDUCT.md": "project/conduct.md",
    "CONTRIBUTING.md": "project/contributing.md",
    "NOTICE.md": "project/licences.md",
    "SECURITY.md": "project/security.md",
    "sim/data/README.md": "reference/data.md",
}
_PAGES = {**FROM_THE_TOP, "README.md": "index.md", "docs/decisions": "decisions.md"}
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
_MADE = re.compile(r"^<!-- made: (\w+) -->$", re.MULTILINE)
_RULES = re.compile(r"<!-- table: rules (.+?) -->\n.*?<!-- end -->", re.DOTALL)
_INCLUDED = re.compile(r"<!-- section: (\S+) (.+?) -->")
# Lets the search run where the site is opened from a disk.
_FOREIGN = "https://unpkg.com/iframe-worker/shim"
_ROLE = re.compile(r":(?:attr|class|exc|func|meth|mod):(?=<code|`)")


def on_config(config: MkDocsConfig) -> None:
    """List all decisions, and give pages that the menu does not name a place in it."""
    decisions = [f"decisions/{path.name}" for path in _decision_files()]
    sections = {
        name: pages for section in config.nav for name, pages in section.items()
    }
    sections["Project"].append({"Decisions, one by one": decisions})
    named = str(config.nav)
    top = sorted(path.name for path in (ROOT / "docs").glob("*.md"))
    sections["The model"] += [name for name in top if name not in named]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that do not stand in ``docs``."""
    for name, uri in FROM_THE_TOP.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, uri, content=text))
    text = "# Decisions\n\n" + _decisions()
    files.append(File.generated(config, "decisions.md", content=text))
    return files


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, files: Files
) -> str:
    """Fill in what is made from the code, and turn links to files into links."""
    del config, files
    uri = page.file.src_uri
    whence = {page: name for name, page in FROM_THE_TOP.items()}.get(uri, f"docs/{uri}")
    text = _MADE.sub(lambda match: MADE[match[1]](), markdown)
    text = _INCLUDED.sub(lambda match: _section(match[1], match[2], uri), text)
    text = _RULES.sub(lambda match: computed(match[1].split()), text)
    return _linked(text, PurePosixPath(whence), uri)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take Sphinx's roles out of docstrings, whose text is Markdown otherwise."""
    del page, config, files
    return _ROLE.sub("", html)


def on_post_build(config: MkDocsConfig) -> None:
    """Have the theme's one script that stands elsewhere come from the site itself."""
    site = Path(config.site_dir)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        near = os.path.relpath(site / "vendor" / "iframe-worker.js", page.parent)
        page.write_text(text.replace(_FOREIGN, near), encoding="utf-8")


def _decision_files() -> list[Path]:
    return sorted((ROOT / "docs" / "decisions").glob("*.md"))


def _decisions() -> str:
    entries = []
    for path in _decision_files():
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        entries.append(f"- [{title}](decisions/{path.name})")
    return "\n".join(entries) + "\n"


def _section(name: str, heading: str, uri: str) -> str:
    """Return a section of a file at the top, without its heading, linked for a page."""
    text = (ROOT / name).read_text(encoding="utf-8")
    _, _, rest = text.partition(f"\n## {heading}\n")
    section = rest.split("\n## ")[0]
    if not section:
        raise ValueError(f"{name} has no section {heading!r}")
    return _linked(section, PurePosixPath(name), uri)


def _linked(text: str, whence: PurePosixPath, uri: str) -> str:
    """Return a text whose links to files lead to the pages that they became."""

    def relinked(match: re.Match[str]) -> str:
        image, said, link = match.groups()
        if re.match(r"https?:|mailto:|#", link):
            return match[0]
        path, _, anchor = link.partition("#")
        target = os.path.normpath(whence.parent / path)
        page = _page_of(target)
        if page is None:  # a file of the code: named, not linked
            return said
        near = os.path.relpath(page, PurePosixPath(uri).parent)
        return f"{image}[{said}]({near}{'#' if anchor else ''}{anchor})"

    return "".join(
        part if i % 2 else _LINK.sub(relinked, part)
        for i, part in enumerate(
            re.split(r"(^ *```.*?^ *```$)", text, flags=re.M | re.S)
        )
    )


def _page_of(target: str) -> str | None:
    if target in _PAGES:
        return _PAGES[target]
    inside = target.removeprefix("docs/")
    is_shown = (ROOT / target).is_file() and not target.endswith(".py")
    return inside if inside != target and is_shown else None
