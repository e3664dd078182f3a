"""Numbers as words: units, ranges, signs, dates and chances for people to read."""

from collections.abc import Sequence
from typing import NamedTuple

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MINUS = "−"


class Scale(NamedTuple):
    """How values of a unit are written.

    Attributes
    ----------
    factor : float
        From the stored value to the one written.
    sign : str
        Follows the number: ``%`` or nothing.
    decimals : int
    points : str
        What differences are counted in.
    """

    factor: float
    sign: str
    decimals: int
    points: str

    def level(self, value: float) -> str:
        """Return a value with its sign.

        >>> scale_of("share of adults").level(0.1704)
        '17.0%'
        """
        return f"{self._number(value)}{self.sign}"

    def range(self, low: float, high: float) -> str:
        """Return a range, its sign written once.

        >>> scale_of("share of adults").range(0.16, 0.185)
        '16.0 to 18.5%'
        """
        return f"{self._number(low)} to {self._number(high)}{self.sign}"

    def difference(self, value: float) -> str:
        """Return a difference with plus or minus, in points.

        >>> scale_of("share of adults").difference(-0.012)
        '−1.2'
        """
        number = self._number(abs(value))
        if not any(digit in "123456789" for digit in number):
            return number
        return f"{_MINUS if value < 0 else '+'}{number}"

    def difference_range(self, low: float, high: float) -> str:
        """Return a range of differences."""
        return f"{self.difference(low)} to {self.difference(high)}"

    def _number(self, value: float) -> str:
        # Adding 0.0 turns what rounds to minus zero into zero.
        rounded = round(value * self.factor, self.decimals) + 0.0
        return f"{rounded:,.{self.decimals}f}".replace("-", _MINUS)


_SCALES = (
    ("share", Scale(100.0, "%", 1, "percentage points")),
    ("index", Scale(1.0, "", 1, "index points")),
    ("points", Scale(1.0, "", 1, "points")),
    ("state", Scale(100.0, "", 1, "points of 100")),
    ("hours", Scale(1.0, "", 1, "hours a month")),
    ("months", Scale(1.0, "", 1, "months")),
    ("partnerships", Scale(1.0, "", 1, "partnerships a month")),
)


def scale_of(unit: str) -> Scale:
    """Return how values of a unit are written.

    >>> scale_of("ratio").level(1.5333)
    '1.53'
    """
    for beginning, scale in _SCALES:
        if unit.startswith(beginning):
            return scale
    return Scale(1.0, "", 2, unit)


def month_name(starts: str, month: int) -> str:
    """Return the name of a month of a run.

    Parameters
    ----------
    starts : str
        Year and month of the first month, such as ``2025-04``.
    month : int
        Counted from 0.

    Examples
    --------
    >>> month_name("2025-04", 47)
    'March 2029'
    """
    year, first = (int(part) for part in starts.split("-"))
    years, place = divmod(first - 1 + month, 12)
    return f"{_MONTHS[place]} {year + years}"


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence.

    >>> listed(["growth", "energy", "crime"])
    'growth, energy and crime'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def of_runs(share: float, n: int) -> str:
    """Return in how many of ``n`` runs something happened, ties counting a half.

    >>> of_runs(0.75, 8), of_runs(0.5, 1), of_runs(0.8125, 8)
    ('6 of 8 runs', '½ of 1 run', '6½ of 8 runs')
    """
    return f"{count_of(share, n)} of {n} run{'s' if n != 1 else ''}"


def count_of(share: float, n: int) -> str:
    """Return how many of ``n`` a share is, to the nearest half.

    >>> count_of(1 / 3, 4)
    '1½'
    """
    whole, half = divmod(round(2.0 * share * n), 2)
    if not half:
        return str(whole)
    return f"{whole}½" if whole else "½"


def in_ten(chance: float) -> str:
    """Return a chance as people say it.

    >>> in_ten(0.31), in_ten(0.02), in_ten(1.0)
    ('about 3 in 10', 'less than 1 in 20', 'more than 19 in 20')
    """
    if chance < 0.05:
        return "less than 1 in 20"
    if chance > 0.95:
        return "more than 19 in 20"
    return f"about {min(max(round(10.0 * chance), 1), 9)} in 10"
