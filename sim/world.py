"""The whole state of a simulated country, and no behaviour."""

from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.citizens.beliefs import citizen_beliefs
from sim.citizens.columns import Citizens, Surroundings, Totals
from sim.compiled import IS_PLAIN
from sim.institutions.columns import (
    Areas,
    Bodies,
    Centre,
    Departments,
    Floats,
    Hosts,
    Usual,
)
from sim.institutions.partners import Businesses, Contractors, Unions
from sim.institutions.targets import Targets
from sim.missions.indicators import Indicators
from sim.population.columns import Population
from sim.population.places import Places
from sim.rules.parameters import Beliefs

# Steps before a run's month 0, so that no two months of a world share a draw.
RESERVE_STEPS = 400
SOLVING_STEPS = 84
SETTLED_STEPS = 12
FIRST_STEP = RESERVE_STEPS + SOLVING_STEPS + SETTLED_STEPS


class Solved(NamedTuple):
    """Levels solved so that the status quo shows what surveys show.

    Attributes
    ----------
    joining_intercept : float
        Logits; monthly formal volunteering.
    leaving_base, helping_base : float
        Chances a month; yearly over monthly volunteering, any help a month.
    doing_intercept : shape (5,)
        Logits; doing one's part in each mission.
    """

    joining_intercept: float
    leaving_base: float
    helping_base: float
    doing_intercept: Floats


# Numba knows a type of rows again only by the very same object.
@cache
def _plain(names: tuple[str, ...]) -> np.dtype[np.void]:
    return np.dtype([(name, np.float64) for name in names])


@dataclass
class World:
    """A country at the end of a month.

    Parameters
    ----------
    seed, replicate : int
        Key of every draw.
    places, people : Places, Population
        Do not change; shared by all worlds of one size.
    beliefs : record array, shape (5,)
    spreads : shape (4,)
        Relative difference of best practice in each domain.
    solved, usual : Solved, Usual
        What preparation found.
    citizens, areas, bodies, hosts, departments, centre, businesses, unions,
    contractors, targets, indicators
        Columns, updated in place.
    around, totals : Surroundings, Totals
        What citizens met and did in the month.
    """

    seed: int
    replicate: int
    places: Places
    people: Population
    beliefs: NDArray[np.void]
    spreads: Floats
    solved: Solved
    usual: Usual
    citizens: Citizens
    areas: Areas
    bodies: Bodies
    hosts: Hosts
    departments: Departments
    centre: Centre
    businesses: Businesses
    unions: Unions
    contractors: Contractors
    targets: Targets
    indicators: Indicators
    around: Surroundings
    totals: Totals

    @cached_property
    def rows(self) -> NDArray[np.void]:
        """The beliefs as kernels take them, shape (5,).

        NumPy's records, which give beliefs by name in plain Python, would be looked up
        anew, field by field, at every call of a compiled kernel.
        """
        if IS_PLAIN:
            return self.beliefs
        names = self.beliefs.dtype.names
        assert names is not None  # a record of beliefs
        return self.beliefs.view(_plain(names), np.ndarray)

    @cached_property
    def read_by_citizens(self) -> Beliefs:
        """What citizens' rules read of the beliefs."""
        return citizen_beliefs(self.beliefs)

    def copy(self) -> "World":
        """Return a world with columns of its own; places and people are shared."""
        return replace(
            self,
            citizens=deepcopy(self.citizens),
            areas=deepcopy(self.areas),
            bodies=deepcopy(self.bodies),
            hosts=deepcopy(self.hosts),
            departments=deepcopy(self.departments),
            centre=deepcopy(self.centre),
            businesses=deepcopy(self.businesses),
            unions=deepcopy(self.unions),
            contractors=deepcopy(self.contractors),
            targets=deepcopy(self.targets),
            indicators=deepcopy(self.indicators),
            around=deepcopy(self.around),
            totals=deepcopy(self.totals),
        )
