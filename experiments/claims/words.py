"""Findings in words: what holds, how often, and on what it turns."""

from collections.abc import Sequence
from typing import Protocol

from experiments.claims.judging import Verdict
from sim.scenario.beliefs import declared_beliefs

_BROAD = 0.2


class Turn(Protocol):
    """A belief on which a finding turns, fresh from runs or as published."""

    @property
    def belief(self) -> str:
        """Its name, with its mission where it turns on one mission's."""

    @property
    def tag(self) -> str:
        """What stands behind its prior."""

    @property
    def rank_correlation(self) -> float:
        """With the difference."""

    @property
    def middle(self) -> float:
        """Median of its draws."""

    @property
    def share_below(self) -> float:
        """Share of draws in which the finding holds, below the median."""

    @property
    def share_above(self) -> float:
        """The same, from the median on."""


class ToldPart(Protocol):
    """One part of a claim that was judged."""

    @property
    def label(self) -> str:
        """What it is about."""

    @property
    def share(self) -> float:
        """Share of draws in which it holds."""

    @property
    def conditions(self) -> Sequence[Turn]:
        """Beliefs on which it turns."""


class Told(Protocol):
    """A claim that was judged."""

    @property
    def verdict(self) -> Verdict:
        """What its rule says."""

    @property
    def share(self) -> float:
        """Share of draws in which it holds, mean over parts."""

    @property
    def error(self) -> float:
        """One standard error of the share."""

    @property
    def parts(self) -> Sequence[ToldPart]:
        """Its parts, one or more."""


def percent(share: float) -> str:
    """Return a share in whole per cent.

    >>> percent(0.815), percent(float("nan"))
    ('82%', 'none')
    """
    return "none" if share != share else f"{100.0 * share:.0f}%"


def share_words(finding: Told) -> str:
    """Return the share of draws in which a claim holds, with its error."""
    if finding.verdict is Verdict.NOTHING:
        return "no run finished"
    error = finding.error
    margin = "" if error != error else f" ± {100.0 * error:.0f}"
    return f"{100.0 * finding.share:.0f}%{margin}"


def part_words(part: ToldPart) -> str:
    """Return the share of one part, as ``growth 82%``."""
    return f"{part.label} {percent(part.share)}"


def condition_words(condition: Turn) -> str:
    """Return on what a finding turns, as a phrase."""
    low, high = percent(condition.share_below), percent(condition.share_above)
    return (
        f"`{condition.belief}` (holds in {low} of draws below {condition.middle:.3g}, "
        f"in {high} above; {condition.tag})"
    )


def where_words(finding: Told) -> str:
    """Return where a claim holds and where it fails, in a sentence.

    Names the belief on which most of its parts turn, with the share of draws in which
    it holds on either side of that belief's middle.
    """
    parts = finding.parts
    said = []
    if len(parts) > 1 and _spread(finding) >= _BROAD:
        ordered = sorted(parts, key=lambda part: -part.share)
        said.append(f"most often for {ordered[0].label}, least for {ordered[-1].label}")
    by_belief: dict[str, list[Turn]] = {}
    for condition in (c for part in parts for c in part.conditions):
        by_belief.setdefault(condition.belief, []).append(condition)
    if by_belief:
        said.append(_turns_on(max(by_belief.values(), key=_weight)))
    return "; ".join(said) or "no single belief stands out"


def _weight(found: list[Turn]) -> tuple[int, float]:
    return len(found), max(abs(c.rank_correlation) for c in found)


def _turns_on(found: list[Turn]) -> str:
    name = found[0].belief
    words = declared_beliefs()[name.partition(" ")[0]].words.rstrip(".")
    below = sum(c.share_below for c in found) / len(found)
    above = sum(c.share_above for c in found) / len(found)
    if percent(below) == percent(above):
        return f"its size turns on “{words}” (`{name}`, {found[0].tag})"
    return (
        f"turns on “{words}” (`{name}`, {found[0].tag}): holds in {percent(below)} of "
        f"draws where it is low, {percent(above)} where it is high"
    )


def _spread(finding: Told) -> float:
    shares = [part.share for part in finding.parts]
    return max(shares) - min(shares)


def rests_on(finding: Told) -> str:
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
