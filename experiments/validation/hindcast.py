"""The years 2010/11 to 2024/25: what the model makes of history, and the record.

The model starts from figures of 2025. Its health, attainment and crime figures move
relative to their start alone, so that each is put on the scale of the record by its own
formula, at the first year of the record.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, logit

from experiments.design import Design
from experiments.validation.wanted import Wanted

type Floats = NDArray[np.float64]
# From the model's values, its value at the first record, and the first record itself.
type Rescale = Callable[[Floats, Floats, float], Floats]

HISTORY, NO_HISTORY = "history", "no_history"
FITTED, AFTER = "to 2019/20", "after 2019/20"
_ORIGIN = pd.Period("2020-03", "M")
_START = pd.Period("2010-04", "M")
_LAST_MONTH = 180
_FEWEST_FOR_A_TREND = 2


def as_it_is(values: Floats, first: Floats, record: float) -> Floats:
    """Return a share in per cent: the level of the record is put in as a belief."""
    del first, record
    return 100.0 * values


def by_hazard(values: Floats, first: Floats, record: float) -> Floats:
    """Return the share seen within 18 weeks, from another share at the start.

    share = 1 - (1 - start) ** (wait ** -shape): the model's own form, in which a start
    of 95% takes the place of the model's, the wait relative to it being the same.
    """
    scale = np.log1p(-values) / np.log1p(-first)
    return np.asarray(100.0 * -np.expm1(np.log1p(-record / 100.0) * scale))


def by_logit(values: Floats, first: Floats, record: float) -> Floats:
    """Return a share moved on the logit by as much as the model's."""
    moved = logit(values) - logit(first)
    return np.asarray(100.0 * expit(logit(record / 100.0) + moved))


def by_ratio(values: Floats, first: Floats, record: float) -> Floats:
    """Return a level changed by the model's factor."""
    return record * values / first


class Series(NamedTuple):
    """A series of the record and its counterpart.

    Attributes
    ----------
    name, words, unit : str
    outcome, mission : str or None
        None where the model has nothing of the kind.
    rescale : callable
    """

    name: str
    words: str
    unit: str
    outcome: str | None
    mission: str | None
    rescale: Rescale


SERIES = (
    Series(
        "volunteering",
        "Formal volunteering in a month",
        "% of adults",
        "participation_monthly",
        None,
        as_it_is,
    ),
    Series("waits", "Seen within 18 weeks", "% of list", "measured", "nhs", by_hazard),
    Series(
        "development_old",
        "Good level of development, first definition",
        "% of children",
        "measured",
        "education",
        by_logit,
    ),
    Series(
        "development_new",
        "Good level of development, second definition",
        "% of children",
        "measured",
        "education",
        by_logit,
    ),
    Series("crime", "Knife crime, recorded", "offences", "measured", "crime", by_ratio),
    Series(
        "trust",
        "Trust governments to put nation above party",
        "% of adults",
        "trust",
        None,
        by_ratio,
    ),
    Series("homes", "Net additional homes", "homes a year", None, None, by_ratio),
)


class Hindcast(NamedTuple):
    """What came out, beside the record.

    Attributes
    ----------
    points : DataFrame
        One row a record: ``series, from, to, part, record, row, median, p05, p95,
        no_history, persistence, trend``, all in the record's unit.
    scores : DataFrame
        One row a series and part: ``series, part, n``, root mean squared errors of
        ``history, no_history, persistence, trend``, ``skill_persistence``,
        ``skill_trend`` (one less the ratio of errors) and ``inside``, the share of
        records within the model's 90%.
    years : DataFrame
        One row a series and month: ``series, month, median, p05, p95``.
    """

    points: pd.DataFrame
    scores: pd.DataFrame
    years: pd.DataFrame


def hindcast_design() -> Design:
    """Return the design of the years."""
    return Design.load("validation/hindcast")


def wanted() -> frozenset[Wanted]:
    """Return what each run must write down, every month."""
    read = {(s.outcome, s.mission) for s in SERIES if s.outcome is not None}
    months = range(1, _LAST_MONTH + 1)
    return frozenset(
        Wanted(outcome, mission, "UK", month)
        for outcome, mission in read
        for month in months
    )


def record() -> pd.DataFrame:
    """Return the record: ``series, from, to, value, row, note, first, last``.

    ``first`` and ``last`` are months of the run, counted from 1.
    """
    frame = pd.read_csv(Path(__file__).with_name("record.csv"), dtype={"note": str})
    for end, column in (("from", "first"), ("to", "last")):
        periods = pd.PeriodIndex(frame[end], freq="M")
        frame[column] = [(period - _START).n + 1 for period in periods]
    return frame


