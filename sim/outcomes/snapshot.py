"""A month that has just been simulated, as outcomes see it."""

from dataclasses import dataclass

import numpy as np

from sim.agenda import Month
from sim.institutions.columns import Floats
from sim.missions.indicators import NATION
from sim.outcomes.units import Means
from sim.world import World


@dataclass(frozen=True)
class Snapshot:
    """A month that has just been simulated.

    Parameters
    ----------
    world : World
        At the end of the month.
    now : Month
        Policy and events of the month.
    means : Means
        Per adult, in every unit.
    is_last : bool
        Whether the run ends here; costly outcomes are computed then alone.
    """

    world: World
    now: Month
    means: Means
    is_last: bool

    def only_nation(self, value: float) -> Floats:
        """Return a figure of the nation alone, shape (n_units,)."""
        out = np.full(self.means.volunteered.shape, np.nan)
        out[NATION] = value
        return out
