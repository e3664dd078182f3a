"""Everything that can go wrong in words a user can act on.

GroundswellError            exit status 1
└── InputError              exit status 2: what somebody wrote cannot be used
    ├── ScenarioError       a scenario: its file, a setting, an event
    └── OptionError         an option or argument of the command line

Each says where, what is wrong, what is allowed and, for a misspelt name, the nearest
right one. The command line prints the message on standard error and leaves with the
exit status; nobody else needs to catch these.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar

INTERRUPTED = 130


class GroundswellError(Exception):
    """Something went wrong that the message explains in full."""

    exit_status: ClassVar[int] = 1


class InputError(GroundswellError):
    """What somebody wrote cannot be used.

    Parameters
    ----------
    where : str
        File or option, and the field within it.
    what : str
        What is wrong, with the value that was given.
    allowed : str
        What may stand there instead, as a sentence; empty where nothing may.
    nearest : str, optional
        The right name that looks most like the one given.

    Examples
    --------
    >>> print(InputError("leeds.toml, national.admin_cut", "-2 is below 0"))
    leeds.toml, national.admin_cut: -2 is below 0.
    """

    exit_status: ClassVar[int] = 2

    def __init__(
        self, where: str, what: str, allowed: str = "", nearest: str | None = None
    ) -> None:
        super().__init__(where, what, allowed, nearest)
        self.where = where
        self.what = what
        self.allowed = allowed
        self.nearest = nearest

    def __str__(self) -> str:
        """Return the whole message in one line."""
        parts = [f"{self.where}: {self.what}."]
        if self.nearest is not None:
            parts.append(f"Did you mean {self.nearest}?")
        if self.allowed:
            parts.append(self.allowed)
        return " ".join(parts)


class ScenarioError(InputError):
    """A scenario, a setting or an event cannot be used."""


class OptionError(InputError):
    """An option or argument of the command line cannot be used."""


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that looks most like a name, or None if none is near.

    >>> nearest("target_presure", ["audit", "target_pressure"])
    'target_pressure'
    >>> nearest("colour", ["audit", "target_pressure"]) is None
    True
    """
    found = get_close_matches(name, list(candidates), n=1, cutoff=0.6)
    return found[0] if found else None


def shown(value: object, longest: int = 60) -> str:
    """Return a value as it may stand in a message: short, and on one line.

    >>> shown("nhs"), shown(0.5), shown(True)
    ("'nhs'", '0.5', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # more digits, or deeper, than Python prints
        return "a value too long to show"
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
