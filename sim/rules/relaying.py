"""Charities relay need that officials do not see."""

from sim.compiled import rule
from sim.elementary import clip
from sim.rules.parameters import Beliefs


@rule
def local_noise_with_charities(noise: float, hosts_open: float, b: Beliefs) -> float:
    """Return how blurred a local body sees need, with charities beside it.

    Parameters
    ----------
    noise : float >= 0
        Standard deviation without them.
    hosts_open : float >= 0
        Host organisations open here, relative to the country's status quo.
    b : Beliefs
        ``charity_information``: charities see need first; its range spans none.

    Notes
    -----
    Barrier M28: civil society sees problems first. The size is judgement: no row of
    evidence measures it.
    """
    return noise / (1.0 + clip(b.charity_information * (hosts_open - 1.0), -0.5, 0.5))
