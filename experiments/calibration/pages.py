"""What a calibration's folder holds: tables for people and files for machines."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.calibration.candidates import values_of
from experiments.calibration.learning import (
    Coverage,
    Information,
    beliefs_table,
    information,
)
from experiments.calibration.searching import Floats, Found, Problem
from experiments.calibration.targets import Kind, Target, Targets
from experiments.calibration.telling import summary
from experiments.calibration.weighing import (
    effective,
    implausibility,
    log_fit,
    quantiles,
)
from experiments.runs import model_version
from experiments.shards import write_whole
from sim.scenario.accepted import ACCEPTED_FILE, columns_of
from sim.scenario.beliefs import declared_beliefs, priors_hash
from sim.version import __version__

SUMMARY, ABOUT = "summary.md", "accepted.json"
_DIGITS = ".6g"
_LEVELS = (0.05, 0.5, 0.95)


def write_pages(
    folder: Path,
    targets: Targets,
    problem: Problem,
    found: Found,
    covered: Coverage,
    rows: Sequence[int],
) -> None:
    """Write the accepted draws, tables and a summary; the same runs, the same bytes.

    Raises
    ------
    OSError
    """
    informed = information(problem, found)
    tables = {
        "targets": targets_table(targets.targets, found),
        "beliefs": beliefs_table(problem, found),
        "waves": waves_table(found),
        "emulators": emulators_table(problem, found),
        "coverage": pd.DataFrame(
            {"belief": problem.names, "covered": covered.by_belief}
        ),
    }
    for name, frame in tables.items():
        text = frame.to_csv(index=False, lineterminator="\n", float_format="%.6g")
        write_whole(folder / f"{name}.csv", text.encode())
    write_whole(folder / ACCEPTED_FILE, accepted_text(targets, rows).encode())
    about = about_accepted(targets, found, informed, covered, rows)
    text = json.dumps(about, indent=1, sort_keys=True) + "\n"
    write_whole(folder / ABOUT, text.encode())
    page = summary(targets, tables, informed, about)
    write_whole(folder / SUMMARY, page.encode())


def accepted_text(targets: Targets, rows: Sequence[int]) -> str:
    """Return the table of accepted draws, as it ships."""
    columns = columns_of(declared_beliefs().values())
    values = values_of(targets.design.seed, tuple(rows))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([format(value, _DIGITS) for value in row] for row in values)
    return text.getvalue()


def about_accepted(
    targets: Targets,
    found: Found,
    informed: Information,
    covered: Coverage,
    rows: Sequence[int],
) -> dict[str, object]:
    """Return how the table was made, as plain values."""
    design = targets.design
    return {
        "citizens": design.citizens,
        "command": "groundswell calibrate",
        "coverage_learnt": round(covered.learnt, 4),
        "coverage_mean": round(float(covered.by_belief.mean()), 4),
        "coverage_truths": covered.n_truths,
        "directions_learnt": int((informed.values > 1.0).sum()),
        "effective": round(effective(found.weights), 1),
        "model": model_version(),
        "months": design.months,
        "priors": priors_hash(),
        "rows": len(rows),
        "rows_different": len(set(rows)),
        "draws_run": found.draws.size,
        "seed": design.seed,
        "targets": targets.hash[:16],
        "version": __version__,
    }


def targets_table(targets: Sequence[Target], found: Found) -> pd.DataFrame:
    """Return each target beside the model before and after, one row a target.

    Columns ``target, words, unit, value, sd, kind, use``; quantiles of the first
    wave's draws of the priors and of the accepted ones, ``prior_p05`` … and
    ``posterior_p05`` …; and the share of each within two standard deviations.
    """
    before = prior_table(targets, found.waves[0].figures)
    uses = [_use(k, target, found) for k, target in enumerate(targets)]
    unknown = np.full(len(found.draws), np.nan)
    after = pd.DataFrame(
        _described(
            "posterior",
            unknown if k in found.met_by_all else found.figures[:, k],
            found.weights,
            target,
        )
        for k, target in enumerate(targets)
    )
    return pd.concat([before.assign(use=uses), after], axis=1)


def prior_table(targets: Sequence[Target], figures: Floats) -> pd.DataFrame:
    """Return each target beside what draws of the priors show; all draws alike.

    Columns as in :func:`targets_table`, without ``use`` and what comes after.
    """
    alike = np.full(len(figures), 1.0 / len(figures))
    return pd.DataFrame(
        {
            "target": target.name,
            "words": target.words,
            "unit": target.unit,
            "value": target.value,
            "sd": target.sd,
            "kind": target.kind.value,
            **_described("prior", figures[:, k], alike, target),
        }
        for k, target in enumerate(targets)
    )


def _use(k: int, target: Target, found: Found) -> str:
    if k in found.out_of_reach:
        return "out of reach"
    if k in found.met_by_all:
        return "met by all"
    if k not in found.fitted:
        return "shown"
    return "fitted" if target.kind is Kind.NEAR else "sign"


def _described(
    label: str, figures: Floats, weights: Floats, target: Target
) -> dict[str, object]:
    known = ~np.isnan(figures)
    own, shares = figures[known], weights[known] / weights[known].sum()
    names = [f"{label}_{part}" for part in ("p05", "p50", "p95", "within")]
    if not own.size:
        return dict.fromkeys(names, float("nan"))
    places = quantiles(own, shares, _LEVELS)
    within = float(shares @ _within(own, target))
    return dict(zip(names, [*places.tolist(), within], strict=True))


def _within(figures: Floats, target: Target) -> Floats:
    """Return 1 where a figure is within two standard deviations, or has the sign."""
    if target.kind is Kind.ABOVE:
        return np.asarray(log_fit(figures[:, None], [target]) >= np.log(0.5), float)
    missed = implausibility(figures[:, None], np.zeros(1), [target])[:, 0]
    return np.asarray(missed <= 2.0, float)


def waves_table(found: Found) -> pd.DataFrame:
    """Return one row a wave: draws run, and candidates left plausible after it."""
    return pd.DataFrame(
        {"wave": n, "draws": wave.draws.size, "plausible": wave.left}
        for n, wave in enumerate(found.waves, start=1)
    )


def emulators_table(problem: Problem, found: Found) -> pd.DataFrame:
    """Return one row a wave and target: what was learnt, and how it did afterwards.

    ``error`` is what cross-validation finds, ``fresh`` the same on the next wave's
    runs, which the emulator never saw; both in the figure's unit.
    """
    rows = []
    for n, (wave, after) in enumerate(
        zip(found.waves[:-1], found.waves[1:], strict=True), start=1
    ):
        x = problem.beliefs[after.draws]
        for k, emulator in zip(found.fitted, wave.emulators, strict=True):
            target = problem.targets[k]
            missed = after.figures[:, k] - emulator.model.predict(x)
            rows.append(
                {
                    "wave": n,
                    "target": target.name,
                    "kind": emulator.kind,
                    "explained": emulator.explained,
                    "error": emulator.error,
                    "fresh": float(np.sqrt(np.nanmean(missed**2))),
                    "error_of_sd": emulator.error / target.sd,
                    **{f"error_{kind}": e for kind, e in emulator.errors.items()},
                }
            )
    return pd.DataFrame(rows)
