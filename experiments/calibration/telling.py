"""A calibration in words and tables, for people."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from experiments.calibration.learning import Information
from experiments.calibration.targets import Targets

_MOST_BELIEFS = 15
_MOST_DIRECTIONS = 6
_MOST_PAIRS = 12
_MISSED = 0.5


def summary(
    targets: Targets,
    tables: Mapping[str, pd.DataFrame],
    informed: Information,
    about: Mapping[str, object],
) -> str:
    """Return the page of a calibration, in Markdown."""
    parts = [
        "# Calibration",
        _opening(about),
        "## Targets before and after",
        target_lines(tables["targets"]),
        _missed(tables["targets"]),
        "## Left out",
        _table(["target", "why"], [(one.name, one.why) for one in targets.left_out]),
        "## Waves",
        _waves(tables["waves"]),
        "## Emulators",
        _emulators(tables["emulators"]),
        "## What was learnt",
        _beliefs(tables["beliefs"]),
        "## What the record cannot tell apart",
        _told_apart(informed),
        "## Coverage",
        _coverage(about),
    ]
    return "\n\n".join(parts) + "\n"


def _opening(about: Mapping[str, object]) -> str:
    return (
        f"{about['rows']} accepted draws, {about['rows_different']} of them different, "
        f"worth {about['effective']:.0f} independent ones. {about['draws_run']:,} "
        f"draws run, with {about['citizens']:,} citizens, {about['months']} months. "
        "Targets "
        f"`{about['targets']}`, priors `{about['priors']}`, model `{about['model']}`."
    )


BEFORE = ("target", "figure", "wanted", "priors: median, 90%", "within")


def before_cells(row: Mapping[Hashable, object]) -> list[str]:
    """Return the cells under :data:`BEFORE` of one row of the table of targets."""
    value, sd, *places = (
        number(row[name])
        for name in ("value", "sd", "prior_p50", "prior_p05", "prior_p95")
    )
    near = row["kind"] == "near"
    return [
        str(row["target"]),
        f"{row['words']} ({row['unit']})",
        f"{value:.3g} ± {2 * sd:.2g}" if near else f"above {value:g}",
        _range(*places),
        _percent(row["prior_within"]),
    ]


def target_lines(table: pd.DataFrame) -> str:
    """Return targets beside the model as a table in Markdown."""
    rows = [
        (
            *before_cells(row),
            _range(row["posterior_p50"], row["posterior_p05"], row["posterior_p95"]),
            _percent(row["posterior_within"]),
            row["use"],
        )
        for row in table.to_dict("records")
    ]
    return _table([*BEFORE, "accepted: median, 90%", "within", "use"], rows)


def _range(middle: float, low: float, high: float) -> str:
    if middle != middle:
        return "not run again"
    return f"{middle:.3g}, {low:.3g} to {high:.3g}"


def _missed(table: pd.DataFrame) -> str:
    held = table["use"].isin(["fitted", "sign", "out of reach"])
    missed = table[held & (table["posterior_within"] < _MISSED)]
    if missed.empty:
        return "More than half of the accepted draws meet each target."
    named = "; ".join(
        f"{row['target']} ({row['words']})" for row in missed.to_dict("records")
    )
    return f"Missed by half of the accepted draws or more: {named}."


def _waves(table: pd.DataFrame) -> str:
    rows = [
        (row["wave"], row["draws"], f"{100 * row['plausible']:.1f}%")
        for row in table.to_dict("records")
    ]
    return _table(["wave", "draws run", "candidates still plausible"], rows)


def _emulators(table: pd.DataFrame) -> str:
    heads = ["wave", "target", "kind", "variance explained", "error of target's sd",
             "error", "on fresh runs"]  # fmt: skip
    rows = [
        (
            row["wave"],
            row["target"],
            row["kind"],
            _percent(row["explained"]),
            f"{row['error_of_sd']:.2f}",
            f"{row['error']:.2g}",
            f"{row['fresh']:.2g}",
        )
        for row in table.to_dict("records")
    ]
    return _table(heads, rows)


def _beliefs(table: pd.DataFrame) -> str:
    n = int(table["learnt"].sum())
    said = (
        f"{n} of {len(table)} beliefs are distributed otherwise than their priors, "
        "beyond what chance gives one in a hundred. "
        f"The {min(_MOST_BELIEFS, len(table))} that moved most:"
    )
    rows = [
        (
            f"`{row['belief']}`",
            f"{row['distance']:.2f}",
            _percent(row["narrowed"]),
            f"{row['moved']:+.2f}",
        )
        for row in table.head(_MOST_BELIEFS).to_dict("records")
    ]
    heads = ["belief", "distance", "narrowed", "mean moved, in the prior's sd"]
    return f"{said}\n\n{_table(heads, rows)}"


def _told_apart(informed: Information) -> str:
    n = int((informed.values > 1.0).sum())
    said = (
        f"The targets say more than the priors along {n} of {informed.values.size} "
        "directions. The sharpest, with the beliefs that make most of each:"
    )
    rows = [
        (f"{value:.2g}", ", ".join(f"`{name}` {part:+.2f}" for name, part in parts))
        for value, parts in informed.directions[:_MOST_DIRECTIONS]
    ]
    lines = _table(["information over the prior's", "direction"], rows)
    pairs = [
        (f"`{a}`", f"`{b}`", f"{cosine:+.2f}")
        for a, b, cosine in informed.alike[:_MOST_PAIRS]
    ]
    if not pairs:
        return f"{said}\n\n{lines}\n\nNo two beliefs move all targets alike."
    words = "Pairs that move all targets alike, or oppositely, so that only one "
    words += "combination of the two is known:"
    return f"{said}\n\n{lines}\n\n{words}\n\n{_table(['', '', 'cosine'], pairs)}"


def _coverage(about: Mapping[str, object]) -> str:
    return (
        f"From {about['coverage_truths']} known sets of beliefs records were made up, "
        "and the beliefs looked for. The 90% intervals held "
        f"{_percent(about['coverage_mean'])} of all beliefs, and "
        f"{_percent(about['coverage_learnt'])} of the ten that moved most."
    )


def number(value: object) -> float:
    """Return a value of a table that is a number."""
    assert isinstance(value, float)  # written by the pages
    return value


def _percent(value: object) -> str:
    if value != value:
        return "–"
    return f"{100 * number(value):.0f}%"


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)
