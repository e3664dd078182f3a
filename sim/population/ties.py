"""Who is tied to whom: six ties along the order of an area, four at random.

Everybody has ten ties. Six join the next three citizens on either side in the order
of the area, who live near and are alike; they follow from the order and are not
stored. Four come from random matchings, two inside the area and two across the
country, and are stored: they make the world small (Watts & Strogatz 1998, "Collective
dynamics of 'small-world' networks", Nature 393, 440-442).

A matching shuffles everybody and pairs the places 0 and 1, 2 and 3, and so on. The
shuffle is a keyed bijection computed for one citizen at a time, a Feistel network on
a rectangle of places (Black & Rogaway 2002, "Ciphers with arbitrary finite domains"):
no list is sorted, so it works alike for eight people and for 54 million, in any
order and on any number of threads.
"""

import math

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, rule
from sim.draws import Stream, philox
from sim.population.assumptions import KEY_SEED

N_STORED_TIES = 4
N_AREA_MATCHINGS = 2
N_RING_TIES = 6

_REACH = 3  # how far a ring tie reaches to either side
_N_ROUNDS = 12
_LOW_WORD = 0xFFFFFFFF
_TIES = int(Stream.TIES)


@rule
def ring_neighbour(i: int, k: int, start: int, size: int) -> int:
    """Return the row at the other end of one of a citizen's six ring ties.

    Parameters
    ----------
    i : int
        The citizen's row.
    k : int, 0 to 5
        0, 1, 2: one, two, three places on; 3, 4, 5: one, two, three places back.
    start, size : int
        The first row of the citizen's area, and how many citizens it has (at least
        three; below seven ties are repeated). The order is closed to a ring.

    Examples
    --------
    >>> [ring_neighbour(12, k, 10, 8) for k in range(6)]
    [13, 14, 15, 11, 10, 17]
    """
    row = i + (k + 1 if k < _REACH else _REACH - 1 - k)
    # Adding and taking away is several times faster than a remainder.
    if row >= start + size:
        return row - size
    return row + size if row < start else row


@rule
def scrambled(word: int, key: int) -> int:
    """Return a 32-bit word whose high bits depend on all of ``word`` and ``key``.

    Notes
    -----
    The middle of the last step of MurmurHash3 (Appleby 2011, public domain). Every
    number fits in 64 bits, so plain and compiled code agree.
    """
    word = ((word ^ key) * 0x85EBCA6B) & _LOW_WORD
    word = word ^ (word >> 15)
    return (word * 0xC2B2AE35) & _LOW_WORD


@rule
def shuffled(position: int, size: int, keys: NDArray[np.int64]) -> int:
    """Return the place that a keyed shuffle of ``size`` gives to ``position``.

    Parameters
    ----------
    position : int, 0 to size - 1
    size : int, at least 1
    keys : int64, shape (12,)
        From ``shuffle_keys``.

    Returns
    -------
    int, 0 to size - 1
        Every place exactly once.

    Notes
    -----
    Places are the cells of a rectangle that just holds them. Row and column are
    shifted in turn, by an amount that depends on the other; whoever lands beyond
    the last place moves on until inside.
    """
    n_columns = math.ceil(math.sqrt(size))
    n_rows = (size + n_columns - 1) // n_columns
    place = int(position)
    while True:
        row = place // n_columns
        column = place - row * n_columns
        for k in range(0, _N_ROUNDS, 2):
            row += scrambled(column, int(keys[k])) * n_rows >> 32
            row -= n_rows if row >= n_rows else 0
            column += scrambled(row, int(keys[k + 1])) * n_columns >> 32
            column -= n_columns if column >= n_columns else 0
        place = row * n_columns + column
        if place < size:
            return place


@rule
def unshuffled(place: int, size: int, keys: NDArray[np.int64]) -> int:
    """Return the position to which ``shuffled`` gives ``place``: its inverse."""
    n_columns = math.ceil(math.sqrt(size))
    n_rows = (size + n_columns - 1) // n_columns
    position = int(place)
    while True:
        row = position // n_columns
        column = position - row * n_columns
        for k in range(_N_ROUNDS - 2, -1, -2):
            column -= scrambled(row, int(keys[k + 1])) * n_columns >> 32
            column += n_columns if column < 0 else 0
            row -= scrambled(column, int(keys[k])) * n_rows >> 32
            row += n_rows if row < 0 else 0
        position = row * n_columns + column
        if position < size:
            return position


@rule
def partner(position: int, size: int, keys: NDArray[np.int64]) -> int:
    """Return whom a random matching of ``size`` gives to ``position``.

    Symmetric: the partner's partner is oneself. Where ``size`` is odd one position
    is its own partner.
    """
    place = shuffled(position, size, keys)
    other = place ^ 1
    return unshuffled(other, size, keys) if other < size else int(position)


@kernel
def shuffle_keys(
    stream: int, agent: int, step: int, n_citizens: int
) -> NDArray[np.int64]:
    """Return the twelve words that key a shuffle, by the address of a draw.

    Returns
    -------
    int64, shape (12,), each 0 to 2**32 - 1
    """
    keys = np.empty(_N_ROUNDS, np.int64)
    for block in range(_N_ROUNDS // 4):
        w0, w1, w2, w3 = philox(agent, block, step, stream, KEY_SEED, n_citizens)
        keys[4 * block] = np.int64(w0)
        keys[4 * block + 1] = np.int64(w1)
        keys[4 * block + 2] = np.int64(w2)
        keys[4 * block + 3] = np.int64(w3)
    return keys


@kernel
def fill_ties(
    ties: NDArray[np.int32],
    area_start: NDArray[np.int64],
    first_area: int,
    stop_area: int,
) -> None:
    """Store the four random ties of every citizen of some areas.

    Parameters
    ----------
    ties : int32, shape (n_citizens, 4)
        Written: columns 0 and 1 inside the area, 2 and 3 across the country.
    area_start : int64, shape (n_areas + 1,)
    first_area, stop_area : int
        The areas to do, the last excluded.
    """
    n_citizens = len(ties)
    for k in range(N_STORED_TIES):
        national = shuffle_keys(_TIES, 0, k, n_citizens)
        for area in range(first_area, stop_area):
            start = area_start[area]
            stop = area_start[area + 1]
            if k < N_AREA_MATCHINGS:
                keys = shuffle_keys(_TIES, area, k, n_citizens)
                for i in range(start, stop):
                    ties[i, k] = start + partner(i - start, stop - start, keys)
            else:
                for i in range(start, stop):
                    ties[i, k] = partner(i, n_citizens, national)
