"""Candidates: numbered draws of the priors, from which all runs are chosen."""

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.draws import Stream, uniform
from sim.scenario.accepted import columns_of
from sim.scenario.beliefs import declared_beliefs, draw_beliefs
from sim.scenario.names import MISSIONS

type Floats = NDArray[np.float64]

_STREAM = int(Stream.BELIEF)


class Luck(NamedTuple):
    """A number that is drawn: of one belief, for one mission or for all.

    Attributes
    ----------
    name : str
        ``spin``, or ``spillover.nhs``.
    agent, draw : int
        Its address; see :func:`sim.scenario.beliefs.draw_beliefs`.
    """

    name: str
    agent: int
    draw: int


def lucks() -> tuple[Luck, ...]:
    """Return every number that a draw of the priors draws, in the order of beliefs."""
    found = []
    for belief in declared_beliefs().values():
        agent = crc32(belief.name.encode())
        if belief.is_constant:
            continue
        if belief.is_one_number or belief.shared:
            found.append(Luck(belief.name, agent, 0))
            continue
        found += [
            Luck(f"{belief.name}.{mission}", agent, m)
            for m, mission in enumerate(MISSIONS)
            if belief.priors[m] is not None
        ]
    return tuple(found)


def beliefs_of(seed: int, n_draws: int) -> Floats:
    """Return where the first draws lie in each prior, shape (n_draws, n_lucks).

    On the scale of its prior every number is uniform, whatever its own form: here with
    mean 0 and variance 1.
    """
    numbers = lucks()
    found = np.empty((n_draws, len(numbers)))
    _fill(
        seed,
        np.array([luck.agent for luck in numbers], np.int64),
        np.array([luck.draw for luck in numbers], np.int64),
        found,
    )
    return np.asarray(np.sqrt(12.0) * (found - 0.5))


@kernel
def _fill(
    seed: int, agents: NDArray[np.int64], draws: NDArray[np.int64], out: Floats
) -> None:
    for r in range(out.shape[0]):
        for k in range(agents.size):
            out[r, k] = uniform(seed, r, _STREAM, agents[k], 0, draws[k])


def values_of(seed: int, draws: Sequence[int]) -> Floats:
    """Return the beliefs of draws of the priors, shape (n_draws, n_columns).

    Columns are those of the table of accepted draws, in its order.
    """
    columns = columns_of(declared_beliefs().values())
    found = np.empty((len(draws), len(columns)))
    for k, r in enumerate(draws):
        drawn = draw_beliefs(seed, r)
        for n, column in enumerate(columns):
            value = drawn[column.belief.name]
            own = value[column.missions[0]] if isinstance(value, tuple) else value
            found[k, n] = own
    return found
