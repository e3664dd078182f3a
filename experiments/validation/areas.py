"""How far local areas differ in the model, and whether they stay where they were."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from experiments.validation.wanted import Wanted
from sim.missions.indicators import FIRST_AREA, FIRST_REGION
from sim.outcomes.units import units
from sim.population.places import load_places

AREA_SCENARIO = "status_quo_2025"
_YEARS = (48, 60)
# Missions whose figure or state is one a local area.
_SERVICES = ("crime", "nhs", "education")
_READ = ("stock", "measured")
_PARTICIPATION = "participation_monthly"


class AreaFindings(NamedTuple):
    """The model's spread between places.

    Attributes
    ----------
    participation : DataFrame
        One row a region or fifth: ``code, place, median, p05, p95``, share of adults
        who volunteer in a month, mean over a year.
    services : DataFrame
        One row a mission and figure: ``mission, figure``, and over draws the median and
        5% and 95% of ``spread`` (standard deviation over areas), ``range`` (90th less
        10th percentile) and ``persistence`` (rank correlation with a year before).
    """

    participation: pd.DataFrame
    services: pd.DataFrame


def wanted() -> frozenset[Wanted]:
    """Return what runs at the status quo must write down of areas."""
    every = units(load_places())
    first, last = _YEARS
    of_places = {
        Wanted(_PARTICIPATION, None, unit.code, month)
        for unit in every[FIRST_REGION:FIRST_AREA]
        for month in range(first + 1, last + 1)
    }
    of_areas = {
        Wanted(figure, mission, unit.code, month)
        for unit in every[FIRST_AREA:]
        for mission in _SERVICES
        for figure in _READ
        for month in _YEARS
    }
    return frozenset(of_places | of_areas)


def area_findings(rows: pd.DataFrame) -> AreaFindings:
    """Return the spread between places from the rows of runs at the status quo.

    Parameters
    ----------
    rows : DataFrame
        Columns ``replicate, step, place, mission, outcome, value``.
    """
    return AreaFindings(_participation(rows), _services(rows))


def _participation(rows: pd.DataFrame) -> pd.DataFrame:
    first, last = _YEARS
    chosen = rows[
        (rows["outcome"] == _PARTICIPATION) & rows["step"].between(first + 1, last)
    ]
    of_draw = chosen.groupby(["place", "replicate"])["value"].mean().unstack("place")
    places = units(load_places())[FIRST_REGION:FIRST_AREA]
    return pd.DataFrame(
        {"code": unit.code, "place": unit.name, **_quantiles(of_draw[unit.code])}
        for unit in places
        if unit.code in of_draw
    )


def _services(rows: pd.DataFrame) -> pd.DataFrame:
    areas = {unit.code for unit in units(load_places())[FIRST_AREA:]}
    chosen = rows[rows["outcome"].isin(_READ) & rows["place"].isin(areas)]
    found = []
    for (mission, figure), of_figure in chosen.groupby(["mission", "outcome"]):
        wide = of_figure.pivot_table(
            index=["replicate", "place"], columns="step", values="value"
        ).dropna()
        of_draws = pd.DataFrame(
            _spread_of(draw) for _, draw in wide.groupby(level="replicate")
        )
        row: dict[str, object] = {"mission": mission, "figure": figure}
        for name in of_draws:
            for end, value in _quantiles(of_draws[name]).items():
                row[f"{name}_{end}"] = value
        found.append(row)
    return pd.DataFrame(found)


def _spread_of(draw: pd.DataFrame) -> dict[str, float]:
    before, now = (draw[month].to_numpy(np.float64) for month in _YEARS)
    varies = np.ptp(before) > 0.0 and np.ptp(now) > 0.0
    low, high = np.quantile(now, (0.1, 0.9))
    return {
        "spread": float(now.std()),
        "range": float(high - low),
        "persistence": float(spearmanr(before, now).statistic) if varies else np.nan,
    }


def _quantiles(values: pd.Series) -> dict[str, float]:
    ends = (("median", 0.5), ("p05", 0.05), ("p95", 0.95))
    return {name: float(values.quantile(q)) for name, q in ends}
