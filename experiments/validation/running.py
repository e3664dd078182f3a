"""Running validation: one batch for all episodes and areas, one for the years."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from experiments.batch import Report, Watch, run_batch
from experiments.batch_folder import OUTCOMES, cannot_write
from experiments.claims.frozen import REGISTER, history, read_stamps, stamp
from experiments.claims.shared import Shared, shared_design
from experiments.design import Design
from experiments.store.record import seal
from experiments.validation.areas import AREA_SCENARIO, AreaFindings, area_findings
from experiments.validation.areas import wanted as wanted_of_areas
from experiments.validation.episode import Episode, Reading, load_episodes
from experiments.validation.frozen import register_path
from experiments.validation.hindcast import Hindcast, hindcast_design, score
from experiments.validation.hindcast import wanted as wanted_of_years
from experiments.validation.judging import Finding, judged
from experiments.validation.observed import MANY
from experiments.validation.wanted import Wanted
from sim.errors import InputError
from sim.scenario.scenario import Scenario

if TYPE_CHECKING:
    from experiments.simulation import Simulation

BATCH, YEARS = "batch", "hindcast"
_AREAS = ("areas", AREA_SCENARIO)
_DIGITS = 8

type WantedOf = dict[str, frozenset[Wanted]]
type SimulationOf = Callable[[WantedOf], "Simulation"]


class Options(NamedTuple):
    """What is chosen on the command line.

    Attributes
    ----------
    draws, citizens, seed : int or None
        In place of the files' own.
    beliefs : str or None
        ``prior``, ``accepted`` or ``default``.
    n_workers : int or None
    hindcast : bool
        Whether the years are played too.
    """

    draws: int | None = None
    citizens: int | None = None
    seed: int | None = None
    beliefs: str | None = None
    n_workers: int | None = None
    hindcast: bool = True


class Validated(NamedTuple):
    """What became of it.

    Attributes
    ----------
    findings : tuple of Finding
    areas : AreaFindings
    hindcast : Hindcast or None
    design : Design
        Of the episodes' batch.
    reports : tuple of Report
        Of each batch.
    """

    findings: tuple[Finding, ...]
    areas: AreaFindings
    hindcast: Hindcast | None
    design: Design
    reports: tuple[Report, ...]


class _Asked(NamedTuple):
    name: str
    design: Design


def run_validation(
    folder: str | Path,
    options: Options | None = None,
    *,
    episodes: Sequence[Episode] | None = None,
    simulation_of: SimulationOf | None = None,
    watch: Watch | None = None,
) -> Validated:
    """Stamp the episodes, make all runs, judge each by the one rule, and write it all.

    Parameters
    ----------
    folder : str or Path
        Missing, empty, or with the same runs, which are then gone on with.
    options : Options, optional
    episodes : sequence of Episode, optional
        All that ship by default.
    simulation_of : callable, optional
        In place of the model: what makes runs, from what they must write down.
    watch : callable, optional
        As in :func:`experiments.batch.run_batch`.

    Raises
    ------
    InputError
        As :func:`experiments.batch.run_batch`, or if an option is out of bounds.
    """
    from experiments.validation.pages import write_pages

    place, chosen = Path(folder), options or Options()
    rows = tuple(episodes) if episodes is not None else load_episodes()
    shared = _shared(rows, chosen)
    wanted = wanted_of_all(rows, shared)
    _stamp(place, rows)  # before anything is run
    make = simulation_of or _recorder
    design = _named(shared.design, wanted)
    report = run_batch(
        design,
        place / BATCH,
        n_workers=chosen.n_workers,
        simulation=make(wanted),
        watch=watch,
    )
    found = _rows(place / BATCH)
    findings = _judged(rows, shared, found, place)
    areas = area_findings(found[found["scenario"] == shared.names[_AREAS]])
    years, reports = None, [report]
    if chosen.hindcast:
        years, again = _years(place, chosen, make, watch)
        reports.append(again)
    validated = Validated(findings, areas, years, design, tuple(reports))
    write_pages(place, validated)
    _seal(place, rows, validated, chosen)
    return validated


def _shared(episodes: Sequence[Episode], chosen: Options) -> Shared:
    """Return one design with every scenario that something is read from."""
    asked = []
    for episode in episodes:
        read = {reading.scenario for reading in episode.readings.values()}
        scenarios = [s for s in episode.design.scenarios if s.name in read]
        if scenarios:
            design = episode.design.model_copy(update={"scenarios": tuple(scenarios)})
            asked.append(_Asked(episode.name, _chosen(design, chosen)))
    if not asked:
        raise InputError("validation", "no episode has a check", "Give one that has.")
    usual = (Scenario.load(AREA_SCENARIO),)
    areas = asked[0].design.model_copy(update={"scenarios": usual})
    everybody = [*asked, _Asked(_AREAS[0], areas)]
    return shared_design(everybody, "validation", "The runs of validation")


def _chosen(design: Design, options: Options) -> Design:
    return design.changed(
        replicates=options.draws,
        citizens=options.citizens,
        seed=options.seed,
        beliefs=options.beliefs,
    )


def wanted_of_all(episodes: Sequence[Episode], shared: Shared) -> WantedOf:
    """Return what runs of each shared scenario must write down."""
    found: WantedOf = {shared.names[_AREAS]: wanted_of_areas()}
    for episode in episodes:
        for reading in episode.readings.values():
            name = shared.names[episode.name, reading.scenario]
            found[name] = found.get(name, frozenset()) | reading.wanted()
    return found


def _named(design: Design, wanted: WantedOf) -> Design:
    """Return a design whose name changes with what is read, so no folder mixes two."""
    read = {name: sorted(map(str, what)) for name, what in sorted(wanted.items())}
    digest = hashlib.sha256(json.dumps(read).encode()).hexdigest()[:_DIGITS]
    return design.model_copy(update={"name": f"{design.name}-{digest}"})


def _recorder(wanted: WantedOf) -> "Simulation":
    from experiments.validation.recorder import Recorder

    return Recorder(wanted)


def _rows(folder: Path) -> pd.DataFrame:
    columns = ["scenario", "replicate", "step", "place", "mission", "outcome", "value"]
    frame: pd.DataFrame = pq.read_table(folder / OUTCOMES, columns=columns).to_pandas()
    return frame


def _judged(
    episodes: Sequence[Episode], shared: Shared, rows: pd.DataFrame, folder: Path
) -> tuple[Finding, ...]:
    shipped, here = read_stamps(register_path()), read_stamps(folder / REGISTER)
    of_scenario = dict(tuple(rows.groupby("scenario")))
    found = []
    for episode in episodes:
        readings = {
            name: months_of(
                of_scenario[shared.names[episode.name, reading.scenario]],
                reading,
                shared.design.replicates,
            )
            for name, reading in episode.readings.items()
        }
        changed = history(episode, here) or history(episode, shipped)
        found.append(judged(episode, readings, changed))
    return tuple(found)


def months_of(rows: pd.DataFrame, reading: Reading, n_draws: int) -> pd.DataFrame:
    """Return what was read of a scenario: one row a draw, one column a month."""
    first, last = reading.months
    chosen = rows[
        (rows["outcome"] == reading.outcome)
        & (rows["place"] == reading.place)
        & rows["step"].between(first, last)
    ]
    if reading.mission not in (None, MANY):
        chosen = chosen[chosen["mission"] == reading.mission]
    wide = chosen.pivot_table(
        index="replicate", columns="step", values="value", aggfunc="mean"
    )
    return wide.reindex(index=range(n_draws), columns=range(first, last + 1))


def _years(
    place: Path, chosen: Options, make: SimulationOf, watch: Watch | None
) -> tuple[Hindcast, Report]:
    design = _chosen(hindcast_design(), chosen)
    wanted = {scenario.name: wanted_of_years() for scenario in design.scenarios}
    report = run_batch(
        _named(design, wanted),
        place / YEARS,
        n_workers=chosen.n_workers,
        simulation=make(wanted),
        watch=watch,
    )
    return score(_rows(place / YEARS), design.replicates), report


def _stamp(folder: Path, episodes: Sequence[Episode]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stamp(folder / REGISTER, episodes)
    except OSError as error:
        raise cannot_write(folder, error) from None


def _seal(
    folder: Path,
    episodes: Sequence[Episode],
    validated: Validated,
    chosen: Options,
) -> None:
    n_hit = sum(finding.hit for finding in validated.findings)
    options = {k: v for k, v in chosen._asdict().items() if k != "n_workers"}
    try:
        seal(
            folder,
            "validation",
            title="The model held against what was observed",
            description=f"{n_hit} of {len(episodes)} rows are hit.",
            command="groundswell validate",
            inputs={
                "episodes": {episode.name: episode.hash for episode in episodes},
                "design": validated.design.stored(),
                "options": options,
            },
        )
    except OSError as error:
        raise cannot_write(folder, error) from None
