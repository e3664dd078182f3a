"""Verdicts: in how many draws a claim holds, and what its own rule says of that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binomtest

from experiments.claims.claim import Claim, Part, Rule
from experiments.claims.conditions import Condition, conditions

type Floats = NDArray[np.float64]

_CONFIDENCE = 0.95
# A difference no larger than what rounding leaves is none, whatever its sign.
_ROUNDING = 1e-9


class Verdict(StrEnum):
    """What a claim's rule says."""

    SUPPORTED = "supported"
    DEPENDS = "depends"
    NOT_SUPPORTED = "not supported"
    NOTHING = "not run"


@dataclass(frozen=True)
class PartFinding:
    """What came out for one part of a claim.

    Attributes
    ----------
    outcome : str
    mission : str or None
    label : str
    draws : shape (n_draws,)
        Numbers of the draws in which all its runs finished.
    differences : shape (n_draws,)
        In the outcome's unit, signed so that more speaks for the claim; of several
        contrasts, the one least in its favour.
    least : float
        Smallest difference worth naming.
    rule : Rule
    conditions : tuple of Condition
        Beliefs on which it turns.
    """

    outcome: str
    mission: str | None
    label: str
    draws: NDArray[np.int64]
    differences: Floats
    least: float
    rule: Rule
    conditions: tuple[Condition, ...]

    @property
    def holds(self) -> NDArray[np.bool_]:
        """Whether it holds, draw by draw."""
        return np.asarray(self.differences > self.least)

    @property
    def share(self) -> float:
        """Share of draws in which it holds; NaN without draws."""
        return float(self.holds.mean()) if self.draws.size else float("nan")

    @property
    def share_reversed(self) -> float:
        """Share of draws in which the opposite holds, by as much."""
        if not self.draws.size:
            return float("nan")
        return float((self.differences < -self.least).mean())

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95% interval of the share, from chance in the draws alone."""
        if not self.draws.size:
            return (0.0, 1.0)
        found = binomtest(int(self.holds.sum()), self.draws.size)
        low, high = found.proportion_ci(_CONFIDENCE, method="wilson")
        return float(low), float(high)

    @property
    def verdict(self) -> Verdict:
        """What the rule says of this part alone."""
        if not self.draws.size:
            return Verdict.NOTHING
        low, high = self.interval
        if low > self.rule.supported_above:
            return Verdict.SUPPORTED
        if high < self.rule.not_supported_below:
            return Verdict.NOT_SUPPORTED
        return Verdict.DEPENDS


@dataclass(frozen=True)
class Finding:
    """What came out for a claim.

    Attributes
    ----------
    claim : Claim
    parts : tuple of PartFinding
    runs : tuple of str
        Identifiers of all runs it rests on, in order.
    changed : str
        In words, whether the claim was changed after it was stamped.
    """

    claim: Claim
    parts: tuple[PartFinding, ...]
    runs: tuple[str, ...]
    changed: str

    @property
    def verdict(self) -> Verdict:
        """Supported, or not, where the rule says so of every part; else it depends."""
        said = {part.verdict for part in self.parts}
        return said.pop() if len(said) == 1 else Verdict.DEPENDS

    @property
    def share(self) -> float:
        """Share of draws in which it holds, mean over parts."""
        return float(np.mean([part.share for part in self.parts]))

    @property
    def error(self) -> float:
        """Monte Carlo error of the share: one standard error, over draws."""
        first = self.parts[0]
        if any(not np.array_equal(p.draws, first.draws) for p in self.parts):
            return float("nan")
        n = first.draws.size
        if n < 2:
            return float("nan")
        held = np.mean([part.holds for part in self.parts], axis=0)
        return float(held.std(ddof=1) / np.sqrt(n))


def judged(
    claim: Claim,
    names: Mapping[tuple[str, str], str],
    table: pd.DataFrame,
    beliefs: Mapping[str, pd.DataFrame],
    changed: str = "",
) -> Finding:
    """Return what a claim's rule says of finished runs.

    Parameters
    ----------
    claim : Claim
    names : mapping
        What its scenarios are called in the table: by (claim, scenario).
    table : DataFrame
        As :meth:`experiments.results.Results.table`.
    beliefs : mapping
        As :func:`experiments.claims.conditions.drawn_beliefs`.
    changed : str
        In words, whether the claim was changed after it was stamped.
    """
    own = {name: names[claim.name, name] for name in _scenarios(claim)}
    rows = table[table["scenario"].isin(list(own.values()))]
    parts = tuple(
        _part(part, mission, own, rows, beliefs, claim.rule)
        for part, mission in _each(claim.parts)
    )
    return Finding(claim, parts, tuple(sorted(set(rows["run"]))), changed)


def _scenarios(claim: Claim) -> list[str]:
    return [scenario.name for scenario in claim.design.scenarios]


def _each(parts: Sequence[Part]) -> Iterator[tuple[Part, str | None]]:
    for part in parts:
        for mission in part.missions or (None,):
            yield part, mission


def _part(
    part: Part,
    mission: str | None,
    names: Mapping[str, str],
    rows: pd.DataFrame,
    beliefs: Mapping[str, pd.DataFrame],
    rule: Rule,
) -> PartFinding:
    here = rows["mission"].isna() if mission is None else rows["mission"] == mission
    wide = rows[(rows["outcome"] == part.outcome) & here].pivot_table(
        index="replicate", columns="scenario", values="value"
    )
    found = _least_favourable(part, part.sign(mission), names, wide)
    draws = np.asarray(found.index, np.int64)
    differences = np.asarray(found, np.float64)
    differences = np.where(np.abs(differences) <= _ROUNDING, 0.0, differences)
    own = beliefs[mission or "all"].iloc[draws]
    return PartFinding(
        outcome=part.outcome,
        mission=mission,
        label=part.label or mission or "the country",
        draws=draws,
        differences=differences,
        least=part.least,
        rule=rule,
        conditions=conditions(own, differences, differences > part.least),
    )


def _least_favourable(
    part: Part, sign: int, names: Mapping[str, str], wide: pd.DataFrame
) -> "pd.Series[float]":
    """Return the smallest contrast of each draw in which all its runs finished."""
    contrasts = []
    for weights in part.contrasts:
        total = pd.Series(0.0, index=wide.index)
        for name, weight in weights.items():
            missing = names[name] not in wide
            total = total + weight * (np.nan if missing else wide[names[name]])
        contrasts.append(sign * total)
    least: pd.Series[float] = pd.concat(contrasts, axis=1).min(axis=1, skipna=False)
    return least.dropna()
