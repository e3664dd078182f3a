"""The page on validation, from a run: ``python -m experiments.validation.published``.

Give it the folder that ``groundswell validate`` wrote. What stands between the marks of
``docs/validation.md`` becomes the folder's summary; figures and their data are drawn
beside the other images. The score goes where pages read it.
"""

import re
import sys
from pathlib import Path

from experiments.shards import write_whole
from experiments.validation.figures import draw_all, save_svg
from experiments.validation.pages import SUMMARY
from experiments.validation.score import Score, score_path

_DOCS = Path(__file__).parents[2] / "docs"
_RESULTS = re.compile(r"(<!-- results -->\n).*?(<!-- end -->)", re.DOTALL)


def publish(folder: Path, docs: Path, score: Path) -> None:
    """Renew the page on validation, its figures and the score from a folder of results.

    Raises
    ------
    InputError, FileNotFoundError
        If the folder was not written by ``groundswell validate``.
    """
    found = Score.of_folder(folder)
    summary = (folder / SUMMARY).read_text(encoding="utf-8")
    page = docs / "validation.md"
    text = page.read_text(encoding="utf-8")
    text = _RESULTS.sub(lambda marks: f"{marks[1]}{summary}{marks[2]}", text)
    page.write_text(text, encoding="utf-8")
    for drawn in draw_all(folder):
        save_svg(drawn, docs / "images")
    write_whole(score, found.text().encode())


if __name__ == "__main__":
    publish(Path(sys.argv[1]), _DOCS, score_path())
