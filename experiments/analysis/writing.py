"""An analysis on disk: tables, figures and one page."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.analysis.figures import (
    COLOURS,
    Drawn,
    bars,
    convergence,
    legend_words,
    print_style,
    regime_map,
    save,
)
from experiments.analysis.frontier import frontier
from experiments.analysis.page import page
from experiments.analysis.regimes import (
    border_words,
    has_frontier,
    local_rights,
    mapped_axes,
)
from experiments.analysis.study import Found, Study
from experiments.batch_folder import cannot_write
from experiments.shards import write_whole
from experiments.store.record import seal

REPORT = "report.html"
_INDEX_WORDS = {
    "total": "total Sobol' index",
    "mu_star": "Morris' mean absolute effect",
    "rank": "Spearman's rank correlation",
}


def write_study(study: Study, folder: Path) -> Path:
    """Write tables, figures and a page; the same batch, the same bytes.

    Returns
    -------
    Path
        Of the page.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        runs = sorted(set(study.results.table([study.outcome])["run"]))
        for name, table in tables(study).items():
            text = table.to_csv(index=False, lineterminator="\n")
            write_whole(folder / f"{name}.csv", text.encode())
        with print_style():
            drawn = list(_drawn(study))
            for figure in drawn:
                save(figure, folder, runs)
            text = page(study, drawn, len(runs))
        write_whole(folder / REPORT, text.encode())
        _seal(study, folder)
    except OSError as error:
        raise cannot_write(folder, error) from None
    return folder / REPORT


def _seal(study: Study, folder: Path) -> None:
    design = study.results.design
    seal(
        folder,
        "analysis",
        title=design.title or design.name,
        description=f"What decides {study.outcome} along {study.axis}.",
        command=f"groundswell analyse FOLDER --outcome {study.outcome}",
        inputs={"outcome": study.outcome, "design": design.stored()},
    )


def tables(study: Study) -> dict[str, pd.DataFrame]:
    """Return all tables of an analysis by the name of their file."""
    found: dict[str, pd.DataFrame] = {
        "differences": _differences(study),
        "standings": study.standings,
        "sensitivity": _stacked(study, "sensitivity"),
        "scores": _stacked(study, "scores"),
        "boxes": _boxes(study),
    }
    if study.regimes is not None:
        found["regimes"] = study.regimes
    return found


def _differences(study: Study) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "difference": f.contrast.label,
            "outcome": f.contrast.outcome,
            "mission": f.contrast.mission or "all",
            "unit": f.contrast.unit,
            "mean_gain": f.mean,
            "low": f.low,
            "high": f.high,
            "better": f.better,
            "error": f.error,
            "n_pairs": len(f.contrast.gain),
        }
        for f in study.found
    )


def _stacked(study: Study, part: str) -> pd.DataFrame:
    frames = []
    for f in study.found:
        frame: pd.DataFrame = getattr(f, part)
        about = {"difference": f.contrast.label, "mission": f.contrast.mission or "all"}
        frames.append(frame.assign(**about))
    there = [frame for frame in frames if not frame.empty]
    return pd.concat(there, ignore_index=True) if there else frames[0]


def _boxes(study: Study) -> pd.DataFrame:
    columns = ["difference", "mission", "input", "low", "high", "chance", "coverage",
               "density", "mass"]  # fmt: skip
    return pd.DataFrame(
        [
            (
                f.contrast.label,
                f.contrast.mission or "all",
                *limit,
                f.box.coverage,
                f.box.density,
                f.box.mass,
            )
            for f in study.found
            for limit in f.box.limits
        ],
        columns=columns,
    )


def _drawn(study: Study) -> Iterator[Drawn]:
    yield _standings_figure(study)
    for k, found in enumerate(study.found):
        if not found.sensitivity.empty:
            yield _sensitivity_figure(found, k)
    if study.regimes is not None:
        for mission in study.regimes["mission"].unique():
            yield _regime_figure(study, str(mission))


def _standings_figure(study: Study) -> Drawn:
    table = study.standings
    missions = list(dict.fromkeys(table["mission"]))
    choices = list(dict.fromkeys(table["choice"]))
    figure = Figure(figsize=(7.0, 0.9 + 0.28 * len(choices)))
    panels = figure.subplots(1, len(missions), sharey=True, squeeze=False)[0]
    places = np.arange(len(choices))[::-1]
    for axes, mission in zip(panels, missions, strict=True):
        own = table[table["mission"] == mission].set_index("choice").loc[choices]
        axes.barh(places, 100.0 * own["best"], color=COLOURS[0], height=0.6)
        axes.errorbar(
            100.0 * own["best"],
            places,
            xerr=100.0 * own["error"],
            fmt="none",
            ecolor="black",
            lw=1.0,
        )
        axes.set_title(mission, fontsize=9.0)
        axes.set_xlim(0.0, 100.0)
    panels[0].set_yticks(places, choices)
    figure.supxlabel("best in, per cent of draws", fontsize=9.0)
    return Drawn(
        "standings",
        "Who is best, how often",
        "Share of draws in which each choice is best; lines are one standard error.",
        figure,
        table,
    )


def _sensitivity_figure(found: Found, k: int) -> Drawn:
    indices = list(dict.fromkeys(found.sensitivity["index"]))
    main = next(name for name in _INDEX_WORDS if name in indices)
    rows = found.sensitivity[found.sensitivity["index"] == main]
    final = rows[rows["n"] == rows["n"].max()].sort_values(
        "value", ascending=False, key=abs
    )
    figure = Figure(figsize=(7.0, 3.0))
    left, right = figure.subplots(1, 2)
    bars(left, final, _INDEX_WORDS[main])
    convergence(right, rows, _INDEX_WORDS[main])
    return Drawn(
        f"sensitivity_{k + 1}",
        f"What decides: {found.contrast.name}",
        f"The difference's {_INDEX_WORDS[main]}, with 95% intervals; "
        "right: how it settled as more runs were used.",
        figure,
        found.sensitivity,
    )


def _regime_figure(study: Study, mission: str) -> Drawn:
    assert study.regimes is not None  # the caller looked
    design = study.results.design
    axes_of = mapped_axes(design, study.axis)
    assert axes_of is not None  # or there would be no regimes
    across, up = axes_of
    cells = study.regimes[study.regimes["mission"] == mission]
    choices = list(dict.fromkeys(study.standings["choice"]))
    figure = Figure(figsize=(5.2, 4.4))
    axes = figure.subplots()
    regime_map(axes, cells, across.key, up.key, choices)
    words = f"{border_words(cells)}. {legend_words(choices)}; numbers are margins."
    rights = local_rights(design, study.axis)
    if has_frontier(across, up) and rights is not None and mission != "all":
        xs = np.linspace(cells[across.key].min(), cells[across.key].max(), 200)
        axes.plot(xs, frontier(mission, xs, rights), color="black", lw=1.5, ls="--")
        words += " Dashed: where theory has both level, targets and citizens left out."
    return Drawn(
        f"regimes_{mission}", f"Who wins where: {mission}", words, figure, cells
    )
