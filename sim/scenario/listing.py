"""All that can be set in a scenario, as rows to print or to build sliders from."""

from typing import NamedTuple

from sim.scenario.beliefs import EACH_MISSION, NATION, Belief, declared_beliefs
from sim.scenario.catalogue import Lever, mission_levers, national_levers
from sim.scenario.checks import joined
from sim.scenario.events import KINDS, Kind
from sim.scenario.mechanism import Mechanism
from sim.scenario.mechanisms import MECHANISMS
from sim.scenario.names import MISSIONS
from sim.scenario.priors import LogUniform, Prior, Uniform


class Entry(NamedTuple):
    """One thing that can be set.

    Attributes
    ----------
    path : str
        As after ``--set``; for an event the kind.
    scope : str
        ``nation``, ``missions`` where each may have its own, or the one it concerns.
    default : number, true or false, numbers by mission, or None where unset
    bounds : (low, high), or None
    prior : str or None
        In words; None for what is no belief, or never drawn.
    unit, words, source : str
    tag : str or None
        What stands behind a belief: effect size, theory or judgement.
    """

    path: str
    scope: str
    default: float | bool | dict[str, float] | None
    bounds: tuple[float, float] | None
    prior: str | None
    unit: str
    words: str
    source: str
    tag: str | None = None


def listing() -> dict[str, list[Entry]]:
    """Return levers, beliefs, mechanisms and kinds of event, each in its order."""
    own = [_mission_lever(row) for row in mission_levers().levers.values()]
    national = [_national_lever(row) for row in national_levers().levers.values()]
    return {
        "levers": [*own, *national],
        "beliefs": [_belief(belief) for belief in declared_beliefs().values()],
        "mechanisms": [_mechanism(mechanism) for mechanism in MECHANISMS],
        "events": [_event(kind) for kind in KINDS],
    }


def _mission_lever(lever: Lever) -> Entry:
    return _lever(lever, "missions.<mission>", EACH_MISSION)


def _national_lever(lever: Lever) -> Entry:
    return _lever(lever, "national", NATION)


def _lever(lever: Lever, root: str, scope: str) -> Entry:
    quantity = lever.quantity
    return Entry(
        path=f"{root}.{joined(lever.path)}",
        scope=scope,
        default=lever.default,
        bounds=None if lever.is_flag else (quantity.low, quantity.high),
        prior=None,
        unit=quantity.unit,
        words=quantity.words,
        source=quantity.source,
    )


def _belief(belief: Belief) -> Entry:
    by_mission = dict(zip(MISSIONS, belief.defaults, strict=True))
    return Entry(
        path=f"beliefs.{belief.name}",
        scope=belief.scope,
        default=by_mission if isinstance(belief.default, tuple) else belief.default,
        bounds=belief.bounds,
        prior=_prior_words(belief),
        unit=belief.unit,
        words=belief.words,
        source=belief.source,
        tag=str(belief.tag),
    )


def _prior_words(belief: Belief) -> str | None:
    if belief.is_constant:
        return None
    if not isinstance(belief.prior, tuple):
        words = _one_prior(belief.priors[0])
        return f"{words}, one draw" if belief.shared else words
    drawn = [
        f"{mission} {_one_prior(prior)}"
        for mission, prior in zip(MISSIONS, belief.priors, strict=True)
        if prior is not None
    ]
    return "; ".join(drawn)


def _one_prior(prior: Prior | None) -> str:
    if prior is None:
        return "none"
    kind = prior.kind.replace("_", "-")
    if isinstance(prior, Uniform | LogUniform):
        return f"{kind} {prior.low:g} to {prior.high:g}"
    return f"{kind}, sd {prior.sd:g}"


def _mechanism(mechanism: Mechanism) -> Entry:
    neutral = ", ".join(f"{name} = {value:g}" for name, value in mechanism.neutral)
    return Entry(
        path=f"mechanisms.{mechanism.name}",
        scope=NATION,
        default=mechanism.on_by_default,
        bounds=None,
        prior=None,
        unit="true or false",
        words=mechanism.words,
        source=f"off means {neutral}",
    )


def _event(kind: Kind) -> Entry:
    has_size = "size" in kind.fields
    return Entry(
        path=kind.name,
        scope=EACH_MISSION if "missions" in kind.fields else NATION,
        default=kind.size if has_size else None,
        bounds=(kind.sizes.low, kind.sizes.high) if has_size else None,
        prior=None,
        unit=kind.sizes.unit,
        words=kind.words,
        source=kind.sizes.source,
    )
