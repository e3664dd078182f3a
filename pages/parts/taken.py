"""What can be taken away from a run: brief, data, scenario, citation."""

import csv
import io

from experiments.provenance import citation, run_identifier
from experiments.report import report_html
from experiments.report.brief import brief_html
from pages.address import TODAY, View, preset
from pages.desk.jobs import Answer
from pages.desk.tiers import FULL
from pages.parts.words import outcomes_of
from sim.results import summary
from sim.scenario.scenario import Scenario
from sim.version import __version__


def in_brief(view: View) -> tuple[Scenario, ...]:
    """Return the scenarios that a brief is about: today's settings first."""
    today, mine = preset(TODAY), view.scenario()
    return (today,) if mine.hash == today.hash else (today, mine)


def brief_of(answers: tuple[Answer, ...]) -> str:
    """Return the brief on complete answers: two pages when printed."""
    return brief_html([outcomes_of(answer) for answer in answers], _named(answers))


def report_of(answers: tuple[Answer, ...]) -> str:
    """Return the written report on complete answers, as one page."""
    return report_html([outcomes_of(answer) for answer in answers], _named(answers))


def _named(answers: tuple[Answer, ...]) -> str:
    return run_identifier([answer.scenario for answer in answers], FULL)


def outcomes_csv(answers: tuple[Answer, ...]) -> str:
    """Return every national outcome of complete answers as a table."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        ["scenario", "hash", "outcome", "mission", "unit", "mean", "p05", "p95"]
    )
    for answer in answers:
        scenario = answer.scenario
        for figure in outcomes_of(answer).figures():
            found = summary(figure)
            table.writerow(
                [
                    scenario.name,
                    scenario.hash,
                    figure.name,
                    figure.mission or "",
                    figure.unit,
                    *("" if v is None else f"{v:.6g}" for v in found.values()),
                ]
            )
    table.writerow(
        [
            (
                f"seed {FULL.seed}, repeats {FULL.replicates}, citizens "
                f"{FULL.citizens}, version {__version__}"
            )
        ]
    )
    return out.getvalue()


def bibtex(scenarios: tuple[Scenario, ...]) -> str:
    """Return the citation of a run, for BibTeX."""
    identifier = run_identifier(scenarios, FULL)
    return (
        f"@misc{{groundswell-{identifier},\n"
        "  author = {{Groundswell contributors}},\n"
        f"  title = {{Groundswell, run {identifier}}},\n"
        f"  version = {{{__version__}}},\n"
        f"  note = {{{citation(identifier)}}}\n}}\n"
    )
