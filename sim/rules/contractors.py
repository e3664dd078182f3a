"""Outsourced providers: good at what is counted, less at what is not."""

from sim.compiled import rule
from sim.elementary import clip
from sim.rules.parameters import Beliefs


@rule
def next_outsourced_share(
    share: float, wanted: float, reported_excess: float, b: Beliefs
) -> float:
    """Return the share of delivery that is outsourced next month, in [0, 1].

    Parameters
    ----------
    share : float in [0, 1]
    wanted : float in [0, 0.6]
        The share that policy aims at.
    reported_excess : float
        Reported state of the mission less its status-quo value: contracts are
        renewed on what is reported, true or not.
    b : Beliefs
        ``contractor_renewal_months``, ``contractor_success_pull``,
        ``contractor_success_scale``.
    """
    success = reported_excess / b.contractor_success_scale
    aim = wanted * max(0.0, 1.0 + b.contractor_success_pull * success)
    return clip(share + (aim - share) / b.contractor_renewal_months, 0.0, 1.0)


@rule
def measured_gain(outsourced: float, contract_share: float, b: Beliefs) -> float:
    """Return what contracts do to effort on what targets see, a factor >= 1.

    Parameters
    ----------
    outsourced, contract_share : float in [0, 1]
        Of delivery, to providers; of charities' public money, as contracts.
    b : Beliefs
        ``contractor_measured_gain``, ``contract_measured_gain``.

    Notes
    -----
    Incomplete contracts buy what can be written down: Hart, Shleifer & Vishny 1997.
    """
    providers = 1.0 + b.contractor_measured_gain * outsourced
    return providers * (1.0 + b.contract_measured_gain * contract_share)


@rule
def unmeasured_kept(outsourced: float, quality_enforcement: float, b: Beliefs) -> float:
    """Return what outsourcing leaves of effort on what targets cannot see.

    Parameters
    ----------
    outsourced : float in [0, 1]
    quality_enforcement : float in [0, 1]
        How well quality beyond the figure is enforced.
    b : Beliefs
        ``contractor_unmeasured_loss``, where nothing is enforced.

    Returns
    -------
    float in [0, 1]

    Notes
    -----
    Hart, Shleifer & Vishny 1997. For-profit outsourcing in the English NHS went with
    higher treatable mortality (Goodair & Reeves 2022).
    """
    return 1.0 - b.contractor_unmeasured_loss * outsourced * (1.0 - quality_enforcement)


@rule
def purchasing_power(outsourced: float, b: Beliefs) -> float:
    """Return what a pound buys where competition saves ``contractor_price``."""
    return 1.0 + b.contractor_price * outsourced


@rule
def fails(share: float, draw: float, b: Beliefs) -> bool:
    """Return whether a mission's provider fails this month.

    ``draw`` is uniform in (0, 1); the chance is ``contractor_failure_hazard`` times
    the share of delivery that rests on it.
    """
    return draw < b.contractor_failure_hazard * share


@rule
def share_after_failure(share: float, b: Beliefs) -> float:
    """Return the share outsourced after a failure; ``contractor_failure_kept``."""
    return b.contractor_failure_kept * share


@rule
def kept_in_trouble(months_left: float, b: Beliefs) -> float:
    """Return the share of effort left while a failed provider is replaced.

    1 where ``months_left`` is 0, else 1 less ``contractor_failure_loss``.
    """
    return 1.0 - b.contractor_failure_loss if months_left > 0.0 else 1.0


@rule
def outsourced_effort(
    outsourced: float,
    measured: float,
    unmeasured: float,
    quality_enforcement: float,
    b: Beliefs,
) -> float:
    """Return the share of effective effort that outsourced providers put in.

    Parameters
    ----------
    outsourced : float in [0, 1]
    measured, unmeasured : float >= 0
        Effort of all, providers included.
    quality_enforcement : float in [0, 1]
    b : Beliefs
        ``measurability``, ``contractor_measured_gain``,
        ``contractor_unmeasured_loss``.

    Returns
    -------
    float in [0, 1]
    """
    seen = b.measurability * measured
    unseen = (1.0 - b.measurability) * unmeasured
    total = seen + unseen
    if total <= 0.0:
        return 0.0
    gain = 1.0 + b.contractor_measured_gain
    kept = 1.0 - b.contractor_unmeasured_loss * (1.0 - quality_enforcement)
    seen_by_them = gain * outsourced / (1.0 + b.contractor_measured_gain * outsourced)
    rest = 1.0 - b.contractor_unmeasured_loss * outsourced * (1.0 - quality_enforcement)
    unseen_by_them = kept * outsourced / rest if rest > 0.0 else 0.0
    return (seen * seen_by_them + unseen * unseen_by_them) / total
