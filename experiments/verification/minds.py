"""Trust and doing one's part among ties (V4, V5)."""

from collections.abc import Iterator
from math import exp

import numpy as np
from numpy.typing import NDArray

from experiments.verification.joining import binomial
from experiments.verification.row import FIVE_ERRORS, Row
from experiments.verification.worlds import (
    PLAIN,
    alike,
    complete_groups,
    england,
    inhabited,
    months,
)
from sim.citizens.shown import FIRST_MISSION, shown_word
from sim.institutions.columns import N_MISSIONS
from sim.population.columns import Population
from sim.step import live
from sim.world import World

# Trust that ties see comes in steps of 3 / 65535.
_STEP = 3.0 / 65535.0


def averaging_of_trust() -> Iterator[Row]:
    """Compare trust under ties alone with averaging on a symmetric graph (DeGroot)."""
    world = england(trust_rate=0.0, trust_tie_rate=0.5)
    n = world.people.age.size
    same = np.zeros(n, np.float32)
    world = inhabited(world, world.people._replace(trust_offset=same), np.zeros(n))
    start = np.random.default_rng(6).uniform(0.2, 0.8, n).astype(np.float32)
    world.citizens.trust[:] = start
    world.citizens.shown[:] = [shown_word(0, float(level)) for level in start]
    n_months = 200
    for now in months(world, PLAIN, n_months):
        live(world, now, None)
    trust = world.citizens.trust.astype(np.float64)
    blur = 0.5 * _STEP / 12.0**0.5 * (n_months / n) ** 0.5
    yield Row(
        "V4",
        f"trust moved by ties alone, {n_months} months: its mean is conserved",
        float(start.astype(np.float64).mean()),
        float(trust.mean()),
        5.0 * blur + 2e-6 * n**-0.5 * n_months,
        "ties see trust in steps of 4.6e-5: five standard errors of their rounding, "
        "and 32-bit columns",
    )
    yield Row(
        "V4b",
        "the same: everyone ends at the mean of the beginning, largest distance",
        0.0,
        float(np.abs(trust - trust.mean()).max()),
        5.0 * _STEP,
        "five of the steps in which ties see trust: less than one is not seen at all",
    )


def _doers(people: Population, share: float, steepness: float, often: float) -> World:
    world = england(
        coproduction_trust=0.0,
        coproduction_resources=0.0,
        coproduction_voice=0.0,
        coproduction_information=0.0,
        coproduction_crowding_cost=0.0,
        coproduction_energy_cost=0.0,
        coproduction_main_bonus=0.0,
        coproduction_second_bonus=0.0,
        coproduction_reconsider=often,
        coproduction_peers=steepness,
    )
    does = np.random.default_rng(7).random((people.age.size, N_MISSIONS)) < share
    activity: NDArray[np.int64] = (does << (FIRST_MISSION + np.arange(N_MISSIONS))).sum(
        axis=1
    )
    world = inhabited(world, people, activity)
    world.solved = world.solved._replace(doing_intercept=np.zeros(N_MISSIONS))
    world.usual = world.usual._replace(doing=np.full(N_MISSIONS, 0.5))
    return world


def _shares(world: World, size: int) -> NDArray[np.float64]:
    """Return the share of each area's people who do each mission's part."""
    does = world.citizens.shown[:, None] >> (FIRST_MISSION + np.arange(N_MISSIONS)) & 1
    shares: NDArray[np.float64] = does.reshape(-1, size, N_MISSIONS).mean(axis=1)
    return shares


def imitation() -> Iterator[Row]:
    """Compare doing as one's ties do with the voter model, as far as the rule allows.

    The chance is logistic in the share of ties, never equal to it: the steepest
    tangent, four, makes it the voter's at one half, where its mean must not move.
    """
    steepness = 4.0
    world = _doers(complete_groups(england()), 0.5, steepness, 0.2)
    for now in months(world, PLAIN, 24):
        live(world, now, None)
    shares = _shares(world, 11).ravel()
    yield Row(
        "V5",
        f"{shares.size} groups of 11 who do as their ties do, 24 months: the mean "
        "share stays one half (voter model at its symmetric point)",
        0.5,
        float(shares.mean()),
        5.0 * float(shares.std(ddof=1)) / shares.size**0.5,
        FIVE_ERRORS,
    )
    yield _one_month(steepness)


def _one_month(steepness: float) -> Row:
    often, share, size = 0.1, 0.2, 100
    people = alike(england(), size)
    world = _doers(people, share, steepness, often)
    live(world, months(world, PLAIN, 1)[0], None)
    shares = _shares(world, size)
    follows = sum(
        binomial(10, k, share) / (1.0 + exp(-steepness * (k / 10.0 - 0.5)))
        for k in range(11)
    )
    exact = (1.0 - often) * share + often * follows
    return Row(
        "V5b",
        "one month from 20% who do their part, a tenth reconsidering: the binomial "
        "mean of the logistic chance",
        exact,
        float(shares.mean()),
        5.0 * (exact * (1.0 - exact) / (shares.size * size)) ** 0.5,
        FIVE_ERRORS,
    )
