"""The whole state of a simulated country, and no behaviour."""

from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.citizens.beliefs import citizen_beliefs
from sim.citizens.columns import Citizens, Surroundings, Totals
from sim.citizens.counting import citizens_by_age
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


class Institutions(NamedTuple):
    """All institutions, as kernels take them; each field as in :class:`World`."""

    areas: Areas
    bodies: Bodies
    hosts: Hosts
    departments: Departments
    centre: Centre
    businesses: Businesses
    unions: Unions
    contractors: Contractors
    targets: Targets
    usual: Usual
    spreads: Floats
    beliefs: NDArray[np.void]


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

    @property
    def institutions(self) -> Institutions:
        """The columns that institutions read and write."""
        return Institutions._make(getattr(self, name) for name in Institutions._fields)

    @cached_property
    def aged(self) -> Floats:
        """How many citizens of each age every area has, shape (n_areas, 6)."""
        return citizens_by_age(self.people)

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
