"""Targets: what is known of the country, and which figure is to show it."""

import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import BaseModel, Field, model_validator

from experiments.calibration.measuring import figure_names
from experiments.checks import Table, checked
from experiments.design import Design
from experiments.runs import Keep
from sim.errors import InputError, shown
from sim.outcomes.catalogue import OUTCOMES
from sim.scenario.beliefs import BeliefMode
from sim.scenario.checks import checked_table, unknown_name
from sim.scenario.names import MISSIONS
from sim.scenario.scenario import Scenario

USUAL = "status_quo_2025"
_TABLES = ("runs", "waves", "scenarios", "targets", "left_out")
_BY_MISSION = frozenset(o.name for o in OUTCOMES if o.by_mission)


class Kind(StrEnum):
    """On which side of its value a figure may lie."""

    NEAR = "near"
    ABOVE = "above"


class Target(Table):
    """One figure that the model is to show.

    Attributes
    ----------
    name, words, unit, source : str
    rows : tuple of str
        Of the table of evidence.
    outcome : str
        One of :func:`experiments.calibration.measuring.figure_names`.
    mission : str or None
        For outcomes that have one value a mission.
    over : str or None
        Outcome to divide by.
    contrast : mapping
        Weights by scenario.
    months, since : (first, last)
        Over which it is averaged, counted from 1; earlier ones taken off.
    relative : bool
        Whether the earlier mean is also divided by.
    value, sd : float
        In ``unit``.
    kind : Kind
    fitted : bool
        Whether draws are judged by it.
    """

    name: str
    words: str
    outcome: str
    mission: str | None = None
    over: str | None = None
    contrast: dict[str, int] = Field(default={USUAL: 1})
    months: tuple[int, int] = Field(default=(13, 24), strict=False)
    since: tuple[int, int] | None = Field(default=None, strict=False)
    relative: bool = False
    value: float
    sd: float = Field(gt=0.0)
    kind: Kind = Field(default=Kind.NEAR, strict=False)
    unit: str
    fitted: bool = True
    rows: tuple[str, ...] = Field(default=(), strict=False)
    source: str

    @model_validator(mode="after")
    def _mission_fits(self) -> Self:
        if (self.mission is not None) != (self.outcome in _BY_MISSION):
            needs = "needs" if self.mission is None else "has no"
            raise ValueError(f"{self.outcome} {needs} mission")
        return self


class LeftOut(Table):
    """A target that the model cannot show, and why."""

    name: str
    why: str


class _Runs(Table):
    citizens: int = Field(ge=2888)
    months: int = Field(ge=1, le=240)
    seed: int = Field(ge=0, le=2**32 - 1)


class Waves(Table):
    """How draws are chosen.

    Attributes
    ----------
    draws : (first, later, last)
        About how many draws each wave makes.
    candidates : int
        Draws of the priors, the first wave's included, from which all are chosen.
    implausible : float
        Standard deviations from any target beyond which a draw is left out.
    rows : int
        Accepted draws that are written.
    """

    draws: tuple[int, int, int] = Field(strict=False)
    candidates: int = Field(ge=40, le=1_000_000)
    implausible: float = Field(gt=0.0)
    rows: int = Field(ge=1, le=100_000)

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if min(self.draws) < 20:
            raise ValueError("draws: give 20 or more a wave")
        if sum(self.draws) > self.candidates:
            raise ValueError("candidates: give at least as many as all draws")
        return self


