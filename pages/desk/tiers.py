"""How large the runs are that answer a page."""

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
    beliefs=BeliefMode.PRIOR,
    detail=Detail.REGIONS,
)
# What a page rests on when it is done: within ten seconds on two processors.
FULL = Settings(
    citizens=20_000,
    replicates=12,
    seed=SEED,
    months=MONTHS,
    beliefs=BeliefMode.PRIOR,
    detail=Detail.REGIONS,
)
# One cell of a map of conditions: many cells, so each is small.
CELL = Settings(
    citizens=3_000,
    replicates=4,
    seed=SEED,
    months=MONTHS,
    beliefs=BeliefMode.PRIOR,
    detail=Detail.REGIONS,
)
# Each set of groups of mechanisms is played, in both ways to govern.
SHARE = Settings(
    citizens=2_888,
    replicates=4,
    seed=SEED,
    months=MONTHS,
    beliefs=BeliefMode.PRIOR,
    detail=Detail.REGIONS,
)
# A town small enough to look at everybody in it.
TOWN = Settings(
    citizens=400,
    places=("E06000002",),
    replicates=1,
    seed=SEED,
    months=MONTHS,
    beliefs=BeliefMode.DEFAULT,
    detail=Detail.REGIONS,
)
