"""Where the scenarios and priors that ship with the model are found."""

from functools import lru_cache
from pathlib import Path

from sim.errors import GroundswellError

PRIORS_FILE = "priors.toml"


@lru_cache
def scenarios_folder() -> Path:
    """Return the folder with presets and priors: in a wheel, or in a checkout.

    Raises
    ------
    GroundswellError
        If neither is there.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "_scenarios", package.parent / "scenarios"):
        if (folder / PRIORS_FILE).is_file():
            return folder
    raise GroundswellError(
        f"{PRIORS_FILE} is missing: this installation is incomplete. "
        "Install groundswell-sim again, or run from a complete checkout."
    )


@lru_cache
def preset_names() -> tuple[str, ...]:
    """Return the names of the scenarios that ship, in alphabetical order."""
    files = scenarios_folder().glob("*.toml")
    return tuple(sorted(file.stem for file in files if file.name != PRIORS_FILE))


def preset_path(name: str) -> Path:
    """Return the file of a scenario that ships."""
    return scenarios_folder() / f"{name}.toml"
