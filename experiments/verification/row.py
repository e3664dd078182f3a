"""What one check found, as a line of the table."""

from typing import NamedTuple


class Row(NamedTuple):
    """One check of the model against a value known without it.

    Attributes
    ----------
    name : str
        ``V1``...; a letter where a number stands for several rows.
    what : str
        What is checked, and through which part of the model.
    exact, found : float
        The value that theory gives, and the model's.
    tolerance : float
        Largest difference that passes.
    reason : str
        Why so much: rounding, or chance with its false-alarm rate.
    """

    name: str
    what: str
    exact: float
    found: float
    tolerance: float
    reason: str

    @property
    def passed(self) -> bool:
        """Whether the model's value is near enough; a value that is no number fails."""
        return bool(abs(self.found - self.exact) <= self.tolerance)


EQUAL = "exact: both are whole numbers"
BITS = "exact: compared bit by bit"
ROUNDING = "rounding of 64-bit numbers"
# Of five standard errors, two-sided.
FIVE_ERRORS = "chance: five standard errors, one false alarm in two million seeds"
