"""The brief: two pages of A4 to hand on, from the same runs as the report."""

from collections.abc import Sequence
from typing import NamedTuple

from experiments.report.compared import Compared, compared
from experiments.report.differences import DifferenceRow, difference_rows
from experiments.report.headline import TOO_CLOSE, headline, standings
from experiments.report.levers import lever_rows
from experiments.report.method import doubt, making
from experiments.report.missions import Block, mission_blocks
from experiments.report.people import people
from experiments.templating import template
from experiments.words import month_name
from sim.results import Outcomes

_MOST_LEVERS = 18


class Line(NamedTuple):
    """One mission in the brief's table.

    Attributes
    ----------
    block : Block
    chances : tuple of str
        In how many runs the target is met, or its way kept; by scenario.
    difference : DifferenceRow or None
        Of the true figure; None where there is nothing to compare.
    """

    block: Block
    chances: tuple[str, ...]
    difference: DifferenceRow | None


def brief_html(outcomes: Sequence[Outcomes], identifier: str) -> str:
    """Return the brief on one scenario, or on one against another.

    Parameters
    ----------
    outcomes : sequence of Outcomes
        One or two; the first is what the other is compared with.
    identifier : str
        From :func:`experiments.provenance.run_identifier`.

    Returns
    -------
    str
        HTML with styles and figures inside; printed, two pages of A4. The same
        outcomes give the same text.
    """
    these = compared(outcomes)
    return template("brief.html.j2").render(_context(these, identifier))


def _context(these: Compared, identifier: str) -> dict[str, object]:
    is_comparison = bool(these.others)
    rows = difference_rows(these) if is_comparison else []
    levers = lever_rows(these) if is_comparison else []
    return {
        "title": _title(these),
        "contenders": these.contenders,
        "first": these.first,
        "others": these.others,
        "settings": these.settings,
        "n_runs": these.n_runs,
        "first_month": month_name(these.starts, 0),
        "last_month": month_name(these.starts, these.settings.months - 1),
        "sentences": headline(these),
        "standings": [s for s in standings(these) if not s.words.startswith(TOO_CLOSE)],
        "lines": _lines(these, rows),
        "wider": rows[len(these.missions) :],
        "people": people(these),
        "levers": levers[:_MOST_LEVERS],
        "n_more": max(len(levers) - _MOST_LEVERS, 0),
        "doubt": doubt(these, 0),
        "making": making(these, identifier),
    }


def _title(these: Compared) -> str:
    if not these.others:
        return these.first.title
    return f"“{these.others[0].title}” against “{these.first.title}”"


def _lines(these: Compared, rows: Sequence[DifferenceRow]) -> list[Line]:
    blocks = mission_blocks(these)
    return [
        Line(
            block,
            tuple(
                (row.met if block.falls_due else row.on_course).number
                for row in block.rows
            ),
            rows[k] if rows else None,
        )
        for k, block in enumerate(blocks)
    ]
