"""Choices that several pages offer: a way to govern, and a mission."""

from collections.abc import Callable

from pages.address import TODAY, View
from pages.parts.components import Choice
from pages.parts.presets import title_of_preset
from pages.parts.words import short
from sim.missions import MISSIONS
from sim.scenario.shipped import preset_names

_YOURS = "yours"


def other_scenario(
    view: View, now: str, chosen: Callable[[str], None], label: str = "Scenario"
) -> None:
    """Let one of the ways to govern be chosen that are not today's.

    ``now`` is the name of the one shown; one's own settings stand among them while
    there are any, and choosing them changes nothing.
    """
    options = [
        {"value": name, "text": title_of_preset(name)}
        for name in preset_names()
        if name != TODAY
    ]
    if view.moved:
        options.insert(0, {"value": _YOURS, "text": "Your settings"})
    Choice(
        name="scenario",
        label=label,
        value=now,
        options=options,
        grow=False,
        event_chosen=lambda name: chosen(name) if name != _YOURS else None,
    )


def one_mission(
    now: str, chosen: Callable[[str], None], label: str = "Mission"
) -> None:
    """Let one of the missions be chosen, by key."""
    Choice(
        name="mission",
        label=label,
        value=now,
        options=[{"value": m.key, "text": short(m)} for m in MISSIONS],
        grow=False,
        event_chosen=chosen,
    )
