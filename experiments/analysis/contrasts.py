"""Paired differences with all that varied between them: what analyses work on."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.axes import Axis
from experiments.claims.conditions import drawn_beliefs
from experiments.design import SAMPLE, SCENARIO, Design
from experiments.results import Results
from sim.comparison import better_direction
from sim.errors import InputError, shown
from sim.scenario.beliefs import BeliefMode
from sim.scenario.checks import unknown_name

type Floats = NDArray[np.float64]

_USUAL = ("mission_index", "on_course_chance", "indicator")


class Contrast(NamedTuple):
    """What one step along an axis changes in one outcome of one mission.

    Attributes
    ----------
    label : str
        Such as ``local − central``.
    outcome : str
    mission : str or None
    unit : str
    rows : DataFrame
        One row a pair of runs: ``replicate``, ``sample``, ``difference`` (in the
        outcome's unit), ``gain`` (the same, signed so that more is better), ``run``.
    inputs : DataFrame
        What varied between the rows, one column each, in its own unit.
    sampled : tuple of str
        The columns of ``inputs`` that are axes of the design's sample, in its order.
    """

    label: str
    outcome: str
    mission: str | None
    unit: str
    rows: pd.DataFrame
    inputs: pd.DataFrame
    sampled: tuple[str, ...]

    @property
    def gain(self) -> Floats:
        """Differences, signed so that more is better; shape (n_rows,)."""
        return np.asarray(self.rows["gain"], np.float64)

    @property
    def name(self) -> str:
        """Label, outcome and mission."""
        return ", ".join([self.label, self.outcome, *filter(None, [self.mission])])


def compared_axis(design: Design) -> str:
    """Return along which axis a design compares: scenarios, or its first named axis.

    Raises
    ------
    InputError
        If nothing in it can be compared.
    """
    if len(design.scenarios) > 1:
        return SCENARIO
    for axis in design.axes:
        if axis.levels or axis.values:
            return axis.key
    raise InputError(
        f"design {design.name}",
        "there is nothing to compare: one scenario, and no axis of listed values",
        "Add a scenario, or an axis with levels or values.",
    )


def main_outcome(design: Design, wanted: str | None = None) -> str:
    """Return the outcome that is analysed: the one wanted, or the usual one kept.

    Raises
    ------
    InputError
        If it was not kept.
    """
    kept = design.outcomes or _USUAL
    if wanted is None:
        return next((name for name in _USUAL if name in kept), kept[0])
    if design.outcomes and wanted not in kept:
        raise unknown_name(wanted, kept, "--outcome")
    return wanted


def contrasts(results: Results, outcome: str) -> tuple[Contrast, ...]:
    """Return all differences of one outcome, each with what varied.

    Raises
    ------
    InputError
        If nothing can be compared, or the outcome was not kept.
    """
    design = results.design
    axis = compared_axis(design)
    found = results.differences(axis, outcomes=[outcome])
    if found.empty:
        what = f"no two runs differ in {shown(axis)} alone"
        raise InputError(str(results.folder), what)
    is_drawn = design.beliefs is not BeliefMode.DEFAULT
    beliefs = drawn_beliefs(design) if is_drawn else None
    numbers = numeric_axes(design, axis)
    told = {axis, *(a.key for a in numbers)}
    others = [a.key for a in design.axes if a.key not in told and not a.is_sampled]
    if axis != SCENARIO and len(design.scenarios) > 1:
        others = [SCENARIO, *others]
    keys = [axis, "mission", *others]
    parts = []
    for values, rows in found.groupby(keys, sort=False, dropna=False):
        value, mission, *rest = values
        own = mission if isinstance(mission, str) else None
        label = _label(value, rows["baseline"].iloc[0], others, rest)
        gained = rows.assign(
            gain=rows["difference"] * (better_direction(outcome, own) or 1)
        )
        ordered = gained.sort_values(["replicate", SAMPLE], ignore_index=True)
        parts.append(
            Contrast(
                label,
                outcome,
                own,
                str(rows["unit"].iloc[0]),
                ordered,
                _inputs(ordered, design, [a.key for a in numbers], beliefs, own),
                tuple(a.key for a in design.axes if a.is_sampled),
            )
        )
    return tuple(parts)


def numeric_axes(design: Design, compared: str) -> tuple[Axis, ...]:
    """Return the axes of listed numbers that a design crosses with what it compares."""
    return tuple(
        axis
        for axis in design.axes
        if axis.key != compared
        and not axis.is_sampled
        and all(_is_number(level.coordinate) for level in axis.crossed())
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _label(
    value: object, base: object, others: Sequence[str], at: Sequence[object]
) -> str:
    against = "own setting" if base is None else str(base)
    label = f"{value} − {against}"
    where = ", ".join(f"{name} {place}" for name, place in zip(others, at, strict=True))
    return f"{label} at {where}" if where else label


def _inputs(
    rows: pd.DataFrame,
    design: Design,
    numbers: Sequence[str],
    beliefs: dict[str, pd.DataFrame] | None,
    mission: str | None,
) -> pd.DataFrame:
    """Return what varied between rows: axes of numbers, and beliefs drawn."""
    sampled = [a.key for a in design.axes if a.is_sampled]
    found = rows[[*sampled, *numbers]].astype(np.float64).reset_index(drop=True)
    if beliefs is None:
        return found
    taken = {a.path.rpartition(".")[2] for a in design.axes}
    own = beliefs[mission or "all"]
    kept = [name for name in own if str(name).partition(" ")[0] not in taken]
    drawn = own[kept].iloc[rows["replicate"].to_numpy()].reset_index(drop=True)
    together = pd.concat([found, drawn], axis=1)
    return together.loc[:, together.nunique() > 1]
