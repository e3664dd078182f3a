"""Outcomes made up at once, with the shapes and gaps of real ones."""

from collections.abc import Collection, Sequence

import numpy as np

from sim.institutions.columns import Floats
from sim.missions import ENERGY, GROWTH, MISSIONS
from sim.missions.indicators import FIRST_AREA, FIRST_FIFTH, FIRST_REGION, NATION
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.units import Unit
from sim.population.places import load_regions
from sim.results import Outcomes, Settings
from sim.scenario.scenario import Scenario

_LEVELS = {
    "mission_index": 50.0,
    "effort_fit": 1.0,
    "gaming_gap": 0.0,
    "equity_gap": 0.0,
    "participation_ratio_deprivation": 1.6,
    "hours_per_active": 7.5,
    "charity_reserves": 6.0,
    "cost": 1.0,
}
_NATION_ALONE = (
    "equity_gap",
    "participation_ratio_deprivation",
    "hours_share_top7",
    "partnerships_active",
    "central_congestion",
    "cost",
    "coordination_cost",
)


def settings(**changes: object) -> Settings:
    """Return settings of a small run."""
    usual: dict[str, object] = {"citizens": 5000, "replicates": 4, "months": 60}
    return Settings(**(usual | changes))  # type: ignore[arg-type]  # names vary


def scenarios(*names: str) -> list[Scenario]:
    """Return scenarios of these names, each with a lever of its own."""
    return [
        Scenario(name=name, title=name.title()).with_levers(
            {"missions.nhs.audit": k / 20}
        )
        for k, name in enumerate(names)
    ]


def fabricated(
    of: Sequence[Scenario],
    how: Settings,
    *,
    without: Collection[str] = (),
    apart: float = 0.02,
    empty: Collection[int] = (),
) -> list[Outcomes]:
    """Return outcomes of scenarios, each ``apart`` (relative) from the one before.

    Parameters
    ----------
    of : sequence of Scenario
    how : Settings
    without : collection of str
        Keys of missions that have no figure.
    apart : float
        Replicates share their luck, so any difference is clear.
    empty : collection of int
        Units, by number, in which nobody lives.
    """
    return [
        Outcomes(scenario, how, _units(), _values(how, 1.0 + apart * k, without, empty))
        for k, scenario in enumerate(of)
    ]


def _units() -> tuple[Unit, ...]:
    regions = load_regions()
    fifths = ("least deprived", "second", "middle", "fourth", "most deprived")
    return (
        Unit("nation", "UK", "United Kingdom"),
        *(
            Unit("region", str(code), str(name))
            for code, name in zip(regions.code, regions.name, strict=True)
        ),
        *(
            Unit("fifth", f"D{k + 1}", f"Fifth of areas by deprivation: {name}")
            for k, name in enumerate(fifths)
        ),
    )


def _values(
    how: Settings, factor: float, without: Collection[str], empty: Collection[int]
) -> dict[str, Floats]:
    luck = np.random.default_rng(how.seed)
    shape = (how.replicates, how.months, FIRST_AREA)
    found = {}
    for outcome in OUTCOMES:
        wobble = 1.0 + 0.05 * luck.standard_normal((how.replicates, 1, 1))
        wobble = wobble + 0.001 * luck.standard_normal(shape)
        if not outcome.by_mission:
            values = _LEVELS.get(outcome.name, 0.2) * wobble * factor
        else:
            values = np.stack(
                [_of_mission(outcome.name, m) * wobble for m in range(5)], axis=-1
            )
            values = _with_gaps(values * factor, without)
        if outcome.name in _NATION_ALONE:
            values[:, :, 1:] = np.nan
        values[:, :, list(empty)] = np.nan
        found[outcome.name] = values
    found["target"] = _targets(found["indicator"])
    return found


def _of_mission(name: str, m: int) -> float:
    if name in ("indicator", "measured"):
        return MISSIONS[m].baseline * (1.05 if name == "measured" else 1.0)
    return _LEVELS.get(name, 1.0)


def _with_gaps(values: Floats, without: Collection[str]) -> Floats:
    values[:, :, FIRST_REGION:, ENERGY] = np.nan
    values[:, :, FIRST_FIFTH:, GROWTH] = np.nan
    for mission in MISSIONS:
        if mission.key in without:
            values[..., mission.number] = np.nan
    return values


def _targets(indicator: Floats) -> Floats:
    targets = np.array([mission.target for mission in MISSIONS])
    found: Floats = np.where(np.isnan(indicator), np.nan, targets)
    assert found[:, :, NATION].size
    return found
