"""The report: honest, complete, readable by everybody, and the same every time."""

import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from experiments.report import report_html, write_report
from experiments.report.compared import compared, is_clear
from experiments.report.differences import difference_rows
from experiments.report.headline import best_by_mission, best_shares, headline
from experiments.report.levers import lever_rows
from sim.missions import MISSIONS
from sim.results import Outcomes
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from tests.experiments.fabricated import fabricated, scenarios, settings

IDENTIFIER = "0123456789abcdef"
VOID = {"meta", "img", "br", "hr", "input", "link"}
UNSEEN = {"head", "style", "title", "script"}


class Page(HTMLParser):
    """What tests ask of a page; refuses tags that do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), (tag, names)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not UNSEEN & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def of(self, *wanted: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in wanted]


def page_of(found: Iterable[Outcomes]) -> Page:
    return Page(report_html(list(found), IDENTIFIER))


@pytest.fixture(scope="module")
def html(two: list[Outcomes]) -> str:
    return report_html(two, IDENTIFIER)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_a_report_is_the_same_bytes_every_time(
    two: list[Outcomes], html: str, tmp_path: Path
) -> None:
    write_report(tmp_path / "report.html", two, IDENTIFIER)

    assert (tmp_path / "report.html").read_bytes() == html.encode()


def test_a_report_needs_nothing_from_elsewhere(html: str, page: Page) -> None:
    for _, attributes in page.tags:
        for name in ("src", "href", "xlink:href", "action", "data", "srcset"):
            address = attributes.get(name)
            assert address is None or address.startswith("#"), address
    assert "http" not in html.replace("http-equiv", "")
    assert "@import" not in html
    assert not re.search(r"url\((?!#)", html)
    assert page.of("script") == []


def test_every_reference_within_a_report_leads_somewhere(page: Page) -> None:
    ids = [a["id"] for _, a in page.tags if "id" in a]

    assert len(set(ids)) == len(ids)
    for _, attributes in page.tags:
        address = attributes.get("href")
        if address is not None:
            assert address.removeprefix("#") in ids
        named = attributes.get("aria-labelledby")
        assert named is None or named in ids
        for value in attributes.values():
            for found in re.findall(r"url\(#([^)]+)\)", value or ""):
                assert found in ids


def test_a_report_holds_no_time_and_no_path(html: str) -> None:
    assert not re.search(r"\d\d:\d\d", html)
    assert str(Path(__file__).parents[2]) not in html


def test_every_colour_of_a_figure_is_named_by_the_page(html: str) -> None:
    named = set(re.findall(r"(--[\w-]+):", html))

    assert set(re.findall(r"var\((--[\w-]+)\)", html)) <= named
    assert not re.search(r"#a0000\d|#a0001\d|#a0002\d|#a0003\d", html)


def test_every_scenario_and_mission_has_its_place(
    two: list[Outcomes], page: Page
) -> None:
    for found in two:
        assert page.text.count(found.scenario.title) > 5
    for mission in MISSIONS:
        assert mission.title in page.text
        assert mission.indicator in page.text


def test_official_figures_stand_in_real_units(page: Page) -> None:
    for words in ("59.8%", "92%", "March 2029", "73.8%", "95%", "December 2030"):
        assert words in page.text


def test_everybody_can_read_it(html: str, page: Page) -> None:
    """A language, headings without gaps, scopes, and names for every figure."""
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]

    assert '<html lang="en-GB">' in html
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all("scope" in attributes for attributes in page.of("th"))
    for attributes in page.of("svg"):
        hidden = attributes.get("aria-hidden") == "true"
        assert hidden or (attributes["role"] == "img" and attributes["aria-label"])
    for attributes in page.of("div"):
        if attributes.get("class") == "tw":
            assert attributes["tabindex"] == "0"
            assert attributes["role"] == "region"


def test_words_of_a_scenario_are_only_words() -> None:
    first, second = scenarios("a", "b")
    title = "$x^2$ <script>alert(1)</script> & \"b\" 'c'"
    found = fabricated(
        [replace(first, title=title), replace(second, description="<img src=x>")],
        settings(months=14),
    )

    page = page_of(found)

    assert page.of("script", "img") == []
    assert title in page.text


def test_scenarios_of_one_title_are_told_apart_by_name() -> None:
    a, b = (replace(s, title="Same") for s in scenarios("first", "second"))

    text = page_of(fabricated([a, b], settings(months=2))).text

    assert "first" in text
    assert "second" in text
    assert "Same does best" not in text


@pytest.mark.parametrize(
    "changes",
    [
        {"replicates": 1},
        {"months": 1},
        {"months": 13},
        {"months": 150},
        {"beliefs": BeliefMode.DEFAULT},
    ],
)
def test_any_length_and_number_of_runs_can_be_told(changes: dict[str, object]) -> None:
    page_of(fabricated(scenarios("a", "b"), settings(**changes)))


@pytest.mark.parametrize("n", [1, 7])
def test_any_number_of_scenarios_can_be_told(n: int) -> None:
    names = [f"way {k}" for k in range(n)]

    text = page_of(fabricated(scenarios(*names), settings(months=14))).text

    for name in names:
        assert name.title() in text


def test_places_without_a_mission_do_not_break_it() -> None:
    how = settings(places=("W06000015",), months=14)
    wales_and_one_fifth = {0, 10, 16}
    found = fabricated(
        scenarios("a", "b"),
        how,
        without=("nhs", "education"),
        empty=set(range(18)) - wales_and_one_fifth,
    )

    text = page_of(found).text

    assert text.count("This mission has no figure in the places simulated.") == 2
    assert "Cardiff" in text
    assert not re.search(r"\bnan\b", text)


def test_events_and_other_settings_are_told() -> None:
    own = Scenario.from_tables(
        {
            "scenario": {"name": "own", "title": "Own"},
            "mechanisms": {"gaming": False},
            "events": [{"kind": "pandemic", "start": 3}],
        }
    )

    text = page_of(fabricated([own], settings(months=14))).text

    assert "From June 2025" in text
    assert "Mechanism gaming switched off." in text


def test_a_clear_winner_is_said_with_its_share(two: list[Outcomes]) -> None:
    """Replicates share their luck, so 2% more of everything is clear."""
    first, *_ = headline(compared(two))

    assert first == (
        "Tomorrow does best on growth (4 of 4 runs), clean energy (4 of 4 runs), "
        "the NHS (4 of 4 runs) and opportunity (4 of 4 runs); Today does best on safer "
        "streets (4 of 4 runs)."
    )


def test_without_a_difference_nothing_is_claimed() -> None:
    found = fabricated(scenarios("a", "b"), settings(months=14), apart=0.0)

    first, *_ = headline(compared(found))

    assert first == "Which scenario does best is too close to call on every mission."
    for row in difference_rows(compared(found)):
        assert [verdict.words for verdict in row.verdicts] == ["no difference"]


def test_one_run_makes_nothing_clear() -> None:
    found = fabricated(scenarios("a", "b"), settings(months=14, replicates=1))

    assert not any(best.is_clear for best in best_by_mission(compared(found)))


def test_a_range_that_covers_zero_is_too_close_to_call() -> None:
    assert not is_clear(np.array([-1.0, 2.0, 3.0, 4.0]))
    assert is_clear(np.array([1.0, 2.0, 3.0, 4.0]))
    assert is_clear(np.array([-1.0, -2.0, -3.0, -4.0]))
    assert not is_clear(np.array([]))


def test_shares_of_best_sum_to_one() -> None:
    values = np.random.default_rng(1).integers(0, 3, (4, 50)).astype(float)

    assert best_shares(values).sum() == pytest.approx(1.0)


def test_levers_that_are_the_same_are_left_out(two: list[Outcomes]) -> None:
    rows = lever_rows(compared(two))

    assert [row.where for row in rows] == ["the NHS"]
    assert rows[0].values == ("0", "0.05")


def test_less_crime_is_better(two: list[Outcomes]) -> None:
    rows = {row.name: row for row in difference_rows(compared(two))}
    crime = next(row for name, row in rows.items() if name.startswith("Safer"))

    assert crime.verdicts[0].difference.startswith("+")
    assert crime.verdicts[0].words == "worse in 4 of 4 runs"
    assert crime.verdicts[0].kind == "bad"
