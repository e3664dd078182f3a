"""How near bodies are to their targets, and what that has earned or cost them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel, one_row
from sim.draws import Stream, normal
from sim.institutions.columns import N_MISSIONS, Floats
from sim.missions import MISSIONS
from sim.missions.indicators import NATION
from sim.rules.parameters import Beliefs
from sim.rules.targets import distance_past_path, next_earned, next_raise
from sim.scenario.policies import Policy

_TARGET = int(Stream.TARGET)
# An index of 100 counts like a share of 1.
_INDEX = 100.0


class Targets(NamedTuple):
    """Every mission's published figure against its path.

    Attributes
    ----------
    distance : shape (5,), share
        Past the path, by the last figure published; 0 before a run.
    raised : shape (5,), share
        By which success has raised the path.
    earned : shape (5,), share of decisions
        Local rights earned.
    luck : shape (A, 5)
        By how much a body is nearer than the nation, standard normal; fixed.
    """

    distance: Floats
    raised: Floats
    earned: Floats
    luck: Floats


@kernel
def _draw(luck: Floats, seed: int, replicate: int) -> None:
    for a in range(luck.shape[0]):
        for m in range(N_MISSIONS):
            luck[a, m] = normal(seed, replicate, _TARGET, a * N_MISSIONS + m, 0, 0)


def start_targets(n_areas: int, seed: int, replicate: int) -> Targets:
    """Return targets before a run, when every figure is on its path."""
    luck = np.zeros((n_areas, N_MISSIONS))
    _draw(luck, seed, replicate)
    return Targets(
        distance=np.zeros(N_MISSIONS),
        raised=np.zeros(N_MISSIONS),
        earned=np.zeros(N_MISSIONS),
        luck=luck,
    )


@one_row
def earn_one(m: int, targets: Targets, policy: Policy, b: Beliefs) -> None:
    """Give rights to bodies whose mission is past its path, or take them back."""
    wanted = policy.missions[1, m].earned_autonomy
    targets.earned[m] = next_earned(targets.earned[m], targets.distance[m], wanted, b)


@kernel
def earn(targets: Targets, policy: Policy, beliefs: NDArray[np.void]) -> None:
    """Give rights to bodies whose figures are past the path, or take them back."""
    for m in range(N_MISSIONS):
        earn_one(m, targets, policy, beliefs[m])


def compare_with_paths(
    targets: Targets, published: Floats, month: int, beliefs: NDArray[np.void]
) -> None:
    """Hold a month's published figures, shape (n_units, 5), against their paths."""
    is_april = month > 0 and month % 12 == 0
    for m, mission in enumerate(MISSIONS):
        figure = float(published[NATION, m])
        if np.isnan(figure):
            continue
        worth = 1.0 if mission.baseline <= 1.0 else 1.0 / _INDEX
        if not mission.higher_is_better:
            worth = -worth
        past = distance_past_path(figure, mission.path(month), worth)
        beyond = past - float(targets.raised[m])
        raised = next_raise(float(targets.raised[m]), beyond, is_april, beliefs[m])
        targets.raised[m] = raised
        targets.distance[m] = past - raised
