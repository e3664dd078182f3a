"""Figures by place: paired changes or levels, and whether they are clear."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from experiments.charts import change_role, level_role, shade_step
from experiments.report.compared import is_clear
from experiments.words import Scale, scale_of
from pages.bands import paired_runs
from pages.desk.jobs import Answer
from pages.desk.play import Played
from sim.comparison import better_direction
from sim.institutions.columns import Floats
from sim.missions import MISSIONS, Mission
from sim.outcomes.catalogue import outcome_named

UNCLEAR = "unclear"
_ENOUGH = 6  # paired runs below which no place is called better or worse


class Measure(NamedTuple):
    """Something that can be shown by place.

    Attributes
    ----------
    key : str
        As in the address.
    name : str
        The outcome.
    mission : Mission or None
    heading : str
    """

    key: str
    name: str
    mission: Mission | None
    heading: str

    @property
    def scale(self) -> Scale:
        """How its values are written."""
        unit = outcome_named(self.name).unit
        return scale_of(self.mission.unit if self.mission else unit)

    @property
    def better(self) -> int:
        """1 where more is better, -1 where less is."""
        return better_direction(self.name, self.mission.key if self.mission else None)


MEASURES = (
    *(Measure(m.key, "indicator", m, f"{m.title}: {m.indicator}") for m in MISSIONS),
    Measure("people", "participation_monthly", None, "Adults who volunteer in a month"),
    Measure("help", "informal_help_monthly", None, "Adults who help informally"),
    Measure("parts", "coproduction", None, "Adults who do their own part"),
    Measure("trust", "trust", None, "Trust in government"),
)
MEASURE_KEYS = tuple(measure.key for measure in MEASURES)


def measure_called(key: str) -> Measure:
    """Return the measure of a key."""
    return MEASURES[MEASURE_KEYS.index(key)]


class PlaceValue(NamedTuple):
    """What is known of one place.

    Attributes
    ----------
    today, mine, change, low, high : float
        Means, and the 90% range of paired changes; NaN where there is no figure.
    better_in : float
        Share of paired runs in which it is better; ties count a half.
    clear : bool
    n : int
        Paired runs.
    """

    today: float
    mine: float
    change: float
    low: float
    high: float
    better_in: float
    clear: bool
    n: int

    @property
    def is_known(self) -> bool:
        """Whether there is a figure here."""
        return self.today == self.today


def region_values(
    measure: Measure, mine: Answer, today: Answer, units: Sequence[int]
) -> list[PlaceValue]:
    """Return a value for some of the nation, regions and fifths, at the end."""
    own, usual = paired_runs(mine, today)
    over_year = outcome_named(measure.name).over_last_year

    def of(played: Sequence[Played]) -> Floats:
        found = []
        for p in played:
            months = p.months[measure.name][-12:] if over_year else (
                p.months[measure.name][-1:]
            )  # fmt: skip
            if measure.mission is not None:
                months = months[..., measure.mission.number]
            found.append(months.mean(axis=0)[list(units)])
        return np.stack(found)

    return _values(of(own), of(usual), measure)


def area_values(measure: Measure, mine: Answer, today: Answer) -> list[PlaceValue]:
    """Return a value for every local area, at the end."""
    own, usual = paired_runs(mine, today)

    def of(played: Sequence[Played]) -> Floats:
        columns = [p.areas[measure.name] for p in played]
        if measure.mission is not None:
            columns = [c[:, measure.mission.number] for c in columns]
        return np.stack(columns)

    return _values(of(own), of(usual), measure)


def _values(own: Floats, usual: Floats, measure: Measure) -> list[PlaceValue]:
    found = []
    for k in range(own.shape[1]):
        gap = own[:, k] - usual[:, k]
        towards = gap * (measure.better or 1)
        low, high = np.quantile(gap, (0.05, 0.95))
        found.append(
            PlaceValue(
                float(usual[:, k].mean()),
                float(own[:, k].mean()),
                float(gap.mean()),
                float(low),
                float(high),
                float((towards > 0).mean() + 0.5 * (towards == 0).mean()),
                gap.size >= _ENOUGH and is_clear(gap),
                gap.size,
            )
        )
    return found


def change_step(values: Sequence[PlaceValue], scale: Scale) -> float:
    """Return the width of a shade, as written."""
    changes = [abs(v.change) * scale.factor for v in values if v.is_known]
    return shade_step([c / 100.0 for c in changes]) if changes else 1.0


def change_shade(value: PlaceValue, measure: Measure, step: float) -> str:
    """Return the colour role of a change, from worse to better."""
    return change_role(
        value.change * measure.scale.factor / 100.0 * (measure.better or 1), step
    )


def level_shade(value: PlaceValue, low: float, high: float) -> str:
    """Return the colour role of a level."""
    return level_role(value.mine, low, high)
