"""What a design can tell within a given time, from a small pilot."""

import re
import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.stats import t as student

from experiments.design import Design
from experiments.estimate import estimate
from sim.errors import InputError

if TYPE_CHECKING:
    from experiments.simulation import Simulation

_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|min|h)")
_SECONDS = {"s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
_N_PILOT = 6
_CONFIDENCE = 0.9
_FEWEST = 2
_MOST = 100_000


class Plan(NamedTuple):
    """What fits into a time.

    Attributes
    ----------
    replicates : int
        As many as fit; 0 if not even two do.
    citizens : int
    seconds : float
        That they take.
    half_width : float
        Half of the 90% interval to expect of the mean difference between the first
        two points, in the outcome's unit; NaN where the design has one point.
    outcome : str
        The first that is kept, with its mission.
    pilot : int
        Pairs of runs behind the guess.
    """

    replicates: int
    citizens: int
    seconds: float
    half_width: float
    outcome: str
    pilot: int


def read_duration(text: str) -> float:
    """Return seconds of a time such as ``2h``, ``90m`` or ``45 s``.

    Raises
    ------
    InputError

    Examples
    --------
    >>> read_duration("1.5h")
    5400.0
    """
    found = _TIME.fullmatch(text.strip().lower())
    if found is None or float(found[1]) <= 0.0:
        raise InputError("--budget", f"'{text}' is no time", "Give 2h, 90m or 45s.")
    return float(found[1]) * _SECONDS[found[2]]


def plan(
    design: Design,
    seconds: float,
    n_workers: int | None = None,
    simulation: "Simulation | None" = None,
) -> Plan:
    """Return how many replicates fit into a time, and what they will tell.

    Parameters
    ----------
    design : Design
    seconds : float
        To be filled, the pilot's own time not counted.
    n_workers : int, optional
        As many as processors by default.
    simulation : Simulation, optional
        In place of the model.
    """
    if simulation is None:
        from experiments.simulation import Groundswell

        simulation = Groundswell()
    one = estimate(design.changed(replicates=1), n_workers, simulation)
    fit = int(seconds // one.seconds) if one.seconds > 0.0 else _MOST
    fit = min(fit, _MOST)
    outcome, gaps = _pilot(design, simulation)
    half = float("nan")
    if len(gaps) > 1 and fit >= _FEWEST:
        spread = float(np.std(gaps, ddof=1))
        half = float(student.ppf(0.5 + _CONFIDENCE / 2.0, fit - 1)) * spread / fit**0.5
    enough = fit if fit >= _FEWEST else 0
    return Plan(enough, design.citizens, enough * one.seconds, half, outcome, len(gaps))


def _pilot(design: Design, simulation: "Simulation") -> tuple[str, list[float]]:
    """Return paired differences between the first two points, at pilot luck."""
    small = design.changed(replicates=_N_PILOT)
    first = [run for run in small.runs() if run.point == 0]
    second = [run for run in small.runs() if run.point == 1]
    gaps, name = [], ""
    begun = time.monotonic()
    for a, b in zip(first, second, strict=False):
        values = []
        world = simulation.prepare(a)
        for run in (a, b):
            if run.world != a.world:
                world = simulation.prepare(run)
            kept = simulation.play(run, world)
            rows = kept.to_pandas()
            row = rows[rows["step"].isna()].iloc[0]
            name = ", ".join(
                [w for w in (row["outcome"], row["mission"]) if isinstance(w, str)]
            )
            values.append(float(row["value"]))
        gaps.append(values[1] - values[0])
        if len(gaps) >= _FEWEST + 1 and time.monotonic() - begun > 60.0:
            break
    return name, gaps
