"""What a citizen's ties can see, packed in one 32-bit word.

A neighbour costs one read of memory, so everything that a tie may know of a person is
one word: sixteen yes-or-no bits of activity, and trust (own level taken out) in
sixteen bits. Sums over ties are sums of integers, so their order cannot matter.
"""

from sim.compiled import rule

VOLUNTEERS = 1
FIRST_MISSION = 1
HELPS = 64

# Trust less own level lies well inside -1..2; a step is 4.6e-5.
_LOWEST = -1.0
_SPAN = 3.0
_STEPS = 65535


@rule
def shown_word(activity: int, level: float) -> int:
    """Return the word that ties see.

    Parameters
    ----------
    activity : int
        Sixteen bits: ``VOLUNTEERS``, ``HELPS``, and one a mission.
    level : float in [-1, 2]
        Trust less the person's own lasting level.
    """
    steps = int((level - _LOWEST) / _SPAN * _STEPS + 0.5)
    return activity | (min(max(steps, 0), _STEPS) << 16)


@rule
def does_mission(word: int, mission: int) -> int:
    """Return 1 if the word shows the person doing a mission's part, else 0."""
    return (word >> (FIRST_MISSION + mission)) & 1


@rule
def level_steps(word: int) -> int:
    """Return the trust part of the word, in steps."""
    return word >> 16


@rule
def mean_level(total_steps: int, n_ties: int) -> float:
    """Return the mean trust, own levels taken out, of ties whose steps are summed."""
    return total_steps / (n_ties * _STEPS) * _SPAN + _LOWEST
