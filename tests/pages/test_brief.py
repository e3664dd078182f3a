"""What can be taken away: two pages of A4, a picture, and the report, on their own."""

import io
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser

from pages.address import TODAY, preset
from pages.desk.jobs import Answer
from pages.desk.play import Played, play
from pages.desk.tiers import FIRST, FULL
from pages.desk.worlds import Worlds
from pages.parts import taken
from pages.parts.printing import as_pdf, as_png, can_print
from sim.scenario.scenario import Scenario

SMALL = replace(FIRST, citizens=2_888)


@pytest.fixture(scope="module")
def answers() -> tuple[Answer, ...]:
    """Give two complete answers, of small runs repeated, a little apart."""
    worlds = Worlds()
    found = []
    for scenario in (preset(TODAY), Scenario.load("demos_mobilisation")):
        one = play(worlds, scenario, SMALL, 0, lambda: None)
        runs = tuple(_shifted(one, 1.0 + 0.01 * r) for r in range(FULL.replicates))
        found.append(Answer(scenario, runs[:2], runs))
    return tuple(found)


def _shifted(played: Played, factor: float) -> Played:
    months = {name: values * factor for name, values in played.months.items()}
    return replace(played, months=months)


@pytest.mark.parametrize("n", [1, 2])
def test_a_brief_needs_nothing_else(answers: tuple[Answer, ...], n: int) -> None:
    html = taken.brief_of(answers[:n])

    assert not re.search(r"(src|href)=[\"']?(http|//|/)", html)
    assert "<script" not in html
    assert "A simulation, not a forecast" in html
    for answer in answers[:n]:
        assert answer.scenario.hash[:16] in html


@pytest.mark.skipif(not can_print(), reason="no Chromium on the PATH: nothing prints")
@pytest.mark.parametrize("n", [1, 2])
def test_a_brief_prints_on_at_most_two_pages(
    answers: tuple[Answer, ...], n: int
) -> None:
    paper = as_pdf(taken.brief_of(answers[:n]))

    assert paper is not None
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 2


@pytest.mark.skipif(not can_print(), reason="no Chromium on the PATH: nothing prints")
def test_a_brief_as_a_picture_ends_where_the_brief_does(
    answers: tuple[Answer, ...],
) -> None:
    picture = as_png(taken.brief_of(answers))

    assert picture is not None
    with Image.open(io.BytesIO(picture)) as image:
        assert image.size[0] == 1000
        last = np.asarray(image.convert("L"))[-60:]
    assert last.min() < 250


def test_a_brief_fits_a_phone(chromium: Browser, answers: tuple[Answer, ...]) -> None:
    with chromium.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.set_content(taken.brief_of(answers))
        wider = page.evaluate(
            "document.documentElement.scrollWidth"
            " - document.documentElement.clientWidth"
        )

    assert wider == 0
