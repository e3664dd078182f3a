"""How sure the model is, what it cannot say, and how the run was made."""

from typing import NamedTuple

from experiments.provenance import citation, command_of, is_shipped
from experiments.report.compared import Compared
from experiments.words import month_name
from sim.population.places import load_places
from sim.results import jeffreys_interval
from sim.scenario.beliefs import BeliefMode, Tag, declared_beliefs
from sim.version import __version__


class Doubt(NamedTuple):
    """What the section on doubt needs to know.

    Attributes
    ----------
    n_runs : int
    all_of : str
        How low a chance may still be if something happened in every run.
    draws_beliefs : bool
        Whether each run draws the uncertain numbers anew.
    n_beliefs, n_effects, n_theories, n_judgements : int
        Uncertain numbers, and what stands behind them.
    n_comparisons : int
        Paired differences that the report judges.
    """

    n_runs: int
    all_of: str
    draws_beliefs: bool
    n_beliefs: int
    n_effects: int
    n_theories: int
    n_judgements: int
    n_comparisons: int


def doubt(these: Compared, n_comparisons: int) -> Doubt:
    """Return what the section on doubt needs to know."""
    tags = [b.tag for b in declared_beliefs().values() if not b.is_constant]
    n_runs = these.n_runs
    return Doubt(
        n_runs=n_runs,
        all_of=f"{100 * jeffreys_interval(n_runs, n_runs)[0]:.0f}%",
        draws_beliefs=these.settings.beliefs is not BeliefMode.DEFAULT,
        n_beliefs=len(tags),
        n_effects=tags.count(Tag.EFFECT),
        n_theories=tags.count(Tag.THEORY),
        n_judgements=tags.count(Tag.JUDGEMENT),
        n_comparisons=n_comparisons,
    )


class File(NamedTuple):
    """A scenario as a file."""

    title: str
    name: str
    ships: bool
    hash: str
    toml: str


class Making(NamedTuple):
    """How a run was made."""

    identifier: str
    version: str
    command: str
    citation: str
    settings: tuple[tuple[str, str], ...]
    files: tuple[File, ...]


def making(these: Compared, identifier: str) -> Making:
    """Return how a run was made; no times, no machine."""
    scenarios = [c.outcomes.scenario for c in these.contenders]
    files = tuple(
        File(c.title, s.name, is_shipped(s), s.hash, s.to_toml())
        for c, s in zip(these.contenders, scenarios, strict=True)
    )
    return Making(
        identifier=identifier,
        version=__version__,
        command=command_of(scenarios, these.settings),
        citation=citation(identifier),
        settings=tuple(_settings(these)),
        files=files,
    )


def _settings(these: Compared) -> list[tuple[str, str]]:
    settings = these.settings
    last = month_name(these.starts, settings.months - 1)
    beliefs = {
        BeliefMode.DEFAULT: "each at its default",
        BeliefMode.PRIOR: "drawn from their priors, anew in each run",
        BeliefMode.ACCEPTED: "another of the accepted draws in each run",
    }
    return [
        ("Simulated citizens", f"{settings.citizens:,}"),
        ("Places", places_words(these)),
        ("Months", f"{settings.months}, {month_name(these.starts, 0)} to {last}"),
        ("Paired runs of each scenario", str(settings.replicates)),
        ("Seed", str(settings.seed)),
        ("Uncertain numbers", beliefs.get(settings.beliefs, settings.beliefs.value)),
    ]


def places_words(these: Compared) -> str:
    """Return which local areas were simulated."""
    codes = these.settings.places
    if codes is None:
        return "all local areas of the United Kingdom"
    names = load_places(codes).name.tolist()
    if len(names) <= 8:
        return ", ".join(names)
    return f"{len(names)} local areas: {', '.join(names)}"
