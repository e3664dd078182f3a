"""The scenario: everything that a run needs except the seed."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import NamedTuple, Self

import tomli_w

from sim.errors import ScenarioError
from sim.scenario.assembly import (
    AllLevers,
    Missions,
    Values,
    lever_values,
    levers_of,
    steps,
)
from sim.scenario.beliefs import declared_beliefs
from sim.scenario.events import Event
from sim.scenario.layers import (
    FIRST_MONTH,
    Layer,
    layer_of,
    option_settings,
    parse_setting,
    read_layers,
)
from sim.scenario.mechanisms import Mixing, Structure, switched
from sim.scenario.names import MISSIONS
from sim.scenario.national_levers import NationalLevers
from sim.scenario.settings import Setting
from sim.scenario.tables import tables_of

_FORMAT = 1


class FixedBelief(NamedTuple):
    """A belief that a scenario sets itself, whatever the draw.

    Attributes
    ----------
    name : str
    values : five floats or None
        By mission; None where the draw decides.
    """

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Everything that a run needs except the seed.

    Attributes
    ----------
    name, title, description : str
    starts : str
        Year and month of the first month.
    national : NationalLevers
    missions : Missions
        Levers by mission: ``scenario.missions.nhs.audit``.
    beliefs : tuple of FixedBelief
    mechanisms_off, mechanisms_on : tuple of str
        Mechanisms that are switched off, and of those off by default, on.
    structure : Structure
    events : tuple of Event
        In the order in which they begin.
    """

    name: str
    title: str = ""
    description: str = ""
    starts: str = FIRST_MONTH
    national: NationalLevers = field(default_factory=NationalLevers)
    missions: Missions = field(default_factory=Missions)
    beliefs: tuple[FixedBelief, ...] = ()
    mechanisms_off: tuple[str, ...] = ()
    mechanisms_on: tuple[str, ...] = ()
    structure: Structure = field(default_factory=Structure)
    events: tuple[Event, ...] = ()

    @classmethod
    def load(cls, name_or_path: str | FilePath, settings: Sequence[str] = ()) -> Self:
        """Return a preset, or what a file describes.

        Parameters
        ----------
        name_or_path : str or Path
            A preset's name, or a TOML file.
        settings : sequence of str
            Laid over it, each ``PATH=VALUE``.

        Raises
        ------
        ScenarioError
            Says which file and field, what is wrong and what is allowed.

        Examples
        --------
        >>> Scenario.load("blair_command").missions.nhs.target_pressure
        0.9
        """
        chosen: dict[str, object] = {}
        for path, value in map(parse_setting, settings):
            chosen.pop(path, None)  # so that it stands where it was set last
            chosen[path] = value
        return cls._from_layers(read_layers(name_or_path)).with_levers(chosen)

    @classmethod
    def from_tables(cls, tables: Mapping[str, object], where: str = "scenario") -> Self:
        """Return what tables describe that are laid out as in a file.

        ``where`` is how messages name them.

        Raises
        ------
        ScenarioError
        """
        layer = layer_of(tables, where)
        parent = layer.header.extends
        parents = () if parent is None else read_layers(parent)
        return cls._from_layers((*parents, layer))

    @classmethod
    def _from_layers(cls, layers: Sequence[Layer]) -> Self:
        header = layers[-1].header
        starts = [layer.header.starts for layer in layers if layer.header.starts]
        named = sorted(
            (pair for layer in layers for pair in layer.events),
            key=lambda pair: _order(pair[0]),
        )
        settings = [setting for layer in layers for setting in layer.settings]
        bare = cls(
            name=header.name,
            title=header.title or header.name,
            description=header.description or "",
            starts=starts[-1] if starts else FIRST_MONTH,
        )
        return bare._settled(bare._values(), settings, named)

    def with_levers(self, levers: Mapping[str, object]) -> Self:
        """Return this scenario with some settings changed; its name stays.

        Parameters
        ----------
        levers : mapping
            By path, as after ``--set``: levers, and beliefs, mechanisms and structure.

        Raises
        ------
        ScenarioError

        Examples
        --------
        >>> base = Scenario.load("status_quo_2025")
        >>> base.with_levers({"missions.nhs.audit": 1}).missions.nhs.audit
        1.0
        """
        labelled = [
            (event, f"{event.kind} of month {event.start}") for event in self.events
        ]
        return self._settled(self._values(), option_settings(levers.items()), labelled)

    def _settled(
        self,
        values: Values,
        settings: Iterable[Setting],
        events: Sequence[tuple[Event, str]],
    ) -> Self:
        """Return this scenario with settings laid over values, checked as a whole."""
        wheres = {}
        for setting in settings:
            values[setting.path] = setting.value
            wheres[setting.path] = setting.where
        levers = levers_of(values, wheres)
        happening = tuple(event for event, _ in events)
        steps(values, happening, wheres, [label for _, label in events])
        return replace(
            self,
            national=levers.national,
            missions=levers.missions,
            beliefs=_fixed_beliefs(values),
            mechanisms_off=switched(values, on=False),
            mechanisms_on=switched(values, on=True),
            structure=Structure(Mixing(str(values["structure", "mixing"]))),
            events=happening,
        )

    def lever_values(self) -> Values:
        """Return every lever that is set, by path."""
        return lever_values(AllLevers(self.national, self.missions))

    def _values(self) -> Values:
        values = self.lever_values()
        for name, fixed in self.beliefs:
            for mission, value in zip(MISSIONS, fixed, strict=True):
                if value is not None:
                    values["beliefs", mission, name] = value
        for name in self.mechanisms_off:
            values["mechanisms", name] = False
        for name in self.mechanisms_on:
            values["mechanisms", name] = True
        values["structure", "mixing"] = str(self.structure.mixing)
        return values

    @property
    def hash(self) -> str:
        """SHA-256 of all that can change results or the name they carry.

        Title, description, and the way the file was written are left out.
        """
        content = {
            "format": _FORMAT,
            "name": self.name,
            "starts": self.starts,
            "values": sorted(self._values().items()),
            "events": self.events,
        }
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def to_tables(self) -> dict[str, object]:
        """Return this scenario, complete, as the tables of a file."""
        header = {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "starts": self.starts,
        }
        return tables_of(header, self._values(), self.events)

    def to_toml(self) -> str:
        """Return this scenario, complete, as a file that loads again."""
        return tomli_w.dumps(self.to_tables())


def _order(event: Event) -> tuple[object, ...]:
    """Order events so that the order of the file matters for policies alone."""
    return event[:6]


def _fixed_beliefs(values: Values) -> tuple[FixedBelief, ...]:
    found = []
    for name in declared_beliefs():
        own = [values.get(("beliefs", mission, name)) for mission in MISSIONS]
        if any(value is not None for value in own):
            numbers = tuple(None if value is None else float(value) for value in own)
            found.append(FixedBelief(name, numbers))
    return tuple(found)


def check_horizon(scenario: Scenario, months: int) -> None:
    """Refuse events that begin after the last month of a run.

    Parameters
    ----------
    scenario : Scenario
    months : int
        Length of the run.

    Raises
    ------
    ScenarioError
    """
    for event in scenario.events:
        if event.start > months:
            raise ScenarioError(
                f"{scenario.name}, events, {event.kind}",
                f"start {event.start} lies beyond the last month, {months}",
                f"Give start from 1 to {months}, or run for longer.",
            )
