"""How a mechanism is declared: the belief values at which it vanishes."""

from typing import NamedTuple


class Mechanism(NamedTuple):
    """A part of the model that vanishes at certain values of beliefs.

    Attributes
    ----------
    name, words : str
    neutral : tuple of (belief, value)
    on_by_default : bool
        Whether it acts in a scenario that says nothing of it.
    """

    name: str
    words: str
    neutral: tuple[tuple[str, float], ...]
    on_by_default: bool = True


def zero(*names: str) -> tuple[tuple[str, float], ...]:
    """Return names of beliefs, each with the value 0."""
    return tuple((name, 0.0) for name in names)
