"""What is read from a world, month by month, beside the outcomes of the catalogue."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit

from experiments.validation.people import (
    gap_by_past,
    gap_by_schooling,
    gap_by_ties,
    idle_newcomers,
    joining_chances,
)
from sim.institutions.columns import N_MISSIONS, Floats
from sim.missions import MISSIONS
from sim.missions.indicators import FIRST_AREA, NATION
from sim.outcomes.catalogue import OUTCOMES, outcome_named
from sim.outcomes.snapshot import Snapshot
from sim.outcomes.units import N_FIFTHS

MANY = "all"
GREATER_MANCHESTER = "GM"
DEPRIVED_MANCHESTER = "GM deprived"
PLACES = (GREATER_MANCHESTER, DEPRIVED_MANCHESTER)
_FIRST_OF_MANCHESTER, _LAST_OF_MANCHESTER = "E08000001", "E08000010"
_MOST_DEPRIVED = N_FIFTHS - 1
# A percentage is 100 of a share; paths of shares and of indices are told apart by it.
_SHARE = 1.0

type Observe = Callable[[Snapshot], Floats]


def stock(s: Snapshot) -> Floats:
    """Return each mission's true state, 0 to 1, by unit."""
    return s.means.stock


def output(s: Snapshot) -> Floats:
    """Return productive pressure, 1 at the status quo, by unit."""
    return s.means.output


def logit_indicator(s: Snapshot) -> Floats:
    """Return the logit of the true figures that are shares; NaN for the others."""
    true = s.world.indicators.indicator
    return np.where(true < _SHARE, logit(np.clip(true, 1e-9, 1 - 1e-9)), np.nan)


def log_indicator(s: Snapshot) -> Floats:
    """Return the logarithm of the true figures."""
    return np.log(s.world.indicators.indicator)


def stock_spread(s: Snapshot) -> Floats:
    """Return the standard deviation of true states between local areas."""
    return _of_nation(s, _spread(s.means.stock[FIRST_AREA:]))


def logit_spread(s: Snapshot) -> Floats:
    """Return the standard deviation of :func:`logit_indicator` between areas."""
    return _of_nation(s, _spread(logit_indicator(s)[FIRST_AREA:]))


def past_path(s: Snapshot) -> Floats:
    """Return how far the published national figure is past its path."""
    published = s.world.indicators.measured[NATION]
    return _of_nation(s, _past(published, s.now.month))


def areas_past_path(s: Snapshot) -> Floats:
    """Return the share of local areas whose published figure is past the path."""
    past = _past(s.world.indicators.measured[FIRST_AREA:], s.now.month)
    counted = ~np.isnan(past)
    n = np.maximum(counted.sum(axis=0), 1)
    return _of_nation(
        s, np.where(counted.any(axis=0), (past >= 0).sum(axis=0) / n, np.nan)
    )


def practice_variance(s: Snapshot) -> Floats:
    """Return the variance of practice between local bodies, mean over domains."""
    practice = s.world.bodies.practice
    mean = _mean_over_areas(s, practice)
    return _of_nation(s, _mean_over_areas(s, (practice - mean) ** 2).mean(axis=-1))


def common_error(s: Snapshot) -> Floats:
    """Return the squared error of mean practice, mean over domains."""
    bodies = s.world.bodies
    wrong = _mean_over_areas(s, bodies.practice) - _mean_over_areas(s, bodies.best)
    return _of_nation(s, (wrong**2).mean(axis=-1))


def willing(s: Snapshot) -> Floats:
    """Return the share of adults who volunteer or would, placed or not."""
    return s.means.willing


def trust_spread(s: Snapshot) -> Floats:
    """Return the standard deviation of trust between adults."""
    return s.only_nation(float(s.world.citizens.trust.std(dtype=np.float64)))


def idle_of_newcomers(s: Snapshot) -> Floats:
    """Return the share without a place of those who came since the start."""
    return s.only_nation(idle_newcomers(s.world, s.now.month + 1))


