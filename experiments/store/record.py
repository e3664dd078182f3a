"""What a folder of a batch, of claims or of an analysis says about itself.

``record.json`` holds the resolved inputs, checksums, versions, the platform and how to
cite; ``ro-crate-metadata.json`` says the same to archives. Times and the platform stand
in these two alone.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from experiments.provenance import citation
from experiments.runs import model_version
from experiments.shards import write_whole
from experiments.store.manifest import StoredFile, platform_table, stored_file
from experiments.store.record_crate import CRATE, record_crate
from sim.errors import InputError
from sim.version import __version__

RECORD = "record.json"
_FORMAT = 1
_OWN = (RECORD, CRATE, ".lock")


class Record(BaseModel):
    """All that a folder says about itself.

    Attributes
    ----------
    format : int
    kind : str
        ``batch``, ``claims`` or ``analysis``.
    identifier : str
        The same for the same inputs and model.
    title, description, command, citation : str
    version, model : str
        Of Groundswell, and of everything that decides results.
    inputs : mapping
        What it was made from, complete.
    files : dict of str to StoredFile
        By path within the folder; shards, named by their own hashes, are left out.
    created : str
        When, in UTC.
    platform : dict of str to str
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    kind: str
    identifier: str
    title: str
    description: str
    command: str
    citation: str
    version: str
    model: str
    inputs: dict[str, object]
    files: dict[str, StoredFile]
    created: str
    platform: dict[str, str]


def seal(
    folder: Path,
    kind: str,
    *,
    title: str,
    description: str,
    command: str,
    inputs: Mapping[str, object],
) -> Record:
    """Write what a folder is, over the files that stand in it.

    A folder that was sealed before and holds the same is left as it is.

    Parameters
    ----------
    folder : Path
        Finished; shards stand in ``runs/``.
    kind, title, description, command : str
    inputs : mapping
        Plain values, complete: with the model they decide everything in the folder.

    Raises
    ------
    OSError
    """
    identifier = identifier_of(kind, inputs)
    files = {name: stored_file(folder / name) for name in files_of(folder)}
    try:
        there = read_record(folder)
    except InputError:
        there = None
    if there is not None and there.files == files and there.identifier == identifier:
        return there
    record = Record(
        format=_FORMAT,
        kind=kind,
        identifier=identifier,
        title=title,
        description=description,
        command=command,
        citation=citation(identifier),
        version=__version__,
        model=model_version(),
        inputs=dict(inputs),
        files=files,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        platform=platform_table(),
    )
    text = record.model_dump_json(indent=1) + "\n"
    write_whole(folder / RECORD, text.encode())
    write_whole(folder / CRATE, record_crate(folder, record).encode())
    return record


def identifier_of(kind: str, inputs: Mapping[str, object]) -> str:
    """Return the name of what some inputs and this model make: sixteen digits."""
    text = json.dumps([kind, model_version(), inputs], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def files_of(folder: Path) -> list[str]:
    """Return the files that a record covers, by path, in alphabetical order."""
    found: Sequence[Path] = [p for p in folder.rglob("*") if p.is_file()]
    names = [path.relative_to(folder).as_posix() for path in found]
    return sorted(
        name
        for name in names
        if not name.endswith(".part")
        and Path(name).name not in _OWN
        and "runs" not in Path(name).parts[:-1]
        and not name.startswith("analysis/")  # has a record of its own
    )


def read_record(folder: Path) -> Record:
    """Return the record of a folder.

    Raises
    ------
    InputError
        If there is none, or it cannot be read.
    """
    try:
        return Record.model_validate_json((folder / RECORD).read_bytes())
    except FileNotFoundError:
        what = f"there is no {RECORD}"
        advice = "Give a folder of results."
        raise InputError(str(folder), what, advice) from None
    except OSError as error:
        what = f"{RECORD} cannot be read: {error.strerror or error}"
        raise InputError(str(folder), what) from None
    except ValidationError:
        what = f"{RECORD} is not a record that this version can read"
        raise InputError(str(folder), what) from None
