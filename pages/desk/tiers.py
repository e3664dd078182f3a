"""How large the runs are that answer a page."""

from dataclasses import replace

from sim.results import Detail, Settings
from sim.scenario.beliefs import BeliefMode

MONTHS = 60
SEED = 1

# Enough for a first answer within half a second: eight citizens an area and a few more.
FIRST = Settings(
    citizens=3_000,
    replicates=2,
    seed=SEED,
    months=MONTHS,
    beliefs=BeliefMode.ACCEPTED,  # as `run` and `compare`
    detail=Detail.REGIONS,
)
# What a page rests on when it is done: within ten seconds on two processors.
FULL = replace(FIRST, citizens=20_000, replicates=12)
# Each set of groups of mechanisms is played, in both ways to govern.
SHARE = replace(FIRST, citizens=2_888, replicates=4)
# A town small enough to look at everybody in it.
TOWN = replace(
    FIRST,
    citizens=400,
    places=("E06000002",),
    replicates=1,
    beliefs=BeliefMode.DEFAULT,
)
