"""The line in theory along which centre and places do equally well."""

import numpy as np
from numpy.typing import NDArray

from sim.scenario.beliefs import belief_rows, default_beliefs
from sim.scenario.names import MISSIONS

type Floats = NDArray[np.float64]

AXES = ("beliefs.heterogeneity", "beliefs.spillover")


def frontier(mission: str, heterogeneity: Floats, rights: float) -> Floats:
    """Return the spillover at which deciding locally and centrally draw level.

    Parameters
    ----------
    mission : str
        Whose default beliefs hold for all else.
    heterogeneity : shape (n,), >= 0
        Difference of needs between places.
    rights : float in (0, 1]
        Share of decisions taken locally under the one rule; none under the other.

    Returns
    -------
    shape (n,)
        NaN where one rule is ahead at any spillover from 0 to 1.

    Notes
    -----
    A place that decides fits its needs up to its own lasting error; the centre misses
    their difference and errs by its own (Oates 1972). Places neglect what spills over
    in so far as they are parochial (Besley & Coate 2003), and forgo economies of
    scale. Level where (1 + s) f_c = (1 + s (1 − A)) (1 + a A) (1 − p σ A) f_l. Targets,
    noise, citizens and their hours are left out: the simulated border need not lie
    here, and where it does not, they are why.
    """
    b = belief_rows(default_beliefs())[MISSIONS.index(mission)]
    width = float(b.fit_width) ** 2
    central = 1.0 / (1.0 + (heterogeneity**2 + float(b.centre_bias) ** 2) / width)
    local = 1.0 / (1.0 + float(b.local_bias) ** 2 / width)
    scale = float(b.scale_economies)
    given = (1.0 + scale * (1.0 - rights)) * (1.0 + b.autonomy_motivation * rights)
    loss = 1.0 - (1.0 + scale) * central / (given * local)
    found = np.asarray(loss / (float(b.parochialism) * rights), np.float64)
    return np.where((found >= 0.0) & (found <= 1.0), found, np.nan)
