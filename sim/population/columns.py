"""The one list of what is known of a citizen for good, and the codes used in it."""

from enum import IntEnum, IntFlag
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import rule
from sim.population.ties import N_STORED_TIES


class AgeBand(IntEnum):
    """Codes of the column ``age``."""

    AGED_18_24 = 0
    AGED_25_34 = 1
    AGED_35_49 = 2
    AGED_50_64 = 3
    AGED_65_74 = 4
    AGED_75_PLUS = 5


class Education(IntEnum):
    """Codes of the column ``education``; level 3 is A level or its like."""

    NONE = 0
    BELOW_LEVEL_3 = 1
    LEVEL_3_PLUS = 2


class Work(IntEnum):
    """Codes of the column ``work``."""

    EMPLOYED = 0
    UNEMPLOYED = 1
    OUTSIDE = 2


class Group(IntFlag):
    """Bits of the column ``groups``: what a citizen belongs to."""

    CARER = 1
    UNION_MEMBER = 2
    CHARITY_MEMBER = 4
    BUSINESS_OWNER = 8
    PRIVATE_EMPLOYEE = 16


class Population(NamedTuple):
    """Citizens as columns, one row each, sorted by area.

    Within an area rows are sorted by neighbourhood, within a neighbourhood by
    likeness (up and down in turn), so that neighbouring rows are people who live near
    and are alike. 46 bytes a citizen.

    Attributes
    ----------
    area_start : int64, shape (n_areas + 1,)
        First row of each area; the last entry is the number of citizens.
    resources : float32, shape (n_citizens,)
        Income, schooling and civic skill in one; mean 0, standard deviation 1 over
        the country.
    disposition : float32
        Lasting readiness to take part, standard normal.
    threshold : float32, 0.02 to 0.95
        Share of one's ties that must act before one follows.
    free_time : float32, hours a month
        Time that could go to others.
    usual_hours : float32, hours a month
        What one gives when active.
    trust_offset : float32
        How far one's lasting trust lies from the place's.
    age : uint8
        An ``AgeBand``.
    education : uint8
        An ``Education``.
    work : uint8
        A ``Work``.
    main_mission, second_mission : uint8
        0 growth, 1 energy, 2 crime, 3 NHS, 4 education; never the same.
    groups : uint8
        Bits of ``Group``.
    ties : int32, shape (n_citizens, 4)
        Rows of four random ties: two in the area, two across the country. One's own
        row where a matching leaves somebody over. Six more ties follow from the
        order of rows: ``sim.population.ties.ring_neighbour``.
    """

    area_start: NDArray[np.int64]
    resources: NDArray[np.float32]
    disposition: NDArray[np.float32]
    threshold: NDArray[np.float32]
    free_time: NDArray[np.float32]
    usual_hours: NDArray[np.float32]
    trust_offset: NDArray[np.float32]
    age: NDArray[np.uint8]
    education: NDArray[np.uint8]
    work: NDArray[np.uint8]
    main_mission: NDArray[np.uint8]
    second_mission: NDArray[np.uint8]
    groups: NDArray[np.uint8]
    ties: NDArray[np.int32]


@rule
def rows_of_people(p: Population, first: int, stop: int) -> Population:
    """Return some rows of the columns; ``area_start`` stays whole."""
    return Population(
        p.area_start,
        p.resources[first:stop],
        p.disposition[first:stop],
        p.threshold[first:stop],
        p.free_time[first:stop],
        p.usual_hours[first:stop],
        p.trust_offset[first:stop],
        p.age[first:stop],
        p.education[first:stop],
        p.work[first:stop],
        p.main_mission[first:stop],
        p.second_mission[first:stop],
        p.groups[first:stop],
        p.ties[first:stop],
    )


def empty_population(area_start: NDArray[np.int64]) -> Population:
    """Return columns for as many citizens as ``area_start`` ends with, not filled."""
    n = int(area_start[-1])
    return Population(
        area_start=area_start,
        resources=np.empty(n, np.float32),
        disposition=np.empty(n, np.float32),
        threshold=np.empty(n, np.float32),
        free_time=np.empty(n, np.float32),
        usual_hours=np.empty(n, np.float32),
        trust_offset=np.empty(n, np.float32),
        age=np.empty(n, np.uint8),
        education=np.empty(n, np.uint8),
        work=np.empty(n, np.uint8),
        main_mission=np.empty(n, np.uint8),
        second_mission=np.empty(n, np.uint8),
        groups=np.empty(n, np.uint8),
        ties=np.empty((n, N_STORED_TIES), np.int32),
    )
