"""Directions that must hold in every draw, and effects that must be absent (V20)."""

from collections.abc import Iterator

import numpy as np

from experiments.verification.laws import played
from experiments.verification.row import Row
from experiments.verification.worlds import PLAIN, believing, drawn, england
from sim.citizens.columns import Count
from sim.scenario.scenario import Scenario
from sim.world import World

_N_DRAWS = 20
_MONTHS = 2
_COUNTED = "exact: a count; seeds are fixed"


def _country(draw: int) -> World:
    return drawn(england(), draw)


def _people(world: World, count: Count, scenario: Scenario = PLAIN) -> int:
    return int(played(world, scenario, _MONTHS).totals.counts[:, count].sum())


def participation() -> Iterator[Row]:
    """Hold who takes part against what must move people, draw by draw."""
    asked = trusting = placed = 0
    more_places = PLAIN.with_levers({"missions.default.matching": 1.5})
    for draw in range(_N_DRAWS):
        usual = _country(draw)
        asks = usual.beliefs["ask_from_spend"].copy()
        # Beyond the prior, so that a few thousand adults show it in two months.
        louder = believing(_country(draw), ask_from_spend=asks + 0.2)
        happier = believing(_country(draw), accept_trust=1.0)
        sadder = believing(_country(draw), accept_trust=1.0)
        happier.citizens.trust[:] = np.minimum(1.0, happier.citizens.trust + 0.2)
        few = _country(draw)
        for world in (few, other := _country(draw)):
            world.bodies.unmatched[:] = 0.5
            world.usual.matched_share[:] = 0.9
        placed_now = _people(few, Count.VOLUNTEERED)
        asked += _people(louder, Count.WILLING) < _people(usual, Count.WILLING)
        trusting += _people(happier, Count.WILLING) < _people(sadder, Count.WILLING)
        placed += _people(other, Count.VOLUNTEERED, more_places) < placed_now
    for name, what, found in (
        ("V20", "more asking, fewer volunteers", asked),
        ("V20b", "more trust, fewer volunteers", trusting),
        ("V20c", "better matching, fewer placed", placed),
    ):
        yield Row(
            name, f"{what}: draws in {_N_DRAWS}", 0.0, float(found), 0.0, _COUNTED
        )


def _central() -> Scenario:
    return PLAIN.with_levers(
        {"missions.default.autonomy": 0.0, "national.whitehall_dispute": 0.0}
    )


def _knowing(world: World, **beliefs: float) -> World:
    world = believing(world, **beliefs)
    world.departments.rights[:] = 0.0
    return world


def knowledge() -> Iterator[Row]:
    """Hold fit against the noise of those who decide, and of those who do not."""
    wrong = 0
    for draw in range(10):
        fits = [
            float(
                played(
                    _knowing(_country(draw), centre_noise=noise), _central(), 18
                ).bodies.fit.mean()
            )
            for noise in (0.05, 2.0)
        ]
        wrong += fits[1] >= fits[0]
    yield Row(
        "V20d",
        "a centre that decides all and sees worse fits better: draws in 10",
        0.0,
        float(wrong),
        0.0,
        _COUNTED,
    )
    moved = []
    for noise in (0.1, 2.0):
        world = _knowing(england(voice_to_centre=0.0), local_noise=noise)
        moved.append(played(world, _central(), 6).bodies.stock)
    yield Row(
        "V20e",
        "places that decide nothing see worse: largest change of any outcome",
        0.0,
        float(np.abs(moved[1] - moved[0]).max()),
        0.0,
        "exact: what places believe must not enter at all",
    )
    yield _rights_alone()


_WITHOUT_DIFFERENCE = {
    "heterogeneity": 0.0,
    "spillover": 0.0,
    "autonomy_motivation": 0.0,
    "scale_economies": 0.0,
    "local_noise": 0.0,
    "centre_noise": 0.0,
    "local_bias": 0.0,
    "centre_bias": 0.0,
    "drift": 0.0,
    "mixing_cost": 0.0,
    "split_cost": 0.0,
    "transition_loss": 0.0,
    "transition_money": 0.0,
    "transition_centre_loss": 0.0,
    "transition_local_loss": 0.0,
    "incoherence_scale": 0.0,
    "convening_threshold": 0.0,
    "council_veto": 0.0,
    "crowding_contract_weight": 0.0,
    "heard_contract_censorship": 0.0,
    "uncertainty_rights": 0.0,
    "trust_broken_promise": 0.0,
    "voice_capture": 0.0,
}


def _agreed(world: World) -> World:
    """Return a world in which everybody knows and does what is best."""
    bodies, d = world.bodies, world.departments
    d.plan[:] = d.common
    d.seen[:] = d.common
    for column in (bodies.best, bodies.belief, bodies.next_belief, bodies.practice):
        column[:] = d.common
    world.businesses.known_plan[:] = d.common
    return world


def _rights_alone() -> Row:
    stocks = []
    for rights in (0.0, 0.95):
        world = _agreed(england(**_WITHOUT_DIFFERENCE))
        levers = {"missions.default.autonomy": rights}
        stocks.append(played(world, PLAIN.with_levers(levers), 12).bodies.stock)
    return Row(
        "V20f",
        "no difference of need, no error, no spillover, no cost of change: largest "
        "effect of who decides on any outcome in a year",
        0.0,
        float(np.abs(stocks[1] - stocks[0]).max()),
        1e-9,
        "rounding: plans and beliefs are added up in another order",
    )
