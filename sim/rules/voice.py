"""Voice as people experience it, which is not voice as announced."""

from sim.compiled import rule
from sim.elementary import tanh
from sim.rules.parameters import Beliefs


@rule
def crowding(
    target_pressure: float, contract_share: float, autonomy: float, b: Beliefs
) -> float:
    """Return how much targets and contracts crowd out people's own motives.

    Parameters
    ----------
    target_pressure, contract_share, autonomy : float in [0, 1]
        Charities are freer where local rights are wider.
    b : Beliefs
        ``crowding_pressure_weight``, ``crowding_contract_weight``.

    Notes
    -----
    Frey & Jegen 2001.
    """
    contracts = b.crowding_contract_weight * contract_share * (1.0 - autonomy)
    return b.crowding_pressure_weight * target_pressure + contracts


@rule
def heard_level(
    voice: float,
    voice_response: float,
    throughput: float,
    deprivation: float,
    dependence: float,
    b: Beliefs,
) -> float:
    """Return the experienced voice toward which an area moves.

    Parameters
    ----------
    voice, voice_response : float in [0, 1]
        How much people are consulted; share acted upon.
    throughput : float in [0, 1]
        Share of central convening that happens.
    deprivation : float
        Standard deviations within the nation: the poor are heard less.
    dependence : float in [0, 1]
        Contract share times lack of charities' autonomy: charities that live on
        contracts censor themselves.
    b : Beliefs
        ``heard_deprivation_tilt``, ``heard_response_scale``,
        ``heard_contract_censorship``.

    Returns
    -------
    float >= 0
    """
    tilt = 1.0 - b.heard_deprivation_tilt * tanh(deprivation)
    answered = voice_response / b.heard_response_scale
    frank = 1.0 - b.heard_contract_censorship * dependence
    return throughput * voice * tilt * answered * frank


@rule
def next_heard(heard: float, level: float, b: Beliefs) -> float:
    """Return experienced voice next month, moving at ``heard_rate``, in [0, 1]."""
    return min(1.0, max(0.0, heard + b.heard_rate * (level - heard)))
