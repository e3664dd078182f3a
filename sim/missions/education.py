"""The opportunity mission: a good level of development at age five, in England."""

from sim.compiled import rule
from sim.elementary import logistic
from sim.missions.mission import Evidence, Mission
from sim.rules.parameters import Beliefs

_PROFILE = "Department for Education, Early years foundation stage profile results"

MISSION = Mission(
    key="education",
    title="Break down barriers to opportunity",
    number=4,
    indicator="Share of five-year-olds with a good level of development",
    unit="share of children at the end of reception, England",
    nations="E",
    baseline=0.677,
    target=0.75,
    deadline=39,
    higher_is_better=True,
    evidence=(
        Evidence(
            row="E220",
            figure="67.7% in 2023/24: the baseline",
            release=_PROFILE,
            source="as reported by Nesta, EYFSP 2024/25",
        ),
        Evidence(
            row="E218, E219",
            figure="65.2% in 2021/22 and 67.2% in 2022/23, same definition: 0.056 "
            "logit a year to 2023/24, taken as the top of the trend's range",
            release=_PROFILE,
            source="as reported by Nesta, EYFSP 2024/25",
        ),
        Evidence(
            row="E214-E217",
            figure="52% to 71.8%, 2012/13 to 2018/19: an earlier definition, not used",
            release=_PROFILE,
            source="parliamentary answer; Early Years Alliance; Centre for Young Lives",
        ),
        Evidence(
            row="E284",
            figure="75% in 2027/28: the target",
            release="HM Government, Plan for Change (December 2024)",
            source="https://gov.uk/government/missions",
        ),
        Evidence(
            row="judgement",
            figure="0.15 logit less per standard deviation of deprivation",
            release="none",
            source="no row of evidence gives the slope between districts",
        ),
    ),
)


@rule
def attainment_base(level: float, deprivation: float, b: Beliefs) -> float:
    """Return the logit of an area's true share at the baseline.

    base = level - slope * deprivation

    Parameters
    ----------
    level : float
        Common to all areas; solved so that their mean is the true start.
    deprivation : float
        Standard deviations above the nation's mean.
    b : Beliefs
        Uses ``attainment_deprivation_slope`` (logit per standard deviation).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(attainment_deprivation_slope=0.15)
    >>> print(round(attainment_base(0.75, 1.0, b), 2))
    0.6
    """
    return level - b.attainment_deprivation_slope * deprivation


@rule
def attainment(base: float, mean_log_pressure: float, month: int, b: Beliefs) -> float:
    """Return the share of an area's children with a good level of development.

    logit(share) = base + trend * (month / 12 + 1) + response * mean_log_pressure

    Parameters
    ----------
    base : float
        From ``attainment_base``, logit.
    mean_log_pressure : float
        Mean over the months of the window of the log of productive pressure relative
        to the status quo.
    month : int
        Month from 0. The baseline is of 2023/24, so month 0 has a year of trend.
    b : Beliefs
        Uses ``attainment_trend`` (logit per year) and ``attainment_response`` (logit
        per unit of log pressure).

    Notes
    -----
    The trend lies below that of 2021/22 to 2023/24 (E218-E220), which recovered from
    the pandemic; the response is a judgement. The figure is published once a year;
    monthly values are where it stands between.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(attainment_trend=0.03, attainment_response=0.6)
    >>> print(round(attainment(0.74, 0.0, 36, b), 3))
    0.703
    """
    trend = b.attainment_trend * (month / 12.0 + 1.0)
    return logistic(base + trend + b.attainment_response * mean_log_pressure)
