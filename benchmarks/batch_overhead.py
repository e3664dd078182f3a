"""What a batch costs beyond its runs: ``python -m benchmarks.batch_overhead``.

300 runs that wait for 0.2 s each, on two workers: 30 s of waiting. Everything beyond is
overhead: planning, starting workers, sending runs, writing shards, gathering them.
With ``--scheduler ADDRESS`` the same on a cluster that has two workers of one thread.
"""

import argparse
import tempfile
import time

from benchmarks.waiting import Waiting
from experiments.axes import Axis
from experiments.batch import run_batch
from experiments.design import Design
from sim.scenario.scenario import Scenario

N_POINTS, N_REPLICATES, N_WORKERS = 30, 10, 2
SECONDS = 0.2


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scheduler", help="address of a Dask scheduler")
    scheduler = parser.parse_args().scheduler
    audits = tuple(k / N_POINTS for k in range(N_POINTS))
    design = Design(
        name="overhead",
        scenarios=(Scenario.load("status_quo_2025"),),
        axes=(Axis(path="missions.default.audit", values=audits),),
        replicates=N_REPLICATES,
        citizens=3000,
    )
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        report = run_batch(
            design,
            f"{folder}/batch",
            n_workers=N_WORKERS,
            scheduler=scheduler,
            simulation=Waiting(SECONDS),
        )
        took = time.perf_counter() - begun
    assert report.standing.n_made == N_POINTS * N_REPLICATES
    least = report.standing.n_made * SECONDS / N_WORKERS
    print(f"{took:.1f} s, {100 * (took / least - 1):.1f}% beyond {least:.1f} s")


if __name__ == "__main__":
    main()
