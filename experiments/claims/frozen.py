"""Stamps: what a claim said before its first run, and whether it was changed since.

The register beside the claims that ship holds a hash of each, entered before the first
run. To enter a new claim, or a change, which stays visible for good::

    python -m experiments.claims.frozen
"""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from experiments.claims.claim import load_claims
from experiments.shards import write_whole
from sim.errors import InputError

REGISTER = "frozen.json"


class Stamped(Protocol):
    """Whatever must not change after its first run: a claim, or an episode."""

    @property
    def name(self) -> str:
        """Under which it is entered."""

    @property
    def hash(self) -> str:
        """Of all its file says."""


type Stamps = dict[str, list[dict[str, str]]]


def register_path() -> Path:
    """Return where the register of the claims that ship stands."""
    return Path(__file__).parents[1] / "designs" / "claims" / REGISTER


def read_stamps(path: Path) -> Stamps:
    """Return the stamps of a file, by claim, earliest first; none if it is missing.

    Raises
    ------
    InputError
        If it cannot be read, so that a lost stamp is never taken for a new claim.
    """
    try:
        found: Stamps = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        what = "the stamps cannot be read"
        raise InputError(str(path), what, "Restore the file.") from None
    return found


def stamp(path: Path, claims: Sequence[Stamped], now: datetime | None = None) -> Stamps:
    """Enter what claims say now into a file of stamps, unless it stands there.

    Earlier stamps are never altered: a claim that was changed has several.

    Returns
    -------
    dict
        All stamps of the file.
    """
    stamps = read_stamps(path)
    at = (now or datetime.now(UTC)).isoformat(timespec="seconds")
    before = json.dumps(stamps)
    for claim in claims:
        entries = stamps.setdefault(claim.name, [])
        if not entries or entries[-1]["sha256"] != claim.hash:
            entries.append({"sha256": claim.hash, "at": at})
    if json.dumps(stamps) != before:
        text = json.dumps(stamps, indent=1, sort_keys=True) + "\n"
        write_whole(path, text.encode())
    return stamps


def history(claim: Stamped, stamps: Mapping[str, Sequence[Mapping[str, str]]]) -> str:
    """Return in words whether a claim is as it was first stamped.

    Returns
    -------
    str
        Empty where nothing was changed; otherwise when.
    """
    entries = stamps.get(claim.name, ())
    if entries and entries[0]["sha256"] != claim.hash:
        since = [entry["at"] for entry in entries if entry["sha256"] == claim.hash]
        when = since[0] if since else "an unknown time"
        return f"changed at {when}, after it was stamped at {entries[0]['at']}"
    if len(entries) > 1:
        return f"changed for a while after it was stamped at {entries[0]['at']}"
    return ""


def main() -> None:
    """Enter all claims that ship into the register."""
    stamps = stamp(register_path(), load_claims())
    for name, entries in stamps.items():
        sys.stdout.write(f"{name}  {entries[0]['sha256'][:16]}  {len(entries)}\n")


if __name__ == "__main__":
    main()
