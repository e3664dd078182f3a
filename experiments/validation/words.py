"""Findings in words: bands, numbers, what somebody naive would have said."""

import math
from collections.abc import Mapping

from experiments.validation.episode import Check
from experiments.validation.judging import CheckFinding, Finding

_ORDER = "PO"  # patterns first, then observations


def number(value: object) -> str:
    """Return a number with three digits that count; a dash for anything else.

    >>> number(0.01234), number(1234.5), number(None)
    ('0.0123', '1,230', '–')
    """
    if not isinstance(value, float | int) or not math.isfinite(value):
        return "–"
    if abs(value) >= 1000.0:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}".replace("-", "−")


def within(row: Mapping[str, object], name: str = "") -> str:
    """Return a median with 5% and 95% from a row whose columns begin with a name.

    >>> within({"a_median": 2.0, "a_p05": 1.0, "a_p95": 3.0}, "a_")
    '2 (1 to 3)'
    """
    middle, low, high = (number(row[f"{name}{q}"]) for q in ("median", "p05", "p95"))
    return f"{middle} ({low} to {high})"


def band(check: Check) -> str:
    """Return the band of a check, and what must lie in it.

    >>> band(Check(words="", formula=("a",), unit="%", low=1.0, high=2.0))
    '1 to 2'
    >>> band(Check(words="", formula=("a",), unit="%", high=0.0, share=0.9))
    'at most 0, in 90% of draws'
    """
    if check.low is None:
        ends = f"at most {number(check.high)}"
    elif check.high is None:
        ends = f"at least {number(check.low)}"
    else:
        ends = f"{number(check.low)} to {number(check.high)}"
    if check.share is None:
        return ends
    return f"{ends}, in {100.0 * check.share:.0f}% of draws"


def spread(found: CheckFinding) -> str:
    """Return median and middle 90% of a check's values, and how many lie inside."""
    low, high = (number(found.quantile(q)) for q in (0.05, 0.95))
    inside = 100.0 * found.share_inside
    return f"{number(found.median)} ({low} to {high}); {inside:.0f}% inside"


def naive(found: CheckFinding) -> str:
    """Return what somebody who expects no difference says, and the model's skill."""
    if found.naive_hit is None:
        return "–"
    said = f"{number(found.check.naive)}: {verdict(found.naive_hit)}"
    return said if found.skill is None else f"{said}; skill {number(found.skill)}"


def verdict(hit: bool) -> str:
    """Return ``hit`` or ``miss``."""
    return "hit" if hit else "miss"


def why(finding: Finding) -> str:
    """Return in a few words why a row is no hit; empty if it is one."""
    missed = [found.check.words for found in finding.checks if not found.hit]
    parts = [f"missed: {', '.join(missed)}"] if missed else []
    if finding.episode.missing:
        parts.append("a mechanism is missing")
    return "; ".join(parts)


def by_row(finding: Finding) -> tuple[int, int]:
    """Return what rows are sorted by: P11 to P18, then O1 to O15."""
    row = finding.episode.row
    return _ORDER.index(row[0]), int(row[1:])
