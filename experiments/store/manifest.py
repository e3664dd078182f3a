"""The manifest: which run a folder holds, with what checks, and how to run it again."""

import hashlib
import platform
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from experiments.provenance import citation, run_identifier, settings_table
from sim.compiled import sources_hash
from sim.errors import InputError
from sim.results import Detail, Settings
from sim.scenario.beliefs import BeliefMode, priors_hash
from sim.scenario.scenario import Scenario
from sim.version import __version__

MANIFEST = "manifest.json"
_FORMAT = 1
_PACKAGES = ("numpy", "numba", "pandas", "pyarrow", "matplotlib", "jinja2", "pydantic")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StoredSettings(_Part):
    """Settings as they stand in a manifest."""

    citizens: int
    places: tuple[str, ...] | None
    replicates: int
    seed: int
    months: int
    beliefs: str
    detail: str


class StoredScenario(_Part):
    """A scenario as it stands in a manifest: complete, as a file that loads again."""

    name: str
    title: str
    hash: str
    toml: str


class StoredFile(_Part):
    """A file's check sum and size."""

    sha256: str
    bytes: int


class Manifest(_Part):
    """All that a result folder says about itself.

    Attributes
    ----------
    format : int
        Of the manifest.
    identifier, version, command, citation : str
    settings : StoredSettings
    scenarios : tuple of StoredScenario
        The first is what the others are compared with.
    sources, priors : str
        Hashes of the model's code and of the file that declares the beliefs.
    content : dict of str to str
        Hash of each column of the outcomes, however stored.
    content_hash : str
        Of all columns together.
    files : dict of str to StoredFile
    created : str
        When, in UTC.
    platform : dict of str to str
        Where, and with which packages.
    """

    format: int
    identifier: str
    version: str
    command: str
    citation: str
    settings: StoredSettings
    scenarios: tuple[StoredScenario, ...]
    sources: str
    priors: str
    content: dict[str, str]
    content_hash: str
    files: dict[str, StoredFile]
    created: str
    platform: dict[str, str]

    def restored(self) -> tuple[list[Scenario], Settings]:
        """Return scenarios and settings, ready to be run again."""
        scenarios = [
            Scenario.from_tables(tomllib.loads(stored.toml), stored.name)
            for stored in self.scenarios
        ]
        settings = self.settings
        return scenarios, Settings(
            citizens=settings.citizens,
            places=settings.places,
            replicates=settings.replicates,
            seed=settings.seed,
            months=settings.months,
            beliefs=BeliefMode(settings.beliefs),
            detail=Detail(settings.detail),
        )


def manifest_of(
    scenarios: Sequence[Scenario],
    settings: Settings,
    *,
    command: str,
    content: dict[str, str],
    content_hash: str,
    files: Sequence[Path],
) -> Manifest:
    """Return the manifest of a run whose other files are written."""
    identifier = run_identifier(scenarios, settings)
    return Manifest(
        format=_FORMAT,
        identifier=identifier,
        version=__version__,
        command=command,
        citation=citation(identifier),
        settings=StoredSettings.model_validate(settings_table(settings)),
        scenarios=tuple(
            StoredScenario(name=s.name, title=s.title, hash=s.hash, toml=s.to_toml())
            for s in scenarios
        ),
        sources=sources_hash(),
        priors=priors_hash(),
        content=content,
        content_hash=content_hash,
        files={file.name: stored_file(file) for file in files},
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        platform=platform_table(),
    )


def stored_file(path: Path) -> StoredFile:
    """Return a file's check sum and size."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return StoredFile(sha256=digest.hexdigest(), bytes=path.stat().st_size)


def platform_table() -> dict[str, str]:
    """Return where this runs, and with which packages."""
    found = {
        "system": platform.system(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "implementation": sys.implementation.name,
    }
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "unknown"
    return found


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a manifest into a folder."""
    text = manifest.model_dump_json(indent=2) + "\n"
    (folder / MANIFEST).write_bytes(text.encode())


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a result folder.

    Raises
    ------
    InputError
        If there is none, or it cannot be read.
    """
    path = folder / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        what = f"there is no {MANIFEST}"
        raise InputError(
            str(folder), what, "Give a folder that was written by --out."
        ) from None
    except OSError as error:
        what = f"it cannot be read: {error.strerror or error}"
        raise InputError(str(path), what) from None
    except ValidationError:
        what = "this is not a manifest that this version can read"
        raise InputError(str(path), what) from None
