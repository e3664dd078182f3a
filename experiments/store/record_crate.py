"""The RO-Crate of a batch, of claims or of an analysis: as of one run, for archives."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.store.crate import (
    AUTHOR,
    CODE_LICENCE,
    CRATE,
    RESULTS_LICENCE,
    RUN,
    SOFTWARE,
    SPECIFICATION,
    Entity,
    common_entities,
)

if TYPE_CHECKING:
    from experiments.store.record import Record

__all__ = ["CRATE", "record_crate"]

_RUNS = "runs/"
_KINDS = {
    ".parquet": "application/vnd.apache.parquet",
    ".html": "text/html",
    ".json": "application/json",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".txt": "text/plain",
}
_RECORD = "record.json"


def record_crate(folder: Path, record: "Record") -> str:
    """Return the crate's metadata as JSON-LD, for a folder whose files are there."""
    document = {
        "@context": f"{SPECIFICATION}/context",
        "@graph": list(_entities(folder, record)),
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _entities(folder: Path, record: "Record") -> Iterable[Entity]:
    has_runs = (folder / _RUNS).is_dir()
    parts = [*record.files, _RECORD, *([_RUNS] if has_runs else [])]
    yield {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPECIFICATION},
        "about": {"@id": "./"},
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Groundswell {record.kind} {record.identifier}: {record.title}",
        "description": f"{record.description} A simulation, not a forecast.",
        "identifier": record.identifier,
        "version": record.version,
        "datePublished": record.created,
        "license": {"@id": RESULTS_LICENCE},
        "author": {"@id": AUTHOR},
        "publisher": {"@id": AUTHOR},
        "creditText": record.citation,
        "hasPart": [{"@id": name} for name in parts],
        "mentions": [{"@id": RUN}],
    }
    for name, stored in record.files.items():
        yield _file(name) | {"contentSize": str(stored.bytes), "sha256": stored.sha256}
    yield _file(_RECORD) | {"description": "Inputs, checksums, versions, platform"}
    if has_runs:
        yield {
            "@id": _RUNS,
            "@type": "Dataset",
            "name": "runs",
            "description": "One shard a run, named by its identifier and its hash",
        }
    yield _software(record)
    yield {
        "@id": RUN,
        "@type": "CreateAction",
        "name": "Simulation",
        "description": record.command,
        "instrument": {"@id": SOFTWARE},
        "agent": {"@id": AUTHOR},
        "object": [{"@id": _RECORD}],
        "result": [{"@id": name} for name in record.files],
        "endTime": record.created,
        "actionStatus": {"@id": "http://schema.org/CompletedActionStatus"},
    }
    yield from common_entities()


def _file(name: str) -> Entity:
    return {
        "@id": name,
        "@type": "File",
        "name": name,
        "encodingFormat": _KINDS.get(Path(name).suffix, "application/octet-stream"),
    }


def _software(record: "Record") -> Entity:
    return {
        "@id": SOFTWARE,
        "@type": "SoftwareApplication",
        "name": "Groundswell",
        "softwareVersion": record.version,
        "version": record.version,
        "license": {"@id": CODE_LICENCE},
        "author": {"@id": AUTHOR},
        "identifier": record.model,
        "softwareRequirements": [
            f"{name} {release}" for name, release in record.platform.items()
        ],
    }
