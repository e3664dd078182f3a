"""Whether results depend on size: ``python -m benchmarks.stability [--largest N]``.

The same scenario at 10⁴ citizens and more. For each outcome of the nation, the mean
over replicates at each size, and how far it lies from the largest size's in Monte
Carlo standard errors.
"""

import argparse
import math

import numpy as np

from benchmarks.measures import SCENARIO
from sim.results import Outcomes, Settings
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario
from sim.simulate import run_together

SIZES = (10**4, 10**5, 10**6, 10**7, 54_000_000)
_MOST_REPLICATES = 8
_MOST_CITIZENS = 8_000_000


def _outcomes(n: int, months: int) -> Outcomes:
    replicates = max(1, min(_MOST_REPLICATES, _MOST_CITIZENS // n))
    settings = Settings(
        citizens=n, replicates=replicates, months=months, beliefs=BeliefMode.DEFAULT
    )
    return run_together([Scenario.load(SCENARIO)], settings)[0]


def main() -> None:
    """Print a table, one line an outcome."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--largest", type=int, default=10**6)
    reader.add_argument("--months", type=int, default=24)
    asked = reader.parse_args()
    sizes = [n for n in SIZES if n <= asked.largest]
    found = {n: _outcomes(n, asked.months) for n in sizes}
    spread = found[sizes[-2]]
    print("outcome  " + "  ".join(f"{n:,}" for n in sizes) + "  errors")
    for name, values in found[sizes[-1]].values.items():
        last = {n: of.values[name][:, -1, 0] for n, of in found.items()}
        for m in range(values[:, -1, 0].reshape(values.shape[0], -1).shape[1]):
            columns = {n: v.reshape(v.shape[0], -1)[:, m] for n, v in last.items()}
            means = [float(np.mean(columns[n])) for n in sizes]
            if not all(math.isfinite(mean) for mean in means):
                continue
            r = spread.settings.replicates
            error = float(np.std(columns[sizes[-2]], ddof=1)) / math.sqrt(r)
            off = abs(means[-1] - means[-2]) / error if error > 0.0 else 0.0
            label = name if values.ndim == 3 else f"{name}.{m}"
            shown = "  ".join(f"{mean:.5g}" for mean in means)
            print(f"{label}  {shown}  {off:.1f}")


if __name__ == "__main__":
    main()
