"""Where in two conditions one way to govern does better: draws, cell by cell."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit
from scipy.stats import spearmanr

from experiments.regimes.published import CONDITIONS, Draws, paired
from experiments.words import scale_of
from sim.institutions.columns import Floats
from sim.missions import Mission

N_LINES = 5
_FEWEST = 5


class Square(NamedTuple):
    """The draws in which both conditions lie between two lines each.

    Attributes
    ----------
    column, row : int
        From 0, low, to ``N_LINES`` - 1, high.
    n : int
        Draws in it.
    mean, low, high : float
        Mean paired difference, better counted up, as it is written; and its 90%
        interval (Student's t). NaN where there are too few draws.
    share : float
        Of its draws in which the second way does better; ties count a half.
    """

    column: int
    row: int
    n: int
    mean: float
    low: float
    high: float
    share: float

    @property
    def sign(self) -> int:
        """1 where the second way wins, -1 where the first does, 0: too close."""
        return int(self.low > 0.0) - int(self.high < 0.0)


def gains(draws: Draws, a: str, b: str, mission: Mission) -> Floats:
    """Return how much better the second way does, draw by draw, as it is written."""
    sign = 1.0 if mission.higher_is_better else -1.0
    found: Floats = paired(draws, a, b, mission.number)
    return sign * scale_of(mission.unit).factor * found


def lines_of(draws: Draws, belief: str, mission: Mission) -> Floats:
    """Return the values between which lie equal shares of draws, lowest to highest."""
    values = draws.levels[belief][:, mission.number]
    found: Floats = np.quantile(values, np.linspace(0.0, 1.0, N_LINES + 1))
    return found


def cell_of(lines: Floats, values: Floats) -> NDArray[np.intp]:
    """Return between which lines values lie, from 0."""
    return np.searchsorted(lines[1:-1], values, side="right")


def squares(
    draws: Draws,
    gain: Floats,
    conditions: tuple[str, str],
    mission: Mission,
    lined: Draws | None = None,
) -> list[Square]:
    """Return all squares of a map, row by row from low to high.

    Parameters
    ----------
    draws : Draws
    gain : shape (n_draws,)
    conditions : (str, str)
        Beliefs, across and up.
    mission : Mission
    lined : Draws, optional
        Whose equal shares the lines part; ``draws`` by default.
    """
    column, row = (
        cell_of(
            lines_of(lined or draws, c, mission), draws.levels[c][:, mission.number]
        )
        for c in conditions
    )
    return [
        _square(x, y, gain[(column == x) & (row == y)])
        for y in range(N_LINES)
        for x in range(N_LINES)
    ]


def _square(column: int, row: int, gain: Floats) -> Square:
    n = gain.size
    if n < _FEWEST:
        nan = float("nan")
        return Square(column, row, n, nan, nan, nan, nan)
    mean = float(gain.mean())
    reach = float(stdtrit(n - 1, 0.95)) * float(gain.std(ddof=1)) / n**0.5
    share = float((gain > 0.0).mean() + 0.5 * (gain == 0.0).mean())
    return Square(column, row, n, mean, mean - reach, mean + reach, share)


def decisive(draws: Draws, gain: Floats, mission: Mission) -> list[tuple[str, float]]:
    """Return conditions with their rank correlation with the gain, largest first."""
    found = [
        (name, _rank_correlation(draws.levels[name][:, mission.number], gain))
        for name in CONDITIONS
    ]
    return sorted(found, key=lambda pair: -abs(pair[1]))


def _rank_correlation(a: Floats, b: Floats) -> float:
    """Return Spearman's; 0 where one of them never varies."""
    if np.ptp(a) == 0.0 or np.ptp(b) == 0.0:
        return 0.0
    return float(spearmanr(a, b).statistic)
