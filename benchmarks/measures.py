"""What ``groundswell bench`` measures, each in a process of its own.

``python -m benchmarks.measures NAME [ARGUMENTS]`` prints one JSON object.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from statistics import median

import numpy as np

from sim.agenda import agenda
from sim.citizens.start import start_citizens
from sim.ensemble import plan_of, world_keys
from sim.institutions.columns import Floats
from sim.outcomes.units import units
from sim.people import people_of
from sim.planning import person_bytes, state_bytes
from sim.playing import empty_values, record
from sim.population.columns import Population
from sim.population.places import Places, load_places
from sim.population.synthesis import build_population
from sim.prepare import prepare
from sim.results import Settings
from sim.scenario.beliefs import BeliefMode, BeliefRows
from sim.scenario.scenario import Scenario
from sim.simulate import run_together
from sim.step import conclude, deliver, govern, live, publish, step_month
from sim.world import World

N_THREADS = os.cpu_count() or 1
SCENARIO = "status_quo_2025"
_WARM_CITIZENS = 2888
# Read and written a citizen and month: all that is known of her, her state (read and
# written), and a line of memory for each of two ties far away.
_LINE = 64
BYTES_MOVED = person_bytes() + 2 * state_bytes() + 2 * _LINE


def _settings(citizens: int, months: int = 60, replicates: int = 1) -> Settings:
    return Settings(
        citizens=citizens,
        months=months,
        replicates=replicates,
        beliefs=BeliefMode.DEFAULT,
    )


def _warm_up() -> None:
    run_together([Scenario.load(SCENARIO)], _settings(_WARM_CITIZENS, 1))


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def everyone(citizens: int, n_months: int) -> dict[str, float]:
    """Build, prepare and play some months of one scenario, and time each.

    ``citizens`` of 0 are all adults. Of more than there are, every place has as many
    times its adults as it takes.
    """
    _warm_up()
    places = load_places()
    n_adults = int(places.adults.sum())
    n = citizens or n_adults
    places = places._replace(adults=places.adults * -(-n // n_adults))
    scenario, settings = Scenario.load(SCENARIO), _settings(n, n_months)
    n_units = len(settings.kept(units(places)))
    planned = plan_of([scenario], settings, n_units, N_THREADS).bytes
    begun = time.perf_counter()
    with ThreadPoolExecutor(N_THREADS) as pool:
        people = people_of(places, n, pool)
        built = time.perf_counter()
        ((_, beliefs),) = world_keys([scenario], settings, 0)
        world = prepare(
            scenario, places, people, beliefs, seed=1, replicate=0, pool=pool
        )
        prepared = time.perf_counter()
        months = agenda(scenario, settings.months, beliefs)
        values = empty_values(settings, n_units)
        citizens_s = cpu_s = 0.0
        for now in months:
            govern(world, now)
            deliver(world, now)
            before, cpu = time.perf_counter(), time.process_time()
            live(world, now, pool)
            citizens_s += time.perf_counter() - before
            cpu_s += time.process_time() - cpu
            conclude(world, now)
            publish(world, now)
            record(world, now, now is months[-1], values, 0)
        played = time.perf_counter()
    return {
        "citizens": n,
        "population_s": built - begun,
        "prepare_s": prepared - built,
        "run_s": played - prepared,
        "ns": citizens_s / settings.months / n * 1e9,
        "cpu_ns": cpu_s / settings.months / n * 1e9,
        "planned_gb": planned / 1e9,
        "peak_gb": _peak_bytes() / 1e9,
    }


def citizen_month(citizens: int, n_months: int, n_threads: int) -> dict[str, float]:
    """Time the citizens' part of a month, at the status quo's start."""
    places = load_places()
    people = build_population(places, citizens)
    scenario, settings = Scenario.load(SCENARIO), _settings(citizens, n_months + 2)
    small = build_population(places, _WARM_CITIZENS)
    ((_, beliefs),) = world_keys([scenario], settings, 0)
    solved = prepare(scenario, places, small, beliefs, seed=1, replicate=0)
    world = _start_near(solved, places, people, beliefs)
    walls, cpus = [], []
    with ThreadPoolExecutor(n_threads) as pool:
        for now in agenda(scenario, settings.months, beliefs):
            govern(world, now)
            deliver(world, now)
            wall, cpu = time.perf_counter(), time.process_time()
            live(world, now, pool if n_threads > 1 else None)
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
            conclude(world, now)
    return {
        "citizens": citizens,
        "threads": n_threads,
        "ns": median(walls[2:]) / citizens * 1e9,
        "best_ns": min(walls[2:]) / citizens * 1e9,
        "cpu_ns": median(cpus[2:]) / citizens * 1e9,
        "peak_gb": _peak_bytes() / 1e9,
    }


def _start_near(
    solved: World, places: Places, people: Population, beliefs: BeliefRows
) -> World:
    """Return a world of many citizens with the institutions of a small one."""
    areas = solved.areas._replace(n_citizens=np.diff(people.area_start).astype(float))
    return replace(
        solved,
        places=places,
        people=people,
        areas=areas,
        citizens=start_citizens(people, beliefs, 1, 0),
    )


def stream(gigabytes: float) -> dict[str, float]:
    """Copy arrays on all threads; return bytes read and written a second, in 10⁹."""
    n = int(gigabytes * 1e9 / 2 / 8)
    source, target = np.ones(n), np.empty(n)
    edges = np.linspace(0, n, N_THREADS + 1).astype(int)

    def copy(k: int) -> None:
        target[edges[k] : edges[k + 1]] = source[edges[k] : edges[k + 1]]

    times = []
    with ThreadPoolExecutor(N_THREADS) as pool:
        for _ in range(7):
            begun = time.perf_counter()
            list(pool.map(copy, range(N_THREADS)))
            times.append(time.perf_counter() - begun)
    return {"gb_per_s": 2 * n * 8 / median(times[1:]) / 1e9}


def small_run(citizens: int, repeats: int) -> dict[str, float]:
    """Time one warm replicate of 60 months, its world prepared."""
    scenario, settings = Scenario.load(SCENARIO), _settings(citizens)
    _warm_up()
    run_together([scenario], settings)
    places = load_places()
    people = build_population(places, citizens)
    ((_, beliefs),) = world_keys([scenario], settings, 0)
    world = prepare(scenario, places, people, beliefs, seed=1, replicate=0)
    n_units = len(settings.kept(units(places)))
    times = []
    with ThreadPoolExecutor(N_THREADS) as pool:
        for _ in range(repeats):
            own = world.copy()
            begun = time.perf_counter()
            values: dict[str, Floats] = empty_values(settings, n_units)
            months = agenda(scenario, settings.months, beliefs)
            for now in months:
                step_month(own, now, pool)
                record(own, now, now is months[-1], values, 0)
            times.append(time.perf_counter() - begun)
    return {"ms": median(times) * 1e3, "best_ms": min(times) * 1e3}


def command(repeats: int, *arguments: str) -> dict[str, float]:
    """Time a command of the command line, from start to end, in new processes."""
    line = [sys.executable, "-c", "from sim.cli import main; main()", *arguments]
    times = []
    for _ in range(repeats + 1):
        begun = time.perf_counter()
        subprocess.run(line, check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return {"s": median(times[1:]), "best_s": min(times[1:])}


_MEASURES: dict[str, Callable[..., dict[str, float]]] = {
    "everyone": everyone,
    "citizen_month": citizen_month,
    "small_run": small_run,
}


def main() -> None:
    """Measure what the command line asks for."""
    name, *given = sys.argv[1:]
    if name == "command":
        found = command(int(given[0]), *given[1:])
    elif name == "stream":
        found = stream(float(given[0]))
    else:
        found = _MEASURES[name](*(int(value) for value in given))
    found["load"] = os.getloadavg()[0]
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
