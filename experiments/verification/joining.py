"""Joining and leaving: thresholds, contagion, and what chance leaves (V1-V3, V18)."""

from collections.abc import Iterator
from itertools import pairwise
from math import comb, exp

import numpy as np
from numpy.typing import NDArray

from experiments.verification.row import EQUAL, FIVE_ERRORS, Row
from experiments.verification.worlds import (
    PLAIN,
    alike,
    complete_groups,
    england,
    inhabited,
    months,
    n_areas,
    root,
)
from sim.citizens.columns import Count
from sim.citizens.shown import VOLUNTEERS
from sim.institutions.columns import Floats
from sim.population.columns import Population
from sim.step import live
from sim.world import World

Thresholds = NDArray[np.int64]

# Everything that moves people to join or leave but those whom they know.
_NOTHING_ELSE = {
    "accept_resources": 0.0,
    "accept_disposition": 0.0,
    "accept_trust": 0.0,
    "accept_efficacy": 0.0,
    "accept_peers": 0.0,
    "accept_crowding": 0.0,
    "accept_fatigue": 0.0,
    "accept_salience": 0.0,
    "accept_good_provision": 0.0,
    "accept_habit": 0.0,
    "accept_age_35_49": 0.0,
    "self_start_chance": 0.0,
    "ask_base": 0.0,
    "ask_from_ties": 0.0,
    "ask_from_spend": 0.0,
    "ask_from_brokers": 0.0,
    "ask_from_business": 0.0,
    "quit_habit": 0.0,
    "quit_unmatched": 0.0,
    "quit_fatigue": 0.0,
    "quit_civic_slope": 0.0,
}
_CERTAIN = 100.0


def _society(
    people_of: Population | None,
    activity: Floats,
    joining: float,
    leaving: float,
    **beliefs: float,
) -> World:
    world = england(**{**_NOTHING_ELSE, **beliefs})
    people = world.people if people_of is None else people_of
    world = inhabited(world, people, activity)
    world.solved = world.solved._replace(
        joining_intercept=joining, leaving_base=leaving
    )
    return world


def _volunteering(world: World) -> NDArray[np.bool_]:
    active: NDArray[np.bool_] = (world.citizens.shown & VOLUNTEERS) != 0
    return active


def _cascade(people: Population, thresholds: Thresholds) -> NDArray[np.bool_]:
    """Return who volunteers in the end, if each waits for so many of ten ties."""
    # Half a tie below, so that no threshold lies on a possible share.
    waiting = people._replace(threshold=((thresholds - 0.5) / 10.0).astype(np.float32))
    world = _society(
        waiting,
        np.zeros(thresholds.size),
        -_CERTAIN,
        0.0,
        ask_base=_CERTAIN,
        accept_peers=2.0 * _CERTAIN,
        threshold_slope=4000.0,
    )
    before = -1
    for now in months(world, PLAIN, 200):
        live(world, now, None)
        active = _volunteering(world)
        if active.sum() == before:
            break
        before = int(active.sum())
    return _volunteering(world)


def threshold_cascades() -> Iterator[Row]:
    """Compare cascades with Granovetter's fixed point, and with a search of the graph.

    Eleven people tied to all others mix completely; larger groups cannot, for everyone
    has ten ties.
    """
    people = complete_groups(england())
    n = people.area_start.size - 1
    thresholds = np.random.default_rng(2).integers(0, 9, (n, 11))
    thresholds[0] = np.arange(11)
    thresholds[1] = [0, 2, *range(2, 11)]
    ordered = np.sort(thresholds, axis=1)
    held_up = ordered > np.arange(11)
    expected = np.where(held_up.any(axis=1), held_up.argmax(axis=1), 11)
    found = _cascade(people, thresholds.ravel()).reshape(n, 11).sum(axis=1)
    yield Row(
        "V1",
        "Granovetter: 11 people, thresholds 0 to 10, one instigator: all follow",
        11.0,
        float(found[0]),
        0.0,
        EQUAL,
    )
    yield Row(
        "V1b",
        "the same, one threshold moved from 1 to 2: one acts",
        1.0,
        float(found[1]),
        0.0,
        EQUAL,
    )
    yield Row(
        "V1c",
        f"{n} groups of 11, any thresholds: cascades off the smallest fixed point",
        0.0,
        float((found != expected).sum()),
        0.0,
        EQUAL,
    )
    yield _cascade_on_ties()


def _cascade_on_ties() -> Row:
    people = england().people
    n = int(people.area_start[-1])
    thresholds = np.random.default_rng(3).integers(0, 5, n)
    thresholds[np.random.default_rng(4).random(n) < 0.9] += 1
    ties = np.concatenate([_ring(people.area_start), people.ties], axis=1)
    active = np.zeros(n, np.bool_)
    while True:
        follows = active | (active[ties].sum(axis=1) >= thresholds)
        if (follows == active).all():
            break
        active = follows
    found = _cascade(people, thresholds)
    return Row(
        "V1d",
        f"{n} people on the actual ties, of whom {active.sum()} act in the end: who, "
        "against a search of the graph (ten ties cannot mix completely)",
        0.0,
        float((found != active).sum()),
        0.0,
        EQUAL,
    )


