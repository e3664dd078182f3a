"""The register of episodes: what each file said before its first run.

To enter a new episode, or a change, which stays visible for good::

    python -m experiments.validation.frozen
"""

import sys
from pathlib import Path

from experiments.claims.frozen import REGISTER, stamp
from experiments.validation.episode import load_episodes


def register_path() -> Path:
    """Return where the register of the episodes that ship stands."""
    return Path(__file__).parents[1] / "designs" / "validation" / REGISTER


def main() -> None:
    """Enter all episodes that ship into the register."""
    for name, entries in stamp(register_path(), load_episodes()).items():
        sys.stdout.write(f"{name}  {entries[0]['sha256'][:16]}  {len(entries)}\n")


if __name__ == "__main__":
    main()
