"""How time and memory grow: ``python -m benchmarks.growth FIGURE [--largest N]``.

With citizens, areas, replicates and threads, each beside a line of straight proportion.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from benchmarks.measures import N_THREADS, SCENARIO
from benchmarks.table import measured
from sim.population.places import load_places
from sim.results import Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from sim.simulate import run_together

CITIZENS = (10**4, 10**5, 10**6, 10**7, 54_000_000)
AREAS = (1, 10, 100, 361)
REPLICATES = (1, 2, 4, 8)


def _seconds(settings: Settings, n_threads: int | None = None) -> float:
    scenario = Scenario.load(SCENARIO)
    begun = time.perf_counter()
    run_together([scenario], settings, n_threads=n_threads)
    return time.perf_counter() - begun


def _settings(
    citizens: int, n_areas: int | None = None, replicates: int = 1
) -> Settings:
    codes = load_places().code
    chosen = None if n_areas is None else tuple(str(c) for c in codes[:n_areas])
    return Settings(
        citizens=citizens,
        places=chosen,
        replicates=replicates,
        months=12,
        beliefs=BeliefMode.PRIOR,
    )


def _panel(axes: Axes, x: Sequence[float], y: Sequence[float], labels: str) -> None:
    across, up = labels.split("; ")
    axes.loglog(x, y, "o-", color="#1f4e79")
    axes.loglog(x, [y[-1] * k / x[-1] for k in x], ":", color="#888888")
    axes.set(xlabel=across, ylabel=up)


def main() -> None:
    """Measure, and draw a figure of five panels."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("figure", type=Path)
    reader.add_argument("--largest", type=int, default=CITIZENS[-1])
    asked = reader.parse_args()
    sizes = [n for n in CITIZENS if n <= asked.largest]
    found = [measured("citizen_month", n, 8, N_THREADS) for n in sizes]
    for n, row in zip(sizes, found, strict=True):
        print(f"{n:>11,} citizens: {row['ns']:.1f} ns, {row['peak_gb']:.2f} GB")
    mpl.rcParams["svg.hashsalt"] = "growth"
    figure, axes = plt.subplots(1, 5, figsize=(16, 3.2), layout="constrained")
    months = [n * row["ns"] / 1e6 for n, row in zip(sizes, found, strict=True)]
    _panel(axes[0], sizes, months, "citizens; a month of citizens, ms")
    peaks = [row["peak_gb"] for row in found]
    _panel(axes[1], sizes, peaks, "citizens; peak memory, GB")
    _seconds(_settings(2888))
    by_area = [_seconds(_settings(50_000, k)) for k in AREAS]
    _panel(axes[2], AREAS, by_area, "areas, 50,000 citizens; 12 months, s")
    by_replicate = [_seconds(_settings(30_000, replicates=r)) for r in REPLICATES]
    _panel(axes[3], REPLICATES, by_replicate, "replicates of 30,000; 12 months, s")
    threads = list(range(1, N_THREADS + 1))
    eight = _settings(30_000, replicates=8)
    _panel(
        axes[4],
        threads,
        [_seconds(eight, t) for t in threads],
        "threads, 8 replicates; 12 months, s",
    )
    figure.savefig(asked.figure)


if __name__ == "__main__":
    main()
