"""How to cite a result folder, as BibTeX."""

from pathlib import Path

from experiments.store.manifest import MANIFEST, read_manifest
from experiments.store.record import RECORD, read_record
from sim.errors import InputError


def bibtex(folder: str | Path) -> str:
    """Return a BibTeX entry with the identifier of what a folder holds.

    Parameters
    ----------
    folder : str or Path
        Of a run, a batch, claims or an analysis.

    Raises
    ------
    InputError
        If it is none.
    """
    place = Path(folder)
    if (place / RECORD).is_file():
        record = read_record(place)
        return _entry(
            f"{record.kind} {record.identifier}",
            record.identifier,
            record.title,
            record.version,
            record.created,
        )
    if (place / MANIFEST).is_file():
        manifest = read_manifest(place)
        title = " against ".join(s.title or s.name for s in manifest.scenarios)
        name = f"run {manifest.identifier}"
        return _entry(
            name, manifest.identifier, title, manifest.version, manifest.created
        )
    what = f"there is neither {RECORD} nor {MANIFEST}"
    raise InputError(str(folder), what, "Give a folder of results.")


def _entry(name: str, key: str, title: str, version: str, created: str) -> str:
    note = (
        f"Groundswell, version {version}: an agent-based model of how shared missions "
        f"are met, or missed; {name}"
    )
    fields = {
        "author": "{Groundswell contributors}",
        "title": f"{{{_safe(title)}}}",
        "year": created[:4],
        "note": _safe(note),
    }
    lines = [f"  {field} = {{{value}}}" for field, value in fields.items()]
    return f"@misc{{groundswell-{key},\n" + ",\n".join(lines) + "\n}\n"


def _safe(text: str) -> str:
    """Return a text without signs that TeX reads as commands."""
    for sign in "\\{}":
        text = text.replace(sign, "")
    for sign in "&%$#_":
        text = text.replace(sign, f"\\{sign}")
    return text
