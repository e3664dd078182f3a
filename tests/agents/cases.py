"""Random worlds for the two engines, and what it means that they agree."""

from dataclasses import dataclass

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from sim.agenda import agenda
from sim.errors import InputError
from sim.model import MissionModel
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.snapshot import Snapshot
from sim.outcomes.units import unit_means
from sim.population.places import load_places
from sim.population.synthesis import build_population
from sim.prepare import prepare
from sim.scenario.beliefs import BeliefMode, belief_rows, resolve
from sim.scenario.catalogue import LeverSet, mission_levers, national_levers
from sim.scenario.event import Kind
from sim.scenario.events import KINDS
from sim.scenario.mechanisms import mechanism_names
from sim.scenario.names import MISSIONS, REGION_CODES
from sim.scenario.scenario import Scenario
from sim.step import step_month
from sim.world import World

CODES = tuple(str(code) for code in load_places().code)
LEAST_AN_AREA = 8
# Of the way from the least to the most citizens: whole numbers would mostly be small.
SIZES = (0.0, 0.03, 0.1, 0.3, 0.6, 1.0)
GROUPS = (
    "citizens",
    "areas",
    "bodies",
    "hosts",
    "departments",
    "centre",
    "businesses",
    "unions",
    "contractors",
    "targets",
    "indicators",
    "around",
    "totals",
    "usual",
)


def numbers(levers: LeverSet) -> dict[str, tuple[float, float]]:
    """Return the bounds of levers that are one number."""
    return {
        path[0]: (lever.quantity.low, lever.quantity.high)
        for path, lever in levers.levers.items()
        if len(path) == 1 and path[0] not in ("budget_neutral", "reporting_delay")
    }


@st.composite
def some(draw: st.DrawFn, levers: LeverSet) -> dict[str, float]:
    bounds = numbers(levers)
    names = draw(st.sets(st.sampled_from(sorted(bounds)), max_size=8))
    return {name: draw(st.floats(*bounds[name])) for name in sorted(names)}


@st.composite
def an_event(draw: st.DrawFn, kind: Kind, months: int) -> dict[str, object]:
    event: dict[str, object] = {
        "kind": kind.name,
        "start": draw(st.integers(1, months)),
    }
    if "months" in kind.fields:
        event["months"] = draw(st.integers(1, 12))
    if "size" in kind.fields:
        event["size"] = draw(st.floats(kind.sizes.low, min(kind.sizes.high, 3.0)))
    if "missions" in kind.fields:
        event["missions"] = sorted(
            draw(st.sets(st.sampled_from(MISSIONS), min_size=1)), key=MISSIONS.index
        )
    if "regions" in kind.fields:
        event["regions"] = sorted(
            draw(st.sets(st.sampled_from(REGION_CODES), min_size=1))
        )
    if "set" in kind.fields:
        event["set"] = {
            f"missions.default.{name}": value
            for name, value in draw(some(mission_levers())).items()
        }
    return event


@st.composite
def scenarios(draw: st.DrawFn, months: int) -> Scenario:
    """Return a scenario with random levers, mechanisms and events."""
    where = draw(st.sampled_from(("default", *MISSIONS)))
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=3))
    tables = {
        "scenario": {"name": "any"},
        "national": draw(some(national_levers())),
        "missions": {
            where: draw(some(mission_levers())),
            "default": draw(some(mission_levers())),
        },
        "mechanisms": draw(
            st.dictionaries(
                st.sampled_from(mechanism_names()), st.booleans(), max_size=4
            )
        ),
        "structure": {"mixing": draw(st.sampled_from(("allocation", "averaging")))},
        "events": [draw(an_event(kind, months)) for kind in kinds],
    }
    try:
        return Scenario.from_tables(tables)
    except InputError:
        # Some levers exclude one another, as a budget must add up.
        assume(False)
        raise


@dataclass(frozen=True)
class Case:
    scenario: Scenario
    places: tuple[str, ...] | None
    citizens: int
    seed: int
    replicate: int
    months: int
    beliefs: BeliefMode

    def world(self) -> World:
        """Return the world prepared for this case."""
        rows = belief_rows(
            resolve(self.scenario, self.beliefs, self.seed, self.replicate)
        )
        places = load_places(self.places)
        people = build_population(places, self.citizens)
        key = {"seed": self.seed, "replicate": self.replicate}
        return prepare(self.scenario, places, people, rows, **key)


@st.composite
def cases(draw: st.DrawFn, most_citizens: int, most_months: int) -> Case:
    """Return mostly towns of a few areas, and now and then the whole country."""
    places: tuple[str, ...] | None = None
    n_areas, most = len(CODES), most_citizens
    if draw(st.integers(0, 9)):
        chosen = draw(st.sets(st.sampled_from(CODES), min_size=1, max_size=6))
        places = tuple(sorted(chosen))
        n_areas, most = len(places), min(most_citizens, most_citizens // 10)
    else:
        most_months = 2
    months = draw(st.integers(1, most_months))
    least = n_areas * LEAST_AN_AREA
    return Case(
        scenario=draw(scenarios(months)),
        places=places,
        citizens=least + int(draw(st.sampled_from(SIZES)) * (most - least)),
        seed=draw(st.integers(0, 2**32 - 1)),
        replicate=draw(st.integers(0, 2**32 - 1)),
        months=months,
        beliefs=draw(st.sampled_from([BeliefMode.DEFAULT, BeliefMode.PRIOR])),
    )


def same(a: np.ndarray, b: np.ndarray) -> bool:
    return np.array_equal(a, b, equal_nan=a.dtype.kind == "f")


def differences(one: World, other: World) -> list[str]:
    """Return the columns in which two worlds differ by a bit or more."""
    return [
        f"{group}.{name}"
        for group in GROUPS
        for name, a, b in zip(
            getattr(one, group)._fields,
            getattr(one, group),
            getattr(other, group),
            strict=True,
        )
        if not same(a, b)
    ]


def assert_engines_agree(case: Case, kind: type[MissionModel] = MissionModel) -> None:
    """Play a case on both engines; compare every column and outcome every month."""
    world = case.world()
    model = kind(case.scenario, months=case.months, world=world.copy())
    months = agenda(case.scenario, case.months, world.beliefs)
    for now in months:
        step_month(world, now, None)
        model.step()

        assert differences(model.world, world) == [], now.month
        pair = [
            Snapshot(w, now, unit_means(w), now is months[-1])
            for w in (model.world, world)
        ]
        unlike = [
            outcome.name
            for outcome in OUTCOMES
            if not same(*(outcome.compute(snapshot) for snapshot in pair))
        ]
        assert unlike == [], now.month
    assert not model.running
