"""Results of a batch as tidy frames, for notebooks and for every analysis."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.batch_folder import OUTCOMES, read_stamp
from experiments.design import SAMPLE, SCENARIO, Design
from experiments.sampling import Method
from sim.errors import InputError, shown
from sim.missions import MISSIONS
from sim.outcomes.catalogue import OUTCOMES as CATALOGUE
from sim.scenario.beliefs import belief_rows, drawn, resolved
from sim.scenario.checks import unknown_name

_WHAT = ["mission", "outcome"]
_CHANCE = "chance"


class Results:
    """What a batch left in a folder.

    Parameters
    ----------
    folder : str or Path
        That :func:`experiments.batch.run_batch` wrote.

    Raises
    ------
    InputError
        If it is no batch's folder, or the batch has not come to its end.

    Examples
    --------
    >>> Results("results/two_by_two").differences("rights")  # doctest: +SKIP
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.stamp = read_stamp(self.folder)
        if not (self.folder / OUTCOMES).is_file():
            what = "the batch has not come to its end"
            allowed = "Start the same batch again: it goes on where it ended."
            raise InputError(str(folder), what, allowed)

    @cached_property
    def design(self) -> Design:
        """The design of the batch."""
        stored = self.stamp["design"]
        assert isinstance(stored, dict)  # written by the batch
        return Design.restored(stored)

    def points(self) -> pd.DataFrame:
        """Return where each design point stands.

        Returns
        -------
        pandas.DataFrame
            One row a point. Columns ``point, scenario, sample`` and one for each axis,
            in the axis's own unit; a value is missing where a point leaves the
            scenario's own. ``sample`` counts the rows of the sample from 0, in the
            order that SALib expects.
        """
        points = self.design.points()
        axes = self.design.axis_names()
        columns: dict[str, object] = {
            "point": pd.array([p.number for p in points], "int32"),
            SCENARIO: [p.scenario.name for p in points],
            SAMPLE: pd.array([p.sample for p in points], "Int64"),
        }
        for k, name in enumerate(axes):
            columns[name] = [p.coordinates[k] for p in points]
        return pd.DataFrame(columns)

    def table(self, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
        """Return the figures of every run.

        Parameters
        ----------
        outcomes : sequence of str, optional
            Names of those wanted; all by default.

        Returns
        -------
        pandas.DataFrame
            One row for each run, outcome and mission. Columns ``run, point, scenario``,
            the axes, ``replicate, mission, outcome, unit, value``; stocks are those of
            the last month, participation, hours and cost means of the last twelve;
            chances are 0 or 1. What is not defined has no row.
        """
        rows = self._rows(outcomes)
        figures = rows[rows["step"].isna()].drop(columns=["step", "place", "seed"])
        return self._placed(figures)

    def months(self, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
        """Return every month's values, where the design keeps them.

        Returns
        -------
        pandas.DataFrame
            As :meth:`table`, and ``step``, the month, counted from 1, and ``place``,
            the code of nation, region or fifth.
        """
        rows = self._rows(outcomes)
        monthly = rows[rows["step"].notna()].drop(columns=["seed"])
        return self._placed(monthly.astype({"step": "int32"}))

    def differences(
        self,
        axis: str = SCENARIO,
        *,
        baseline: object = None,
        outcomes: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Return what one step along an axis changes, run by run, luck being equal.

        Parameters
        ----------
        axis : str
            ``scenario``, or the heading of an axis whose values are listed.
        baseline : optional
            The value that others are compared with; by default the first of the design,
            and in a design of one at a time the scenario's own.
        outcomes : sequence of str, optional
            As in :meth:`table`.

        Returns
        -------
        pandas.DataFrame
            One row for each run that is not at the baseline, and outcome and mission.
            Columns as :meth:`table` without run and point, and ``baseline`` (a value of
            the axis), ``difference`` (value less that of the run at the baseline with
            the same replicate and otherwise the same point, in the outcome's unit).

        Raises
        ------
        InputError
            If there is no such axis, or no such value on it.
        """
        places = [SCENARIO, *self.design.axis_names()]
        if axis not in places:
            raise unknown_name(axis, places, "differences, axis")
        table = self.table(outcomes)
        is_star = self.design.sampling.method is Method.ONE_AT_A_TIME
        if is_star and axis != SCENARIO and baseline is None:
            # Compared with the centre, where the scenario's own values stand.
            centre = table[table[places[1:]].isna().all(axis=1)]
            same, moved = [SCENARIO, "replicate", *_WHAT], table[table[axis].notna()]
            return _paired(centre, moved, same, None)
        wanted = self._baseline(table, axis, baseline)
        at_base = table[axis] == wanted
        same = [*self.paired_by(axis), *_WHAT]
        return _paired(table[at_base], table[~at_base], same, wanted)

    def paired_by(self, axis: str) -> list[str]:
        """Return the columns in which a run and its baseline along an axis agree."""
        axes = [a.key for a in self.design.axes if not a.is_sampled]
        # Rows of a sample differ in all that is sampled; their number says it all.
        others = [name for name in (SCENARIO, SAMPLE, *axes) if name != axis]
        return [*others, "replicate"]

    def beliefs(self) -> pd.DataFrame:
        """Return the value of every belief in every run.

        Returns
        -------
        pandas.DataFrame
            One row for each point, replicate and mission; columns ``point, replicate,
            mission`` and one a belief, in its own unit.
        """
        design, parts = self.design, []
        for replicate in range(design.replicates):
            shared = drawn(design.beliefs, design.seed, replicate)
            for point in design.points():
                values = resolved(point.scenario, shared)
                rows = pd.DataFrame.from_records(belief_rows(values))
                rows.insert(0, "mission", [mission.key for mission in MISSIONS])
                rows.insert(0, "replicate", replicate)
                rows.insert(0, "point", point.number)
                parts.append(rows)
        return pd.concat(parts, ignore_index=True)

    def _rows(self, outcomes: Sequence[str] | None) -> pd.DataFrame:
        path = self.folder / OUTCOMES
        chosen = None if outcomes is None else [("outcome", "in", list(outcomes))]
        try:
            table = pq.read_table(path, filters=chosen)
        except (OSError, pa.ArrowException) as error:
            what = f"the outcomes cannot be read: {str(error).splitlines()[0]}"
            raise InputError(str(path), what, "Start the same batch again.") from None
        if outcomes is not None:
            known = set(table["outcome"].to_pylist())
            for name in outcomes:
                if name not in known:
                    what = f"{shown(name)} was not kept"
                    raise InputError(str(self.folder), what)
        frame: pd.DataFrame = table.to_pandas()
        return frame

    def _placed(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Add where each run stands, and units."""
        placed = rows.merge(self.points().drop(columns=SCENARIO), on="point")
        placed["unit"] = [
            _UNITS.get((outcome, mission)) or _UNITS[outcome, None]
            for outcome, mission in zip(
                placed["outcome"], placed["mission"].fillna(""), strict=True
            )
        ]
        axes = list(self.design.axis_names())
        where = [name for name in ("step", "place") if name in placed]
        head = ["run", "point", SCENARIO, SAMPLE, *axes, "replicate"]
        return placed[[*head, *where, *_WHAT, "unit", "value"]]

    def _baseline(self, table: pd.DataFrame, axis: str, wanted: object) -> object:
        there = list(dict.fromkeys(table[axis].dropna()))
        if wanted is None:
            return there[0]
        if wanted not in there:
            what = f"no run has {axis} {shown(wanted)}"
            known = ", ".join(shown(value) for value in there[:12])
            raise InputError("differences, baseline", what, f"Give one of: {known}.")
        return wanted


def _paired(
    base: pd.DataFrame, moved: pd.DataFrame, same: list[str], wanted: object
) -> pd.DataFrame:
    """Return runs with their difference from the one that agrees in some columns."""
    own = base[[*same, "value"]].rename(columns={"value": "_base"})
    paired = moved.drop(columns=["run", "point"]).merge(own, on=same, how="inner")
    paired["baseline"] = pd.Series([wanted] * len(paired), index=paired.index)
    paired["difference"] = paired["value"] - paired["_base"]
    return paired.drop(columns="_base")


def _units() -> dict[tuple[str, str | None], str]:
    units: dict[tuple[str, str | None], str] = {
        (name, None): _CHANCE
        for name in ("target_chance", "target_chance_true", "on_course_chance")
    }
    for outcome in CATALOGUE:
        units[outcome.name, None] = outcome.unit
        for mission in MISSIONS:
            units[outcome.name, mission.key] = outcome.unit or mission.unit
    return units


_UNITS = _units()