def _only(of_world: Callable[[Snapshot], float]) -> Observe:
    def observe(s: Snapshot) -> Floats:
        return s.only_nation(of_world(s))

    return observe


_BY_MISSION: dict[str, Observe] = {
    found.__name__: found
    for found in (
        stock,
        output,
        logit_indicator,
        log_indicator,
        stock_spread,
        logit_spread,
        past_path,
        areas_past_path,
        practice_variance,
        common_error,
    )
}
_OF_ALL: dict[str, Observe] = {
    "willing": willing,
    "trust_spread": trust_spread,
    "joining_asked": _only(lambda s: joining_chances(s.world)[0]),
    "joining_unasked": _only(lambda s: joining_chances(s.world)[1]),
    "idle_newcomers": idle_of_newcomers,
    "gap_by_ties": _only(lambda s: gap_by_ties(s.world)),
    "gap_by_schooling": _only(lambda s: gap_by_schooling(s.world)),
    "gap_by_past": _only(lambda s: gap_by_past(s.world)),
}


def observable() -> tuple[str, ...]:
    """Return the names of all that can be read from a month."""
    catalogue = (outcome.name for outcome in OUTCOMES)
    return (*catalogue, *_BY_MISSION, *_OF_ALL)


def is_by_mission(name: str) -> bool:
    """Return whether what is read has one value a mission."""
    if name in _BY_MISSION or name in _OF_ALL:
        return name in _BY_MISSION
    return outcome_named(name).by_mission


def observe(name: str, s: Snapshot) -> Floats:
    """Return what is read under a name: shape (n_units,), or (n_units, 5)."""
    own = _BY_MISSION.get(name) or _OF_ALL.get(name)
    return own(s) if own is not None else outcome_named(name).compute(s)


def at_place(values: Floats, place: str, s: Snapshot, codes: list[str]) -> Floats:
    """Return values at one place, shape () or (5,).

    Greater Manchester's are means over its areas by adults; its deprived ones are in
    the most deprived fifth of the nation's areas.
    """
    if place not in PLACES:
        here: Floats = values[codes.index(place)]
        return here
    inside = manchester(s, deprived=place == DEPRIVED_MANCHESTER)
    if not inside.any():
        return np.full(values.shape[1:], np.nan)
    weight = s.world.areas.adults[inside]
    mean: Floats = np.average(values[FIRST_AREA:][inside], axis=0, weights=weight)
    return mean


def manchester(s: Snapshot, *, deprived: bool) -> NDArray[np.bool_]:
    """Return which areas are Greater Manchester's, or the deprived of these."""
    codes = s.world.places.code
    inside = (codes >= _FIRST_OF_MANCHESTER) & (codes <= _LAST_OF_MANCHESTER)
    return inside & (s.world.areas.fifth == _MOST_DEPRIVED) if deprived else inside


def _of_nation(s: Snapshot, values: Floats) -> Floats:
    out = np.full((s.means.stock.shape[0], N_MISSIONS), np.nan)
    out[NATION] = values
    return out


def _spread(values: Floats) -> Floats:
    defined = ~np.isnan(values)
    return np.array(
        [
            values[defined[:, m], m].std() if defined[:, m].any() else np.nan
            for m in range(values.shape[1])
        ]
    )


def _past(published: Floats, month: int) -> Floats:
    paths = np.array([mission.path(month) for mission in MISSIONS])
    signs = np.array(
        [1.0 if mission.higher_is_better else -1.0 for mission in MISSIONS]
    )
    past: Floats = signs * (published - paths)
    return past


def _mean_over_areas(s: Snapshot, values: Floats) -> Floats:
    """Return means over areas inside each mission by adults: (A, 5, …) to (5, …)."""
    weight = s.world.areas.adults[:, None] * s.world.bodies.inside
    mean: Floats = np.einsum("am,am...->m...", weight / weight.sum(axis=0), values)
    return mean
