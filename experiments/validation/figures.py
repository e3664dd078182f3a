"""Figures of validation, from the tables that ``groundswell validate`` wrote.

Each is an SVG with its data as CSV beside it.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.analysis.figures import COLOURS, Drawn, print_style
from experiments.validation.hindcast import SERIES, Series, record
from experiments.validation.pages import (
    CHECKS,
    MONTHS,
    PARTICIPATION,
    POINTS,
)

_MODEL, _RECORD, _NAIVE = COLOURS[0], "#222222", COLOURS[1]
_FIRST_YEAR = 2010.0 + 3.0 / 12.0
_FEWEST_COLUMNS = 2


def draw_all(folder: Path) -> Iterator[Drawn]:
    """Yield the figures of a folder of validation.

    Raises
    ------
    FileNotFoundError
        If it lacks a table.
    """
    with print_style():
        yield _bands(pd.read_csv(folder / CHECKS))
        yield _places(pd.read_csv(folder / PARTICIPATION))
        if (folder / MONTHS).is_file():
            yield _years(pd.read_csv(folder / MONTHS), pd.read_csv(folder / POINTS))


def save_svg(drawn: Drawn, into: Path) -> None:
    """Write a figure as SVG and its data as CSV; the same data, the same bytes."""
    into.mkdir(parents=True, exist_ok=True)
    path = into / f"{drawn.name}.svg"
    with print_style():
        drawn.figure.savefig(
            path, format="svg", metadata={"Date": None, "Creator": None}
        )
    drawn.data.to_csv(into / f"{drawn.name}.csv", index=False, lineterminator="\n")


def _bands(checks: pd.DataFrame) -> Drawn:
    closed = checks.dropna(subset=["low", "high", "median"]).reset_index(drop=True)
    width = closed["high"] - closed["low"]
    data = closed[["row", "check"]].copy()
    for name in ("median", "p05", "p95", "observed", "naive"):
        data[name] = (closed[name] - closed["low"]) / width
    figure = Figure(figsize=(7.2, 0.34 * len(data) + 1.0))
    axes = figure.subplots()
    axes.axvspan(0.0, 1.0, color="#E6EEF5")
    up = np.arange(len(data))[::-1]
    axes.hlines(up, data["p05"], data["p95"], color=_MODEL, linewidth=2.0)
    axes.plot(data["median"], up, "o", color=_MODEL, label="model, median and 90%")
    axes.plot(data["observed"], up, "D", color=_RECORD, label="observed")
    axes.plot(data["naive"], up, "x", color=_NAIVE, label="no difference")
    labels = [f"{r}  {c}" for r, c in zip(data["row"], data["check"], strict=True)]
    axes.set_yticks(up, labels)
    axes.set_xlim(-2.0, 3.0)
    axes.set_xlabel("0 and 1: ends of the band; cut off beyond")
    figure.legend(loc="outside upper center", ncols=3, frameon=False)
    words = "Model against bands that are closed at both ends, each band drawn alike."
    return Drawn("validation_bands", "Bands", words, figure, data)


def _places(participation: pd.DataFrame) -> Drawn:
    figure = Figure(figsize=(7.2, 4.6))
    axes = figure.subplots()
    up = np.arange(len(participation))[::-1]
    shown = participation[["median", "p05", "p95"]] * 100.0
    axes.hlines(up, shown["p05"], shown["p95"], color=_MODEL, linewidth=2.0)
    axes.plot(shown["median"], up, "o", color=_MODEL)
    names = participation["place"].str.replace("Fifth of areas by deprivation: ", "")
    axes.set_yticks(up, list(names))
    axes.set_xlabel("adults who volunteer in a month, %: median and 90% of draws")
    words = "Monthly volunteering by region, and by fifth of areas by deprivation."
    return Drawn("validation_places", "Places", words, figure, participation)


def _years(months: pd.DataFrame, points: pd.DataFrame) -> Drawn:
    shown = [s for s in SERIES if s.outcome is not None]
    n_rows = -(-len(shown) // _FEWEST_COLUMNS)
    figure = Figure(figsize=(7.2, 2.2 * n_rows + 0.5))
    panels = np.asarray(figure.subplots(n_rows, _FEWEST_COLUMNS)).reshape(-1)
    for axes, series in zip(panels, shown, strict=False):
        _panel(axes, series, months, points)
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(
        handles, labels, loc="outside upper center", ncols=len(labels), frameon=False
    )
    words = "The years as the model plays them, beside the record."
    return Drawn("validation_years", "Years", words, figure, points)


def _panel(
    axes: Axes, series: Series, months: pd.DataFrame, points: pd.DataFrame
) -> None:
    table = record()
    spans = table[table["series"] == series.name]
    own = months[
        (months["series"] == series.name) & (months["month"] >= spans["first"].min())
    ]
    when = _FIRST_YEAR + own["month"] / 12.0
    axes.fill_between(when, own["p05"], own["p95"], color=_MODEL, alpha=0.2, lw=0.0)
    axes.plot(when, own["median"], color=_MODEL, label="model, median and 90%")
    at = _FIRST_YEAR + (spans["first"] + spans["last"]) / 24.0
    naive = points[points["series"] == series.name]
    axes.plot(at, naive["persistence"], "x", color=_NAIVE, label="persistence")
    axes.plot(at, naive["record"], "D", color=_RECORD, label="record", markersize=4)
    axes.set_title(series.words, fontsize=8.0)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.set_ylabel(series.unit)
