"""The agents' answer beside simpler ones: where networks and places matter.

Each rival meets the same draws of the beliefs: difference equations for averages, the
agents without what ties do, and the agents with far ties dealt out anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.questions.meanfield import mission_index
from experiments.questions.playing import Asked, draws_of
from experiments.runs import Run
from experiments.simulation import Groundswell, country_of
from sim.draws import Stream
from sim.population.columns import Population
from sim.population.ties import shuffle_keys, shuffled
from sim.prepare import prepare
from sim.scenario.beliefs import belief_rows, resolve, resolved
from sim.scenario.names import MISSIONS
from sim.scenario.scenario import Scenario
from sim.world import World

type Floats = NDArray[np.float64]

AGENTS = "agents"
EQUATIONS = "difference equations"
NO_TIES = "agents, ties do nothing"
REWIRED = "agents, ties dealt out anew"


@dataclass(frozen=True)
class Rewired(Groundswell):
    """The model with its stored ties dealt out anew over the whole country.

    Everybody keeps as many ties; the six to neighbours in the order of an area stay.
    """

    def prepare(self, run: Run) -> World:
        """Return the prepared world of a run, rewired before it settles."""
        places, people = country_of(run.places, run.citizens)
        beliefs = belief_rows(
            resolve(run.scenario, run.beliefs, run.seed, run.replicate)
        )
        return prepare(
            run.scenario,
            places,
            rewired(people, run.seed),
            beliefs,
            seed=run.seed,
            replicate=run.replicate,
        )


def rewired(people: Population, seed: int) -> Population:
    """Return a population whose stored ties are matched anew, at random.

    Each matching stays one: whoever is tied to somebody is tied back.
    """
    n, n_ties = people.ties.shape
    ties = np.empty_like(people.ties)
    for k in range(n_ties):
        # Addresses of the stream of ties that no population has used.
        keys = shuffle_keys(int(Stream.TIES), seed, n_ties + k, n)
        order = np.array([shuffled(i, n, keys) for i in range(n)])
        back = np.empty(n, np.int64)
        back[order] = np.arange(n)
        ties[:, k] = back[people.ties[order, k]]
    return people._replace(ties=ties)


def rivals(
    before: Scenario,
    after: Scenario,
    mission: str,
    folder: str | Path,
    *,
    draws: int = 16,
    citizens: int = 5000,
    months: int = 60,
    seed: int = 1,
    n_workers: int = 2,
    watch: Callable[[int], None] | None = None,
) -> pd.DataFrame:
    """Return what a scenario gains by each rival, draw by draw.

    Parameters
    ----------
    before, after : Scenario
    mission : str
        Whose index is compared.
    folder : str or Path
        Where runs are kept.
    draws, citizens, months, seed, n_workers : int
    watch : callable, optional
        As in :class:`experiments.questions.playing.Asked`.

    Returns
    -------
    pandas.DataFrame
        One row a draw; columns ``draw`` and one a rival: gain of the mission index in
        points.
    """
    drawn = draws_of(seed, range(draws))

    def gains(name: str, a: Scenario, b: Scenario, simulation: Groundswell) -> Floats:
        asked = Asked(
            a,
            b,
            "mission_index",
            mission,
            Path(folder) / name,
            citizens=citizens,
            months=months,
            seed=seed,
            n_workers=n_workers,
            simulation=simulation,
            watch=watch,
        )
        return asked.gains(drawn, list(range(draws)))

    off = {"mechanisms.peers": False}
    m = MISSIONS.index(mission)
    equations = [
        mission_index(after, belief_rows(resolved(after, values)), months)[m]
        - mission_index(before, belief_rows(resolved(before, values)), months)[m]
        for values in drawn
    ]
    return pd.DataFrame(
        {
            "draw": range(draws),
            AGENTS: gains("agents", before, after, Groundswell()),
            EQUATIONS: equations,
            NO_TIES: gains(
                "no-ties",
                before.with_levers(off),
                after.with_levers(off),
                Groundswell(),
            ),
            REWIRED: gains("rewired", before, after, Rewired()),
        }
    )


def agreement(found: pd.DataFrame) -> pd.DataFrame:
    """Return how far each rival agrees with the agents.

    Returns
    -------
    pandas.DataFrame
        One row a rival: ``rival``, ``mean`` gain, ``error`` (one standard error),
        ``same_sign`` (share of draws in which the sign is the agents') and
        ``correlation`` with the agents' gain over draws.
    """
    rows = []
    agents = found[AGENTS].to_numpy(np.float64)
    for name in (n for n in found if n != "draw"):
        own = found[name].to_numpy(np.float64)
        varied = np.ptp(own) > 0.0 and np.ptp(agents) > 0.0
        rows.append(
            {
                "rival": str(name),
                "mean": own.mean(),
                "error": own.std(ddof=1) / len(own) ** 0.5,
                "same_sign": float((np.sign(own) == np.sign(agents)).mean()),
                "correlation": np.corrcoef(own, agents)[0, 1] if varied else np.nan,
            }
        )
    return pd.DataFrame(rows)
