"""Every random number, found by its address: nothing is drawn in sequence.

A draw is addressed by (key, stream, agent, step, draw). The key is the pair
(seed, replicate); it never holds a lever, so two scenarios meet the same luck and
their difference is not blurred by chance. Philox4x32-10 turns the address into four
32-bit words at once (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as
easy as 1, 2, 3", SC'11). It is compiled for everybody: in plain Python a draw would
take an agent longer than its decision.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, rule
from sim.elementary import normal_quantile

_LOW_WORD = np.uint64(0xFFFFFFFF)
_WORD = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_TO_UNIT = 2.0**-32


class Stream(IntEnum):
    """What a draw is for. A number, once given, is never given to anything else."""

    TRAITS = 1
    LIKENESS = 2
    TIES = 3
    CITIZEN = 4
    NEED = 5
    NEED_REGION = 6
    NEED_COMMON = 7
    CENTRE_SIGNAL = 8
    LOCAL_SIGNAL = 9
    PEER = 10
    WHITEHALL = 11
    CHARITY = 12
    INCOME = 13
    CRIME = 14
    LASTING = 15
    START = 16
    BELIEF = 17
    UNION = 31
    CONTRACTOR = 32
    TARGET = 33


@rule
def philox(
    c0: int, c1: int, c2: int, c3: int, k0: int, k1: int
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return four 32-bit words for a counter of four and a key of two.

    Parameters
    ----------
    c0, c1, c2, c3 : int
        Counter words, 0 to 2**32 - 1.
    k0, k1 : int
        Key words, 0 to 2**32 - 1.

    Returns
    -------
    tuple of four np.uint64, each 0 to 2**32 - 1
    """
    # Saying that 32 bits are all lets the compiler work on many counters at once.
    x0, x1 = np.uint64(c0) & _LOW_WORD, np.uint64(c1) & _LOW_WORD
    x2, x3 = np.uint64(c2) & _LOW_WORD, np.uint64(c3) & _LOW_WORD
    key0, key1 = np.uint64(k0) & _LOW_WORD, np.uint64(k1) & _LOW_WORD
    for _ in range(10):
        low = _MULTIPLIER_0 * x0
        high = _MULTIPLIER_1 * x2
        x0 = (high >> _WORD) ^ x1 ^ key0
        x1 = high & _LOW_WORD
        x2 = (low >> _WORD) ^ x3 ^ key1
        x3 = low & _LOW_WORD
        key0 = (key0 + _WEYL_0) & _LOW_WORD
        key1 = (key1 + _WEYL_1) & _LOW_WORD
    return x0, x1, x2, x3


@rule
def unit(word: int | np.integer) -> float:
    """Return the number in (0, 1) that a 32-bit word stands for."""
    return (np.float64(word) + 0.5) * _TO_UNIT


@kernel
def fill_words(
    words: NDArray[np.uint32],
    seed: int,
    replicate: int,
    stream: int,
    first_agent: int,
    n_agents: int,
    step: int,
    first_block: int,
) -> None:
    """Draw for many agents at once, several times faster than one by one.

    Parameters
    ----------
    words : uint32, shape (4 * n_blocks, at least n_agents)
        Written: row ``4 * k + lane`` holds that draw of block ``first_block + k`` of
        every agent; see :func:`unit` and :func:`four_uniforms`.
    seed, replicate, stream, step : int
        As for :func:`four_uniforms`.
    first_agent, n_agents : int
        The agents follow one another.
    first_block : int
    """
    for k in range(words.shape[0] // 4):
        w0, w1 = words[4 * k], words[4 * k + 1]
        w2, w3 = words[4 * k + 2], words[4 * k + 3]
        block = first_block + k
        for j in range(n_agents):
            agent = first_agent + j
            x0, x1, x2, x3 = philox(agent, block, step, stream, seed, replicate)
            w0[j] = np.uint32(x0)
            w1[j] = np.uint32(x1)
            w2[j] = np.uint32(x2)
            w3[j] = np.uint32(x3)


@kernel
def four_uniforms(
    seed: int, replicate: int, stream: int, agent: int, step: int, block: int
) -> tuple[float, float, float, float]:
    """Return four numbers in (0, 1): draws ``4 * block`` to ``4 * block + 3``.

    Parameters
    ----------
    seed, replicate : int
        The key, each 0 to 2**32 - 1.
    stream : int
        A ``Stream``.
    agent : int
        The row of whoever draws, 0 to 2**32 - 1.
    step : int
        The month, 0 to 2**32 - 1.
    block : int
        Which four of this agent's draws in this stream and month.
    """
    w0, w1, w2, w3 = philox(agent, block, step, stream, seed, replicate)
    return unit(w0), unit(w1), unit(w2), unit(w3)


@kernel
def four_normals(
    seed: int, replicate: int, stream: int, agent: int, step: int, block: int
) -> tuple[float, float, float, float]:
    """Return four standard normal numbers, of the draws of :func:`four_uniforms`."""
    u0, u1, u2, u3 = four_uniforms(seed, replicate, stream, agent, step, block)
    return (
        normal_quantile(u0),
        normal_quantile(u1),
        normal_quantile(u2),
        normal_quantile(u3),
    )


@kernel
def uniform(
    seed: int, replicate: int, stream: int, agent: int, step: int, draw: int
) -> float:
    """Return one number in (0, 1) by its address; see ``four_uniforms``."""
    u0, u1, u2, u3 = four_uniforms(seed, replicate, stream, agent, step, draw // 4)
    lane = draw % 4
    if lane == 0:
        return u0
    if lane == 1:
        return u1
    if lane == 2:
        return u2
    return u3


@kernel
def normal(
    seed: int, replicate: int, stream: int, agent: int, step: int, draw: int
) -> float:
    """Return one standard normal number by its address; see ``four_uniforms``."""
    return normal_quantile(uniform(seed, replicate, stream, agent, step, draw))
