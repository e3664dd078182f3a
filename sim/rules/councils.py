"""Mission councils: they make places act together, if they agree."""

from sim.compiled import rule
from sim.rules.parameters import Beliefs


@rule
def next_agreement(
    agreement: float,
    dispute: float,
    target_pressure: float,
    mean_rights: float,
    b: Beliefs,
) -> float:
    """Return how far a council agrees next month.

    Parameters
    ----------
    agreement : float
    dispute : float in [0, 1]
        Whitehall dispute.
    target_pressure : float in [0, 1]
        Pressure far from one half, either way, divides a council.
    mean_rights : float in [0, 1]
        The more independent bodies sit, the harder agreement is.
    b : Beliefs
        ``agreement_rate``, ``agreement_whitehall``, ``agreement_pressure``,
        ``council_veto``.
    """
    divided = b.agreement_pressure * abs(target_pressure - 0.5)
    level = (
        1.0 - b.agreement_whitehall * dispute - divided - (b.council_veto * mean_rights)
    )
    return min(1.0, max(0.0, agreement + b.agreement_rate * (level - agreement)))


@rule
def coordination(
    council: float,
    council_external: float,
    throughput: float,
    agreement: float,
    b: Beliefs,
) -> float:
    """Return the share of spillovers that places take into account, in [0, 0.9].

    Parameters
    ----------
    council, council_external, throughput, agreement : float in [0, 1]
    b : Beliefs
        ``council_effect``, ``council_base``, ``council_external_gain``,
        ``council_ceiling``.
    """
    reach = b.council_base + b.council_external_gain * council_external
    return min(
        b.council_ceiling, b.council_effect * council * reach * throughput * agreement
    )


@rule
def council_pull(council: float, council_external: float, b: Beliefs) -> float:
    """Return how far a council's insiders pull the centre's plan their own way.

    Parameters
    ----------
    council, council_external : float in [0, 1]
        How much a council decides; share of its members from outside government.
    b : Beliefs
        ``council_capture``.

    Returns
    -------
    float >= 0, practice units
        0 without a council or where all members are outsiders.
    """
    return b.council_capture * council * (1.0 - council_external)


@rule
def council_delay(council: float, agreement: float, b: Beliefs) -> float:
    """Return how much a divided council slows practice, a share; ``council_delay``."""
    return b.council_delay * council * (1.0 - agreement)
