"""From runs to bands: what is drawn while runs come in, and when all are there.

Scenarios are played under the same luck as today's settings, so their paired
differences are far surer than their levels. While only some runs are in, the band is
that of today's settings, moved by the mean paired difference and widened by what so
few differences leave open (Student's t). When all are in, it is the runs themselves.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from pages.desk.jobs import Answer
from pages.desk.play import Played
from sim.institutions.columns import Floats

_QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


class Band(NamedTuple):
    """An outcome month by month: middle, half and nine tenths of runs.

    Attributes
    ----------
    p05, p25, middle, p75, p95 : shape (months,)
    """

    p05: Floats
    p25: Floats
    middle: Floats
    p75: Floats
    p95: Floats


def band_of(
    answer: Answer, today: Answer, name: str, mission: int | None, unit: int = 0
) -> Band:
    """Return the band of an outcome.

    Parameters
    ----------
    answer : Answer
        With at least two runs of either size.
    today : Answer
        Of today's settings, with all runs of both sizes.
    name : str
        An outcome.
    mission : int, optional
        Number of the mission, for outcomes that have one value a mission.
    unit : int
        Place: 0 the nation, then regions and fifths.
    """
    if answer.is_done:
        runs = _stacked(answer.full, name, mission, unit)
        return Band(*np.quantile(runs, _QUANTILES, axis=0))
    usual = Band(*np.quantile(_stacked(today.full, name, mission, unit), _QUANTILES, 0))
    mine, theirs = paired_runs(answer, today)
    gaps = _stacked(mine, name, mission, unit) - _stacked(theirs, name, mission, unit)
    n = gaps.shape[0]
    move = gaps.mean(axis=0)
    open_to = float(stdtrit(n - 1, 0.95)) * gaps.std(axis=0, ddof=1) / np.sqrt(n)
    return Band(
        usual.p05 + move - open_to,
        usual.p25 + move - 0.5 * open_to,
        usual.middle + move,
        usual.p75 + move + 0.5 * open_to,
        usual.p95 + move + open_to,
    )


def paired_runs(
    answer: Answer, today: Answer
) -> tuple[Sequence[Played], Sequence[Played]]:
    """Return the runs of an answer and today's runs under the same luck.

    The larger runs as soon as there are as many of them as of the small ones.
    """
    if len(answer.full) >= max(2, len(answer.first)):
        return answer.full, today.full[: len(answer.full)]
    return answer.first, today.first[: len(answer.first)]


def _stacked(
    played: Sequence[Played], name: str, mission: int | None, unit: int
) -> Floats:
    columns = [p.months[name][:, unit] for p in played]
    return np.stack([c if mission is None else c[:, mission] for c in columns])
