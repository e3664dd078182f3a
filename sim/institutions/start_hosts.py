"""How charities begin: with reserves that have swung for many months."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.draws import Stream, normal, uniform
from sim.elementary import exp, log
from sim.institutions.columns import N_MISSIONS, Hosts
from sim.rules.charities import hosting, next_reserves

_START = int(Stream.START)
_CHARITY = int(Stream.CHARITY)
# Which lasting draw: the `step` of its address; others are in `start`.
_RESERVES = 8


@kernel
def _settle_reserves(
    hosts: Hosts, beliefs: NDArray[np.void], months: int, seed: int, replicate: int
) -> None:
    n_areas = hosts.reserves.shape[0]
    for a in range(n_areas):
        for m in range(N_MISSIONS):
            b = beliefs[m]
            for size in range(2):
                agent = (a * N_MISSIONS + m) * 2 + size
                luck = normal(seed, replicate, _START, agent, _RESERVES, 0)
                start = log(b.reserves_start_months) + b.reserves_start_log_sd * luck
                reserves = min(exp(start), b.reserves_ceiling)
                for step in range(months):
                    reserves = next_reserves(
                        reserves,
                        0.0,
                        normal(seed, replicate, _CHARITY, agent, step, 0),
                        uniform(seed, replicate, _CHARITY, agent, step, 1),
                        b,
                    )
                hosts.reserves[a, m, size] = reserves
            hosts.hosting[a, m] = hosting(
                hosts.reserves[a, m, 0] > 0.0, hosts.reserves[a, m, 1] > 0.0, b
            )


def start_hosts(
    n_areas: int, beliefs: NDArray[np.void], months: int, seed: int, replicate: int
) -> Hosts:
    """Return charities after ``months`` of swinging reserves, about stationary.

    Started from survey-like reserves, closures would go on rising for decades and
    hosts would dwindle through every run.
    """
    hosts = Hosts(
        reserves=np.zeros((n_areas, N_MISSIONS, 2)),
        hosting=np.zeros((n_areas, N_MISSIONS)),
    )
    _settle_reserves(hosts, beliefs, months, seed, replicate)
    return hosts
