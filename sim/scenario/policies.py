"""Levers as columns: what rules and kernels read, month by month."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.assembly import AllLevers, lever_values, steps
from sim.scenario.catalogue import LeverSet, Path, mission_levers, national_levers
from sim.scenario.names import DOMAINS, MISSIONS, N_DOMAINS, N_MISSIONS

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario

type MissionRows = np.recarray[tuple[int, int], np.dtype[np.record]]
type NationalRows = np.recarray[tuple[int], np.dtype[np.record]]

STATUS_QUO = 0
OWN = 1


class Policy(NamedTuple):
    """The levers that hold from one month on, and those of the status quo.

    Row 0 is the status quo, row 1 the scenario's own.

    Attributes
    ----------
    first_month : int
        Index of the first month in which they hold.
    missions : shape (2, 5), record of one float64 a lever
        Levers that are one number a mission.
    autonomy : shape (2, 5, 4), share of decisions taken locally
        By mission and kind of decision.
    national : shape (2,), record of one float64 a lever
        Yes is 1, no 0; ``reporting_delay`` is nan where it is unset.
    attention : shape (2, 5), share
        Of the centre's, meant for each mission; each row sums to 1.
    """

    first_month: int
    missions: MissionRows
    autonomy: NDArray[np.float64]
    national: NationalRows
    attention: NDArray[np.float64]


def policies(scenario: "Scenario") -> tuple[Policy, ...]:
    """Return a scenario's policy at the start, and one more for each change.

    In the order in which they begin; of two that begin together the later wins.
    """
    return tuple(
        _policy(first_month, levers)
        for first_month, levers in steps(scenario.lever_values(), scenario.events, {})
    )


def _policy(first_month: int, own: AllLevers) -> Policy:
    rows = [lever_values(levers) for levers in (AllLevers(), own)]
    missions = np.zeros((2, N_MISSIONS), _record(mission_levers()))
    national = np.zeros(2, _record(national_levers()))
    autonomy = np.zeros((2, N_MISSIONS, N_DOMAINS))
    attention = np.zeros((2, N_MISSIONS))
    for row, values in enumerate(rows):
        for name in _names(national_levers()):
            national[name][row] = values.get(("national", name), np.nan)
        for m, mission in enumerate(MISSIONS):
            attention[row, m] = values["national", "attention", mission]
            own_path: Path = ("missions", mission)
            for name in _names(mission_levers()):
                missions[name][row, m] = values[(*own_path, name)]
            for d, domain in enumerate(DOMAINS):
                autonomy[row, m, d] = values[(*own_path, "autonomy", domain)]
    return Policy(
        first_month,
        missions.view(np.recarray),
        autonomy,
        national.view(np.recarray),
        attention,
    )


def _names(levers: LeverSet) -> list[str]:
    return [path[0] for path in levers.levers if len(path) == 1]


def _record(levers: LeverSet) -> np.dtype[np.void]:
    return np.dtype([(name, np.float64) for name in _names(levers)])
