"""What calibration reads off a run: the nation's outcomes, and a few figures more."""

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
import pyarrow as pa

from experiments.runs import Run
from experiments.shards import ROWS
from experiments.simulation import Groundswell
from sim.agenda import agenda
from sim.elementary import logistic, logit
from sim.missions import MISSIONS, NHS
from sim.missions.indicators import NATION
from sim.missions.nhs import seen_within_18_weeks
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.concentration import hours_share_of_top
from sim.outcomes.snapshot import Snapshot
from sim.outcomes.units import unit_means
from sim.step import step_month
from sim.world import World

# Pathways waiting in England: in 2017 (E189), and at the start of a run.
_LIST_OF_2017 = 4.0
_LIST_AT_START = 7.42
_THIS_MONTH = 1


def hours_share_top33(world: World) -> float:
    """Return the share of the year's formal hours given by the busiest third."""
    return hours_share_of_top(world, 0.33)


def hours_median(world: World) -> float:
    """Return the median hours a month, over the year, of this month's volunteers."""
    citizens = world.citizens
    months = np.bitwise_count(citizens.months)
    recent = (citizens.months & _THIS_MONTH) > 0
    if not recent.any():
        return float("nan")
    hours = citizens.year_hours[recent].astype(np.float64) / months[recent]
    return float(np.median(hours))


def yearly_ratio_resources(world: World) -> float:
    """Return volunteering within a year, upper over lower half by resources."""
    resources = world.people.resources
    upper = resources > np.median(resources)
    took_part = world.citizens.months > 0
    below = took_part[~upper].mean()
    return float(took_part[upper].mean() / below) if below > 0.0 else float("nan")


def trusting(world: World) -> float:
    """Return the share of adults who count as trusting in a survey."""
    return float(unit_means(world).trusting[NATION])


def waits_at_4_million(world: World) -> float:
    """Return the published share under 18 weeks at the list of 2017, all else same.

    What the form of the waiting figure implies, gamed as at the start; nothing is
    simulated.
    """
    published, true = MISSIONS[NHS].baseline, float(world.indicators.true_start[NHS])
    wait = _LIST_OF_2017 / _LIST_AT_START
    share = seen_within_18_weeks(wait, true, world.beliefs[NHS])
    return float(logistic(logit(share) + logit(published) - logit(true)))


MEASURES: Mapping[str, Callable[[World], float]] = {
    measure.__name__: measure
    for measure in (
        hours_share_top33,
        hours_median,
        yearly_ratio_resources,
        trusting,
        waits_at_4_million,
    )
}


@lru_cache
def figure_names() -> tuple[str, ...]:
    """Return the names of all that a target can be about."""
    return (*(outcome.name for outcome in OUTCOMES), *MEASURES)


class Observed(Groundswell):
    """The model in one thread, of which only the nation's figures are kept."""

    def __init__(self, wanted: frozenset[str]) -> None:
        """Keep the figures of these names."""
        self.wanted = wanted

    def play(self, run: Run, world: object) -> pa.Table:
        """Return the nation's figures: month by month, and measures of the last."""
        assert isinstance(world, World)  # from prepare
        own = world.copy()
        months = agenda(run.scenario, run.months, own.beliefs)
        found: list[tuple[int, str | None, str, float]] = []
        for now in months:
            step_month(own, now, None)
            is_last = now is months[-1]
            found += self._read(Snapshot(own, now, unit_means(own), is_last))
        last = len(months)
        found += [
            (last, None, name, measure(own))
            for name, measure in MEASURES.items()
            if name in self.wanted
        ]
        return _rows(found)

    def _read(self, s: Snapshot) -> list[tuple[int, str | None, str, float]]:
        found: list[tuple[int, str | None, str, float]] = []
        step = s.now.month + 1
        for outcome in OUTCOMES:
            if outcome.name not in self.wanted:
                continue
            value = outcome.compute(s)[NATION]
            if not outcome.by_mission:
                found.append((step, None, outcome.name, float(value)))
                continue
            found += [
                (step, mission.key, outcome.name, float(value[m]))
                for m, mission in enumerate(MISSIONS)
            ]
        return found


def _rows(found: list[tuple[int, str | None, str, float]]) -> pa.Table:
    defined = [row for row in found if not np.isnan(row[3])]
    steps, missions, names, values = zip(*defined, strict=True)
    return pa.table(
        [
            pa.array(steps, pa.int32()),
            pa.array(["UK"] * len(defined), pa.string()),
            pa.array(missions, pa.string()),
            pa.array(names, pa.string()),
            pa.array(np.array(values) + 0.0),
        ],
        schema=ROWS,
    )
