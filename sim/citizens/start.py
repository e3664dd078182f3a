"""How citizens begin, before the preparation of a world settles them."""

import numpy as np
from numpy.typing import NDArray

from sim.citizens.columns import Citizens, new_citizens
from sim.citizens.shown import FIRST_MISSION, HELPS, VOLUNTEERS, shown_word
from sim.compiled import kernel
from sim.draws import Stream, four_uniforms
from sim.elementary import logistic, logit
from sim.population.columns import Population
from sim.rules.joining import inclination

_START = int(Stream.START)
_CITIZEN_START = 9


@kernel
def _begin(
    c: Citizens,
    people: Population,
    beliefs: NDArray[np.void],
    seed: int,
    replicate: int,
) -> None:
    b = beliefs[0]
    n_missions = beliefs.shape[0]
    for i in range(c.trust.size):
        luck = four_uniforms(seed, replicate, _START, i, _CITIZEN_START, 0)
        more = four_uniforms(seed, replicate, _START, i, _CITIZEN_START, 1)
        civic = inclination(
            np.float64(people.resources[i]), np.float64(people.disposition[i]), 0.0, b
        )
        # The few who give most are there from the first month; the shift keeps the
        # mean near the target in spite of the spread.
        chance = logistic(logit(b.target_participation_monthly) + civic - 0.5)
        activity = 0
        if luck[0] < chance:
            activity = activity | VOLUNTEERS
        helping = b.target_any_help_monthly - b.target_participation_monthly
        if luck[1] < helping:
            activity = activity | HELPS
        for m in range(n_missions):
            draw = luck[2] if m == 4 else more[m]
            if draw < beliefs[m].coproduction_baseline:
                activity = activity | (1 << (FIRST_MISSION + m))
        volunteers = luck[0] < chance
        trust = b.trust_initial + np.float64(people.trust_offset[i])
        c.trust[i] = min(1.0, max(0.0, trust))
        c.habit[i] = b.habit_initial_active if volunteers else b.habit_initial_inactive
        c.months[i] = 1 if volunteers else 0
        c.shown[i] = shown_word(activity, b.trust_initial)
        c.next_shown[i] = c.shown[i]


def start_citizens(
    people: Population, beliefs: NDArray[np.void], seed: int, replicate: int
) -> Citizens:
    """Return citizens near the status quo's shares, without fatigue.

    Parameters
    ----------
    people : Population
    beliefs : record array, shape (5,)
    seed, replicate : int
        Key of the draws.
    """
    citizens = new_citizens(people.resources.size)
    _begin(citizens, people, beliefs, seed, replicate)
    return citizens
