"""Runs: each design point with each replicate, and the name of each run."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import sim
from sim.scenario.beliefs import (
    BeliefMode,
    BeliefValues,
    belief_rows,
    drawn,
    priors_hash,
    resolved,
)
from sim.scenario.scenario import Scenario
from sim.version import __version__

if TYPE_CHECKING:
    from experiments.design import Design
    from sim.results import Settings

_LENGTH = 16


class Keep(StrEnum):
    """What is kept of each run."""

    FIGURES = "figures"  # one number an outcome: of the run as a whole, for the nation
    MONTHS = "months"  # and every month's
    REGIONS = "regions"  # and every month's for regions and fifths of areas


@dataclass(frozen=True)
class Run:
    """One design point with one replicate: all that a worker needs to know.

    Attributes
    ----------
    identifier : str
        Sixteen hexadecimal digits: the same for the same complete scenario, values of
        beliefs, seed, replicate, citizens, months, places and model.
    point : int
        Number of its design point, counted from 0.
    scenario : Scenario
    replicate : int
        Counted from 0.
    citizens, months, seed, places, beliefs
        As in :class:`sim.results.Settings`.
    world : str
        Hash of all on which the prepared world depends; runs of one world share it.
    keep : Keep
    outcomes : tuple of str
        Names of the outcomes kept; all if empty.
    model : str
        The version of the model that is to make it.
    """

    identifier: str
    point: int
    scenario: Scenario
    replicate: int
    citizens: int
    months: int
    seed: int
    places: tuple[str, ...] | None
    beliefs: BeliefMode
    world: str
    keep: Keep
    outcomes: tuple[str, ...]
    model: str

    @property
    def settings(self) -> "Settings":
        """Everything but the scenario that decides what comes out."""
        # Here, because a worker that is told of a run need not know the model.
        from sim.results import Settings

        return Settings(
            citizens=self.citizens,
            places=self.places,
            replicates=1,
            seed=self.seed,
            months=self.months,
            beliefs=self.beliefs,
        )


@lru_cache
def model_version() -> str:
    """Return a text that changes whenever results can: code, beliefs, data, version."""
    from sim.compiled import sources_hash

    data = hashlib.sha256()
    for path in sorted((Path(sim.__path__[0]) / "data").glob("*.csv")):
        data.update(path.read_bytes())
    return f"{__version__}+{sources_hash()}.{priors_hash()}.{data.hexdigest()[:16]}"


def runs_of(design: "Design") -> tuple[Run, ...]:
    """Return the runs of a design: point by point, replicate by replicate.

    Points that turn out the same have runs of the same identifier, made once.
    """
    found = sorted(_runs(design), key=lambda run: (run.point, run.replicate))
    return tuple(found)


def _runs(design: "Design") -> Iterator[Run]:
    # Replicates outside, so that each draw of the beliefs is made once.
    for replicate in range(design.replicates):
        shared = drawn(design.beliefs, design.seed, replicate)
        for point in design.points():
            yield one_run(design, point.scenario, replicate, shared, point.number)


def one_run(
    design: "Design",
    scenario: Scenario,
    replicate: int,
    shared: BeliefValues,
    point: int = 0,
) -> Run:
    """Return the run of any scenario under a design's citizens, months and seed.

    Parameters
    ----------
    design : Design
    scenario : Scenario
        One of the design's, or another.
    replicate : int
        Whose luck it has.
    shared : mapping
        As :func:`sim.scenario.beliefs.drawn` gives it for the replicate.
    point : int
        Number of its design point.
    """
    world = _world(scenario, design, replicate, shared)
    return Run(
        identifier=_digest(world, scenario.hash, design.months, model_version()),
        point=point,
        scenario=scenario,
        replicate=replicate,
        citizens=design.citizens,
        months=design.months,
        seed=design.seed,
        places=design.places,
        beliefs=design.beliefs,
        world=world,
        keep=design.keep,
        outcomes=design.outcomes,
        model=model_version(),
    )


def _world(
    scenario: Scenario, design: "Design", replicate: int, shared: BeliefValues
) -> str:
    beliefs = belief_rows(resolved(scenario, shared))
    places = None if design.places is None else sorted(set(design.places))
    return _digest(
        hashlib.sha256(beliefs.tobytes()).hexdigest(),
        scenario.structure.mixing.value,
        design.citizens,
        places,
        design.seed,
        replicate,
    )


def _digest(*parts: object) -> str:
    text = json.dumps(parts, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
