"""The energy mission: clean power for Great Britain by 2030."""

from sim.compiled import rule
from sim.elementary import clip, exp
from sim.missions.mission import Evidence, Mission
from sim.rules.parameters import Beliefs

MISSION = Mission(
    key="energy",
    title="Make Britain a clean energy superpower",
    number=1,
    indicator="Clean share of electricity generated",
    unit="share of generation, Great Britain",
    nations="EWS",
    baseline=0.738,
    target=0.95,
    deadline=68,
    higher_is_better=True,
    evidence=(
        Evidence(
            row="E230, E231",
            figure="68.3% in 2023 and 73.8% in 2024: the baseline",
            release="Department for Energy Security and Net Zero, statistics on "
            "progress towards Clean Power 2030",
            source="as reported by Energy-pedia, GB clean power 73.8% in 2024",
        ),
        Evidence(
            row="E241, E284",
            figure="at least 95% of generation in 2030: the target",
            release="Department for Energy Security and Net Zero, Clean Power 2030 "
            "Action Plan; HM Government, Plan for Change (December 2024)",
            source="as reported by Carbon Brief; https://gov.uk/government/missions",
        ),
        Evidence(
            row="E234",
            figure="58% of supply in 2024, imports included: another measure, not used",
            release="Department for Energy Security and Net Zero, Energy Trends",
            source="as reported by Carbon Brief",
        ),
        Evidence(
            row="judgement",
            figure="build rate, lead time, retirement and each region's share of build",
            release="none",
            source="the build rate decides the verdict, so it is a belief",
        ),
    ),
)


@rule
def consent(
    protest: float, status_quo_protest: float, coproduction_ratio: float, b: Beliefs
) -> float:
    """Return a region's consent to building, relative to the status quo (1).

    consent = clip(1 - loss * (protest - status quo) / scale
                   + gain * (coproduction_ratio - 1), floor, ceiling)

    Parameters
    ----------
    protest, status_quo_protest : float in [0, 1]
        Share of the region's adults who protest in a month.
    coproduction_ratio : float
        Share of adults working with the energy mission over its status quo.
    b : Beliefs
        Uses ``consent_loss``, ``consent_protest_scale`` (share of adults),
        ``consent_coproduction``, ``consent_floor`` and ``consent_ceiling``.

    Notes
    -----
    All five are judgements.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(consent_loss=0.3, consent_protest_scale=0.02,
    ...     consent_coproduction=0.2, consent_floor=0.2, consent_ceiling=1.3)
    >>> print(round(consent(0.015, 0.005, 1.5, b), 2))
    0.95
    """
    lost = b.consent_loss * (protest - status_quo_protest) / b.consent_protest_scale
    won = b.consent_coproduction * (coproduction_ratio - 1.0)
    return clip(1.0 - lost + won, b.consent_floor, b.consent_ceiling)


def build_shares(b: Beliefs) -> tuple[float, ...]:
    """Return each region's share of clean building, in the order of the regions.

    The order is that of their codes, TLC to TLN. The shares are judgements.
    """
    return (
        b.clean_build_share_north_east,
        b.clean_build_share_north_west,
        b.clean_build_share_yorkshire_humber,
        b.clean_build_share_east_midlands,
        b.clean_build_share_west_midlands,
        b.clean_build_share_east,
        b.clean_build_share_london,
        b.clean_build_share_south_east,
        b.clean_build_share_south_west,
        b.clean_build_share_wales,
        b.clean_build_share_scotland,
        b.clean_build_share_northern_ireland,
    )


@rule
def building_wanted(build_share: float, log_pressure: float, consented: float) -> float:
    """Return what a region starts to build, as a share of the status quo's flow.

    wanted = build_share * exp(log_pressure) * consented

    Parameters
    ----------
    build_share : float in [0, 1]
        The region's share of building at the status quo.
    log_pressure : float
        The region's log of productive pressure relative to the status quo.
    consented : float
        From ``consent``.

    Examples
    --------
    >>> print(building_wanted(0.3, 0.0, 0.5))
    0.15
    """
    return build_share * exp(log_pressure) * consented


@rule
def build_flow(flow: float, wanted: float, b: Beliefs) -> float:
    """Return what is finished in the month: the queue lets starts through slowly.

    flow' = flow + (wanted - flow) / lead time

    Parameters
    ----------
    flow, wanted : float
        Last month's flow, and what all regions start; 1 at the status quo.
    b : Beliefs
        Uses ``build_lead_time`` (months).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> build_flow(1.0, 1.24, SimpleNamespace(build_lead_time=24.0))
    1.01
    """
    return flow + (wanted - flow) / b.build_lead_time


@rule
def clean_capacity(capacity: float, flow: float, b: Beliefs) -> float:
    """Return clean capacity at the end of the month, relative to the start (1).

    capacity' = capacity + rate / 12 * flow - retirement * capacity

    Parameters
    ----------
    capacity, flow : float
        Relative to the start and to the status quo.
    b : Beliefs
        Uses ``clean_build_rate`` (share of the starting capacity a year) and
        ``clean_retirement`` (share a month).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> b = SimpleNamespace(clean_build_rate=0.24, clean_retirement=0.0)
    >>> clean_capacity(1.0, 1.0, b)
    1.02
    """
    return capacity + b.clean_build_rate / 12.0 * flow - b.clean_retirement * capacity


@rule
def clean_share(capacity: float, b: Beliefs) -> float:
    """Return the clean share of generation: share = 1 - exp(-slope * capacity).

    Parameters
    ----------
    capacity : float
        Clean capacity relative to the start.
    b : Beliefs
        Uses ``clean_share_slope``; 1.339 gives the 73.8% of 2024 (E231).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> print(round(clean_share(1.0, SimpleNamespace(clean_share_slope=1.339)), 3))
    0.738
    """
    return 1.0 - exp(-b.clean_share_slope * capacity)
