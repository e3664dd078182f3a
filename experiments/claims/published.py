"""Findings that ship: what the full run of all claims came to, for pages to show.

To publish what a folder of ``groundswell claims`` holds::

    python -m experiments.claims.published results/claims
"""

import json
import sys
from collections.abc import Hashable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from experiments.checks import checked
from experiments.claims.judging import Verdict
from experiments.claims.pages import CLAIMS, CONDITIONS, PARTS, RUNS
from experiments.claims.running import BATCH
from experiments.shards import write_whole
from experiments.store.record import RECORD
from sim.errors import InputError

_SHOWN_RUNS = 3
_DESIGN = ("replicates", "citizens", "months", "seed")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class PublishedCondition(_Part):
    """A belief on which a claim turns; fields as in ``conditions.csv``."""

    belief: str
    tag: str
    rank_correlation: float
    middle: float
    share_below: float
    share_above: float


class PublishedPart(_Part):
    """What came out for one part of a claim; fields as in ``parts.csv``."""

    part: str
    outcome: str
    verdict: Verdict
    n_draws: int
    share: float
    share_low: float
    share_high: float
    share_reversed: float
    least: float
    mean: float
    p05: float
    p95: float
    conditions: tuple[PublishedCondition, ...]

    @property
    def label(self) -> str:
        """Mission, or what the part is about."""
        return self.part


class PublishedClaim(_Part):
    """What came out for a claim; fields as in ``claims.csv``.

    Attributes
    ----------
    n_runs : int
        How many runs it rests on.
    runs : tuple of str
        Identifiers of the first of them.
    """

    claim: str
    sentence: str
    verdict: Verdict
    share: float
    error: float
    rests_on: str
    changed: str
    sha256: str
    n_runs: int
    runs: tuple[str, ...]
    parts: tuple[PublishedPart, ...] = Field(min_length=1)

    @property
    def share_reversed(self) -> float:
        """Share of draws in which the opposite holds, by as much; mean over parts."""
        return sum(part.share_reversed for part in self.parts) / len(self.parts)


class Published(_Part):
    """All findings of one run of the claims.

    Attributes
    ----------
    identifier, batch : str
        Of the claims and of the batch of their runs.
    model : str
        Version, and hashes of code, beliefs and data that decide results.
    replicates, citizens, months, seed : int
        Of every run; a replicate is one draw of every uncertain number.
    claims : tuple of PublishedClaim
    """

    identifier: str
    batch: str
    model: str
    replicates: int
    citizens: int
    months: int
    seed: int
    claims: tuple[PublishedClaim, ...]

    @classmethod
    def of_folder(cls, folder: Path) -> Self:
        """Return what a folder of ``groundswell claims`` holds.

        Raises
        ------
        InputError
            If a file is missing, or not all runs finished.
        """
        try:
            record = json.loads((folder / RECORD).read_bytes())
            batch = json.loads((folder / BATCH / RECORD).read_bytes())
            tables = {name: _rows(folder / name) for name in (CLAIMS, PARTS)}
            runs = _rows(folder / RUNS).groupby("claim")["run"].agg(list)
            turns = _rows(folder / CONDITIONS)
        except (OSError, ValueError) as error:
            what = f"not a folder of finished claims: {error}"
            raise InputError(str(folder), what, "Run groundswell claims.") from None
        design = record["inputs"]["design"]
        claims = [
            {
                **row,
                "n_runs": len(runs[row["claim"]]),
                "runs": runs[row["claim"]][:_SHOWN_RUNS],
                "parts": _parts(tables[PARTS], turns, str(row["claim"])),
            }
            for row in tables[CLAIMS].to_dict("records")
        ]
        fields = {
            "identifier": record["identifier"],
            "batch": batch["identifier"],
            "model": record["model"],
            "claims": claims,
            **{name: design[name] for name in _DESIGN},
        }
        return checked(cls, fields, str(folder))


def _rows(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, keep_default_na=False)


def _parts(
    parts: pd.DataFrame, turns: pd.DataFrame, claim: str
) -> list[dict[str, object]]:
    own = parts[parts["claim"] == claim].drop(columns="claim")
    found: list[dict[str, object]] = []
    for row in own.to_dict("records"):
        here = (turns["claim"] == claim) & (turns["part"] == row["part"])
        conditions = turns[here].drop(columns=["claim", "part"]).to_dict("records")
        found.append({**_named(row), "conditions": conditions})
    return found


def _named(row: Mapping[Hashable, object]) -> dict[str, object]:
    return {str(name): value for name, value in row.items()}


def published_path() -> Path:
    """Return where the findings that ship stand."""
    return Path(__file__).with_name("published.json")


@lru_cache(maxsize=1)
def published() -> Published:
    """Return the findings that ship."""
    return Published.model_validate_json(published_path().read_bytes())


def main() -> None:
    """Publish what a folder holds."""
    try:
        found = Published.of_folder(Path(sys.argv[1]))
    except IndexError:
        sys.exit("groundswell: name a folder of groundswell claims")
    except InputError as error:
        sys.exit(f"groundswell: {error}")
    text = json.dumps(found.model_dump(mode="json"), indent=1, ensure_ascii=False)
    write_whole(published_path(), (text + "\n").encode())


if __name__ == "__main__":
    main()
