"""Options that several commands share, and what they mean."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.errors import GroundswellError, InputError, OptionError

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario


def within(
    low: int, high: int
) -> Callable[[typer.CallbackParam, int | None], int | None]:
    """Return what refuses an option's number outside its bounds, as a callback.

    Typer's own bounds neither name the number that was given nor both ends.
    """

    def checked(parameter: typer.CallbackParam, value: int | None) -> int | None:
        if value is not None:
            check_whole(parameter.opts[0], value, low, high)
        return value

    return checked


# Typer does not look through `type` statements, so these are plain assignments.
SettingsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change a setting: missions.nhs.audit=0.5. May be repeated.",
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        callback=within(1, 1024), help="Processes; as many as processors by default."
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Only JSON on standard output.")
]


def chosen_scenario(
    name: str, settings: Sequence[str] | None = None, months: int | None = None
) -> "Scenario":
    """Return the scenario that the command line names.

    Parameters
    ----------
    name : str
        A preset, or a file.
    settings : sequence of str, optional
        What was given after each ``--set``.
    months : int, optional
        Length of the run; an event that begins later is refused.

    Raises
    ------
    ScenarioError
    """
    from sim.scenario.scenario import Scenario, check_horizon

    scenario = Scenario.load(name, settings or ())
    if months is not None:
        check_horizon(scenario, months)
    return scenario


def check_whole(option: str, value: int, low: int, high: int) -> None:
    """Refuse a number given to an option that lies outside its bounds.

    Raises
    ------
    OptionError
    """
    if not low <= value <= high:
        raise OptionError(
            option,
            f"{value} is out of bounds",
            f"Give a whole number from {low} to {high}.",
        )


def check_citizens(citizens: int) -> None:
    """Refuse a number of citizens that does not suit the whole country.

    Raises
    ------
    InputError
    """
    from sim.population.places import load_places
    from sim.population.synthesis import allocate

    allocate(load_places().adults, citizens)


def check_folder(path: Path | None) -> None:
    """Refuse a folder that cannot be made, before hours go into what it should hold.

    Raises
    ------
    InputError
    """
    if path is None:
        return
    standing = next(p for p in (path, *path.absolute().parents) if p.exists())
    if not standing.is_dir():
        what = "a file stands there"
        raise InputError(str(standing), what, "Give another folder, or move it away.")


def check_two(before: "Scenario", after: "Scenario") -> None:
    """Refuse the difference of a scenario from itself.

    Raises
    ------
    OptionError
    """
    if before.hash == after.hash:
        what = f"{after.name!r} is given twice"
        raise OptionError("scenario", what, "Give two that differ.")


def check_installed(package: str, extra: str, what: str) -> None:
    """Refuse a command whose extra is not installed.

    The package is found, not imported: importing may take seconds or read settings.

    Raises
    ------
    GroundswellError
        It is not installed; says how to install it.
    """
    if find_spec(package) is None:
        message = f"{what} need more packages: pip install 'groundswell-sim[{extra}]'"
        raise GroundswellError(message)
