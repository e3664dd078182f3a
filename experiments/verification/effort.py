"""Effort under targets, and the effort lost at borders (V7, V8, V11)."""

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from experiments.verification.row import ROUNDING, Row
from experiments.verification.worlds import root
from sim.rules.effort import measured_effort, motivation, unmeasured_effort
from sim.rules.parameters import Beliefs
from sim.rules.production import effort_that_fits, state_input
from sim.scenario.beliefs import (
    BeliefValues,
    belief_rows,
    default_beliefs,
    draw_beliefs,
)

_N_DRAWS = 40
_PRESSURES = (0.0, 0.3, 0.9)
_RIGHTS = (0.05, 0.8)


def _drawn_missions() -> list[Beliefs]:
    """Return the beliefs of every mission in some draws, as rules read them."""
    found: list[Beliefs] = []
    for r in range(_N_DRAWS):
        found.extend(_missions(draw_beliefs(1, r)))
    return found


def _missions(values: BeliefValues) -> list[Beliefs]:
    rows: NDArray[np.void] = belief_rows(values)
    return [rows[m] for m in range(rows.size)]


def _changed(b: Beliefs, **values: float) -> Beliefs:
    rows = np.array([b])
    for name, value in values.items():
        rows[name] = value
    changed: Beliefs = rows.view(np.recarray)[0]
    return changed


def _off_the_optimum(stake: float, own: float, b: Beliefs) -> float:
    """Return by how much effort misses the conditions of Kuhn and Tucker."""
    e1 = float(measured_effort(stake, own, b))
    e2 = float(unmeasured_effort(stake, own, b))
    w, g = b.measurability, b.effort_substitution
    gain_1 = stake + own * w - e1 - g * e2
    gain_2 = own * (1.0 - w) - e2 - g * e1
    off = max(0.0, -e1, -e2)
    for effort, gain in ((e1, gain_1), (e2, gain_2)):
        off = max(off, abs(gain) if effort > 0.0 else gain)
    return float(off)


def efforts() -> Iterator[Row]:
    """Compare effort with the optimum of the multitask problem, over the prior."""
    worst = 0.0
    corners = 0
    for b, pressure, rights in product(_drawn_missions(), _PRESSURES, _RIGHTS):
        own = motivation(pressure, rights, 0.0, b)
        stake = b.stakes * pressure
        worst = max(worst, _off_the_optimum(stake, own, b))
        corners += unmeasured_effort(stake, own, b) == 0.0
    cases = _N_DRAWS * 5 * len(_PRESSURES) * len(_RIGHTS)
    yield Row(
        "V7",
        f"Holmström-Milgrom: Kuhn-Tucker conditions of both efforts, {cases} cases "
        f"over the prior, {corners} of them at a corner",
        0.0,
        worst,
        1e-12,
        ROUNDING,
    )
    # No measured effort at all needs no stake, and a task hard to see.
    b = _changed(_missions(default_beliefs())[0], measurability=0.3)
    b = _changed(b, effort_substitution=0.7)
    yield Row(
        "V7b",
        "the other corner, no stake, w = 0.3, g = 0.7: no measured effort",
        0.0,
        float(measured_effort(0.0, 1.0, b)) + _off_the_optimum(0.0, 1.0, b),
        1e-12,
        ROUNDING,
    )
    yield _direction()


def _direction() -> Row:
    wrong = 0
    for b, rights in product(_drawn_missions(), _RIGHTS):
        w, g = b.measurability, b.effort_substitution
        undisturbed = motivation(0.0, rights, 0.0, b)
        fall = g * b.stakes + undisturbed * b.motivation_crowding * (1.0 - w - g * w)
        efforts = [
            unmeasured_effort(b.stakes * p, motivation(p, rights, 0.0, b), b)
            for p in (0.10, 0.11)
        ]
        if min(efforts) > 0.0 and abs(fall) > 1e-9:
            wrong += (efforts[1] < efforts[0]) != (fall > 0.0)
    return Row(
        "V7c",
        "unmeasured effort falls with pressure exactly where g stake + m c (w2 − g w1) "
        "> 0: cases over the prior with the other sign",
        0.0,
        float(wrong),
        0.0,
        "exact: a count of signs",
    )


def corner_of_unmeasured_effort() -> Iterator[Row]:
    """Compare the pressure at which unmeasured effort ends with its closed form."""
    worst = 0.0
    cases = 0
    for b, rights in product(_drawn_missions()[:100], _RIGHTS):
        w, g = b.measurability, b.effort_substitution
        undisturbed = motivation(0.0, rights, 0.0, b)
        left = 1.0 - w - g * w
        steep = g * b.stakes + undisturbed * b.motivation_crowding * left
        if left <= 0.0 or steep <= 0.0:
            continue
        exact = undisturbed * left / steep
        # Beyond it the floor of motivation would be felt.
        if motivation(1.01 * exact, rights, 0.0, b) <= b.motivation_floor:
            continue
        found = root(_effort_ended(b, rights), 0.0, 1.01 * exact)
        worst = max(worst, abs(found - exact) / exact)
        cases += 1
    yield Row(
        "V8",
        f"pressure at which unmeasured effort ends, {cases} cases over the prior: "
        "largest relative distance from m (w2 − g w1) / (g stake + m c (w2 − g w1))",
        0.0,
        worst,
        1e-9,
        "rounding, magnified where the crossing is flat",
    )


def _effort_ended(b: Beliefs, rights: float) -> Callable[[float], float]:
    """Return what is above zero where there is no unmeasured effort."""

    def ended(pressure: float) -> float:
        own = motivation(pressure, rights, 0.0, b)
        return 1e-15 - unmeasured_effort(b.stakes * pressure, own, b)

    return ended


def spillover_crossing() -> Iterator[Row]:
    """Compare the spillover at which the centre draws level with its closed form."""
    rights, fits = 0.8, (0.75, 0.65)
    worst = 0.0
    for b in _missions(default_beliefs()):
        alone = _changed(b, effort_substitution=0.0, parochialism=1.0)
        once = 1.0 + b.scale_economies
        given = (1.0 + b.scale_economies * (1.0 - rights)) * (
            1.0 + b.autonomy_motivation * rights
        )
        exact = (1.0 - once * fits[1] / (given * fits[0])) / rights

        def ahead(spill: float, alone: Beliefs = alone) -> float:
            here = _changed(alone, spillover=spill)
            return _made(0.0, fits[1], here) - _made(rights, fits[0], here)

        worst = max(worst, abs(root(ahead, 0.0, 0.9) - exact))
    yield Row(
        "V11",
        "spillover at which local and central state input are equal, no targets, "
        "local fit 0.75 against 0.65: largest distance over missions from "
        "[1 − (1+s) f_c / ((1+s(1−A)) (1+a A) f_l)] / A",
        0.0,
        worst,
        1e-9,
        ROUNDING,
    )


def _made(rights: float, fit: float, b: Beliefs) -> float:
    own = motivation(0.0, rights, 0.0, b)
    fitting = effort_that_fits(
        measured_effort(0.0, own, b), unmeasured_effort(0.0, own, b), fit, b
    )
    return float(state_input(1.0, fitting, rights, b))
