"""The safety mission: violence and knife crime halved in a decade."""

from sim.compiled import rule
from sim.elementary import exp
from sim.missions.mission import Evidence, Mission, PathShape
from sim.rules.parameters import Beliefs

_RECORDED = "Home Office and ONS, Police recorded crime, England and Wales"

MISSION = Mission(
    key="crime",
    title="Safer streets",
    number=2,
    indicator="Index of violence against women and girls and of knife crime",
    unit="index, April 2025 = 100, England and Wales",
    nations="EW",
    baseline=100.0,
    target=50.0,
    deadline=111,
    higher_is_better=False,
    path_shape=PathShape.GEOMETRIC,
    evidence=(
        Evidence(
            row="E255",
            figure="11.3% in the year to March 2025, to be halved by 2034: the target",
            release="ONS, Crime Survey for England and Wales",
            source="as reported by a fact-check note on the measure",
        ),
        Evidence(
            row="E251, E252",
            figure="52,969 and 55,149 knife offences, years to September 2023, 2024",
            release=_RECORDED,
            source="as reported by The Independent and PA",
        ),
        Evidence(
            row="E248-E250",
            figure="30,620 to 50,489 knife offences, 2011 to 2023: coverage changes, "
            "so no level is taken from them",
            release=_RECORDED,
            source="as reported by South Wales Argus and Express & Star",
        ),
        Evidence(
            row="E256-E259",
            figure="charge rate from 16% (2015) to 5.6% (2022): context for the trend",
            release="Home Office, Crime outcomes in England and Wales",
            source="as reported by a copy of the release and The Times",
        ),
        Evidence(
            row="judgement",
            figure="an index of 100 at the start; trend, response and shocks",
            release="none",
            source="no row of evidence joins the two kinds of crime in one index",
        ),
    ),
)


@rule
def crime_shock(shock: float, noise: float, event: float, b: Beliefs) -> float:
    """Return this month's push on crime that nobody decided.

    shock' = memory * shock + spread * noise + event

    Parameters
    ----------
    shock : float
        Last month's, log.
    noise : float
        Standard normal.
    event : float
        Push from events such as a riot, log.
    b : Beliefs
        Uses ``crime_shock_memory`` (per month) and ``crime_shock_sd`` (log).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(crime_shock_memory=0.2, crime_shock_sd=0.02)
    >>> print(round(crime_shock(0.1, 1.0, 0.05, b), 3))
    0.09
    """
    return b.crime_shock_memory * shock + b.crime_shock_sd * noise + event


@rule
def crime_departure(
    departed: float, log_pressure: float, shock: float, b: Beliefs
) -> float:
    """Return how far crime stands from its trend, log.

    departure' = departure + pull * (-response * log_pressure + shock - departure)

    Parameters
    ----------
    departed : float
        Last month's departure, log; 0 is the trend itself.
    log_pressure : float
        Log of productive pressure relative to the status quo.
    shock : float
        From ``crime_shock``.
    b : Beliefs
        Uses ``crime_pull`` (per month) and ``crime_response`` (log per unit
        of log pressure).

    Notes
    -----
    Assumption: lasting pressure moves the level of crime, not its growth for ever.
    The trend is kept apart, so that the pull back does not eat it.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(crime_pull=0.03, crime_response=0.6)
    >>> print(round(crime_departure(0.0, 0.5, 0.0, b), 4))
    -0.009
    """
    level = -b.crime_response * log_pressure + shock
    return departed + b.crime_pull * (level - departed)


@rule
def crime_index(departed: float, month: int, b: Beliefs) -> float:
    """Return the index at the end of the month, 100 at the start.

    index = 100 * exp(trend * (month + 1) / 12 + departure)

    Parameters
    ----------
    departed : float
        From ``crime_departure``.
    month : int
        Month from 0.
    b : Beliefs
        Uses ``crime_trend`` (log per year).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> print(round(crime_index(0.0, 59, SimpleNamespace(crime_trend=-0.01)), 1))
    95.1
    """
    return 100.0 * exp(b.crime_trend * (month + 1) / 12.0 + departed)
