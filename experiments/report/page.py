"""The report as one page that needs nothing else."""

from collections.abc import Sequence

from experiments.report.compared import Compared, compared
from experiments.report.differences import (
    difference_charts,
    difference_rows,
    scale_rows,
)
from experiments.report.headline import best_by_mission, headline, standings
from experiments.report.levers import extras, lever_rows, n_levers
from experiments.report.method import doubt, making, places_words
from experiments.report.missions import mission_blocks, uncovered
from experiments.report.people import people
from experiments.templating import template
from experiments.words import count_of, month_name
from sim.results import Outcomes


def report_html(outcomes: Sequence[Outcomes], identifier: str) -> str:
    """Return the report on scenarios that were run together.

    Parameters
    ----------
    outcomes : sequence of Outcomes
        At least one; the first is what the others are compared with.
    identifier : str
        From :func:`experiments.provenance.run_identifier`.

    Returns
    -------
    str
        HTML with styles and figures inside. The same outcomes give the same text: it
        holds no time, no path, and nothing of the machine.
    """
    these = compared(outcomes)
    return template("report.html.j2").render(_context(these, identifier))


def _context(these: Compared, identifier: str) -> dict[str, object]:
    rows = difference_rows(these)
    settings = these.settings
    is_comparison = bool(these.others)
    return {
        "title": _title(these),
        "contenders": these.contenders,
        "first": these.first,
        "others": these.others,
        "settings": settings,
        "n_runs": these.n_runs,
        "first_month": month_name(these.starts, 0),
        "last_month": month_name(these.starts, settings.months - 1),
        "places": places_words(these),
        "is_wide": len(these.contenders) > 2,
        "is_everywhere": settings.places is None,
        "sentences": headline(these),
        "best": best_by_mission(these) if is_comparison else (),
        "count_of": count_of,
        "standings": standings(these),
        "blocks": mission_blocks(these),
        "uncovered": uncovered(these),
        "people": people(these),
        "levers": lever_rows(these) if is_comparison else (),
        "n_levers": n_levers(),
        "extras": extras(these),
        "difference_charts": difference_charts(these) if is_comparison else (),
        "differences": rows if is_comparison else (),
        "scales": scale_rows(these),
        "doubt": doubt(these, len(rows) * len(these.others)),
        "making": making(these, identifier),
    }


def _title(these: Compared) -> str:
    if not these.others:
        return these.first.title
    numbers = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}
    n = len(these.contenders)
    return f"{numbers.get(n, n)} ways to govern, compared"
