"""Whether the model is rigged: what is best over draws of the beliefs, and why.

Reads two finished batches and prints a page in Markdown::

    groundswell batch draws
    groundswell batch draws_levers
    python -m experiments.draws_table results/draws results/draws_levers
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.results import Results
from sim.comparison import better_direction
from sim.institutions.columns import Floats
from sim.missions import MISSIONS
from sim.scenario.beliefs import declared_beliefs

LOPSIDED = 0.95
USUAL = "status_quo_2025"
N_DECIDING = 6
KEYS = tuple(mission.key for mission in MISSIONS)

# Each key difference: its words, and the two presets, later less former.
DIFFERENCES: Mapping[str, tuple[str, str]] = {
    "mobilise": ("blair_command", "command_plus_mobilise"),
    "devolve": (USUAL, "devolve_only"),
    "centralise": (USUAL, "blair_command"),
    "hybrid": (USUAL, "hybrid_by_domain"),
}


def wins(table: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Return the share of draws in which each preset is best; ties are shared.

    Parameters
    ----------
    table : DataFrame
        As :meth:`experiments.results.Results.table`.
    outcome : str
        ``mission_index`` or ``indicator``.

    Returns
    -------
    DataFrame
        One row a preset, one column a mission.
    """
    return pd.DataFrame({key: _wins(_by_draw(table, outcome, key)) for key in KEYS})


def regrets(table: pd.DataFrame, outcome: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return mean and largest regret: how far a preset falls behind the best."""
    behind = {key: _regret(_by_draw(table, outcome, key)) for key in KEYS}
    means = pd.DataFrame({key: found.mean() for key, found in behind.items()})
    worst = pd.DataFrame({key: found.max() for key, found in behind.items()})
    return means, worst


def _by_draw(table: pd.DataFrame, outcome: str, mission: str) -> pd.DataFrame:
    """Return values, one row a draw and one column a preset; more is better."""
    chosen = table[(table["outcome"] == outcome) & (table["mission"] == mission)]
    wide = chosen.pivot_table(index="replicate", columns="scenario", values="value")
    order = list(dict.fromkeys(table["scenario"]))
    return wide[order] * better_direction(outcome, mission)


def _wins(wide: pd.DataFrame) -> pd.Series:
    best = wide.eq(wide.max(axis=1), axis=0)
    shared: pd.Series = best.div(best.sum(axis=1), axis=0).mean()
    return shared


def _regret(wide: pd.DataFrame) -> pd.DataFrame:
    return wide.rsub(wide.max(axis=1), axis=0)


def ahead(table: pd.DataFrame, outcome: str, of: str = USUAL) -> pd.DataFrame:
    """Return the share of draws in which each other preset beats one; ties a half."""
    shares = {}
    for key in KEYS:
        wide = _by_draw(table, outcome, key)
        others = wide.drop(columns=of)
        beats = others.gt(wide[of], axis=0) + 0.5 * others.eq(wide[of], axis=0)
        shares[key] = beats.mean()
    return pd.DataFrame(shares)


def lopsided(shares: pd.DataFrame) -> list[str]:
    """Return what goes one way in more than 95% of draws, in words.

    >>> lopsided(pd.DataFrame({"nhs": [0.97, 0.5]}, index=["audit", "voice"]))
    ['`audit` (nhs, 97%)']
    """
    return [
        f"`{name}` ({key}, {100 * share:.0f}%)"
        for name, row in shares.iterrows()
        for key, share in row.items()
        if not 1.0 - LOPSIDED <= share <= LOPSIDED
    ]


def helps(differences: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Return the share of draws in which each lever, moved alone, helps each mission.

    ``differences`` has columns ``lever, outcome, mission, difference``. No change at
    all counts a half.
    """
    chosen = differences[differences["outcome"] == outcome].copy()
    signs = chosen["mission"].map(lambda key: better_direction(outcome, key))
    gained = chosen["difference"] * signs
    chosen["helped"] = (gained > 0.0) + 0.5 * (gained == 0.0)
    wide = chosen.pivot_table(index="lever", columns="mission", values="helped")
    return wide.loc[list(dict.fromkeys(chosen["lever"])), list(KEYS)]


def deciding(
    beliefs: pd.DataFrame, difference: Floats, mission: str, n: int = N_DECIDING
) -> list[tuple[str, float]]:
    """Return the beliefs whose rank goes most with a difference, and how much.

    Parameters
    ----------
    beliefs : DataFrame
        One row a draw and mission, as :meth:`experiments.results.Results.beliefs` of
        one point.
    difference : shape (n_draws,)
        In the order of draws.
    mission : str
        Whose values of the beliefs count.
    n : int

    Returns
    -------
    list of (belief, Spearman's rank correlation)
        Largest in size first.
    """
    own = beliefs[beliefs["mission"] == mission].sort_values("replicate")
    moved = [name for name in declared_beliefs() if own[name].nunique() > 1]
    ranks = own[moved].rank().reset_index(drop=True)
    target = pd.Series(difference).rank()
    found = [(name, float(ranks[name].corr(target))) for name in moved]
    return sorted(found, key=lambda pair: -abs(pair[1]))[:n]


def chance_of_such_a_rank(n_draws: int) -> float:
    """Return the correlation that chance alone passes once in a hundred, about."""
    return float(2.576 / np.sqrt(n_draws - 1))


def lever_differences(results: Results) -> pd.DataFrame:
    """Return what each lever changes alone, run by run, with a column ``lever``."""
    parts = []
    for axis in results.design.axis_names():
        found = results.differences(axis)
        parts.append(found.assign(lever=axis))
    return pd.concat(parts, ignore_index=True)


def page(presets: Results, levers: Results | None) -> str:
    """Return the page: who is best, regret, what decides, which levers help."""
    table = presets.table()
    n = presets.design.replicates
    parts = []
    for outcome, words in (
        ("mission_index", "mission index"),
        ("indicator", "the mission's own true figure"),
    ):
        parts += [f"### Best by {words}, per cent of {n} draws", ""]
        won = wins(table, outcome)
        parts += _markdown(100.0 * won, "preset", ".0f")
        dominant = won[won > LOPSIDED].dropna(how="all")
        parts += ["" if dominant.empty else f"Dominant: {', '.join(dominant.index)}."]
        parts += [f"### Better than `{USUAL}` by {words}, per cent of draws", ""]
        better = ahead(table, outcome)
        parts += [*_markdown(100.0 * better, "preset", ".0f"), *_one_way(better)]
        means, worst = regrets(table, outcome)
        unit = "points" if outcome == "mission_index" else "units of the figure"
        parts += [f"### Regret by {words}: mean / largest, {unit}", ""]
        parts += _markdown(_both(means, worst), "preset", "")
    parts += _deciding_page(presets, table)
    if levers is not None:
        parts += _lever_page(levers)
    return "\n".join(parts)


def _both(means: pd.DataFrame, worst: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            key: [
                f"{a:.2g} / {b:.2g}"
                for a, b in zip(means[key], worst[key], strict=True)
            ]
            for key in means
        },
        index=means.index,
    )


