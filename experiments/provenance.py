"""Which run this is, how to make it again, and how to cite it."""

import hashlib
import json
import shlex
from collections.abc import Sequence

from sim.results import Detail, Settings
from sim.scenario.beliefs import BeliefMode, accepted_hash
from sim.scenario.scenario import Scenario
from sim.scenario.shipped import preset_names
from sim.version import __version__

_LENGTH = 16


def run_identifier(scenarios: Sequence[Scenario], settings: Settings) -> str:
    """Return the name of a run: the same for the same scenarios, settings and version.

    Known before anything is simulated. The order of scenarios counts, for the first
    is what the others are compared with.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    content: dict[str, object] = {
        "version": __version__,
        "scenarios": [scenario.hash for scenario in scenarios],
        "settings": settings_table(settings),
    }
    if settings.beliefs is BeliefMode.ACCEPTED:
        content["accepted"] = accepted_hash()
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def settings_table(settings: Settings) -> dict[str, object]:
    """Return settings as a table of plain values, places in order and once."""
    places = None if settings.places is None else sorted(set(settings.places))
    return {
        "citizens": settings.citizens,
        "places": places,
        "replicates": settings.replicates,
        "seed": settings.seed,
        "months": settings.months,
        "beliefs": settings.beliefs.value,
        "detail": settings.detail.value,
    }


def is_shipped(scenario: Scenario) -> bool:
    """Return whether a scenario is a preset as it ships."""
    if scenario.name not in preset_names():
        return False
    return Scenario.load(scenario.name).hash == scenario.hash


def command_of(scenarios: Sequence[Scenario], settings: Settings) -> str:
    """Return a command that makes a run again.

    A scenario that does not ship as it is stands there as a file of its name.
    """
    names = [s.name if is_shipped(s) else f"{s.name}.toml" for s in scenarios]
    verb = "run" if len(names) == 1 else "compare"
    words = ["groundswell", verb, *names]
    words += ["--citizens", str(settings.citizens)]
    if settings.places is not None:
        words += ["--places", ",".join(sorted(set(settings.places)))]
    words += ["--replicates", str(settings.replicates), "--seed", str(settings.seed)]
    words += ["--months", str(settings.months), "--beliefs", settings.beliefs.value]
    if settings.detail is not Detail.REGIONS:
        words += ["--detail", settings.detail.value]
    return shlex.join(words)


def citation(identifier: str) -> str:
    """Return how to cite a run."""
    return (
        f"Groundswell contributors. Groundswell, version {__version__}: an agent-based "
        f"model of how shared missions are met, or missed. Run {identifier}."
    )
