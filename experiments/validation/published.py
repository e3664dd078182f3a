"""The page on validation, from a run: ``python -m experiments.validation.published``.

Give it the folder that ``groundswell validate`` wrote. What stands between the marks of
``docs/validation.md`` becomes the folder's summary; figures and their data are drawn
beside the other images.
"""

import re
import sys
from pathlib import Path

from experiments.validation.figures import draw_all, save_svg
from experiments.validation.pages import SUMMARY

_DOCS = Path(__file__).parents[2] / "docs"
_RESULTS = re.compile(r"(<!-- results -->\n).*?(<!-- end -->)", re.DOTALL)


def publish(folder: Path, docs: Path = _DOCS) -> None:
    """Renew the page on validation and its figures from a folder of results.

    Raises
    ------
    FileNotFoundError
        If the folder was not written by ``groundswell validate``.
    """
    summary = (folder / SUMMARY).read_text(encoding="utf-8")
    page = docs / "validation.md"
    text = page.read_text(encoding="utf-8")
    text = _RESULTS.sub(lambda marks: f"{marks[1]}{summary}{marks[2]}", text)
    page.write_text(text, encoding="utf-8")
    for drawn in draw_all(folder):
        save_svg(drawn, docs / "images")


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