def _deciding_page(presets: Results, table: pd.DataFrame) -> list[str]:
    beliefs = presets.beliefs()
    beliefs = beliefs[beliefs["point"] == 0]
    n = presets.design.replicates
    said = (
        f"Rank correlation with the difference in the mission index over {n} draws; "
        f"chance alone passes ±{chance_of_such_a_rank(n):.2f} for one belief in a "
        "hundred."
    )
    heads = "difference | mission | mean | better in | beliefs that go most with it"
    lines = ["### What decides", "", said, "", f"| {heads} |", "|" + "---|" * 5]
    for name, (before, after) in DIFFERENCES.items():
        for key in KEYS:
            wide = _by_draw(table, "mission_index", key)
            gap = (wide[after] - wide[before]).to_numpy()
            found = deciding(beliefs, gap, key)
            named = ", ".join(f"`{belief}` {rank:+.2f}" for belief, rank in found)
            share = float((gap > 0.0).mean())
            lines.append(
                f"| {name} | {key} | {gap.mean():+.2f} | {100 * share:.0f}% | {named} |"
            )
    return [*lines, ""]


def _lever_page(levers: Results) -> list[str]:
    differences = lever_differences(levers)
    n = levers.design.replicates
    found = helps(differences, "mission_index")
    lines = [f"### One lever alone: helps, per cent of {n} draws, mission index", ""]
    lines += _markdown(100.0 * found, "lever", ".0f")
    return [*lines, *_one_way(found)]


def _one_way(shares: pd.DataFrame) -> list[str]:
    said = "; ".join(lopsided(shares)) or "none"
    return [f"One way in more than {100 * LOPSIDED:.0f}% of draws: {said}.", ""]


def _markdown(values: pd.DataFrame, heading: str, form: str) -> list[str]:
    lines = [
        "| " + " | ".join([heading, *map(str, values.columns)]) + " |",
        "|" + "---|" * (len(values.columns) + 1),
    ]
    for name, row in values.iterrows():
        cells = [format(value, form) for value in row]
        lines.append("| " + " | ".join([f"`{name}`", *cells]) + " |")
    return [*lines, ""]


def main(folders: Sequence[str]) -> None:
    """Write the page to standard output."""
    levers = Results(Path(folders[1])) if len(folders) > 1 else None
    sys.stdout.write(page(Results(Path(folders[0])), levers))


if __name__ == "__main__":
    main(sys.argv[1:])
