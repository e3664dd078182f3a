"""Runs that ship: every preset under the same draws of the beliefs, for pages to show.

To publish what a folder of ``groundswell batch draws`` holds::

    python -m experiments.regimes.published results/draws
"""

import json
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.claims.conditions import drawn_beliefs
from experiments.results import Results
from experiments.shards import write_whole
from sim.errors import InputError
from sim.institutions.columns import Floats
from sim.scenario.beliefs import BeliefMode, priors_hash
from sim.scenario.names import MISSIONS

# What a map can have on its axes: where theory and the claims say that it turns.
CONDITIONS = (
    *("society_weight", "heterogeneity", "spillover", "scale_economies"),
    *("measurability", "stakes", "local_bias", "centre_bias"),
    *("parochialism", "supervision_cost", "coordination_price"),
)
_OUTCOME = "indicator"
_KEYS = ["replicate", "mission"]
RECORD, FIGURES, LEVELS, RUNS = "record.json", "figures.csv", "levels.csv", "runs.csv"
_DESIGN = ("replicates", "citizens", "months", "seed")


@dataclass(frozen=True, eq=False)
class Draws:
    """Presets under draws of the beliefs, all with the same luck.

    Attributes
    ----------
    stamp : str
        Of the batch: design and model.
    model : str
        Version, and hashes of code, beliefs and data that decide results.
    citizens, months, seed : int
        Of every run.
    beliefs : BeliefMode
        Where the draws come from.
    figures : dict of preset to shape (n_draws, 5)
        Each mission's true figure at the end, in its unit.
    levels : dict of belief to shape (n_draws, 5)
        Its value by mission, in its unit.
    runs : dict of preset to tuple of str
        Identifier of each draw's run.
    """

    stamp: str
    model: str
    citizens: int
    months: int
    seed: int
    beliefs: BeliefMode
    figures: dict[str, Floats]
    levels: dict[str, Floats]
    runs: dict[str, tuple[str, ...]]

    @property
    def n_draws(self) -> int:
        """How many draws there are."""
        return len(next(iter(self.figures.values())))


def published_folder() -> Path:
    """Return where the runs that ship stand."""
    return Path(__file__).with_name("published")


@lru_cache(maxsize=1)
def published() -> Draws:
    """Return the runs that ship."""
    return draws_in(published_folder())


def draws_in(folder: Path) -> Draws:
    """Return the runs that :func:`publish` wrote into a folder."""
    record = json.loads((folder / RECORD).read_bytes())
    runs = pd.read_csv(folder / RUNS, index_col="replicate")
    return Draws(
        stamp=record["stamp"],
        model=record["model"],
        citizens=record["citizens"],
        months=record["months"],
        seed=record["seed"],
        beliefs=BeliefMode(record["beliefs"]),
        figures=_by_column(folder / FIGURES),
        levels=_by_column(folder / LEVELS),
        runs={str(name): tuple(map(str, runs[name])) for name in runs},
    )


def _by_column(path: Path) -> dict[str, Floats]:
    frame = pd.read_csv(path, index_col=_KEYS)
    return {
        str(name): np.asarray(frame[name].unstack()[list(MISSIONS)], np.float64)
        for name in frame
    }


def publish(batch: Path, folder: Path) -> None:
    """Write the runs of a finished batch of presets into a folder.

    Raises
    ------
    InputError
        If it is no such batch, a run is missing, or its beliefs were other ones.
    """
    results = Results(batch)
    model = str(results.stamp["model"])
    if priors_hash() not in model.split("."):
        what = "it was made with other beliefs than these"
        raise InputError(str(batch), what, "Run groundswell batch draws again.")
    table = results.table([_OUTCOME])
    figures = table.pivot_table(index=_KEYS, columns="scenario", values="value")
    runs = table.pivot_table(
        index="replicate", columns="scenario", values="run", aggfunc="first"
    )
    if figures.isna().any(axis=None) or len(figures) != 5 * results.design.replicates:
        raise InputError(str(batch), "not all of its runs finished")
    design = results.design
    record = {
        "stamp": str(results.stamp["hash"])[:16],
        "model": model,
        **{name: getattr(design, name) for name in _DESIGN},
        "beliefs": design.beliefs.value,
    }
    text = json.dumps(record, indent=1) + "\n"
    write_whole(folder / RECORD, text.encode())
    for name, frame in (
        (FIGURES, figures),
        (LEVELS, _levels(results)),
        (RUNS, runs),
    ):
        csv = frame.to_csv(float_format="%.6g", lineterminator="\n")
        write_whole(folder / name, csv.encode())


def _levels(results: Results) -> pd.DataFrame:
    beliefs = drawn_beliefs(results.design)
    return pd.concat(
        {m: beliefs[m][list(CONDITIONS)] for m in MISSIONS},
        names=["mission", "replicate"],
    ).reorder_levels(_KEYS)


def paired(draws: Draws, a: str, b: str, mission: int) -> NDArray[np.float64]:
    """Return the true figure under ``b`` less that under ``a``, draw by draw."""
    found: Floats = draws.figures[b][:, mission] - draws.figures[a][:, mission]
    return found


def main() -> None:
    """Publish what a folder holds."""
    folder = published_folder()
    folder.mkdir(exist_ok=True)
    try:
        publish(Path(sys.argv[1]), folder)
    except IndexError:
        sys.exit("groundswell: name a folder of groundswell batch draws")
    except InputError as error:
        sys.exit(f"groundswell: {error}")


if __name__ == "__main__":
    main()
