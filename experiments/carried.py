"""Designs that carry a question of their own: claims to judge, episodes to hold up."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from experiments.design import Design
from experiments.design_file import design_names, design_tables
from sim.errors import InputError, nearest
from sim.scenario.checks import checked_table


class Carried(NamedTuple):
    """A question as its file gives it.

    Attributes
    ----------
    table : mapping
        What the file says of the question, unchecked.
    fixed : dict
        Its name, its design, and the SHA-256 of all that the file says, comments aside.
    label : str
        The file, as messages name it.
    """

    table: Mapping[str, object]
    fixed: dict[str, object]
    label: str


class Question(NamedTuple):
    """A kind of question that designs carry.

    Attributes
    ----------
    name : str
        Of its table in the file, and in messages.
    article : str
    folder : str
        Among the designs that ship.
    apart : tuple of str
        Designs of that folder that carry none.
    """

    name: str
    article: str
    folder: str
    apart: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return the names of those that ship, in alphabetical order."""
        return tuple(
            name.removeprefix(self.folder)
            for name in design_names()
            if name.startswith(self.folder) and name not in self.apart
        )

    def read(self, name_or_path: str | Path) -> Carried:
        """Return one that ships, or what a file describes.

        Raises
        ------
        InputError
            Says which file and field, what is wrong and what is allowed.
        """
        wanted = str(name_or_path)
        ships = wanted in self.names()
        if not ships and not wanted.endswith(".toml"):
            one = f"{self.article} {self.name}"
            what = f"'{wanted}' is neither {one} that ships nor a .toml file"
            allowed = f"{self.name.capitalize()}s: {', '.join(self.names())}."
            raise InputError(self.name, what, allowed, nearest(wanted, self.names()))
        where = f"{self.folder}{wanted}" if ships else wanted
        tables, label, path = design_tables(where)
        if self.name not in tables:
            raise InputError(label, f"there is no table [{self.name}]")
        table = checked_table(tables[self.name], f"{label}, {self.name}")
        fixed = {
            "name": path.stem,
            "design": Design.load(where),
            "hash": _hash(tables),
        }
        return Carried(table, fixed, label)


def _hash(tables: Mapping[str, object]) -> str:
    text = json.dumps(tables, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
