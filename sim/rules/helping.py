"""Informal help: neighbours, no organisation, no place needed."""

from sim.compiled import rule
from sim.elementary import exp
from sim.rules.parameters import Beliefs


@rule
def helping_chance(
    base: float,
    disposition: float,
    share_helping: float,
    trust: float,
    is_carer: bool,
    b: Beliefs,
) -> float:
    """Return the chance of beginning to help informally this month.

    Parameters
    ----------
    base : float in (0, 1)
        Solved so that any help, formal or informal, is what surveys show.
    disposition : float
        Standard deviations from the mean.
    share_helping : float in [0, 1]
        Share of ties who helped last month.
    trust : float in [0, 1]
    is_carer : bool
    b : Beliefs
        ``informal_disposition``, ``informal_ties``, ``informal_ties_centre``,
        ``informal_trust``, ``coproduction_trust_centre``, ``informal_carer``,
        ``informal_start_ceiling``.

    Returns
    -------
    float in [0, informal_start_ceiling]
    """
    ties = b.informal_ties * (share_helping - b.informal_ties_centre)
    believing = b.informal_trust * (trust - b.coproduction_trust_centre)
    caring = b.informal_carer if is_carer else 0.0
    pull = b.informal_disposition * disposition + ties + believing + caring
    return min(b.informal_start_ceiling, base * exp(pull))
