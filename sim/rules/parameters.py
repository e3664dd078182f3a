"""How rules see beliefs: by name, one number each."""

from typing import Protocol


class Beliefs(Protocol):
    """Anything that gives every belief by its name, for one mission.

    In kernels this is a record of an array, for agents a named tuple. Each name used
    by a rule is declared in ``scenarios/priors.toml``; a test compares the two.
    """

    def __getattr__(self, name: str) -> float:
        """Return the value of the belief called ``name``."""
        ...
