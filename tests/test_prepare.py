"""A prepared world shows what surveys show, and is never taken for another."""

import numpy as np
import pytest

import sim.prepare
from sim.cache import load_world, save_world, world_key
from sim.outcomes.units import unit_means
from sim.population.places import load_places
from sim.population.synthesis import build_population
from sim.prepare import prepare
from sim.scenario.beliefs import belief_rows, default_beliefs
from sim.scenario.scenario import Scenario
from sim.world import World
from tests.test_step import same_state
from tests.worlds import LEAST, default_rows, played, prepared_world


def test_participation_is_what_surveys_show() -> None:
    means = unit_means(prepared_world(20_000))

    assert means.volunteered[0] == pytest.approx(0.16, abs=0.015)
    assert means.within_year[0] == pytest.approx(0.28, abs=0.03)
    assert means.trust[0] == pytest.approx(0.40, abs=0.02)


def test_the_share_doing_their_part_is_the_belief_s() -> None:
    means = unit_means(prepared_world(20_000))

    wanted = default_rows()["coproduction_baseline"]
    assert means.doing[0] == pytest.approx(wanted, abs=0.02)


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> World:
    """Return a world of many citizens, prepared on some of them."""
    monkeypatch.setattr(sim.prepare, "_SAMPLED_ABOVE", 30_000)
    monkeypatch.setattr(sim.prepare, "_SAMPLE", 20_000)
    places = load_places()
    people = build_population(places, 40_000)
    quiet = Scenario(name="quiet")
    return prepare(quiet, places, people, default_rows(), seed=1, replicate=0)


def test_a_world_prepared_on_some_of_its_citizens_shows_the_same(grown: World) -> None:
    means, usual = unit_means(grown), unit_means(prepared_world(40_000))

    assert grown.citizens.trust.size == 40_000
    assert means.volunteered[0] == pytest.approx(usual.volunteered[0], abs=0.01)
    assert means.within_year[0] == pytest.approx(usual.within_year[0], abs=0.02)
    assert means.trust[0] == pytest.approx(usual.trust[0], abs=0.01)
    assert means.doing[0] == pytest.approx(usual.doing[0], abs=0.02)
    assert means.output[0] == pytest.approx(usual.output[0], abs=0.05)
    fatigue = prepared_world(40_000).citizens.fatigue
    assert grown.citizens.fatigue.mean() == pytest.approx(fatigue.mean(), rel=0.1)
    firms = prepared_world(40_000).businesses
    assert np.array_equal(grown.businesses.reachable, firms.reachable)


def test_productive_pressure_is_one_at_the_status_quo() -> None:
    world = played(Scenario(name="status quo"), 12, citizens=20_000)

    # Monthly luck of five missions; an error of solving would be far larger.
    assert unit_means(world).output[0] == pytest.approx(np.ones(5), abs=0.05)


def test_published_figures_start_at_their_baselines() -> None:
    indicators = prepared_world().indicators

    published = [100.0, 0.738, 100.0, 0.598, 0.677]
    assert indicators.measured[0] == pytest.approx(published, rel=0.01)


def test_a_kept_world_is_the_same_world(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.cache.user_cache_path", lambda _: tmp_path)
    world = prepared_world()

    save_world("key", world)
    kept = load_world("key", world.places, world.people, world.beliefs, 1, 0)

    assert kept is not None
    assert same_state(kept, world)
    assert kept.solved.joining_intercept == world.solved.joining_intercept


def test_a_torn_file_counts_as_no_world(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.cache.user_cache_path", lambda _: tmp_path)
    world = prepared_world()
    save_world("key", world)
    (file,) = tmp_path.rglob("*.npz")  # type: ignore[attr-defined]
    file.write_bytes(file.read_bytes()[:-1000])

    kept = load_world("key", world.places, world.people, world.beliefs, 1, 0)

    assert kept is None


def test_the_key_of_a_world_changes_with_all_it_depends_on() -> None:
    places, beliefs = load_places(), default_rows()
    other = belief_rows({**default_beliefs(), "spin": 0.21})
    keys = [
        world_key(places, LEAST, beliefs, "allocation", 1, 0),
        world_key(load_places(["E06000002"]), LEAST, beliefs, "allocation", 1, 0),
        world_key(places, LEAST + 1, beliefs, "allocation", 1, 0),
        world_key(places, LEAST, other, "allocation", 1, 0),
        world_key(places, LEAST, beliefs, "averaging", 1, 0),
        world_key(places, LEAST, beliefs, "allocation", 2, 0),
        world_key(places, LEAST, beliefs, "allocation", 1, 1),
    ]

    assert len(set(keys)) == len(keys)
