"""``groundswell scenarios``: what there is, what it says, whether it is right."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import JsonOption, SettingsOption, chosen_scenario, within
from sim.cli.tables import show_json, show_table

if TYPE_CHECKING:
    from sim.scenario.listing import Entry

app = typer.Typer(
    help="List, show and check scenarios, and all that can be set in them.",
    no_args_is_help=True,
)

ScenarioArgument = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="A preset's name, or a TOML file.")
]


class Part(StrEnum):
    """What ``scenarios levers`` can be kept to."""

    LEVERS = "levers"
    BELIEFS = "beliefs"
    MECHANISMS = "mechanisms"
    EVENTS = "events"


@app.command("list")
def list_scenarios(as_json: JsonOption = False) -> None:
    """List the scenarios that ship."""
    from sim.scenario.scenario import Scenario
    from sim.scenario.shipped import preset_names

    presets = [Scenario.load(name) for name in preset_names()]
    if as_json:
        fields = ("name", "title", "description", "hash")
        show_json(
            [{name: getattr(preset, name) for name in fields} for preset in presets]
        )
        return
    rows = [(preset.name, preset.title, preset.description) for preset in presets]
    show_table(("name", "title", "description"), rows)


@app.command()
def show(
    scenario: ScenarioArgument,
    settings: SettingsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a scenario out in full, as a file that loads again."""
    chosen = chosen_scenario(scenario, settings)
    if as_json:
        show_json({"hash": chosen.hash, **chosen.to_tables()})
        return
    typer.echo(chosen.to_toml(), nl=False)


@app.command()
def check(
    scenario: Annotated[str, typer.Argument(metavar="FILE", help="A TOML file.")],
    months: Annotated[
        int | None,
        typer.Option(
            callback=within(1, 240), help="Length of the run that its events must fit."
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a file: exit status 0 if it can be run, else 2 and what is wrong."""
    chosen = chosen_scenario(scenario, months=months)
    if as_json:
        show_json({"name": chosen.name, "hash": chosen.hash, "ok": True})
        return
    typer.echo(f"{scenario}: ok, scenario {chosen.name}, hash {chosen.hash[:12]}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from sim.scenario.schema import file_schema

    show_json(file_schema())


@app.command()
def levers(
    only: Annotated[
        Part | None, typer.Option(help="Keep to one part of the list.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List levers, beliefs, mechanisms and events: bounds, units, words, sources."""
    from sim.scenario.listing import listing

    parts = {
        part: entries
        for part, entries in listing().items()
        if only is None or part == only
    }
    if as_json:
        show_json(
            {
                part: [entry._asdict() for entry in found]
                for part, found in parts.items()
            }
        )
        return
    headings = (
        "kind",
        "path",
        "scope",
        "default",
        "bounds",
        "prior",
        "unit",
        "words",
        "source",
    )
    rows = [
        (part.removesuffix("s"), *_cells(entry))
        for part, found in parts.items()
        for entry in found
    ]
    show_table(headings, rows)


def _cells(entry: "Entry") -> tuple[str, ...]:
    bounds = "" if entry.bounds is None else "{:g} to {:g}".format(*entry.bounds)
    return (
        entry.path,
        entry.scope,
        _default_cell(entry.default),
        bounds,
        entry.prior or "",
        entry.unit,
        entry.words,
        entry.source,
    )


def _default_cell(default: object) -> str:
    if isinstance(default, dict):
        return ", ".join(f"{mission} {value:g}" for mission, value in default.items())
    if isinstance(default, bool):
        return "true" if default else "false"
    return f"{default:g}" if isinstance(default, int | float) else "unset"
