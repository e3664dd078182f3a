"""The model in each library, as its own documentation would have it written."""

import math

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.contagion import (
    DRIFT,
    N_NEIGHBOURS,
    PULL,
    SLOPE,
    Built,
    Bytes,
    Floats,
    beginning,
    moved,
    neighbours,
)


def mesa(n: int) -> Built:
    """Agents as objects, each holding its neighbours, in two phases."""
    from mesa import Agent, Model

    class Person(Agent):
        def __init__(self, model: Model, mood: float, threshold: float, acts: bool):
            super().__init__(model)
            self.mood, self.threshold, self.acts = mood, threshold, acts
            self.will_act, self.seen = acts, []

        def decide(self) -> None:
            share = sum(other.acts for other in self.seen) / N_NEIGHBOURS
            mood = self.mood + PULL * (share - self.mood) + DRIFT
            self.mood = min(1.0, max(0.0, mood))
            chance = 1 / (1 + math.exp(-SLOPE * (self.mood - self.threshold)))
            self.will_act = self.random.random() < chance

        def act(self) -> None:
            self.acts = self.will_act

    model = Model(rng=1)
    mood, threshold, acts = (column.tolist() for column in beginning(n))
    people = list(Person.create_agents(model, n, mood, threshold, acts))
    for person, rows in zip(people, neighbours(n).tolist(), strict=True):
        person.seen = [people[row] for row in rows]

    def step() -> None:
        model.agents.do("decide")
        model.agents.do("act")

    return step, lambda: sum(person.acts for person in people) / n


def agentpy(n: int) -> Built:
    """Agents as objects in an ``AgentList``, in two phases."""
    import agentpy as ap

    class Person(ap.Agent):
        def decide(self) -> None:
            share = sum(other.acts for other in self.seen) / N_NEIGHBOURS
            mood = self.mood + PULL * (share - self.mood) + DRIFT
            self.mood = min(1.0, max(0.0, mood))
            chance = 1 / (1 + math.exp(-SLOPE * (self.mood - self.threshold)))
            self.will_act = self.model.random.random() < chance

        def act(self) -> None:
            self.acts = self.will_act

    class Contagion(ap.Model):
        def setup(self) -> None:
            self.people = ap.AgentList(self, n, Person)
            people = list(self.people)
            columns = (column.tolist() for column in beginning(n))
            each = zip(people, neighbours(n).tolist(), *columns, strict=True)
            for person, rows, mood, threshold, acts in each:
                person.mood, person.threshold, person.acts = mood, threshold, acts
                person.seen = [people[row] for row in rows]

        def step(self) -> None:
            self.people.decide()
            self.people.act()

    model = Contagion({"seed": 1})
    model.sim_setup()
    return model.step, lambda: sum(person.acts for person in model.people) / n


def mesa_frames(n: int) -> Built:
    """A polars frame of agents; what neighbours do by a join with a frame of ties."""
    import polars as pl
    from mesa_frames import AgentSetPolars, ModelDF

    draws = np.random.default_rng(1)
    rows = np.arange(n, dtype=np.int64)
    mood, threshold, acts = beginning(n)
    ties = pl.DataFrame(
        {"of": np.repeat(rows, N_NEIGHBOURS), "row": neighbours(n).ravel().astype(int)}
    )

    class People(AgentSetPolars):
        def __init__(self, model: ModelDF) -> None:
            super().__init__(model)
            columns = {
                "unique_id": rows,
                "mood": mood,
                "threshold": threshold,
                "acts": acts,
            }
            self += pl.DataFrame(columns)

        def step(self) -> None:
            now = self._agents.select("unique_id", "acts")
            share = (
                ties.join(now, left_on="row", right_on="unique_id")
                .group_by("of")
                .agg(pl.col("acts").mean())
            )
            share = share.sort("of")["acts"].to_numpy().astype(np.float32)
            mood = self._agents["mood"].to_numpy().copy()
            luck = draws.random(n, dtype=np.float32)
            acts = moved(mood, share, threshold, luck)
            self._agents = self._agents.with_columns(
                mood=pl.Series(mood), acts=pl.Series(acts)
            )

    model = ModelDF()
    people = People(model)
    model.agents += people
    return people.step, lambda: float(people._agents["acts"].mean())  # noqa: SLF001


