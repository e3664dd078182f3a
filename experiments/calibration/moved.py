"""How far calibration moved the answer: who is best, before and after.

Reads two finished batches, over draws of the priors and over accepted draws, and prints
a page in Markdown, on the presets that both hold::

    groundswell batch draws
    groundswell batch draws_accepted
    python -m experiments.calibration.moved results/draws results/draws_accepted
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from experiments.calibration.value import perfect_information, value_of_evidence
from experiments.claims.conditions import drawn_beliefs
from experiments.draws_table import KEYS, regrets, wins
from experiments.results import Results

OUTCOME = "mission_index"
ALL = "mean of missions"
_MOST = 12


def gains_of(table: pd.DataFrame, mission: str | None = None) -> pd.DataFrame:
    """Return the mission index, one row a draw and one column a preset.

    Parameters
    ----------
    table : DataFrame
        As :meth:`experiments.results.Results.table`.
    mission : str, optional
        The mean of all five by default.
    """
    rows = table[table["outcome"] == OUTCOME]
    if mission is not None:
        rows = rows[rows["mission"] == mission]
    wide = rows.pivot_table(index="replicate", columns="scenario", values="value")
    return wide[list(dict.fromkeys(table["scenario"]))]


def best_shares(table: pd.DataFrame) -> pd.DataFrame:
    """Return in what share of draws each preset is best, by mission and in the mean."""
    found = wins(table, OUTCOME)
    overall = gains_of(table)
    best = overall.eq(overall.max(axis=1), axis=0)
    return found.assign(**{ALL: best.div(best.sum(axis=1), axis=0).mean()})


def mean_gains(table: pd.DataFrame) -> pd.DataFrame:
    """Return the mean mission index by preset, by mission and in the mean."""
    parts = {key: gains_of(table, key).mean() for key in KEYS}
    return pd.DataFrame(parts | {ALL: gains_of(table).mean()})


def rankings(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return how alike presets are ranked by their means, mission by mission.

    Columns ``before, after``, the best preset; ``agreement``, Spearman's correlation of
    the two rankings.
    """
    a, b = mean_gains(before), mean_gains(after)
    return pd.DataFrame(
        {
            "before": a.idxmax(),
            "after": b.idxmax(),
            "agreement": [float(spearmanr(a[key], b[key]).statistic) for key in a],
        }
    )


def page(before: Results, after: Results) -> str:
    """Return the page: shares of draws, means, rankings, and what to find out."""
    a, b = before.table([OUTCOME]), after.table([OUTCOME])
    a, b = (x[x["scenario"].isin(set(y["scenario"]))] for x, y in ((a, b), (b, a)))
    n, m = before.design.replicates, after.design.replicates
    parts = [
        f"### Best by mission index, per cent: {n} draws of the priors → {m} accepted",
        _pairs(100.0 * best_shares(a), 100.0 * best_shares(b), ".0f"),
        f"One standard error is at most {50 / np.sqrt(min(n, m)):.1f} points.",
        "### Mean mission index, points: priors → accepted",
        _pairs(mean_gains(a), mean_gains(b), ".1f"),
        "### Rankings by the mean",
        _rankings(rankings(a, b)),
        "### Mean regret, points: priors → accepted",
        _pairs(regrets(a, OUTCOME)[0], regrets(b, OUTCOME)[0], ".2f"),
        "### What it would be worth to know",
        _worth(after, b),
    ]
    return "\n\n".join(parts) + "\n"


def _pairs(before: pd.DataFrame, after: pd.DataFrame, form: str) -> str:
    def cell(name: str, key: str) -> str:
        pair = before.loc[name, key], after.loc[name, key]
        return " → ".join(format(value, form) for value in pair)

    rows = [
        [f"`{name}`", *(cell(str(name), str(key)) for key in before.columns)]
        for name in before.index
    ]
    return _table(["preset", *map(str, before.columns)], rows)


def _rankings(found: pd.DataFrame) -> str:
    rows = [
        [
            str(key),
            f"`{row['before']}`",
            f"`{row['after']}`",
            f"{row['agreement']:+.2f}",
        ]
        for key, row in found.iterrows()
    ]
    return _table(["mission", "best before", "best after", "rank correlation"], rows)


def _worth(results: Results, table: pd.DataFrame) -> str:
    beliefs = drawn_beliefs(results.design)["all"]
    gains = gains_of(table)
    found = value_of_evidence(beliefs.loc[gains.index], gains)
    total = perfect_information(gains)
    clear = found[found["value"] > found["chance"]].head(_MOST)
    said = (
        f"Over {len(gains)} accepted draws, choosing the best of "
        f"{gains.shape[1]} presets once for all loses {total:.2f} points of the mean "
        "mission index against choosing in knowledge of every belief. Of that, knowing "
        "one belief alone would win back (chance alone passes "
        f"{found['chance'].iloc[0]:.3f} for one in twenty):"
    )
    rows = [
        [
            f"`{row['belief']}`",
            f"{row['value']:.3f}",
            f"`{row['choice_low']}`",
            f"`{row['choice_high']}`",
        ]
        for row in clear.to_dict("records")
    ]
    heads = ["belief", "points", "best where it is low", "best where it is high"]
    return f"{said}\n\n{_table(heads, rows)}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def main(folders: Sequence[str]) -> None:
    """Write the page to standard output."""
    before, after = (Results(Path(folder)) for folder in folders)
    sys.stdout.write(page(before, after))


if __name__ == "__main__":
    main(sys.argv[1:])