class Targets(NamedTuple):
    """All of a file of targets.

    Attributes
    ----------
    design : Design
        Scenarios, citizens, months and seed of the runs.
    waves : Waves
    targets : tuple of Target
    left_out : tuple of LeftOut
    """

    design: Design
    waves: Waves
    targets: tuple[Target, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def figures(self) -> frozenset[str]:
        """Names of all that is read off a run."""
        overs = {target.over for target in self.targets if target.over is not None}
        return frozenset({target.outcome for target in self.targets} | overs)

    @property
    def hash(self) -> str:
        """SHA-256 of all that decides what is accepted."""
        content = [
            self.design.as_table(),
            self.waves.model_dump(mode="json"),
            [target.model_dump(mode="json") for target in self.targets],
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def stored(self) -> dict[str, object]:
        """Return all of it as plain values, for a record; see :meth:`restored`."""
        return {
            "design": self.design.stored(),
            "waves": self.waves.model_dump(mode="json"),
            "targets": [one.model_dump(mode="json") for one in self.targets],
            "left_out": [one.model_dump(mode="json") for one in self.left_out],
        }

    @classmethod
    def restored(cls, stored: Mapping[str, object], where: str) -> Self:
        """Return what :meth:`stored` gave.

        Raises
        ------
        InputError
            Something is missing, or is not as this version writes it.
        """
        return cls(
            Design.restored(_table(stored, "design", where)),
            checked(Waves, _table(stored, "waves", where), f"{where}, waves"),
            tuple(_parts(Target, stored, "targets", where)),
            tuple(_parts(LeftOut, stored, "left_out", where)),
        )


def shipped_targets() -> Path:
    """Return the file of targets that ships."""
    return Path(__file__).parent / "targets.toml"


def load_targets(path: Path | None = None) -> Targets:
    """Return what a file says the model is to show; the one that ships by default.

    Raises
    ------
    InputError
        Says which file and field, what is wrong and what is allowed.
    """
    path = path or shipped_targets()
    where = "targets.toml" if path == shipped_targets() else str(path)
    tables = _read(path, where)
    for name in tables:
        if name not in _TABLES:
            raise unknown_name(name, _TABLES, where)
    scenarios = (Scenario.load(USUAL), *_scenarios(tables, where))
    targets = tuple(_parts(Target, tables, "targets", where))
    if not any(target.fitted for target in targets):
        raise InputError(where, "no target is fitted", "Give at least one.")
    runs = checked(_Runs, _table(tables, "runs", where), f"{where}, runs")
    read = sorted({t.outcome for t in targets} | {t.over or "" for t in targets})
    digest = hashlib.sha256(" ".join(read).encode()).hexdigest()[:8]
    design = Design(
        name=f"calibration-{digest}",  # runs that keep other figures are others
        title="Calibration",
        description="Status quo and episodes, held against what is known.",
        scenarios=scenarios,
        keep=Keep.MONTHS,
        beliefs=BeliefMode.PRIOR,
        **runs.model_dump(),
    )
    for target in targets:
        _check(target, design, where)
    return Targets(
        design,
        checked(Waves, _table(tables, "waves", where), f"{where}, waves"),
        targets,
        tuple(_parts(LeftOut, tables, "left_out", where)),
    )


def _read(path: Path, where: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise InputError(where, f"the file cannot be read: {why}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"this is not TOML: {error}") from None


def _table(tables: Mapping[str, object], name: str, where: str) -> Mapping[str, object]:
    return checked_table(tables.get(name, {}), f"{where}, {name}")


def _listed(
    tables: Mapping[str, object], name: str, where: str
) -> list[Mapping[str, object]]:
    given = tables.get(name, [])
    if not isinstance(given, list):
        allowed = f"Write [[{name}]] before each."
        raise InputError(f"{where}, {name}", f"{shown(given)} is no list", allowed)
    return [
        checked_table(table, f"{where}, {name} {n}")
        for n, table in enumerate(given, start=1)
    ]


def _parts[M: BaseModel](
    model: type[M], tables: Mapping[str, object], name: str, where: str
) -> list[M]:
    found = []
    for n, table in enumerate(_listed(tables, name, where), start=1):
        called = table.get("name", n)
        found.append(checked(model, table, f"{where}, {name} {called}"))
    return found


def _scenarios(tables: Mapping[str, object], where: str) -> list[Scenario]:
    return [
        Scenario.from_tables(table, f"{where}, scenarios {n}")
        for n, table in enumerate(_listed(tables, "scenarios", where), start=1)
    ]


def _check(target: Target, design: Design, where: str) -> None:
    at = f"{where}, targets {target.name}"
    for field, name, known in (
        ("outcome", target.outcome, figure_names()),
        ("over", target.over, (None, *figure_names())),
        ("mission", target.mission, (None, *MISSIONS)),
        *(
            ("contrast", name, [scenario.name for scenario in design.scenarios])
            for name in target.contrast
        ),
    ):
        if name not in known:
            names: Sequence[str] = [one for one in known if one is not None]
            raise unknown_name(str(name), names, f"{at}.{field}")
    for field, span in (("months", target.months), ("since", target.since)):
        if span is not None and not 1 <= span[0] <= span[1] <= design.months:
            allowed = f"Give [first, last], from 1 to {design.months}."
            raise InputError(f"{at}.{field}", f"{shown(span)} will not do", allowed)