def _ring(area_start: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows of six ring ties: three up and three down, within the area."""
    rows = []
    for start, stop in pairwise(area_start):
        own = np.arange(stop - start)
        steps = [start + (own + step) % own.size for step in (-3, -2, -1, 1, 2, 3)]
        rows.append(np.stack(steps, axis=1))
    return np.concatenate(rows)


def _caught(share: float, hazard: float) -> float:
    """Return the chance to be asked by at least one of ten random ties."""
    return 1.0 - (1.0 - share * (1.0 - exp(-hazard / 10.0))) ** 10


def _mixing_months(
    hazard: float, leaving: float, start: float, n_months: int, size: int
) -> tuple[list[float], int]:
    """Let people change places at random each month, so that ten ties mix."""
    people = alike(england(), size)
    n = int(people.area_start[-1])
    activity = np.where(np.arange(n) < round(start * n), VOLUNTEERS, 0)
    chance = np.random.default_rng(5)
    world = _society(people, activity, _CERTAIN, leaving, ask_from_ties=hazard)
    shares = []
    for now in months(world, PLAIN, n_months):
        world.citizens.shown[:] = chance.permutation(world.citizens.shown)
        live(world, now, None)
        shares.append(float(_volunteering(world).mean()))
    return shares, n


def contagion() -> Iterator[Row]:
    """Compare joining through ties, under complete mixing, with its recursion."""
    hazard, start = 0.3, 0.1
    shares, n = _mixing_months(hazard, 0.0, start, 40, 200)
    expected = [start]
    for _ in shares:
        x = expected[-1]
        expected.append(x + (1.0 - x) * _caught(x, hazard))
    off = max(abs(a - b) for a, b in zip(shares, expected[1:], strict=True))
    yield Row(
        "V2",
        "joining through ties, nobody leaves, people change places monthly: largest "
        "distance in 40 months from x' = x + (1−x)(1−(1−x(1−e^(−h/10)))^10), the "
        "logistic map of ten independent ties",
        0.0,
        off,
        4.0 / n**0.5,
        "chance: 4/√N, about five standard errors at the steepest month",
    )
    yield _endemic()


def _endemic() -> Row:
    hazard, leaving = 0.5, 0.2
    shares, n = _mixing_months(hazard, leaving, 0.5, 140, 100)
    exact = root(lambda x: (1.0 - x) * _caught(x, hazard) - leaving * x, 0.05, 0.99)
    slope = 1e-6
    moved = [
        (1.0 - y) * _caught(y, hazard) - leaving * y for y in (exact, exact + slope)
    ]
    memory = 1.0 + (moved[1] - moved[0]) / slope
    kept = shares[40:]
    spread = (2.0 * leaving * exact / n / (1.0 - memory**2)) ** 0.5
    error = spread * ((1.0 + memory) / (1.0 - memory) / len(kept)) ** 0.5
    return Row(
        "V3",
        "joining through ties and leaving at 0.2: share that stays active, against "
        "the root of (1−x) caught(x) = 0.2 x",
        exact,
        float(np.mean(kept)),
        5.0 * error,
        FIVE_ERRORS,
    )


def sampling_variance() -> Iterator[Row]:
    """Compare how an area's volunteers scatter with the number of its citizens."""
    sizes = (8, 32, 128)
    variances = []
    n_months = 40
    for size in sizes:
        people = alike(england(), size)
        world = _society(
            people, np.zeros(int(people.area_start[-1])), 0.0, 1.0, ask_base=0.5
        )
        shares = []
        for now in months(world, PLAIN, n_months):
            world.citizens.shown[:] &= ~np.uint32(VOLUNTEERS)
            live(world, now, None)
            shares.append(world.totals.counts[:, Count.WILLING] / size)
        variances.append(float(np.var(shares, axis=0, ddof=1).mean()))
    slope = np.polyfit(np.log(sizes), np.log(variances), 1)[0]
    dof = n_areas(england()) * (n_months - 1)
    yield Row(
        "V18",
        "institutions frozen: slope of the log variance of an area's volunteers on "
        "the log number of its citizens",
        -1.0,
        float(slope),
        5.0 * (2.0 / dof) ** 0.5 * 2.0**0.5 / float(np.log(sizes[-1] / sizes[0])),
        FIVE_ERRORS,
    )


def binomial(n: int, k: int, share: float) -> float:
    """Return the chance of k among n."""
    return comb(n, k) * share**k * (1.0 - share) ** (n - k)
