"""Running claims: one batch for all of them, then each claim's own rule."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from experiments.batch import Report, Watch, run_batch
from experiments.batch_folder import cannot_write
from experiments.claims.claim import Claim
from experiments.claims.conditions import drawn_beliefs
from experiments.claims.frozen import (
    REGISTER,
    history,
    read_stamps,
    register_path,
    stamp,
)
from experiments.claims.judging import Finding, judged
from experiments.claims.shared import Shared, shared_design
from experiments.results import Results
from experiments.store.record import seal

if TYPE_CHECKING:
    from experiments.simulation import Simulation

BATCH = "batch"
QUICK = {"replicates": 12, "citizens": 3000}


class Tried(NamedTuple):
    """What became of claims.

    Attributes
    ----------
    findings : tuple of Finding
        In the order of the claims.
    report : Report
        Of the batch.
    shared : Shared
    """

    findings: tuple[Finding, ...]
    report: Report
    shared: Shared


def run_claims(
    claims: Sequence[Claim],
    folder: str | Path,
    *,
    quick: bool = False,
    n_workers: int | None = None,
    simulation: "Simulation | None" = None,
    watch: Watch | None = None,
    told: Callable[[Shared], None] | None = None,
) -> Tried:
    """Stamp claims, make the runs they share, judge each by its rule, and write it all.

    Parameters
    ----------
    claims : sequence of Claim
    folder : str or Path
        Missing, empty, or with the same claims' runs, which are then gone on with.
    quick : bool
        Whether to make a first look of few draws in place of the claims' own.
    n_workers : int, optional
        As many as processors by default.
    simulation, watch : optional
        As in :func:`experiments.batch.run_batch`.
    told : callable, optional
        Called with the shared design before the first run.

    Returns
    -------
    Tried

    Raises
    ------
    InputError
        As :func:`experiments.batch.run_batch`.
    """
    from experiments.claims.pages import write_pages

    place = Path(folder)
    shared = shared_design(claims)
    if quick:
        shared = shared._replace(design=shared.design.changed(**QUICK))
    if told is not None:
        told(shared)
    _stamp(place, claims)  # before anything is run
    report = run_batch(
        shared.design,
        place / BATCH,
        n_workers=n_workers,
        simulation=simulation,
        watch=watch,
    )
    findings = findings_of(claims, place, shared)
    write_pages(place, findings, shared.design)
    _seal(place, claims, shared, quick=quick)
    return Tried(findings, report, shared)


def _seal(
    folder: Path, claims: Sequence[Claim], shared: Shared, *, quick: bool
) -> None:
    try:
        seal(
            folder,
            "claims",
            title="Claims put to the test",
            description=f"{len(claims)} claims, each judged by a rule fixed before.",
            command="groundswell claims" + (" --quick" if quick else ""),
            inputs={
                "claims": {claim.name: claim.hash for claim in claims},
                "design": shared.design.stored(),
            },
        )
    except OSError as error:
        raise cannot_write(folder, error) from None


def findings_of(
    claims: Sequence[Claim], folder: Path, shared: Shared
) -> tuple[Finding, ...]:
    """Return what each claim's rule says of the finished runs of a folder."""
    table = Results(folder / BATCH).table()
    beliefs = drawn_beliefs(shared.design)
    shipped, here = read_stamps(register_path()), read_stamps(folder / REGISTER)
    return tuple(
        judged(
            claim,
            shared.names,
            table,
            beliefs,
            history(claim, here) or history(claim, shipped),
        )
        for claim in claims
    )


def _stamp(folder: Path, claims: Sequence[Claim]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stamp(folder / REGISTER, claims)
    except OSError as error:
        raise cannot_write(folder, error) from None
