"""The written report of a run: for people who decide, with its doubt and its source."""

from collections.abc import Sequence
from pathlib import Path

from experiments.report.page import report_html
from sim.results import Outcomes

__all__ = ["report_html", "write_report"]


def write_report(path: Path, outcomes: Sequence[Outcomes], identifier: str) -> None:
    """Write the report on scenarios that were run together.

    Parameters
    ----------
    path : Path
        Of the HTML file; what stands there is overwritten.
    outcomes, identifier
        As in :func:`experiments.report.page.report_html`.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    path.write_bytes(report_html(outcomes, identifier).encode())
