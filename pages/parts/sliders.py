"""Sliders for every lever, for all missions or for one."""

from collections.abc import Mapping
from dataclasses import replace

from pages.address import ENTRIES, View, preset
from pages.parts.asking import today_scenario
from pages.parts.lever_words import GROUPS, lever_words
from sim.errors import ScenarioError
from sim.scenario.names import MISSIONS
from sim.scenario.scenario import Scenario
from sim.scenario.settings import Value

ALL = "all"
ACTS = (ALL, *MISSIONS)
_STEPS = 100
type Values = Mapping[tuple[str, ...], Value]


def slider_groups(view: View, act: str) -> list[dict[str, object]]:
    """Return every slider, in groups, at the scenario that a view shows.

    Parameters
    ----------
    view : View
    act : str
        ``all`` or a mission: on what the levers that missions have act.
    """
    mine, usual = view.scenario().lever_values(), today_scenario().lever_values()
    groups: dict[str, list[dict[str, object]]] = {name: [] for name in GROUPS}
    for key in ENTRIES:
        root, _, name = key.partition(".")
        if root in (act, "national"):
            groups[lever_words(name).group].append(_slider(key, name, mine, usual))
    return [
        {"name": name, "levers": own, "moved": sum(bool(s["moved"]) for s in own)}
        for name, own in groups.items()
        if own
    ]


def _slider(key: str, name: str, mine: Values, usual: Values) -> dict[str, object]:
    quantity = ENTRIES[key][0].lever.quantity
    now, today = _mean(key, mine), _mean(key, usual)
    words = lever_words(name)
    span = quantity.high - quantity.low
    return {
        "key": key,
        "label": words.label,
        "words": quantity.words,
        "cost": words.cost,
        "source": quantity.source,
        "unit": quantity.unit,
        "low": quantity.low,
        "high": quantity.high,
        "step": 1.0 if quantity.whole else round(span / _STEPS, 6),
        "value": now,
        "today": today,
        "moved": any(
            mine[tuple(e.path.split("."))] != usual[tuple(e.path.split("."))]
            for e in ENTRIES[key]
        ),
        "percent": quantity.unit.startswith(("share", "0 ", "per month")),
    }


def _mean(key: str, values: Values) -> float:
    own = [float(values[tuple(entry.path.split("."))]) for entry in ENTRIES[key]]
    return round(sum(own) / len(own), 6)


def moved_to(view: View, key: str, value: float) -> View:
    """Return a view with one slider moved; as it was where that cannot stand.

    The five shares of attention sum to 1: the other four give way in proportion.
    """
    if key not in ENTRIES:
        return view
    quantity = ENTRIES[key][0].lever.quantity
    held = min(max(value, quantity.low), quantity.high)
    moved = dict(view.moved) | {entry.path: held for entry in ENTRIES[key]}
    if key.startswith("national.attention."):
        moved |= _shared_out(view.scenario(), key, held)
    base = preset(view.base).lever_values()
    kept = {
        path: v
        for path, v in moved.items()
        if abs(v - float(base[tuple(path.split("."))])) > 1e-9
    }
    found = replace(view, moved=kept, problems=())
    try:
        found.scenario()
    except ScenarioError:
        return view
    return found


def _shared_out(scenario: Scenario, key: str, value: float) -> dict[str, float]:
    names = [k for k in ENTRIES if k.startswith("national.attention.")]
    values = scenario.lever_values()
    others = {k: float(values[tuple(k.split("."))]) for k in names if k != key}
    total = sum(others.values())
    left = 1.0 - value
    return {
        k: left * (v / total if total > 0.0 else 1.0 / len(others))
        for k, v in others.items()
    }


def n_moved(view: View) -> int:
    """Return how many levers differ from today's, each counted once."""
    return sum(
        bool(slider["moved"])
        for group in slider_groups(view, ALL)
        for slider in group["levers"]  # type: ignore[attr-defined] # a list, above
    )
