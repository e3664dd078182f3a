"""What a run must write down."""

from typing import NamedTuple


class Wanted(NamedTuple):
    """One number of one month.

    Attributes
    ----------
    outcome : str
    mission : str or None
    place : str
        Code of a unit, or ``GM`` or ``GM deprived``.
    month : int
        Counted from 1.
    """

    outcome: str
    mission: str | None
    place: str
    month: int
