"""What a citizen's ties can see, packed in one 32-bit word.

A neighbour costs one read of memory, so everything that a tie may know of a person is
one word: sixteen yes-or-no bits of activity, and trust (own level taken out) in
sixteen bits. Sums over ties are sums of integers, so their order cannot matter.

Bit 0 volunteers formally, bits 1 to 5 does the part of missions 0 to 4, bit 6 helps
informally, bit 11 protests; the rest are free. What is counted of ten ties stands at
least five bits apart, so that adding up masked words counts all three at once.
"""

from sim.compiled import rule

VOLUNTEERS = 1
FIRST_MISSION = 1
HELPS = 1 << 6
PROTESTS = 1 << 11
_COUNTED = VOLUNTEERS | HELPS | PROTESTS
_COUNT_MASK = 31

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
        Sixteen bits: ``VOLUNTEERS``, ``HELPS``, ``PROTESTS``, and one a mission.
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
def counted(word: int) -> int:
    """Return the bits of the word that are counted over ties, to be added up."""
    return word & _COUNTED


@rule
def n_volunteering(total: int) -> int:
    """Return how many ties volunteer, from their :func:`counted` words' sum."""
    return total & _COUNT_MASK


@rule
def n_helping(total: int) -> int:
    """Return how many ties help informally, from the same sum."""
    return (total >> 6) & _COUNT_MASK


@rule
def n_protesting(total: int) -> int:
    """Return how many ties protest, from the same sum."""
    return total >> 11


@rule
def level_steps(word: int) -> int:
    """Return the trust part of the word, in steps."""
    return word >> 16


@rule
def mean_level(total_steps: int, n_ties: int) -> float:
    """Return the mean trust, own levels taken out, of ties whose steps are summed."""
    return total_steps / (n_ties * _STEPS) * _SPAN + _LOWEST
