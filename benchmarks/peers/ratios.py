"""What a month of an agent costs in each library, as ratios to ours, in one run."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.peers.models import LIBRARIES, SLOW

SIZES = (10**4, 10**5, 10**6)
_N_MONTHS = 9
_SECONDS = 600
_ROOT = Path(__file__).parents[2]
_OURS = "groundswell"


def _cost(library: str, n: int) -> tuple[str, float]:
    """Return a library's version and cost, NaN where it is not installed or fails."""
    n_months = 2 if library in SLOW and n > SIZES[0] else _N_MONTHS
    line = [sys.executable, "-m", "benchmarks.peers.measure", library]
    try:
        done = subprocess.run(
            [*line, str(n), str(n_months)],
            check=True,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            cwd=_ROOT,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return "", float("nan")
    found = json.loads(done.stdout.splitlines()[-1])
    return found["version"], found["ns"]


def ratios(say: Callable[[str], None]) -> tuple[list[str], list[list[str]]]:
    """Measure every library; return headings and rows of a table.

    Parameters
    ----------
    say : callable
        Told what is being measured.
    """
    costs: dict[str, list[tuple[str, float]]] = {}
    for library in LIBRARIES:
        say(library)
        costs[library] = [_cost(library, n) for n in SIZES]
    headings = ["library", "version"]
    headings += [f"{n:,}: {what}" for n in SIZES for what in ("ns", "ratio")]
    rows = []
    for library, found in costs.items():
        row = [library, found[0][0] or "not installed"]
        for (_, cost), (_, ours) in zip(found, costs[_OURS], strict=True):
            has = cost == cost
            row += [f"{cost:,.0f}", f"{cost / ours:,.1f}"] if has else ["", ""]
        rows.append(row)
    return headings, rows
