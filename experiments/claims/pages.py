"""What a claims' folder holds: tables for people and files for machines."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.claims.judging import Finding
from experiments.claims.words import (
    condition_words,
    part_words,
    percent,
    rests_on,
    share_words,
    where_words,
)
from experiments.design import Design
from experiments.questions.judgement import beliefs_by_tag
from experiments.runs import model_version
from experiments.shards import write_whole

SUMMARY = "summary.md"
CLAIMS, PARTS, CONDITIONS, DIFFERENCES, RUNS = (
    "claims.csv",
    "parts.csv",
    "conditions.csv",
    "differences.csv",
    "runs.csv",
)
_SHOWN_RUNS = 3


def write_pages(folder: Path, findings: Sequence[Finding], design: Design) -> None:
    """Write a summary and the numbers behind it; the same runs, the same bytes."""
    write_whole(folder / SUMMARY, summary(findings, design).encode())
    for name, frame in (
        (CLAIMS, claims_table(findings)),
        (PARTS, parts_table(findings)),
        (CONDITIONS, conditions_table(findings)),
        (DIFFERENCES, differences_table(findings)),
        (RUNS, runs_table(findings)),
    ):
        text = frame.to_csv(index=False, lineterminator="\n")
        write_whole(folder / name, text.encode())


def claims_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return one row a claim.

    Columns ``claim, sentence, verdict, share, error, rests_on, changed, sha256``;
    ``share`` of draws in which it holds, mean over parts; ``error`` one standard error.
    """
    return pd.DataFrame(
        {
            "claim": f.claim.name,
            "sentence": f.claim.sentence,
            "verdict": f.verdict.value,
            "share": f.share,
            "error": f.error,
            "rests_on": rests_on(f),
            "changed": f.changed,
            "sha256": f.claim.hash,
        }
        for f in findings
    )


def parts_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return one row a claim and part: shares, intervals, mean and spread.

    Differences are in the outcome's unit, signed so that more speaks for the claim.
    """
    rows = []
    for f in findings:
        for part in f.parts:
            low, high = part.interval
            there = part.draws.size > 0
            quantiles = np.quantile(part.differences, [0.05, 0.95]) if there else None
            rows.append(
                {
                    "claim": f.claim.name,
                    "part": part.label,
                    "outcome": part.outcome,
                    "verdict": part.verdict.value,
                    "n_draws": part.draws.size,
                    "share": part.share,
                    "share_low": low,
                    "share_high": high,
                    "share_reversed": part.share_reversed,
                    "least": part.least,
                    "mean": part.differences.mean() if there else np.nan,
                    "p05": np.nan if quantiles is None else quantiles[0],
                    "p95": np.nan if quantiles is None else quantiles[1],
                }
            )
    return pd.DataFrame(rows)


def conditions_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return one row a claim, part and belief on which it turns."""
    columns = ["claim", "part", "belief", "tag", "rank_correlation", "middle",
               "share_below", "share_above"]  # fmt: skip
    return pd.DataFrame(
        [
            (f.claim.name, part.label, *condition)
            for f in findings
            for part in f.parts
            for condition in part.conditions
        ],
        columns=columns,
    )


def differences_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return one row a claim, part and draw: its difference and whether it holds."""
    frames = [
        pd.DataFrame(
            {
                "claim": f.claim.name,
                "part": part.label,
                "draw": part.draws,
                "difference": part.differences,
                "holds": part.holds,
            }
        )
        for f in findings
        for part in f.parts
    ]
    return pd.concat(frames, ignore_index=True)


def runs_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return one row a claim and run on which it rests."""
    return pd.DataFrame(
        [(f.claim.name, run) for f in findings for run in f.runs],
        columns=["claim", "run"],
    )


def summary(findings: Sequence[Finding], design: Design) -> str:
    """Return a page in Markdown that can be printed as it is."""
    n = max((part.draws.size for f in findings for part in f.parts), default=0)
    draws = f"{n}" if n == design.replicates else f"{n} of {design.replicates}"
    said = (
        f"{draws} draws of every uncertain number, {design.citizens:,} "
        f"citizens, {design.months} months, seed {design.seed}; model "
        f"`{model_version()}`. All scenarios meet the same draws and the same luck. A "
        "claim holds in a draw where its difference exceeds the least worth naming, "
        "which its file fixed beforehand; the verdict is its file's rule applied to "
        "the whole 95% interval of the share. `±` is one standard error."
    )
    rows = [
        "| " + " | ".join([f.claim.sentence, f"**{f.verdict.value}**{_mark(f)}",
                           share_words(f), where_words(f)]) + " |"
        for f in findings
    ]  # fmt: skip
    table = [
        "| claim | verdict | holds in | where it holds and fails |",
        "|---|---|---|---|",
    ]
    details = [line for f in findings for line in _details(f)]
    lines = ["# Claims", "", said, "", *table, *rows, "", *_grounds(findings), *details]
    return "\n".join(lines) + "\n"


def _grounds(findings: Sequence[Finding]) -> list[str]:
    """Return what verdicts rest on: the tags of the beliefs on which they turn."""
    lines = ["## What the verdicts rest on", ""]
    by_ground: dict[str, list[str]] = {}
    for f in findings:
        by_ground.setdefault(rests_on(f), []).append(f"`{f.claim.name}`")
    lines += [
        f"- **{ground}**: {', '.join(names)}"
        for ground, names in sorted(by_ground.items())
    ]
    tags = {tag: str(n) for tag, n in beliefs_by_tag().items()}
    said = ", ".join(f"{n} {tag}" for tag, n in tags.items())
    words = (
        "Named by the tags of the beliefs on which a claim turns more than chance "
        f"allows. Of the beliefs that are drawn, by tag: {said}. Where no single "
        "belief stands out, a verdict rests on the form of the model and on many "
        "beliefs at once."
    )
    return [*lines, "", words, ""]


def _mark(finding: Finding) -> str:
    return " (changed, see below)" if finding.changed else ""


def _details(f: Finding) -> list[str]:
    shown = ", ".join(f"`{run}`" for run in f.runs[:_SHOWN_RUNS])
    parts = ", ".join(part_words(part) for part in f.parts)
    changed = f"; {f.changed}" if f.changed else ""
    lines = [
        f"## {f.claim.sentence}",
        "",
        f"**{f.verdict.value}**; holds in {share_words(f)} of draws: {parts}.",
        "",
        f"- Proposition: {f.claim.proposition}",
        f"- Refuted if: {f.claim.refutation}",
        f"- Named by: {f.claim.source}",
        f"- Opposite, by as much: {_reversed(f)}",
        f"- Rests on: {rests_on(f)}",
        f"- Rule: `{f.claim.name}.toml`, SHA-256 `{f.claim.hash[:16]}`{changed}",
        f"- Runs: {len(f.runs)}, of which {shown}; all in `{RUNS}`",
    ]
    for part in f.parts:
        lines += [f"- {part.label}: {condition_words(c)}" for c in part.conditions]
    return [*lines, ""]


def _reversed(f: Finding) -> str:
    return ", ".join(f"{p.label} {percent(p.share_reversed)}" for p in f.parts)
