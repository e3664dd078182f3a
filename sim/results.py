"""What came out of running one scenario: values by replicate, month and place."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from sim.institutions.columns import Floats
from sim.missions import GROWTH, MISSIONS
from sim.missions.indicators import (
    FIRST_AREA,
    FIRST_FIFTH,
    FIRST_REGION,
    N_REGIONS,
    NATION,
)
from sim.outcomes.ages import AGES
from sim.outcomes.catalogue import OUTCOMES, Outcome, outcome_named
from sim.outcomes.units import N_FIFTHS, Unit
from sim.scenario.beliefs import BeliefMode
from sim.scenario.scenario import Scenario

MISSION_KEYS = tuple(mission.key for mission in MISSIONS)


class Detail(StrEnum):
    """For which places every month is kept."""

    NATIONAL = "national"
    REGIONS = "regions"
    AREAS = "areas"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything but the scenario that decides what comes out.

    Parameters
    ----------
    citizens : int
        Simulated citizens; at least eight a local area.
    places : tuple of str, optional
        Codes of some local areas; None for all.
    replicates, months : int >= 1
    seed : int, 0 to 2**32 - 1
    beliefs : BeliefMode
        Point values, or a draw for each replicate: of the priors, or accepted.
    detail : Detail
        Changes no number, only which are kept.
    """

    citizens: int = 100_000
    places: tuple[str, ...] | None = None
    replicates: int = 8
    seed: int = 1
    months: int = 60
    beliefs: BeliefMode = BeliefMode.PRIOR
    detail: Detail = Detail.REGIONS

    def kept(self, every: tuple[Unit, ...]) -> tuple[Unit, ...]:
        """Return the units of which every month is kept.

        Nation, regions and fifths are few and always kept in memory.
        """
        return every if self.detail is Detail.AREAS else every[:FIRST_AREA]


@dataclass(frozen=True)
class Figure:
    """An outcome of one mission, or of all, by replicate.

    Parameters
    ----------
    name : str
    mission : str, optional
        Key of the mission; None for the nation as a whole.
    unit : str
    values : shape (n_replicates,)
        NaN where not defined.
    is_chance : bool
        Whether values are 0 or 1, did it happen.
    """

    name: str
    mission: str | None
    unit: str
    values: Floats
    is_chance: bool = False


