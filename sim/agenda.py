"""What happens when: policy, events and the calendar of one run."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.institutions.columns import N_HISTORY, Floats
from sim.scenario.events import shocks
from sim.scenario.policies import Policy, policies
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import Shocks
from sim.world import FIRST_STEP


class Month(NamedTuple):
    """Everything that a month needs to know beside the state of the world.

    Attributes
    ----------
    month : int
        0 is the run's first month; row of ``shocks``.
    step : int
        Number of the month in the addresses of draws.
    policy : Policy
        Levers in force.
    shocks : Shocks
        Events, by month.
    is_launch : bool
        Whether the policy begins this month: its missions get attention.
    devolvers_brought : float
        Rise of the lever ``devolver_share`` when the policy began.
    announced_change : shape (5,)
        Mean absolute change of announced rights when the policy began.
    is_restructuring : bool
        Whether that change is still being paid for.
    reporting_delay : int
        Age in months of the figures that the centre sees.
    averaging : bool
        Structure: rights held at two levels are averaged instead of allocated.
    """

    month: int
    step: int
    policy: Policy
    shocks: Shocks
    is_launch: bool
    devolvers_brought: float
    announced_change: Floats
    is_restructuring: bool
    reporting_delay: int
    averaging: bool


def agenda(scenario: Scenario, n_months: int, beliefs: NDArray[np.void]) -> list[Month]:
    """Return the months of a run, in order.

    Parameters
    ----------
    scenario : Scenario
    n_months : int >= 1
    beliefs : record array, shape (5,)
        For the size of events and the length of restructuring.
    """
    events = shocks(scenario.events, n_months, beliefs)
    paying = int(beliefs[0].transition_money_months)
    months = []
    segments = policies(scenario)
    usual = segments[0].autonomy[0]
    devolvers = float(segments[0].national[0].devolver_share)
    for policy, following in zip(segments, (*segments[1:], None), strict=True):
        stop = n_months if following is None else min(following.first_month, n_months)
        change = np.abs(policy.autonomy[1] - usual).sum(axis=1) / usual.shape[1]
        brought = float(policy.national[1].devolver_share) - devolvers
        for month in range(policy.first_month, stop):
            since = month - policy.first_month
            months.append(
                Month(
                    month=month,
                    step=FIRST_STEP + month,
                    policy=policy,
                    shocks=events,
                    is_launch=since == 0,
                    devolvers_brought=brought,
                    announced_change=change,
                    is_restructuring=since < paying,
                    reporting_delay=_reporting_delay(policy, beliefs),
                    averaging=scenario.structure.mixing == "averaging",
                )
            )
        usual = policy.autonomy[1]
        devolvers += brought
    return months


def status_quo_month(
    step: int,
    policy: Policy,
    no_shocks: Shocks,
    beliefs: NDArray[np.void],
    averaging: bool,
) -> Month:
    """Return a month of the status quo, outside any run, for preparing a world."""
    return Month(
        month=0,
        step=step,
        policy=policy,
        shocks=no_shocks,
        is_launch=False,
        devolvers_brought=0.0,
        announced_change=np.zeros(policy.autonomy.shape[1]),
        is_restructuring=False,
        reporting_delay=_reporting_delay(policy, beliefs),
        averaging=averaging,
    )


def _reporting_delay(policy: Policy, beliefs: NDArray[np.void]) -> int:
    chosen = policy.national[1].reporting_delay
    delay = beliefs[0].observation_delay if np.isnan(chosen) else chosen
    return min(int(delay), N_HISTORY - 1)
