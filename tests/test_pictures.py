"""Pictures and handouts are drawn from what a comparison wrote."""

from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from experiments.report import report_html
from sim.missions import MISSIONS, NHS
from sim.results import Outcomes
from tests.experiments.fabricated import fabricated, scenarios, settings
from tests.test_site import module

pictures = module("pictures")


@pytest.fixture(scope="module")
def found() -> list[Outcomes]:
    return fabricated(scenarios("alpha", "beta"), settings())


def test_a_picture_stands_by_itself(found: list[Outcomes]) -> None:
    report = report_html(found, "0123456789abcdef")

    drawn = pictures.picture(report, MISSIONS[NHS], ["Alpha", "Beta"])

    root = ET.fromstring(drawn)
    words = "".join(root.itertext())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "As published" in words
    assert "As it truly is in the model" in words
    assert all(title in words for title in ("Alpha", "Beta"))
    colours = {
        name for part in drawn.split("var(--")[1:] for name in [part.split(")")[0]]
    }
    assert [name for name in colours if f"--{name}:" not in drawn] == []


def test_a_handout_counts_who_was_best_and_names_the_run() -> None:
    rows = [
        {"scenario": s, "replicate": r, "step": 2, "place": "UK", "mission": m.key,
         "outcome": outcome, "value": 0.5 + 0.1 * (s == "b") * (r > 0)}
        for s in ("a", "b") for r in range(3) for m in MISSIONS
        for outcome in ("indicator", "measured")
    ]  # fmt: skip
    manifest = {
        "identifier": "0123456789abcdef",
        "version": "0.1.0",
        "command": "groundswell compare a b",
        "scenarios": [{"name": "a", "title": "A"}, {"name": "b", "title": "B"}],
    }

    sheets = pictures.handouts(pd.DataFrame(rows), manifest)

    nhs = sheets.split("\n## ")[1 + NHS]
    assert "| B | 56.7% (51.0 to 60.0%) | 56.7% (51.0 to 60.0%) | 2 of 3 |" in nhs
    assert sheets.count("Run `0123456789abcdef`, version 0.1.0.") == len(MISSIONS)
