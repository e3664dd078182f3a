"""``groundswell run`` and ``compare``: simulate scenarios and say what came out."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    JsonOption,
    SettingsOption,
    check_folder,
    check_whole,
    chosen_scenario,
)
from sim.cli.progress import bar_of

if TYPE_CHECKING:
    from sim.checkpoint import Checkpoints
    from sim.results import Outcomes, Settings
    from sim.scenario.scenario import Scenario

HEADLINE = (
    "status_quo_2025",
    "blair_command",
    "demos_mobilisation",
    "command_plus_mobilise",
    "hybrid_by_domain",
)
_USUAL_CITIZENS = 100_000


class Beliefs(StrEnum):
    """Where the values of uncertain parameters come from."""

    DEFAULT = "default"
    PRIOR = "prior"
    ACCEPTED = "accepted"


class Engine(StrEnum):
    """Who moves the world."""

    COLUMNS = "columns"
    AGENTS = "agents"


class Detail(StrEnum):
    """For which places every month is written."""

    NATIONAL = "national"
    REGIONS = "regions"
    AREAS = "areas"


CitizensOption = Annotated[
    int | None,
    typer.Option(help="Simulated adults, eight an area or more; 100,000 by default."),
]
PlacesOption = Annotated[
    str | None,
    typer.Option(metavar="CODE,...", help="Codes of some local areas; all by default."),
]
ReplicatesOption = Annotated[
    int, typer.Option(help="Repetitions, each with its own luck.")
]
SeedOption = Annotated[int, typer.Option(help="Key of the luck.")]
MonthsOption = Annotated[int, typer.Option(help="Length of the run.")]
BeliefsOption = Annotated[
    Beliefs,
    typer.Option(
        help="Point values, or for each replicate a draw: of the priors, or of those "
        "that calibration accepted."
    ),
]
EngineOption = Annotated[
    Engine,
    typer.Option(help="Kernels over columns, or Mesa's agents; the same numbers."),
]
DetailOption = Annotated[
    Detail, typer.Option(help="Places of which every month is written.")
]
ThreadsOption = Annotated[
    int | None,
    typer.Option(help="Threads; as many as processors by default."),
]
CheckpointOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Keep the run here as it goes on; the same command takes it up again.",
    ),
]
EveryOption = Annotated[int, typer.Option(help="Months between checkpoints.")]
OutOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write results and a report into a folder."),
]


def run(
    scenario: Annotated[
        str,
        typer.Argument(metavar="SCENARIO", help="A preset's name, or a TOML file."),
    ],
    citizens: CitizensOption = None,
    places: PlacesOption = None,
    replicates: ReplicatesOption = 8,
    seed: SeedOption = 1,
    months: MonthsOption = 60,
    engine: EngineOption = Engine.COLUMNS,
    beliefs: BeliefsOption = Beliefs.ACCEPTED,
    settings: SettingsOption = None,
    detail: DetailOption = Detail.REGIONS,
    threads: ThreadsOption = None,
    out: OutOption = None,
    checkpoint: CheckpointOption = None,
    checkpoint_every: EveryOption = 12,
    as_json: JsonOption = False,
) -> None:
    """Simulate one scenario, and show every mission against its target."""
    chosen = [chosen_scenario(scenario, settings, months)]
    how = _settings(citizens, places, replicates, seed, months, beliefs, detail)
    kept = _checkpoints(checkpoint, checkpoint_every)
    _simulate_and_show(chosen, how, engine, threads, out, kept, as_json)


def compare(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENARIO]...",
            help="Presets or TOML files; the five headline presets by default.",
        ),
    ] = None,
    citizens: CitizensOption = None,
    places: PlacesOption = None,
    replicates: ReplicatesOption = 8,
    seed: SeedOption = 1,
    months: MonthsOption = 60,
    engine: EngineOption = Engine.COLUMNS,
    beliefs: BeliefsOption = Beliefs.ACCEPTED,
    settings: SettingsOption = None,
    detail: DetailOption = Detail.REGIONS,
    threads: ThreadsOption = None,
    out: OutOption = None,
    checkpoint: CheckpointOption = None,
    checkpoint_every: EveryOption = 12,
    as_json: JsonOption = False,
) -> None:
    """Simulate scenarios under the same luck, and show where they differ."""
    chosen = [chosen_scenario(name, settings, months) for name in scenarios or HEADLINE]
    _refuse_twins(chosen)
    how = _settings(citizens, places, replicates, seed, months, beliefs, detail)
    kept = _checkpoints(checkpoint, checkpoint_every)
    _simulate_and_show(chosen, how, engine, threads, out, kept, as_json)


def _checkpoints(folder: Path | None, every: int) -> "Checkpoints | None":
    from sim.checkpoint import Checkpoints

    check_whole("--checkpoint-every", every, 1, 240)
    check_folder(folder)
    return None if folder is None else Checkpoints(folder, every)


def _refuse_twins(scenarios: Sequence["Scenario"]) -> None:
    from sim.errors import OptionError

    names = [scenario.name for scenario in scenarios]
    for name in names:
        if names.count(name) > 1:
            raise OptionError(
                "compare",
                f"two scenarios are called {name!r}",
                "Give each its own name, in [scenario] of its file.",
            )


def _settings(
    citizens: int | None,
    places: str | None,
    replicates: int,
    seed: int,
    months: int,
    beliefs: Beliefs,
    detail: Detail,
) -> "Settings":
    from sim import results
    from sim.population.places import load_places
    from sim.population.synthesis import allocate
    from sim.scenario.beliefs import BeliefMode

    check_whole("--replicates", replicates, 1, 100_000)
    check_whole("--seed", seed, 0, 2**32 - 1)
    check_whole("--months", months, 1, 240)
    codes = None
    if places is not None:
        codes = tuple(code.strip() for code in places.split(",") if code.strip())
    adults = load_places(codes).adults
    if citizens is None:
        citizens = min(_USUAL_CITIZENS, int(adults.sum()))
    allocate(adults, citizens)
    return results.Settings(
        citizens=citizens,
        places=codes,
        replicates=replicates,
        seed=seed,
        months=months,
        beliefs=BeliefMode(beliefs.value),
        detail=results.Detail(detail.value),
    )


def _simulate_and_show(
    scenarios: Sequence["Scenario"],
    settings: "Settings",
    engine: Engine,
    threads: int | None,
    out: Path | None,
    checkpoints: "Checkpoints | None",
    as_json: bool,
) -> None:
    if threads is not None:
        check_whole("--threads", threads, 1, 1024)
    from sim.cli.findings import as_document, show_findings
    from sim.cli.tables import show_json

    if out is None:
        found = _simulate(scenarios, settings, engine, threads, checkpoints)
    else:
        from experiments.store import results_folder

        with results_folder(out, scenarios, settings) as folder:
            kept = checkpoints or _unfinished(out, scenarios, settings, engine)
            found = _simulate(scenarios, settings, engine, threads, kept)
            folder.write(found)
        if kept is not None and kept is not checkpoints:
            kept.discard()
    if as_json:
        show_json(as_document(found))
        return
    show_findings(found)
    if out is not None:
        typer.echo(f"Results and report: {out}/report.html", err=True)


def _unfinished(
    out: Path, scenarios: Sequence["Scenario"], settings: "Settings", engine: Engine
) -> "Checkpoints | None":
    """Return where replicates are kept as they finish, beside the folder of results.

    The run is part of its name, so another one never finds its place taken.
    """
    if engine is Engine.AGENTS:
        return None
    from experiments.store import run_identifier
    from sim.checkpoint import Checkpoints

    name = f"{out.name}.{run_identifier(scenarios, settings)}.unfinished"
    # While replicates go on only an interruption writes one down half-way.
    return Checkpoints(out.with_name(name), settings.months + 1)


def _simulate(
    scenarios: Sequence["Scenario"],
    settings: "Settings",
    engine: Engine,
    threads: int | None,
    checkpoints: "Checkpoints | None",
) -> list["Outcomes"]:
    """Run with a bar of progress on standard error, where that is a terminal."""
    from sim import simulate

    with bar_of("months") as bar:
        task = bar.add_task("Simulating", total=None)

        def tell(n_done: int, n_in_all: int) -> None:
            bar.update(task, completed=n_done, total=n_in_all)

        try:
            return simulate.run_together(
                scenarios,
                settings,
                n_threads=threads,
                progress=tell,
                engine=simulate.Engine(engine.value),
                checkpoints=checkpoints,
            )
        except KeyboardInterrupt:
            if checkpoints is not None:
                words = f"kept in {checkpoints.folder}; the same command goes on"
                typer.echo(f"groundswell: {words}", err=True)
            raise