def starsim(n: int) -> Built:
    """States of a module; what neighbours do by NumPy."""
    import starsim as ss

    draws = np.random.default_rng(1)
    seen = neighbours(n)

    class Contagion(ss.Intervention):
        def __init__(self) -> None:
            super().__init__()
            states = (ss.FloatArr("mood"), ss.FloatArr("threshold"))
            self.define_states(*states, ss.BoolState("acts"))

        def init_post(self) -> None:
            super().init_post()
            everybody = self.sim.people.auids
            mood, threshold, acts = beginning(n)
            self.mood[everybody], self.threshold[everybody] = mood, threshold
            self.acts[everybody] = acts.astype(bool)

        def step(self) -> None:
            share = self.acts.values[seen].mean(axis=1)
            mood = self.mood.values.copy()
            luck = draws.random(n)
            acts = moved(mood, share, self.threshold.values, luck)
            everybody = self.sim.people.auids
            self.mood[everybody], self.acts[everybody] = mood, acts.astype(bool)

    contagion = Contagion()
    sim = ss.Sim(
        n_agents=n,
        interventions=contagion,
        dur=10_000,
        dt=1,
        start=0,
        verbose=0,
        copy_inputs=False,
    )
    sim.init()
    return sim.run_one_step, lambda: float(contagion.acts.values.mean())


def laser(n: int) -> Built:
    """Properties of a ``LaserFrame`` and a compiled loop, as its own models have."""
    import numba
    from laser.core import LaserFrame

    @numba.njit(parallel=True, nogil=True)
    def month(
        seen: NDArray[np.int32],
        mood: Floats,
        threshold: Floats,
        acts: Bytes,
        out: Bytes,
    ) -> None:
        for i in numba.prange(mood.shape[0]):
            acting = 0
            for k in range(seen.shape[1]):
                acting += acts[seen[i, k]]
            level = mood[i] + PULL * (acting / seen.shape[1] - mood[i]) + DRIFT
            mood[i] = min(1.0, max(0.0, level))
            chance = 1 / (1 + math.exp(-SLOPE * (mood[i] - threshold[i])))
            out[i] = np.random.random() < chance  # noqa: NPY002 - Numba's own

    frame = LaserFrame(n, initial_count=n)
    for name in ("mood", "threshold"):
        frame.add_scalar_property(name, dtype=np.float32)
    for name in ("acts", "next_acts"):
        frame.add_scalar_property(name, dtype=np.uint8)
    frame.mood[:], frame.threshold[:], frame.acts[:] = beginning(n)
    seen = neighbours(n)

    def step() -> None:
        month(seen, frame.mood, frame.threshold, frame.acts, frame.next_acts)
        frame.acts[:] = frame.next_acts

    return step, lambda: float(frame.acts.mean())


def ambr(n: int) -> Built:
    """Columns of agents; what neighbours do by NumPy."""
    import ambr as am

    seen = neighbours(n)

    class Contagion(am.Model):
        def setup(self) -> None:
            mood, threshold, acts = beginning(n)
            self.add_agents(n, mood=mood, threshold=threshold, acts=acts)

        def step_vectorized(self) -> None:
            mood, threshold, acts = self.agents.array("mood", "threshold", "acts")
            share = acts[seen].mean(axis=1, dtype=np.float32)
            mood = mood.copy()
            luck = self.rng.random(n, dtype=np.float32)
            acts = moved(mood, share, threshold, luck)
            self.agents.set(mood=mood, acts=acts)

    model = Contagion({"steps": 10**6, "seed": 1, "show_progress": False})
    model.cpu(mode="vectorized")
    model._ensure_setup()  # noqa: SLF001 - else the first step does it
    return model.run_step, lambda: float(model.agents_df["acts"].mean())


def groundswell(n: int) -> Built:
    """Our own driver: columns in ranges shared among threads, draws by address."""
    import os
    from concurrent.futures import ThreadPoolExecutor

    from benchmarks.peers.ours import month

    mood, threshold, acts = beginning(n)
    state = [acts, acts.copy()]
    seen = neighbours(n)
    pool = ThreadPoolExecutor(os.cpu_count())
    edges = np.linspace(0, n, 33).astype(np.int64)
    n_months = 0

    def step() -> None:
        nonlocal n_months
        n_months += 1

        def live(k: int) -> None:
            month(edges[k], edges[k + 1], seen, mood, threshold, *state, n_months)

        list(pool.map(live, range(32)))
        state.reverse()

    return step, lambda: float(state[0].mean())


LIBRARIES = {
    "mesa": mesa,
    "mesa-frames": mesa_frames,
    "agentpy": agentpy,
    "starsim": starsim,
    "laser-core": laser,
    "ambr": ambr,
    "groundswell": groundswell,
}
# Those that hold an object for each agent take seconds a month at a million.
SLOW = ("mesa", "agentpy")
