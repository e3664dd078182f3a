"""Findings in words: what holds, how often, and on what it turns."""

from experiments.claims.conditions import Condition
from experiments.claims.judging import Finding, PartFinding, Verdict

_BROAD = 0.2


def percent(share: float) -> str:
    """Return a share in whole per cent.

    >>> percent(0.815), percent(float("nan"))
    ('82%', 'none')
    """
    return "none" if share != share else f"{100.0 * share:.0f}%"


def share_words(finding: Finding) -> str:
    """Return the share of draws in which a claim holds, with its error."""
    if finding.verdict is Verdict.NOTHING:
        return "no run finished"
    error = finding.error
    margin = "" if error != error else f" ± {100.0 * error:.0f}"
    return f"{100.0 * finding.share:.0f}%{margin}"


def part_words(part: PartFinding) -> str:
    """Return the share of one part, as ``growth 82%``."""
    return f"{part.label} {percent(part.share)}"


def condition_words(condition: Condition) -> str:
    """Return on what a finding turns, as a phrase."""
    low, high = percent(condition.share_below), percent(condition.share_above)
    return (
        f"`{condition.belief}` (holds in {low} of draws below {condition.middle:.3g}, "
        f"in {high} above; {condition.tag})"
    )


def where_words(finding: Finding) -> str:
    """Return where a claim holds and where it fails, in a sentence or two."""
    parts = finding.parts
    said = []
    if len(parts) > 1 and _spread(finding) >= _BROAD:
        ordered = sorted(parts, key=lambda part: -part.share)
        said.append(f"most often for {ordered[0].label}, least for {ordered[-1].label}")
    for part in parts:
        if part.conditions:
            about = f"{part.label}: " if len(parts) > 1 else ""
            said.append(f"{about}{condition_words(part.conditions[0])}")
    return "; ".join(said) or "no single belief stands out"


def _spread(finding: Finding) -> float:
    shares = [part.share for part in finding.parts]
    return max(shares) - min(shares)


def rests_on(finding: Finding) -> str:
    """Return what stands behind the beliefs on which a finding turns.

    Returns
    -------
    str
        ``judgement alone``, other tags with judgement, or that no belief decides.
    """
    tags = {c.tag for part in finding.parts for c in part.conditions}
    if not tags:
        return "no single belief"
    if tags == {"judgement"}:
        return "judgement alone"
    return ", ".join(sorted(tags))
