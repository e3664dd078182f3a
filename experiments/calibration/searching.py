"""The waves: run some draws, learn from them, leave out what cannot be, run more.

Every draw is one of the priors', known by its number, so that each run has a known
chance of having been made and weights need no density. Three waves: the first draws as
they come; some that emulators do not rule out; and most where they expect a good fit.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.calibration.emulating import Emulator, learnt, predictions
from experiments.calibration.targets import Target, Waves
from experiments.calibration.weighing import (
    implausibility,
    inclusion,
    log_fit,
    weights_of,
)
from sim.errors import GroundswellError

type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]
type Integers = NDArray[np.int64]

_MIXED = 0.1
_WITHIN_REACH = 0.05


class Problem(NamedTuple):
    """What is to be calibrated.

    Attributes
    ----------
    names : tuple of str
        Of the beliefs that vary.
    targets : tuple of Target
    beliefs : shape (n_candidates, n_beliefs)
        Every candidate's beliefs on the scale of their priors, mean 0, variance 1.
    play : callable
        Given the numbers of some draws and the places of some targets, returns the
        draws' figures, shape (n_draws, n_targets), NaN for all other targets.
    """

    names: tuple[str, ...]
    targets: tuple[Target, ...]
    beliefs: Floats
    play: Callable[[Sequence[int], Sequence[int]], Floats]


class Wave(NamedTuple):
    """What one wave ran and taught.

    Attributes
    ----------
    draws : shape (n_draws,)
        Numbers of the draws, rising.
    figures : shape (n_draws, n_targets)
    emulators : tuple of Emulator
        Learnt from this and all earlier waves, one a fitted target; none after the
        last.
    left : float
        Share of all candidates that are still plausible by all emulators so far.
    """

    draws: Integers
    figures: Floats
    emulators: tuple[Emulator, ...]
    left: float


class Found(NamedTuple):
    """All that the waves found.

    Attributes
    ----------
    waves : tuple of Wave
    fitted : tuple of int
        Places of the targets that emulators learnt.
    out_of_reach : tuple of int
        Places of targets that hardly any draw of the priors comes near; not fitted.
    met_by_all : tuple of int
        Places of targets that all draws of the first wave meet within one standard
        deviation, so that they tell none from another; neither fitted nor run again.
    draws : shape (n_runs,)
        Of all waves.
    figures : shape (n_runs, n_targets)
    weights : shape (n_runs,)
        Sum to 1.
    chances : shape (n_runs,)
        With which each draw was to be run in one of the waves; 1 for the first.
    plausible : shape (n_runs,)
        Whether no emulator rules the draw out.
    """

    waves: tuple[Wave, ...]
    fitted: tuple[int, ...]
    out_of_reach: tuple[int, ...]
    met_by_all: tuple[int, ...]
    draws: Integers
    figures: Floats
    weights: Floats
    chances: Floats
    plausible: Flags


def search(
    problem: Problem,
    waves: Waves,
    seed: int,
    told: Callable[[int, int], None] = lambda *_: None,
) -> Found:
    """Return what three waves find.

    Parameters
    ----------
    problem : Problem
    waves : Waves
    seed : int
        Of which draws are run; no draw's own values depend on it.
    told : callable
        Called with the number of a wave and of its draws before they are run.

    Raises
    ------
    GroundswellError
        If emulators rule out every candidate, or no run fits at all.
    """
    return _Search(problem, waves, seed, told).run()


class _Search:
    """One search, while it lasts."""

    def __init__(
        self,
        problem: Problem,
        waves: Waves,
        seed: int,
        told: Callable[[int, int], None],
    ) -> None:
        self.problem, self.settings, self.told = problem, waves, told
        self.chance = np.random.default_rng(seed)
        n = len(problem.beliefs)
        self.missed = np.ones(n)  # chance that a draw has not been run
        self.was_run = np.zeros(n, np.bool_)
        self.plausible = np.ones(n, np.bool_)
        self.waves: list[Wave] = []
        self.fitted: tuple[int, ...] = ()
        self.out_of_reach: tuple[int, ...] = ()
        self.met_by_all: tuple[int, ...] = ()

    def run(self) -> Found:
        first, later, last = self.settings.draws
        n = len(self.missed)
        self._wave(np.where(np.arange(n) < first, 1.0, 0.0))
        self._learn()
        self._wave(self._chances(np.zeros(n), later))
        self._learn()
        emulators = self.waves[-1].emulators
        expected = predictions(emulators, self.problem.beliefs)
        fit = log_fit(expected, self._targets(), self._errors(emulators))
        self._wave(self._chances(fit, last))
        return self._found()

    def _chances(self, fit: Floats, wanted: int) -> Floats:
        # Draws of the wave before count too: a weight asks what chance a draw had of
        # being run in any wave, whether it was run early or late.
        open_to = self.plausible & (self.missed > 0.0)
        if not (open_to & ~self.was_run).any():
            raise GroundswellError(
                "the emulators rule out every draw of the priors that was not run: no "
                "belief brings the model near all targets at once"
            )
        return inclusion(fit, open_to, wanted, _MIXED)

    def _wave(self, chances: Floats) -> None:
        luck = self.chance.random(len(chances))
        chosen = np.flatnonzero((luck < chances) & ~self.was_run)
        self.missed *= 1.0 - chances
        self.was_run[chosen] = True
        self.told(len(self.waves) + 1, chosen.size)
        every = range(len(self.problem.targets))
        asked = [k for k in every if k not in self.met_by_all]
        figures = self.problem.play(chosen.tolist(), asked)
        left = float(self.plausible.mean())
        self.waves.append(Wave(chosen, figures, (), left))

    def _learn(self) -> None:
        draws = np.concatenate([wave.draws for wave in self.waves])
        figures = np.concatenate([wave.figures for wave in self.waves])
        if not self.fitted:
            self._choose_targets(figures)
        x = self.problem.beliefs[draws]
        emulators = tuple(self._learnt(x, figures[:, k]) for k in self.fitted)
        missed = implausibility(
            predictions(emulators, self.problem.beliefs),
            self._errors(emulators),
            self._targets(),
        )
        self.plausible &= (missed < self.settings.implausible).all(axis=1)
        self.waves[-1] = self.waves[-1]._replace(
            emulators=emulators, left=float(self.plausible.mean())
        )

    def _learnt(self, x: Floats, y: Floats) -> Emulator:
        known = ~np.isnan(y)
        return learnt(x[known], y[known])

    def _choose_targets(self, figures: Floats) -> None:
        """Fit what is within reach of the priors and tells draws apart."""
        places = [k for k, target in enumerate(self.problem.targets) if target.fitted]
        chosen = tuple(self.problem.targets[k] for k in places)
        missed = implausibility(figures[:, places], np.zeros(len(places)), chosen)
        reach = (missed < self.settings.implausible).mean(axis=0)
        is_far, is_met = reach < _WITHIN_REACH, (missed < 1.0).all(axis=0)
        named = np.array(places)
        self.out_of_reach = tuple(named[is_far].tolist())
        self.met_by_all = tuple(named[is_met].tolist())
        self.fitted = tuple(named[~is_far & ~is_met].tolist())
        if not self.fitted:
            raise GroundswellError(
                "no target tells draws of the priors apart: each is met by all, or by "
                "none"
            )

    def _targets(self) -> tuple[Target, ...]:
        return tuple(self.problem.targets[k] for k in self.fitted)

    def _errors(self, emulators: Sequence[Emulator]) -> Floats:
        return np.array([emulator.error for emulator in emulators])

    def _found(self) -> Found:
        draws = np.concatenate([wave.draws for wave in self.waves])
        figures = np.concatenate([wave.figures for wave in self.waves])
        fit = log_fit(figures[:, self.fitted], self._targets())
        if np.isneginf(fit.max()):
            raise GroundswellError("no run gives every figure that is fitted")
        chances = 1.0 - self.missed[draws]
        return Found(
            tuple(self.waves),
            self.fitted,
            self.out_of_reach,
            self.met_by_all,
            draws,
            figures,
            weights_of(fit, chances),
            chances,
            self.plausible[draws],
        )
