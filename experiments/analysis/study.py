"""All that is asked of a finished batch, as tables."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.stats import t as student

from experiments.analysis.contrasts import (
    Contrast,
    compared_axis,
    contrasts,
    main_outcome,
)
from experiments.analysis.prim import Box, find_box
from experiments.analysis.regimes import mapped_axes, regime_table
from experiments.analysis.regret import standings
from experiments.analysis.scores import chance_bar, feature_scores
from experiments.analysis.sensitivity import COLUMNS, of_draws, of_sample
from experiments.design import SAMPLE
from experiments.results import Results

_N_SCREENED = 12
_CONFIDENCE = 0.9


class Found(NamedTuple):
    """What was found of one difference.

    Attributes
    ----------
    contrast : Contrast
    mean, low, high : float
        Mean gain and its 90% interval, in the outcome's unit; more is better.
    better, error : float
        Share of pairs that gain, ties a half, and its Monte Carlo standard error.
    sensitivity : DataFrame
        As :func:`experiments.analysis.sensitivity.of_sample`; empty where nothing was
        sampled.
    scores : DataFrame
        As :func:`experiments.analysis.scores.feature_scores`.
    box : Box
        Of inputs in which the difference is a gain.
    """

    contrast: Contrast
    mean: float
    low: float
    high: float
    better: float
    error: float
    sensitivity: pd.DataFrame
    scores: pd.DataFrame
    box: Box


class Study(NamedTuple):
    """What was found in a batch.

    Attributes
    ----------
    results : Results
    axis, outcome : str
        What was compared, and by which outcome.
    found : tuple of Found
    standings : DataFrame
        As :func:`experiments.analysis.regret.standings`.
    regimes : DataFrame or None
        As :func:`experiments.analysis.regimes.regime_table`, where two conditions of
        numbers were crossed.
    """

    results: Results
    axis: str
    outcome: str
    found: tuple[Found, ...]
    standings: pd.DataFrame
    regimes: pd.DataFrame | None


def study(
    results: Results,
    outcome: str | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Study:
    """Return the analysis of a finished batch.

    Parameters
    ----------
    results : Results
    outcome : str, optional
        By which to compare; the mission index where it was kept.
    told : callable, optional
        Called with how many differences are done, and of how many.

    Raises
    ------
    InputError
        If the batch compares nothing, or the outcome was not kept.
    """
    design = results.design
    axis, chosen = compared_axis(design), main_outcome(design, outcome)
    table = results.table([chosen])
    draw = results.paired_by(axis)
    conditions = mapped_axes(design, axis)
    regimes = None
    if conditions is not None:
        across, up = (condition.key for condition in conditions)
        regimes = regime_table(table, axis, across, up, chosen, draw)
    return Study(
        results=results,
        axis=axis,
        outcome=chosen,
        found=tuple(_found(results, chosen, told)),
        standings=standings(table, axis, chosen, draw),
        regimes=regimes,
    )


def _found(
    results: Results, outcome: str, told: Callable[[int, int], None] | None
) -> Iterator[Found]:
    all_of_them = contrasts(results, outcome)
    bars: dict[tuple[object, ...], float] = {}
    for k, contrast in enumerate(all_of_them):
        gain = contrast.gain
        same = (contrast.mission, len(gain), *contrast.inputs.columns)
        if same not in bars:
            bars[same] = chance_bar(contrast.inputs)
        scores = feature_scores(contrast.inputs, gain, bars[same])
        low, high = _interval(gain)
        won = (gain > 0.0) + 0.5 * (gain == 0.0)
        yield Found(
            contrast=contrast,
            mean=float(gain.mean()),
            low=low,
            high=high,
            better=float(won.mean()),
            error=float(won.std(ddof=1) / len(won) ** 0.5) if len(won) > 1 else np.nan,
            sensitivity=_sensitivity(results, contrast, scores),
            scores=scores,
            box=find_box(contrast.inputs, gain > 0.0),
        )
        if told is not None:
            told(k + 1, len(all_of_them))


def _interval(
    gain: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> tuple[float, float]:
    mean, n = float(gain.mean()), len(gain)
    if n < 2:
        return float("-inf"), float("inf")
    half = float(student.ppf(0.5 + _CONFIDENCE / 2.0, n - 1) * gain.std(ddof=1))
    return mean - half / n**0.5, mean + half / n**0.5


def _sensitivity(
    results: Results, contrast: Contrast, scores: pd.DataFrame
) -> pd.DataFrame:
    """Return indices of the design's own sample, or of draws, screened by score."""
    design = results.design
    if contrast.sampled:
        by_row = contrast.rows.groupby(SAMPLE)["gain"].mean().sort_index()
        if len(by_row) != max(p.sample or 0 for p in design.points()) + 1:
            return pd.DataFrame(columns=COLUMNS)  # some runs failed: no sample is left
        values = np.asarray(by_row, np.float64)
        return of_sample(design.sampling, contrast.sampled, values, design.seed)
    screened = list(scores["input"].iloc[:_N_SCREENED])
    if not screened:
        return pd.DataFrame(columns=COLUMNS)
    return of_draws(contrast.inputs[screened], contrast.gain)
