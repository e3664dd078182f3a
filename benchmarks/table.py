"""The table of ``groundswell bench``: what is aimed at, and what was measured."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.measures import BYTES_MOVED, N_THREADS
from sim.version import __version__

ROOT = Path(__file__).parents[1]
Found = dict[str, float]


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    what, unit : str
    reach, aim : float
        At most this; less is better. NaN where nothing is aimed at.
    measured : float
    """

    what: str
    unit: str
    reach: float
    aim: float
    measured: float

    @property
    def verdict(self) -> str:
        """How the measured value stands to both."""
        if self.reach != self.reach:
            return ""
        if self.measured <= self.aim:
            return "aim"
        return "reach" if self.measured <= self.reach else "missed"


def measured(name: str, *arguments: object) -> Found:
    """Return what one measure finds, in a process of its own."""
    line = [sys.executable, "-m", "benchmarks.measures", name]
    done = subprocess.run(
        [*line, *map(str, arguments)],
        check=True,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def machine() -> str:
    """Name the machine, what else it is doing, and the versions that matter."""
    model = platform.processor() or platform.machine()
    for line in _lines_of(Path("/proc/cpuinfo")):
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    names = ("numba", "llvmlite", "numpy")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{model}, {N_THREADS} processors, {memory:.0f} GB, "
        f"load {os.getloadavg()[0]:.1f} before; groundswell {__version__}, "
        f"Python {platform.python_version()}, {versions}"
    )


def _lines_of(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def rows(citizens: int, say: Callable[[str], None]) -> Iterator[Row]:
    """Measure one thing after another, and yield a row for each.

    Parameters
    ----------
    citizens : int
        Of the largest run; 0 for all adults.
    say : callable
        Told what is being measured.
    """
    nothing = float("nan")
    say("commands")
    helped = max(
        measured("command", 5, "--help")["s"],
        measured("command", 5, "scenarios", "list")["s"],
    )
    yield Row("--help, scenarios list", "s", 1, 0.4, helped)
    usual = ("run", "demos_mobilisation", "--citizens", "100000")
    took = measured("command", 2, *usual)["s"]
    yield Row("run, 100,000 citizens, 8 replicates", "s", 15, 5, took)
    say("30,000 citizens")
    took = measured("small_run", 30_000, 15)["ms"]
    yield Row("30,000 citizens, 60 months, warm", "ms", 150, 50, took)
    say("citizens and months")
    costs = []
    for n in (10**5, 10**6, 10**7):
        found = measured("citizen_month", n, 12 if n < 10**7 else 6, N_THREADS)
        costs.append(found["ns"])
        yield Row(f"citizen and month, {n:,}", "ns", 40, 20, found["ns"])
        busy = found["cpu_ns"] / N_THREADS
        yield Row("… of processors' time", "ns", nothing, nothing, busy)
    say("everybody")
    all_of_them = measured("everyone", citizens, 60)
    n = int(all_of_them["citizens"])
    costs.append(all_of_them["ns"])
    speed = measured("stream", 2.0)["gb_per_s"]
    yield Row(f"population of {n:,}", "s", 120, 40, all_of_them["population_s"])
    yield Row("preparing its world", "s", 120, 40, all_of_them["prepare_s"])
    yield Row("its 60 months", "s", 180, 60, all_of_them["run_s"])
    yield Row("peak memory", "GB", 8, 5, all_of_them["peak_gb"])
    beyond = abs(all_of_them["peak_gb"] / all_of_them["planned_gb"] - 1.0)
    yield Row("peak beyond or below plan", "share", 0.05, 0.05, beyond)
    yield Row(f"citizen and month, {n:,}", "ns", 40, 20, all_of_them["ns"])
    busy = all_of_them["cpu_ns"] / N_THREADS
    yield Row("… of processors' time", "ns", nothing, nothing, busy)
    spread = max(costs) / min(costs)
    yield Row("dearest size over cheapest", "ratio", 1.5, 1.5, spread)
    yield Row("streaming, read and written", "GB/s", nothing, nothing, speed)
    least = BYTES_MOVED / speed
    yield Row(
        "over the time to move its bytes", "ratio", 8, 4, all_of_them["ns"] / least
    )
