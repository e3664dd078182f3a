"""The growth mission: higher living standards in every part of the country.

The promise is kept if the index is above its start in every one of the twelve regions,
so the value to judge is that of the region that gained least.
"""

from sim.compiled import rule
from sim.elementary import exp
from sim.missions.mission import Evidence, Mission
from sim.rules.parameters import Beliefs

MISSION = Mission(
    key="growth",
    title="Kickstart economic growth",
    number=0,
    indicator="Real household disposable income per head",
    unit="index, April 2025 = 100",
    nations="EWSN",
    baseline=100.0,
    target=100.0,
    deadline=51,
    higher_is_better=True,
    evidence=(
        Evidence(
            row="E278",
            figure="0.5% a year, 2024/25 to 2029/30: the trend",
            release="OBR, Economic and fiscal outlook: real household disposable "
            "income per person",
            source="as reported by Full Fact, Plan for Change speech",
        ),
        Evidence(
            row="E284",
            figure="higher income per person, in every part, by the end of the "
            "Parliament: the target",
            release="HM Government, Plan for Change (December 2024)",
            source="https://gov.uk/government/missions",
        ),
        Evidence(
            row="judgement",
            figure="response to pressure, spread of regional trends, monthly shocks",
            release="none",
            source="without shocks the verdict would be certain before it began",
        ),
    ),
)


@rule
def regional_trend(noise: float, b: Beliefs) -> float:
    """Return how a region's lasting growth differs from the nation's, log per year.

    Parameters
    ----------
    noise : float
        Standard normal, one per region and run.
    b : Beliefs
        Uses ``income_region_trend_sd`` (log per year).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> regional_trend(-2.0, SimpleNamespace(income_region_trend_sd=0.003))
    -0.006
    """
    return b.income_region_trend_sd * noise


@rule
def income_growth(log_pressure: float, own_trend: float, b: Beliefs) -> float:
    """Return a month's expected growth of a region's income per head, log.

    growth = (trend + response * log_pressure + own_trend) / 12

    Parameters
    ----------
    log_pressure : float
        The region's log of productive pressure relative to the status quo.
    own_trend : float
        From ``regional_trend``, log per year.
    b : Beliefs
        Uses ``income_trend`` (log per year) and ``income_response`` (log per year and
        unit of log pressure).

    Notes
    -----
    The trend is the official forecast of 0.5% a year (E278).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(income_trend=0.006, income_response=0.01)
    >>> income_growth(0.0, 0.006, b)
    0.001
    """
    yearly = b.income_trend + b.income_response * log_pressure + own_trend
    return yearly / 12.0


@rule
def income_shock(national: float, regional: float, event: float, b: Beliefs) -> float:
    """Return a month's luck of a region's income per head, log.

    Parameters
    ----------
    national, regional : float
        Standard normal: one for all regions, one for this region.
    event : float
        Push from events such as a recession, log.
    b : Beliefs
        Uses ``income_national_shock_sd`` and ``income_region_shock_sd`` (log).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(income_national_shock_sd=0.5, income_region_shock_sd=0.25)
    >>> income_shock(1.0, -1.0, 0.0, b)
    0.25
    """
    luck = b.income_national_shock_sd * national + b.income_region_shock_sd * regional
    return luck + event


@rule
def income_index(log_income: float) -> float:
    """Return the index of income per head, 100 at the start.

    Parameters
    ----------
    log_income : float
        Log of income per head relative to the start.

    Examples
    --------
    >>> print(income_index(0.0))
    100.0
    """
    return 100.0 * exp(log_income)
