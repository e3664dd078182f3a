"""The five missions: for each its published figure, target, scope and rules."""

from sim.missions import crime, education, energy, growth, nhs
from sim.missions.mission import Evidence, Mission, PathShape

__all__ = [
    "CRIME",
    "EDUCATION",
    "ENERGY",
    "GROWTH",
    "MISSIONS",
    "NHS",
    "N_MISSIONS",
    "Evidence",
    "Mission",
    "PathShape",
]

GROWTH = 0
ENERGY = 1
CRIME = 2
NHS = 3
EDUCATION = 4
N_MISSIONS = 5

MISSIONS: tuple[Mission, ...] = (
    growth.MISSION,
    energy.MISSION,
    crime.MISSION,
    nhs.MISSION,
    education.MISSION,
)
