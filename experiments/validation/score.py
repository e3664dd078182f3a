"""The score that ships: how many patterns were hit, for pages to show."""

from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from experiments.batch_folder import read_stamp
from experiments.checks import checked
from experiments.validation.pages import ROWS, identifier
from experiments.validation.running import BATCH
from sim.errors import InputError
from sim.scenario.beliefs import BeliefMode

_DESIGN = ("replicates", "beliefs", "citizens", "seed")
_ROW = ["row", "title", "verdict"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ScoredRow(_Part):
    """What came out for one pattern; fields as in ``rows.csv``."""

    row: str
    title: str
    verdict: Literal["hit", "miss"]


class Score(_Part):
    """What the patterns that were never fitted came to.

    Attributes
    ----------
    batch : str
        Identifier of the runs.
    model : str
        Version, and hashes of code, beliefs and data that decide results.
    replicates, citizens, seed : int
        Of every run; a replicate is one draw of the uncertain numbers.
    beliefs : BeliefMode
        Where the draws come from.
    rows : tuple of ScoredRow
    """

    batch: str
    model: str
    replicates: int
    beliefs: BeliefMode
    citizens: int
    seed: int
    rows: tuple[ScoredRow, ...] = Field(min_length=1)

    @property
    def n_hit(self) -> int:
        """How many patterns were hit."""
        return sum(row.verdict == "hit" for row in self.rows)

    @classmethod
    def of_folder(cls, folder: Path) -> Self:
        """Return what a folder of ``groundswell validate`` holds.

        Raises
        ------
        InputError
            If a file is missing or damaged.
        """
        stamp = read_stamp(folder / BATCH)
        try:
            rows = pd.read_csv(folder / ROWS, usecols=_ROW)[_ROW]
        except (OSError, ValueError) as error:
            what = f"not a folder of finished validation: {error}"
            raise InputError(str(folder), what, "Run groundswell validate.") from None
        design = pd.Series(stamp["decides"])
        fields = {
            "batch": identifier(folder / BATCH),
            "model": stamp["model"],
            **{name: design[name] for name in _DESIGN},
            "rows": rows.to_dict("records"),
        }
        return checked(cls, fields, str(folder))

    def text(self) -> str:
        """Return what :func:`score` reads."""
        return self.model_dump_json(indent=1) + "\n"


def score_path() -> Path:
    """Return where the score that ships stands."""
    return Path(__file__).with_name("published.json")


@lru_cache(maxsize=1)
def score() -> Score | None:
    """Return the score that ships, or None where none was published."""
    try:
        return Score.model_validate_json(score_path().read_bytes())
    except FileNotFoundError:
        return None
