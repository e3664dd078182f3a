"""What a worker does with a run: prepare its world once, then play in a copy."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from experiments.runs import Keep, Run, model_version
from experiments.shards import ROWS
from sim.agenda import agenda
from sim.errors import GroundswellError
from sim.missions import MISSIONS
from sim.missions.indicators import NATION
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.units import units
from sim.playing import empty_values, prepared_world, record
from sim.population.columns import Population
from sim.population.places import Places, load_places
from sim.population.synthesis import build_population
from sim.results import Outcomes
from sim.scenario.beliefs import belief_rows, resolve
from sim.step import step_month
from sim.world import World


class Simulation(Protocol):
    """What a batch asks of a model. Tests put a quicker one in its place."""

    def prepare(self, run: Run) -> object:
        """Return what runs of the same ``run.world`` share; never changed."""

    def play(self, run: Run, world: object) -> pa.Table:
        """Return the rows of one run, of schema :data:`experiments.shards.ROWS`."""


class Groundswell:
    """The model itself, in one thread."""

    def prepare(self, run: Run) -> World:
        """Return the prepared world of a run.

        Raises
        ------
        GroundswellError
            If this is another version of the model than the batch was planned with.
        """
        if run.model != model_version():
            raise GroundswellError(
                f"this worker has model {model_version()}, the batch needs "
                f"{run.model}: install the same version on every machine"
            )
        country = country_of(run.places, run.citizens)
        beliefs = belief_rows(
            resolve(run.scenario, run.beliefs, run.seed, run.replicate)
        )
        return prepared_world(
            run.scenario, run.settings, country, beliefs, run.replicate
        )

    def play(self, run: Run, world: object) -> pa.Table:
        """Return the outcomes of a run that are kept."""
        assert isinstance(world, World)  # from prepare
        own = world.copy()
        settings = run.settings
        kept = settings.kept(units(own.places))
        values = empty_values(settings, len(kept))
        months = agenda(run.scenario, run.months, own.beliefs)
        for now in months:
            step_month(own, now, None)
            record(own, now, now is months[-1], values, 0)
        return kept_rows(Outcomes(run.scenario, settings, kept, values), run)


@lru_cache(maxsize=2)
def country_of(
    codes: tuple[str, ...] | None, citizens: int
) -> tuple[Places, Population]:
    """Return places and as many citizens, made once a process."""
    places = load_places(codes)
    return places, build_population(places, citizens)


class _Block(NamedTuple):
    """One outcome of one mission: values of shape (places, steps)."""

    outcome: str
    mission: str | None
    places: Sequence[str]
    steps: Sequence[int | None]
    values: NDArray[np.float64]


def kept_rows(found: Outcomes, run: Run) -> pa.Table:
    """Return what is kept of one run as rows of schema ROWS.

    Figures of the run as a whole come first and have no step. Undefined values have
    no row.
    """
    blocks = [*_figures(found)]
    if run.keep is not Keep.FIGURES:
        blocks += _months(found, 1 if run.keep is Keep.MONTHS else len(found.units))
    wanted = set(run.outcomes)
    parts = [_rows(block) for block in blocks if not wanted or block.outcome in wanted]
    return pa.concat_tables([ROWS.empty_table(), *parts])


def _figures(found: Outcomes) -> Iterator[_Block]:
    nation = [found.units[NATION].code]
    for figure in found.figures():
        value = figure.values[None, :1]
        yield _Block(figure.name, figure.mission, nation, [None], value)


def _months(found: Outcomes, n_places: int) -> Iterator[_Block]:
    places = [unit.code for unit in found.units[:n_places]]
    steps = range(1, found.settings.months + 1)
    for outcome in OUTCOMES:
        values = found.values[outcome.name][0, :, :n_places]
        if not outcome.by_mission:
            yield _Block(outcome.name, None, places, steps, values.T)
            continue
        for m, mission in enumerate(MISSIONS):
            yield _Block(outcome.name, mission.key, places, steps, values[..., m].T)


def _rows(block: _Block) -> pa.Table:
    values = block.values.reshape(-1)
    defined = ~np.isnan(values)
    n_places, n_steps = block.values.shape
    steps = pa.array(list(block.steps) * n_places, pa.int32())
    places = pa.array(np.repeat(np.array(block.places), n_steps).tolist(), pa.string())
    n = int(defined.sum())
    return pa.table(
        [
            steps.filter(pa.array(defined)),
            places.filter(pa.array(defined)),
            pa.array([block.mission] * n, pa.string()),
            pa.array([block.outcome] * n, pa.string()),
            pa.array(values[defined] + 0.0),  # no minus zero
        ],
        schema=ROWS,
    )