def score(rows: pd.DataFrame, n_draws: int) -> Hindcast:
    """Return the model beside the record, and how well it did.

    Parameters
    ----------
    rows : DataFrame
        Columns ``scenario, replicate, step, mission, outcome, value``.
    n_draws : int
    """
    table, parts, years = record(), [], []
    for series in SERIES:
        own = table[table["series"] == series.name].reset_index(drop=True)
        if series.outcome is None:
            empty = np.full((n_draws, len(own)), np.nan)
            parts.append(_points(own, empty, empty))
            continue
        with_history, monthly = _on_record_scale(rows, series, own, HISTORY, n_draws)
        without, _ = _on_record_scale(rows, series, own, NO_HISTORY, n_draws)
        parts.append(_points(own, with_history, without))
        years.append(_years(series.name, monthly))
    points = pd.concat(parts, ignore_index=True)
    return Hindcast(points, scores(points), pd.concat(years, ignore_index=True))


def _on_record_scale(
    rows: pd.DataFrame, series: Series, own: pd.DataFrame, scenario: str, n_draws: int
) -> tuple[Floats, Floats]:
    """Return values at each record, (n_draws, n), and in each month, (n_draws, 180)."""
    chosen = rows[(rows["scenario"] == scenario) & (rows["outcome"] == series.outcome)]
    if series.mission is not None:
        chosen = chosen[chosen["mission"] == series.mission]
    wide = chosen.pivot_table(index="replicate", columns="step", values="value")
    months = wide.reindex(range(n_draws), columns=range(1, _LAST_MONTH + 1)).to_numpy()
    spans = zip(own["first"], own["last"], strict=True)
    at = np.stack([months[:, a - 1 : b].mean(axis=1) for a, b in spans], axis=1)
    first, start = at[:, :1], float(own["value"].iloc[0])
    return series.rescale(at, first, start), series.rescale(months, first, start)


def _points(own: pd.DataFrame, with_history: Floats, without: Floats) -> pd.DataFrame:
    ends = pd.PeriodIndex(own["to"], freq="M")
    points = own[["series", "from", "to"]].copy()
    points["part"] = np.where(ends <= _ORIGIN, FITTED, AFTER)
    points["record"], points["row"] = own["value"], own["row"]
    for name, q in (("median", 0.5), ("p05", 0.05), ("p95", 0.95)):
        points[name] = np.quantile(with_history, q, axis=0)
    points["no_history"] = np.quantile(without, 0.5, axis=0)
    points["persistence"], points["trend"] = naive_forecasts(own)
    return points


def naive_forecasts(own: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return what persistence and a straight line say at each record of a series.

    Parameters
    ----------
    own : DataFrame
        Columns ``to, first, last, value`` of one series, in order of time.

    Notes
    -----
    To 2019/20 persistence is the first record. After it, it is the last record to
    2019/20 or, where there is none, the first; and the line is fitted by least squares
    to the records up to 2019/20, if there are two. Before that there is no line.
    """
    values = own["value"].to_numpy(np.float64)
    middle = (own["first"] + own["last"]).to_numpy(np.float64) / 2.0
    before = np.asarray(pd.PeriodIndex(own["to"], freq="M") <= _ORIGIN)
    latest = values[before][-1] if before.any() else values[0]
    persistence = np.where(before, values[0], latest)
    trend = np.full(len(own), np.nan)
    if before.sum() >= _FEWEST_FOR_A_TREND:
        line = np.polynomial.Polynomial.fit(middle[before], values[before], 1)
        trend[~before] = line(middle[~before])
    return persistence, trend


def scores(points: pd.DataFrame) -> pd.DataFrame:
    """Return errors, skill and cover by series and part; the anchor does not count."""
    anchors = set(points.groupby("series").head(1).index)
    counted = points[~points.index.isin(anchors)]
    return pd.DataFrame(
        {"series": name, "part": part, **_score(own)}
        for (name, part), own in counted.groupby(["series", "part"], sort=False)
    )


def _score(own: pd.DataFrame) -> dict[str, float]:
    model, without, persistence, trend = (
        rmse(own[column], own["record"])
        for column in ("median", "no_history", "persistence", "trend")
    )
    inside = own["record"].between(own["p05"], own["p95"]).mean()
    return {
        "n": len(own),
        "history": model,
        "no_history": without,
        "persistence": persistence,
        "trend": trend,
        "skill_persistence": skill(model, persistence),
        "skill_trend": skill(model, trend),
        "inside": float(inside) if own["median"].notna().any() else np.nan,
    }


def rmse(forecast: pd.Series, observed: pd.Series) -> float:
    """Return the root mean squared error; NaN where nothing was forecast."""
    return float(np.sqrt(((forecast - observed) ** 2).mean()))


def skill(error: float, naive: float) -> float:
    """Return one less the ratio of errors: 1 perfect, 0 no better, below 0 worse.

    >>> skill(1.0, 2.0), skill(3.0, 2.0)
    (0.5, -0.5)
    """
    return 1.0 - error / naive if naive > 0.0 else np.nan


def _years(name: str, monthly: Floats) -> pd.DataFrame:
    low, middle, high = np.quantile(monthly, (0.05, 0.5, 0.95), axis=0)
    months = np.arange(1, _LAST_MONTH + 1)
    return pd.DataFrame(
        {"series": name, "month": months, "median": middle, "p05": low, "p95": high}
    )
