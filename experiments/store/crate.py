"""The RO-Crate record of a result folder: who made what with what, for archives.

Follows RO-Crate 1.1 (https://w3id.org/ro/crate/1.1): JSON-LD with schema.org's words.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from experiments.store.manifest import MANIFEST, Manifest, stored_file
from sim.outcomes.catalogue import OUTCOMES

CRATE = "ro-crate-metadata.json"

SPECIFICATION = "https://w3id.org/ro/crate/1.1"
RESULTS_LICENCE = "https://spdx.org/licenses/CC-BY-4.0"
CODE_LICENCE = "https://spdx.org/licenses/MIT"
AUTHOR = "#groundswell-contributors"
SOFTWARE = "#groundswell"
RUN = "#run"
_KINDS = {
    ".parquet": ("application/vnd.apache.parquet", "Outcomes, one row a value"),
    ".html": ("text/html", "The report, for people"),
    ".json": ("application/json", "The manifest: settings, scenarios and check sums"),
}

type Entity = dict[str, object]


def write_crate(folder: Path, manifest: Manifest) -> None:
    """Write the record of a folder whose other files are there."""
    document = {
        "@context": f"{SPECIFICATION}/context",
        "@graph": list(_entities(folder, manifest)),
    }
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    (folder / CRATE).write_bytes(text.encode())


def _entities(folder: Path, manifest: Manifest) -> Iterable[Entity]:
    files = [*manifest.files, MANIFEST]
    yield {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPECIFICATION},
        "about": {"@id": "./"},
    }
    yield _root(manifest, files)
    for name in files:
        yield _file(folder / name)
    yield _software(manifest)
    yield _run(manifest, files)
    for scenario in manifest.scenarios:
        yield {
            "@id": f"#scenario-{scenario.hash[:16]}",
            "@type": "CreativeWork",
            "name": scenario.title or scenario.name,
            "alternateName": scenario.name,
            "identifier": scenario.hash,
            "description": "A scenario; it stands complete in the manifest.",
            "encodingFormat": "application/toml",
        }
    yield from common_entities()
    yield from _variables()


def common_entities() -> Iterable[Entity]:
    """Return what every crate refers to: who made it, and the licences."""
    yield {
        "@id": AUTHOR,
        "@type": "Organization",
        "name": "Groundswell contributors",
    }
    yield _licence(RESULTS_LICENCE, "Creative Commons Attribution 4.0")
    yield _licence(CODE_LICENCE, "MIT Licence")


def _root(manifest: Manifest, files: Iterable[str]) -> Entity:
    names = ", ".join(s.title or s.name for s in manifest.scenarios)
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Groundswell run {manifest.identifier}",
        "description": f"Outcomes of an agent-based model of public missions: {names}. "
        "A simulation, not a forecast.",
        "identifier": manifest.identifier,
        "version": manifest.version,
        "datePublished": manifest.created,
        "license": {"@id": RESULTS_LICENCE},
        "author": {"@id": AUTHOR},
        "publisher": {"@id": AUTHOR},
        "creditText": manifest.citation,
        "hasPart": [{"@id": name} for name in files],
        "mentions": [{"@id": RUN}],
        "variableMeasured": [{"@id": f"#outcome-{o.name}"} for o in OUTCOMES],
    }


def _file(path: Path) -> Entity:
    found = stored_file(path)
    kind, words = _KINDS[path.suffix]
    return {
        "@id": path.name,
        "@type": "File",
        "name": path.name,
        "description": words,
        "encodingFormat": kind,
        "contentSize": str(found.bytes),
        "sha256": found.sha256,
    }


def _software(manifest: Manifest) -> Entity:
    return {
        "@id": SOFTWARE,
        "@type": "SoftwareApplication",
        "name": "Groundswell",
        "description": "An agent-based model of how shared missions are met, or missed",
        "softwareVersion": manifest.version,
        "version": manifest.version,
        "license": {"@id": CODE_LICENCE},
        "author": {"@id": AUTHOR},
        "identifier": f"sources {manifest.sources}, priors {manifest.priors}",
        "softwareRequirements": [
            f"{name} {release}" for name, release in manifest.platform.items()
        ],
    }


def _run(manifest: Manifest, files: Iterable[str]) -> Entity:
    return {
        "@id": RUN,
        "@type": "CreateAction",
        "name": "Simulation",
        "description": manifest.command,
        "instrument": {"@id": SOFTWARE},
        "agent": {"@id": AUTHOR},
        "object": [{"@id": f"#scenario-{s.hash[:16]}"} for s in manifest.scenarios],
        "result": [{"@id": name} for name in files],
        "endTime": manifest.created,
        "actionStatus": {"@id": "http://schema.org/CompletedActionStatus"},
    }


def _licence(address: str, name: str) -> Entity:
    kind = "CreativeWork"
    return {"@id": address, "@type": kind, "name": name, "identifier": address}


def _variables() -> Iterable[Entity]:
    for outcome in OUTCOMES:
        yield {
            "@id": f"#outcome-{outcome.name}",
            "@type": "PropertyValue",
            "name": outcome.name,
            "description": outcome.words,
            "unitText": outcome.unit or "the mission's own unit",
        }
