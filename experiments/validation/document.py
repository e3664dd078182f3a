"""Findings as plain values, for ``groundswell validate --json``."""

import math

import pandas as pd

from experiments.validation.judging import CheckFinding, Finding
from experiments.validation.pages import records
from experiments.validation.running import Validated
from experiments.validation.words import by_row


def document(validated: Validated) -> dict[str, object]:
    """Return all findings: rows with their checks, areas, and the years if played."""
    findings = sorted(validated.findings, key=by_row)
    design, years = validated.design, validated.hindcast
    return {
        "draws": design.replicates,
        "beliefs": design.beliefs.value,
        "citizens": design.citizens,
        "seed": design.seed,
        "design": design.hash,
        "rows": [_row(finding) for finding in findings],
        "areas": {
            "participation": _records(validated.areas.participation),
            "services": _records(validated.areas.services),
        },
        "hindcast": None
        if years is None
        else {"scores": _records(years.scores), "points": _records(years.points)},
        "hit": all(finding.hit for finding in findings),
    }


def _row(finding: Finding) -> dict[str, object]:
    episode = finding.episode
    said = ("row", "title", "observed", "source", "mapping", "missing", "teaches")
    return {
        **{name: getattr(episode, name) for name in said},
        "input": episode.given,
        "file": f"experiments/designs/validation/{episode.name}.toml",
        "changed": finding.changed,
        "checks": [_check(found) for found in finding.checks],
        "hit": finding.hit,
    }


def _check(found: CheckFinding) -> dict[str, object]:
    return {
        **found.check.model_dump(mode="json"),
        "median": _finite(found.median),
        "p05": _finite(found.quantile(0.05)),
        "p95": _finite(found.quantile(0.95)),
        "share_inside": _finite(found.share_inside),
        "hit": found.hit,
        "naive_hit": found.naive_hit,
        "skill": None if found.skill is None else _finite(found.skill),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [
        {
            name: _finite(value) if isinstance(value, float) else value
            for name, value in row.items()
        }
        for row in records(frame)
    ]


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
