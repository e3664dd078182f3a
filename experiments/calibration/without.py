"""What would be accepted without one of the targets: the same runs, weighed again.

Makes no runs of its own; prints a page in Markdown and writes the draws that would then
be accepted, as a table like the one that ships::

    groundswell calibrate
    python -m experiments.calibration.without P7 results/calibration without.csv
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.calibration.measuring import Observed
from experiments.calibration.pages import accepted_text
from experiments.calibration.playing import Player
from experiments.calibration.running import BATCH, problem_of
from experiments.calibration.searching import Floats, Found, Problem, search
from experiments.calibration.targets import load_targets
from experiments.calibration.weighing import (
    effective,
    log_fit,
    resampled,
    weights_of,
)
from experiments.shards import write_whole
from sim.errors import GroundswellError, InputError
from sim.scenario.checks import unknown_name

_MOST = 10


def weights_without(problem: Problem, found: Found, name: str) -> Floats:
    """Return weights of all runs as they would be without one target.

    Parameters
    ----------
    problem, found
    name : str
        Of a target that was fitted.

    Returns
    -------
    shape (n_runs,)
        Sum to 1.

    Raises
    ------
    InputError
        If no such target was fitted.

    Notes
    -----
    What emulators ruled out, the target in question among their reasons, was run in the
    first wave alone. Its draws are the first candidates, which come as the priors give
    them, so that each of those ruled out stands for as many as there are candidates to
    a draw of that wave.
    """
    fitted = [problem.targets[k].name for k in found.fitted]
    if name not in fitted:
        raise unknown_name(name, fitted, "target")
    kept = [k for k in found.fitted if problem.targets[k].name != name]
    fit = log_fit(found.figures[:, kept], [problem.targets[k] for k in kept])
    first = found.waves[0].draws
    is_first = np.isin(found.draws, first)
    ruled_out = ~found.plausible
    chances = np.where(ruled_out, first.size / len(problem.beliefs), found.chances)
    fit = np.where(ruled_out & ~is_first, -np.inf, fit)
    return weights_of(fit, chances)


def page(problem: Problem, found: Found, name: str) -> str:
    """Return what leaving out a target changes, in Markdown."""
    before, after = found.weights, weights_without(problem, found, name)
    k = [target.name for target in problem.targets].index(name)
    figures, value = found.figures[:, k], problem.targets[k].value
    above = [float(w @ (figures > value)) for w in (before, after)]
    table = moved(problem, found, after).head(_MOST)
    said = (
        f"Without {name} the same runs are worth {effective(after):.0f} independent "
        f"draws, with it {effective(before):.0f}. Its figure lies above {value:g} in "
        f"{100 * above[0]:.0f}% of accepted draws with it, in {100 * above[1]:.0f}% "
        f"without. {100 * float(after[~found.plausible].sum()):.0f}% of the weight "
        "without it is of draws that emulators ruled out."
    )
    lines = [
        said,
        "",
        "| belief | mean with | mean without | apart |",
        "| --- | --- | --- | --- |",
        *(
            f"| `{row['belief']}` | {row['with']:+.2f} | {row['without']:+.2f} | "
            f"{row['apart']:+.2f} |"
            for row in table.to_dict("records")
        ),
    ]
    return "\n".join(lines) + "\n"


def moved(problem: Problem, found: Found, after: Floats) -> pd.DataFrame:
    """Return each belief's mean under both weights, those furthest apart first.

    Columns ``belief, with, without, apart``, in standard deviations of the prior.
    """
    x = problem.beliefs[found.draws]
    usual, spread = problem.beliefs.mean(axis=0), problem.beliefs.std(axis=0)
    a, b = ((w @ x - usual) / spread for w in (found.weights, after))
    table = pd.DataFrame(
        {"belief": problem.names, "with": a, "without": b, "apart": b - a}
    )
    return table.sort_values(
        "apart", key=np.abs, ascending=False, kind="stable", ignore_index=True
    )


def rows_without(
    found: Found, weights: Floats, n_rows: int, seed: int
) -> NDArray[np.int64]:
    """Return the numbers of the draws that would be accepted, in no order."""
    return found.draws[resampled(weights, n_rows, seed)]


def main(given: Sequence[str]) -> None:
    """Write the page to standard output, and the table into a file."""
    try:
        name, folder, into = given
    except ValueError:
        sys.exit("groundswell: name a target, a folder of calibration, and a file")
    targets = load_targets()
    simulation = Observed(targets.figures)
    player = Player(targets, Path(folder) / BATCH, simulation, os.cpu_count() or 1)
    try:
        problem = problem_of(targets, player)
        found = search(problem, targets.waves, targets.design.seed)
        sys.stdout.write(page(problem, found, name))
    except (InputError, GroundswellError) as error:
        sys.exit(f"groundswell: {error}")
    weights = weights_without(problem, found, name)
    rows = rows_without(found, weights, targets.waves.rows, targets.design.seed)
    write_whole(Path(into), accepted_text(targets, rows.tolist()).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
