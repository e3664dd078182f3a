"""What a folder of validation holds: a summary for people, tables for machines."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.batch_folder import read_stamp
from experiments.runs import model_version
from experiments.shards import write_whole
from experiments.validation.areas import AreaFindings
from experiments.validation.hindcast import SERIES, Hindcast
from experiments.validation.judging import CheckFinding, Finding
from experiments.validation.running import BATCH, YEARS, Validated
from experiments.validation.words import (
    band,
    by_row,
    naive,
    number,
    spread,
    verdict,
    why,
    within,
)

SUMMARY = "summary.md"
ROWS, CHECKS, DRAWS = "rows.csv", "checks.csv", "draws.csv"
PARTICIPATION, SERVICES = "participation.csv", "services.csv"
POINTS, SCORES, MONTHS = "points.csv", "scores.csv", "months.csv"
_DIGITS = 16


def write_pages(folder: Path, validated: Validated) -> None:
    """Write a summary and the numbers behind it; the same runs, the same bytes."""
    findings = sorted(validated.findings, key=by_row)
    frames = {
        ROWS: rows_table(findings),
        CHECKS: checks_table(findings),
        DRAWS: draws_table(findings),
        PARTICIPATION: validated.areas.participation,
        SERVICES: validated.areas.services,
    }
    if validated.hindcast is not None:
        years = validated.hindcast
        frames |= {POINTS: years.points, SCORES: years.scores, MONTHS: years.years}
    for name, frame in frames.items():
        text = frame.to_csv(index=False, lineterminator="\n")
        write_whole(folder / name, text.encode())
    write_whole(folder / SUMMARY, summary(folder, validated).encode())


def rows_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return one row a row of validation: its verdict, file and what is behind it."""
    return pd.DataFrame(
        {
            "row": f.episode.row,
            "title": f.episode.title,
            "verdict": verdict(f.hit),
            "why": why(f),
            "missing": f.episode.missing,
            "input": f.episode.given,
            "observed": f.episode.observed,
            "source": f.episode.source,
            "file": f"experiments/designs/validation/{f.episode.name}.toml",
            "changed": f.changed,
            "sha256": f.episode.hash,
        }
        for f in findings
    )


def checks_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return one row a check: band, distribution over draws, verdicts and skill."""
    columns = ["row", "check", "unit", "observed", "low", "high", "share", "n_draws",
               "median", "p05", "p95", "share_inside", "verdict", "naive",
               "naive_verdict", "skill"]  # fmt: skip
    rows = [[f.episode.row, *_check_row(c)] for f in findings for c in f.checks]
    return pd.DataFrame(rows, columns=columns)


def _check_row(found: CheckFinding) -> list[object]:
    check, naive_hit = found.check, found.naive_hit
    return [
        check.words,
        check.unit,
        check.observed,
        check.low,
        check.high,
        check.share,
        found.defined.size,
        found.median,
        found.quantile(0.05),
        found.quantile(0.95),
        found.share_inside,
        verdict(found.hit),
        check.naive,
        None if naive_hit is None else verdict(naive_hit),
        found.skill,
    ]


def draws_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return one row a check and value: what each draw says."""
    frames = [
        pd.DataFrame(
            {
                "row": f.episode.row,
                "check": found.check.words,
                "value_of": np.arange(found.values.size),
                "value": found.values,
            }
        )
        for f in findings
        for found in f.checks
    ]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def summary(folder: Path, validated: Validated) -> str:
    """Return all tables as a page in Markdown."""
    findings = sorted(validated.findings, key=by_row)
    design = validated.design
    n_hit = sum(f.hit for f in findings)
    lines = [
        f"{n_hit} of {len(findings)} rows are hit: {design.replicates} draws "
        f"({design.beliefs.value}), {design.citizens:,} citizens, seed {design.seed}. "
        f"Batch `{identifier(folder / BATCH)}`"
        + (
            f", years `{identifier(folder / YEARS)}`"
            if validated.hindcast is not None
            else ""
        )
        + f", model `{model_version()}`.",
        "",
        "### Rows",
        "",
        *rows_markdown(findings),
        "",
        "### Places",
        "",
        *areas_markdown(validated.areas),
    ]
    if validated.hindcast is not None:
        lines += ["", "### Years", "", *hindcast_markdown(validated.hindcast)]
    return "\n".join(lines) + "\n"


def identifier(folder: Path) -> str:
    """Return what a finished batch is cited by."""
    return str(read_stamp(folder)["hash"])[:_DIGITS]


def rows_markdown(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the table of rows: a line a check, the row's verdict on its first."""
    yield from _head(
        "row", "pattern", "verdict", "check", "observed", "band", "model", "naive",
        "file",
    )  # fmt: skip
    for f in findings:
        first = [f"**{f.episode.row}**", f.episode.title, f"**{verdict(f.hit)}**"]
        file = f"`{f.episode.name}`" + (f"; **{f.changed}**" if f.changed else "")
        if not f.checks:
            yield _line(*first, "not expressible", "–", "–", "–", "–", file)
        for n, found in enumerate(f.checks):
            lead = first if n == 0 else ["", "", ""]
            check = found.check
            words = f"{check.words} ({check.unit}): {verdict(found.hit)}"
            yield _line(
                *lead, words, number(check.observed), band(check), spread(found),
                naive(found), file if n == 0 else "",
            )  # fmt: skip


def areas_markdown(areas: AreaFindings) -> Iterator[str]:
    """Yield the two tables of places."""
    yield from _head("place", "monthly volunteering, % of adults (90% of draws)")
    shown = areas.participation.copy()
    shown[["median", "p05", "p95"]] *= 100.0
    for row in records(shown):
        yield _line(str(row["place"]), within(row))
    yield ""
    yield from _head(
        "mission", "figure", "standard deviation between areas",
        "90th less 10th percentile", "rank correlation with a year before",
    )  # fmt: skip
    for row in records(areas.services):
        spreads = (within(row, name) for name in ("spread_", "range_", "persistence_"))
        yield _line(str(row["mission"]), str(row["figure"]), *spreads)


def hindcast_markdown(years: Hindcast) -> Iterator[str]:
    """Yield the tables of the years: errors and skill, and every record."""
    words = {series.name: series.words for series in SERIES}
    yield from _head(
        "series", "years", "records", "error: model", "without history",
        "persistence", "straight line", "skill over persistence", "over the line",
        "records within 90%",
    )  # fmt: skip
    columns = ("n", "history", "no_history", "persistence", "trend",
               "skill_persistence", "skill_trend", "inside")  # fmt: skip
    for row in records(years.scores):
        numbers = (number(row[column]) for column in columns)
        yield _line(words[str(row["series"])], str(row["part"]), *numbers)
    yield ""
    yield from _head(
        "series", "to", "record", "model (90%)", "without history", "persistence",
        "straight line", "source",
    )  # fmt: skip
    naive_columns = ("no_history", "persistence", "trend")
    for row in records(years.points):
        start = (words[str(row["series"])], str(row["to"]), number(row["record"]))
        others = (number(row[column]) for column in naive_columns)
        yield _line(*start, within(row), *others, str(row["row"]))


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """Return a table's rows by name of column."""
    return [
        {str(name): value for name, value in row.items()}
        for row in frame.to_dict(orient="records")
    ]


def _head(*names: str) -> tuple[str, str]:
    return _line(*names), "|" + "---|" * len(names)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
