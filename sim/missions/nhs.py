"""The health mission: being seen within 18 weeks of referral, in England."""

from sim.compiled import rule
from sim.elementary import exp, log, power
from sim.missions.mission import Evidence, Mission
from sim.rules.parameters import Beliefs

_WAITING_TIMES = "NHS England, Consultant-led referral to treatment waiting times"

MISSION = Mission(
    key="nhs",
    title="An NHS fit for the future",
    number=3,
    indicator="Share of people on the waiting list who have waited under 18 weeks",
    unit="share of waiting pathways, England",
    nations="E",
    baseline=0.598,
    target=0.92,
    deadline=47,
    higher_is_better=True,
    evidence=(
        Evidence(
            row="E181",
            figure="59.8% within 18 weeks, March 2025: the baseline",
            release=_WAITING_TIMES,
            source="as reported by Cover, NHS waiting list March 2025",
        ),
        Evidence(
            row="E284",
            figure="92% within 18 weeks by March 2029: the target",
            release="HM Government, Plan for Change (December 2024)",
            source="https://gov.uk/government/missions",
        ),
        Evidence(
            row="E176 with E189",
            figure="89.4% (August 2017) with a list of 4.0 million (2017)",
            release=_WAITING_TIMES,
            source="as reported by HSJ (October 2018) and PA (9 October 2025)",
        ),
        Evidence(
            row="E179 with E194",
            figure="58.8% (July 2024) with a list of 7.62 million (June 2024)",
            release=_WAITING_TIMES,
            source="as reported by Particle (Health Foundation) and Insource",
        ),
        Evidence(
            row="judgement",
            figure="7.42 million pathways on the list in March 2025: what 1 stands for",
            release=_WAITING_TIMES,
            source="no row of evidence; the list enters relative to its start only",
        ),
    ),
)


@rule
def completions(
    log_pressure: float, month: int, capacity_loss: float, b: Beliefs
) -> float:
    """Return treatments finished in the month, relative to the start.

    completions = exp(trend * month / 12 + elasticity * log_pressure) * (1 - loss)

    Parameters
    ----------
    log_pressure : float
        Log of productive pressure relative to the status quo.
    month : int
        Month from 0.
    capacity_loss : float in [0, 1)
        Share of capacity lost to an event.
    b : Beliefs
        Uses ``completions_trend`` (per year) and ``supply_elasticity``.

    Notes
    -----
    Both beliefs are judgements; see E188-E194 for how slowly the list has moved.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(completions_trend=0.0, supply_elasticity=0.3)
    >>> print(completions(0.0, 12, 0.25, b))
    0.75
    """
    growth = b.completions_trend * month / 12.0
    return exp(growth + b.supply_elasticity * log_pressure) * (1.0 - capacity_loss)


@rule
def relative_wait(listed: float, completed: float) -> float:
    """Return how long the list takes to clear, relative to the start (1).

    Parameters
    ----------
    listed, completed : float
        The list and the month's completions, relative to the start. Completions below
        0.01 count as 0.01.

    Examples
    --------
    >>> relative_wait(0.6, 1.2)
    0.5
    """
    return listed / max(completed, 0.01)


@rule
def referrals(log_pressure: float, wait: float, b: Beliefs) -> float:
    """Return people joining the list in the month, relative to the start.

    referrals = exp(-elasticity * log_pressure) * wait ** -deterrence: prevention
    keeps some from needing care, and a long wait puts others off.

    Parameters
    ----------
    log_pressure : float
        Log of productive pressure relative to the status quo.
    wait : float
        From ``relative_wait``.
    b : Beliefs
        Uses ``demand_reduction_elasticity`` and ``waiting_deterrence``.

    Notes
    -----
    Assumption: without a response of demand to the wait the list would be a pure
    integrator and a 5% change of pressure would decide everything.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(demand_reduction_elasticity=0.1, waiting_deterrence=0.15)
    >>> print(round(referrals(0.0, 2.0, b), 3))
    0.901
    """
    prevented = exp(-b.demand_reduction_elasticity * log_pressure)
    return prevented * power(wait, -b.waiting_deterrence)


@rule
def waiting_list(listed: float, referred: float, completed: float, b: Beliefs) -> float:
    """Return the list at the end of the month, relative to the start.

    list' = max(floor, list + flow * (referred - completed) - leaving * (list - 1))

    Parameters
    ----------
    listed, referred, completed : float
        Last month's list, this month's referrals and completions, relative to the
        start.
    b : Beliefs
        Uses ``queue_flow_weight`` (per month), ``queue_leaving`` (per month) and
        ``queue_floor``.

    Notes
    -----
    All three are judgements: some 0.35 million completions a week against 7.42
    million waiting make a flow weight of 0.2 a month.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(queue_flow_weight=0.2, queue_leaving=0.0, queue_floor=0.1)
    >>> print(round(waiting_list(1.0, 1.0, 1.1, b), 3))
    0.98
    """
    flow = b.queue_flow_weight * (referred - completed)
    leaving = b.queue_leaving * (listed - 1.0)
    return max(b.queue_floor, listed + flow - leaving)


@rule
def seen_within_18_weeks(wait: float, start: float, b: Beliefs) -> float:
    """Return the share of the list waiting under 18 weeks.

    share = 1 - (1 - start) ** (wait ** -shape)

    Parameters
    ----------
    wait : float
        From ``relative_wait``.
    start : float in (0, 1)
        The share at a wait of 1.
    b : Beliefs
        Uses ``waiting_shape``.

    Notes
    -----
    The shape of 1.4 passes through 89.4% with 4.0 million waiting (E176, E189) and
    58.8% with 7.62 million (E179, E194).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(waiting_shape=1.4)
    >>> print(round(seen_within_18_weeks(0.48, 0.598, b), 2))
    0.92
    """
    return 1.0 - exp(log(1.0 - start) * power(wait, -b.waiting_shape))
