"""What would flip a finding: the smallest change of beliefs that reverses a ranking.

Distances are in units of a prior's spread: a belief moved by 1 goes as far as from a
prior's median to its 84th percentile. A change of several has the length of all their
moves together (the root of the sum of squares).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, rankdata

from experiments.questions.playing import Asked, draws_of
from sim.scenario.beliefs import Belief, BeliefValue, declared_beliefs, default_beliefs
from sim.scenario.names import MISSIONS

type Floats = NDArray[np.float64]

_N_PILOT = 48
_N_CANDIDATES = 6
_FURTHEST = 2.5
_N_HALVINGS = 5
_EDGE = 1e-6


class Move(NamedTuple):
    """A change of beliefs that reverses a ranking.

    Attributes
    ----------
    distance : float
        Length, in units of the priors' spread.
    beliefs : dict of str to float
        How far each belief is moved, in the same unit.
    values : dict of str to (float, float)
        Its value before and after, in its own unit, for the mission asked about.
    gain : float
        What the second scenario gains there, in the outcome's unit.
    confirmed : float
        The same with luck that the search did not see.
    """

    distance: float
    beliefs: dict[str, float]
    values: dict[str, tuple[float, float]]
    gain: float
    confirmed: float


class Flips(NamedTuple):
    """What would flip a finding.

    Attributes
    ----------
    gain : float
        At the defaults of all beliefs, mean over luck; more is better.
    error : float
        Its Monte Carlo standard error.
    moves : tuple of Move
        That reverse its sign, the smallest first; empty if none was found.
    tried : tuple of str
        Beliefs that were moved.
    n_runs : int
    """

    gain: float
    error: float
    moves: tuple[Move, ...]
    tried: tuple[str, ...]
    n_runs: int


def what_would_flip(asked: Asked, replicates: int = 6) -> Flips:
    """Return the smallest changes of beliefs that reverse a difference.

    Parameters
    ----------
    asked : Asked
    replicates : int
        Luck over which each point is averaged.

    Notes
    -----
    Draws of the priors show which beliefs the difference follows; each of these is
    then moved alone, and all together along the steepest descent, by bisection with
    real runs. What was found is confirmed with other luck. It is the smallest found,
    not proven to be the smallest there is.
    """
    with asked:  # one point follows from another, so its workers wait for the next
        search = _Search(asked, replicates)
        own = search.at({}, spread=True)
        gain, error = float(own.mean()), float(own.std(ddof=1) / len(own) ** 0.5)
        names = search.candidates()
        slopes = search.slopes(names)
        directions = [{name: _towards(slopes[name], gain)} for name in names]
        directions.append(_steepest(slopes, gain))
        moves = [
            move
            for direction in directions
            if (move := search.along(direction, gain)) is not None
        ]
    ordered = tuple(sorted(moves, key=lambda move: move.distance))
    return Flips(gain, error, ordered, tuple(names), len(asked.runs))


def _towards(slope: float, gain: float) -> float:
    """Return the side on which a difference comes nearer to 0."""
    return -1.0 if slope * gain > 0.0 else 1.0


def _steepest(slopes: Mapping[str, float], gain: float) -> dict[str, float]:
    length = float(np.sqrt(sum(slope**2 for slope in slopes.values())))
    side = -1.0 if gain > 0.0 else 1.0
    return {name: side * slope / (length or 1.0) for name, slope in slopes.items()}


class _Search:
    """Points in the space of beliefs, and what is gained there."""

    def __init__(self, asked: Asked, replicates: int) -> None:
        self.asked, self.luck = asked, list(range(replicates))
        self.mission = MISSIONS.index(asked.mission) if asked.mission else 0

    def at(
        self, moves: Mapping[str, float], *, spread: bool = False, fresh: bool = False
    ) -> Floats:
        """Return the gain under moved beliefs: mean over luck, or each with spread."""
        values = moved_beliefs(moves)
        luck = [len(self.luck) + r for r in self.luck] if fresh else self.luck
        found = self.asked.gains([values] * len(luck), luck)
        return found if spread else np.array([found.mean()])

    def mean(self, moves: Mapping[str, float], *, fresh: bool = False) -> float:
        return float(self.at(moves, fresh=fresh)[0])

    def candidates(self) -> list[str]:
        """Return the beliefs whose draws go most with the gain."""
        pilot = list(range(_N_PILOT))
        drawn = draws_of(self.asked.design.seed, pilot)
        gains = rankdata(self.asked.gains(drawn, pilot))
        scores = {}
        fixed = {
            f.name for f in (*self.asked.before.beliefs, *self.asked.after.beliefs)
        }
        for name, belief in declared_beliefs().items():
            if belief.is_constant or name in fixed:
                continue
            own = np.array(
                [_of_mission(values[name], self.mission) for values in drawn]
            )
            if np.ptp(own) > 0.0:
                ranks = rankdata(own)
                scores[name] = abs(float(np.corrcoef(ranks, gains)[0, 1]))
        return sorted(scores, key=lambda name: -scores[name])[:_N_CANDIDATES]

    def slopes(self, names: list[str]) -> dict[str, float]:
        """Return by how much the gain rises per unit of spread, from both sides."""
        return {n: (self.mean({n: 1.0}) - self.mean({n: -1.0})) / 2.0 for n in names}

    def along(self, direction: Mapping[str, float], gain: float) -> Move | None:
        """Return where a straight line first meets the other sign, or None."""

        def moved(length: float) -> dict[str, float]:
            return {name: length * part for name, part in direction.items()}

        low, high = 0.0, _FURTHEST
        if not any(direction.values()) or self.mean(moved(high)) * gain > 0.0:
            return None
        for _ in range(_N_HALVINGS):
            middle = (low + high) / 2.0
            if self.mean(moved(middle)) * gain > 0.0:
                low = middle
            else:
                high = middle
        moves = moved(high)
        before, after = default_beliefs(), moved_beliefs(moves)
        values = {
            name: (
                _of_mission(before[name], self.mission),
                _of_mission(after[name], self.mission),
            )
            for name in moves
        }
        confirmed = self.mean(moves, fresh=True)
        return Move(high, moves, values, self.mean(moves), confirmed)


def moved_beliefs(moves: Mapping[str, float]) -> dict[str, BeliefValue]:
    """Return the default of every belief, some moved.

    Parameters
    ----------
    moves : mapping
        By how many units of its prior's spread each belief is moved; where missions
        differ, each from its own default.
    """
    declared = declared_beliefs()
    values = default_beliefs()
    for name, move in moves.items():
        belief = declared[name]
        a, b, c, d, e = (_moved(belief, m, move) for m in range(len(MISSIONS)))
        values[name] = a if belief.is_one_number else (a, b, c, d, e)
    return values


def _moved(belief: Belief, mission: int, move: float) -> float:
    if belief.priors[mission] is None:
        return belief.defaults[mission]
    start = float(norm.ppf(_share_of(belief, mission)))
    inside = min(max(float(norm.cdf(start + move)), _EDGE), 1.0 - _EDGE)
    return belief.value_at(inside, mission)


def _share_of(belief: Belief, mission: int) -> float:
    """Return the share of a prior that lies below the default, by bisection."""
    low, high = _EDGE, 1.0 - _EDGE
    wanted = belief.defaults[mission]
    for _ in range(50):
        middle = (low + high) / 2.0
        if belief.value_at(middle, mission) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def _of_mission(value: BeliefValue, mission: int) -> float:
    return value[mission] if isinstance(value, tuple) else value