@dataclass(frozen=True)
class Outcomes:
    """Outcomes of one scenario.

    Parameters
    ----------
    scenario : Scenario
    settings : Settings
    units : tuple of Unit
        Places of the arrays' third axis.
    values : dict of outcome name to array
        Shape (replicates, months, units), or with a last axis of 5 missions.
    """

    scenario: Scenario
    settings: Settings
    units: tuple[Unit, ...]
    values: dict[str, Floats]

    def figures(self, unit: int = NATION) -> list[Figure]:
        """Return every outcome of a run for one place, by replicate.

        Stocks are those of the last month; participation, hours and cost are means
        over the last twelve.
        """
        found = []
        for outcome in OUTCOMES:
            if not outcome.by_mission:
                by_replicate = self._of_run(outcome)[:, unit]
                found.append(Figure(outcome.name, None, outcome.unit, by_replicate))
                continue
            for m, mission in enumerate(MISSIONS):
                by_replicate = self._of_run(outcome)[:, unit, m]
                in_unit = outcome.unit or mission.unit
                found.append(Figure(outcome.name, mission.key, in_unit, by_replicate))
        return [*found, *self._chances()] if unit == NATION else found

    def figure(self, name: str, mission: str | None = None, unit: int = 0) -> Figure:
        """Return one of :meth:`figures`; KeyError if there is none."""
        for found in self.figures(unit):
            if (found.name, found.mission) == (name, mission):
                return found
        raise KeyError((name, mission))

    def table(self) -> pd.DataFrame:
        """Return national outcomes over replicates.

        Returns
        -------
        pandas.DataFrame
            Columns ``outcome, mission, unit, mean, p05, p95``; the last two bound the
            middle 90% of replicates, and for chances a 90% Jeffreys interval.
        """
        rows = [
            {
                "outcome": figure.name,
                "mission": figure.mission,
                "unit": figure.unit,
                **summary(figure),
            }
            for figure in self.figures()
        ]
        return pd.DataFrame(rows)

    def series(
        self, name: str, mission: str | None = None, place: str = "UK"
    ) -> pd.DataFrame:
        """Return an outcome month by month.

        Parameters
        ----------
        name : str
            An outcome's name.
        mission : str, optional
            Key of a mission, for outcomes that have one value a mission.
        place : str
            ``UK``, a region's code (``TLC``...), a fifth's (``D1``...) or, with detail
            ``areas``, an area's.

        Returns
        -------
        pandas.DataFrame
            One row a month, counted from 1; one column a replicate.
        """
        values = self.values[outcome_named(name).name]
        unit = [u.code for u in self.units].index(place)
        chosen = values[:, :, unit]
        if mission is not None:
            chosen = chosen[..., MISSION_KEYS.index(mission)]
        months = pd.RangeIndex(1, chosen.shape[1] + 1, name="month")
        return pd.DataFrame(chosen.T, index=months)

    def by_age_and_fifth(self) -> pd.DataFrame:
        """Return who volunteers formally, by age and by deprivation of the area.

        Returns
        -------
        pandas.DataFrame
            A row an age band, a column a fifth of areas from the least deprived: share
            of these adults in a month, mean over the last twelve and over replicates.
        """
        fifths = self.units[FIRST_FIFTH : FIRST_FIFTH + N_FIFTHS]
        rows = {}
        for name, words in AGES:
            of_run = self._of_run(outcome_named(f"participation_aged_{name}"))
            rows[words] = of_run[:, FIRST_FIFTH : FIRST_FIFTH + N_FIFTHS].mean(axis=0)
        return pd.DataFrame.from_dict(
            rows, orient="index", columns=[unit.code for unit in fifths]
        )

    def _of_run(self, outcome: Outcome) -> Floats:
        values = self.values[outcome.name]
        if not outcome.over_last_year:
            last: Floats = values[:, -1]
            return last
        year = values[:, -12:]
        total = np.zeros_like(year[:, 0])
        for month in range(year.shape[1]):
            total = total + year[:, month]
        mean: Floats = total / year.shape[1]
        return mean

    def _chances(self) -> list[Figure]:
        """Return, by replicate, whether each target is met, and is on course."""
        found = []
        for m, mission in enumerate(MISSIONS):
            published = self._against_target("measured", m)
            true = self._against_target("indicator", m)
            months = published.shape[1]
            met = np.full(published.shape[0], np.nan)
            met_truly = met.copy()
            if mission.deadline < months:
                met = _met(published[:, mission.deadline], m, mission.deadline)
                met_truly = _met(true[:, mission.deadline], m, mission.deadline)
            on_course = _met(published[:, -1], m, months - 1)
            for name, values in (
                ("target_chance", met),
                ("target_chance_true", met_truly),
                ("on_course_chance", on_course),
            ):
                found.append(Figure(name, mission.key, "chance", values, True))
        return found

    def _against_target(self, name: str, m: int) -> Floats:
        """Return the figure that must meet a target, (replicates, months).

        For growth it is the lowest region's: incomes are to be higher in every one.
        """
        values = self.values[name][..., m]
        if m != GROWTH:
            national: Floats = values[:, :, NATION]
            return national
        regions = values[:, :, FIRST_REGION : FIRST_REGION + N_REGIONS]
        lowest: Floats = np.where(np.isnan(regions), np.inf, regions).min(axis=2)
        return np.where(np.isinf(lowest), np.nan, lowest)


def _met(values: Floats, m: int, month: int) -> Floats:
    reached = [float(MISSIONS[m].met(float(v), month)) for v in values]
    return np.where(np.isnan(values), np.nan, reached)


def summary(figure: Figure) -> dict[str, float | None]:
    """Return mean, p05 and p95 of a figure over replicates; None where undefined."""
    values = figure.values[~np.isnan(figure.values)]
    if values.size == 0:
        return {"mean": None, "p05": None, "p95": None}
    mean = float(values.mean())
    if figure.is_chance:
        low, high = jeffreys_interval(int(values.sum()), values.size)
    else:
        low, high = (float(q) for q in np.quantile(values, (0.05, 0.95)))
    return {"mean": mean, "p05": low, "p95": high}


def jeffreys_interval(n_successes: int, n: int) -> tuple[float, float]:
    """Return the 90% Jeffreys interval of a chance.

    Quantiles 5% and 95% of Beta(n_successes + 1/2, n - n_successes + 1/2), with 0 or 1
    at the ends where there was no success or no failure (Brown, Cai & DasGupta 2001).
    """
    from scipy.special import betaincinv

    shape = (n_successes + 0.5, n - n_successes + 0.5)
    low = 0.0 if n_successes == 0 else float(betaincinv(*shape, 0.05))
    high = 1.0 if n_successes == n else float(betaincinv(*shape, 0.95))
    return low, high
