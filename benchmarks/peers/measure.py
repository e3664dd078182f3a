"""Time one library: ``python -m benchmarks.peers.measure LIBRARY AGENTS MONTHS``."""

import json
import os
import sys
import time
from importlib.metadata import version
from statistics import median

from benchmarks.peers.models import LIBRARIES
from sim.version import __version__


def main() -> None:
    """Print nanoseconds an agent and month, after one month to warm up, as JSON."""
    library, n, n_months = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    step, share = LIBRARIES[library](n)
    step()
    times = []
    for _ in range(n_months):
        begun = time.perf_counter()
        step()
        times.append(time.perf_counter() - begun)
    is_ours = library == "groundswell"
    found = {
        "version": __version__ if is_ours else version(library),
        "ns": median(times) / n * 1e9,
        "share": share(),
        "load": os.getloadavg()[0],
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
