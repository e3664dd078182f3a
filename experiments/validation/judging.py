"""Hit or miss, by one rule for all rows, and how well somebody naive would have done.

A check without a share is hit when the median over draws lies in its band; one with a
share, when at least that share of draws does. A row is hit when all its checks are and
nothing that it needs is missing from the model.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.validation.episode import Check, Episode, Reading, Statistic, evaluated

type Floats = NDArray[np.float64]
type Readings = Mapping[str, pd.DataFrame]

_FEWEST_MONTHS = 2


@dataclass(frozen=True)
class CheckFinding:
    """What came out for one check.

    Attributes
    ----------
    check : Check
    values : shape (n,)
        A value a draw, or several where a check pools formulas; NaN where undefined.
    """

    check: Check
    values: Floats

    @property
    def defined(self) -> Floats:
        """The values that are numbers."""
        found: Floats = self.values[np.isfinite(self.values)]
        return found

    def quantile(self, q: float) -> float:
        """Return a quantile over draws; NaN without any."""
        return float(np.quantile(self.defined, q)) if self.defined.size else np.nan

    @property
    def median(self) -> float:
        """The middle of the draws."""
        return self.quantile(0.5)

    @property
    def share_inside(self) -> float:
        """Share of draws in the band; one that is undefined lies outside."""
        if not self.values.size:
            return np.nan
        return float(np.mean([in_band(v, self.check) for v in self.values]))

    @property
    def hit(self) -> bool:
        """Whether the check holds."""
        if self.check.share is None:
            return in_band(self.median, self.check)
        return bool(self.share_inside >= self.check.share)

    @property
    def naive_hit(self) -> bool | None:
        """Whether somebody who expects no difference would have been right."""
        naive = self.check.naive
        return None if naive is None else in_band(naive, self.check)

    @property
    def skill(self) -> float | None:
        """One less the model's error over the naive error; None without a figure."""
        observed, naive = self.check.observed, self.check.naive
        if observed is None or naive is None or naive == observed:
            return None
        return 1.0 - abs(self.median - observed) / abs(naive - observed)


def in_band(value: float, check: Check) -> bool:
    """Return whether a value lies in a check's band.

    Where the band's only end is where nothing changes, a value upon it has no sign and
    lies outside.
    """
    low = -np.inf if check.low is None else check.low
    high = np.inf if check.high is None else check.high
    is_a_sign = check.naive is not None and check.naive in (check.low, check.high)
    if is_a_sign and None in (check.low, check.high) and value == check.naive:
        return False
    return bool(low <= value <= high)


@dataclass(frozen=True)
class Finding:
    """What came out for one episode.

    Attributes
    ----------
    episode : Episode
    checks : tuple of CheckFinding
    changed : str
        In words, whether its file was changed after it was entered.
    """

    episode: Episode
    checks: tuple[CheckFinding, ...]
    changed: str = ""

    @property
    def hit(self) -> bool:
        """Whether the row is hit."""
        all_hold = bool(self.checks) and all(found.hit for found in self.checks)
        return all_hold and not self.episode.missing


def judged(episode: Episode, readings: Readings, changed: str = "") -> Finding:
    """Return what the months that were read say of an episode.

    Parameters
    ----------
    episode : Episode
    readings : mapping of reading to DataFrame
        One row a draw, one column a month.
    changed : str

    Raises
    ------
    InputError
        If a formula cannot be worked out.
    """
    numbers = pd.DataFrame(
        {
            name: statistic_of(reading, readings[name])
            for name, reading in episode.readings.items()
        }
    )
    checks = tuple(
        CheckFinding(check, _values(check, numbers, episode.name))
        for check in episode.checks
    )
    return Finding(episode, checks, changed)


def statistic_of(reading: Reading, months: pd.DataFrame) -> pd.Series:
    """Return one number a draw from the months that were read, one column a month."""
    if reading.statistic is Statistic.MONTHS_TO_HALF:
        return months.apply(lambda row: months_to_half(row.to_numpy()), axis=1)
    return months.mean(axis=1, skipna=False)


def months_to_half(values: Floats) -> float:
    """Return the months until half of the way from first to last value is gone.

    Between months it is interpolated; NaN where the two are equal.

    >>> months_to_half(np.array([0.0, 1.0, 4.0]))
    1.3333333333333333
    """
    if len(values) < _FEWEST_MONTHS or values[0] == values[-1]:
        return np.nan
    gone = (values - values[0]) / (values[-1] - values[0])
    k = int(np.argmax(gone >= 0.5))
    return float(k - 1 + (0.5 - gone[k - 1]) / (gone[k] - gone[k - 1]))


def _values(check: Check, numbers: pd.DataFrame, name: str) -> Floats:
    parts = [evaluated(f, numbers, f"episode {name}") for f in check.formula]
    values: Floats = np.concatenate([part.to_numpy(np.float64) for part in parts])
    return values
