"""What the runs say, in a few sentences that claim no more than they can."""

from typing import NamedTuple

import numpy as np

from experiments.report.compared import (
    Compared,
    Contender,
    gap_between,
    is_clear,
    mission_name,
)
from experiments.words import count_of, listed, of_runs
from sim.comparison import better_direction
from sim.institutions.columns import Floats
from sim.missions import Mission

TOO_CLOSE = "too close to call"


class Best(NamedTuple):
    """Which scenario does best on one mission, by the true figure.

    Attributes
    ----------
    mission : Mission
    name : str
    shares : tuple of float
        Of runs in which each scenario is best; ties are shared out.
    leader : int
    is_clear : bool
        Whether the leader's paired difference from each other leaves out zero.
    """

    mission: Mission
    name: str
    shares: tuple[float, ...]
    leader: int
    is_clear: bool


class Standing(NamedTuple):
    """How a scenario stands against the first, over all missions."""

    title: str
    words: str


def best_by_mission(these: Compared) -> list[Best]:
    """Return for each mission who is best, how often, and whether that is clear."""
    return [_best(these, mission) for mission in these.missions]


def _best(these: Compared, mission: Mission) -> Best:
    key = ("indicator", mission.key)
    sign = better_direction(*key)
    values = np.stack([sign * c.figures[key].values for c in these.contenders])
    shares = best_shares(values[:, ~np.isnan(values).any(axis=0)])
    leader = int(np.argmax(shares))
    ahead = these.contenders[leader]
    gaps = [
        sign * gap_between(other, ahead, key)
        for k, other in enumerate(these.contenders)
        if k != leader
    ]
    clear = all(is_clear(gap) and gap.mean() > 0.0 for gap in gaps)
    return Best(mission, mission_name(mission), tuple(shares.tolist()), leader, clear)


def best_shares(values: Floats) -> Floats:
    """Return in which share of runs each scenario is best.

    Parameters
    ----------
    values : shape (n_scenarios, n_runs)
        Higher is better.

    Examples
    --------
    >>> best_shares(np.array([[1.0, 2.0], [1.0, 3.0]])).tolist()
    [0.25, 0.75]
    """
    is_best = values == values.max(axis=0)
    shares: Floats = (is_best / is_best.sum(axis=0)).mean(axis=1)
    return shares


def headline(these: Compared) -> list[str]:
    """Return the sentences that open a report; the first is the answer in short."""
    if not these.others:
        return [_alone(these), *_targets(these)]
    found = best_by_mission(these)
    return [_answer(these, found), *_people(these), *_targets(these)]


def _alone(these: Compared) -> str:
    ahead: list[str] = []
    behind: list[str] = []
    for mission in these.missions:
        share = these.first.spread("on_course_chance", mission.key)
        if share is not None:
            (ahead if share.mean > 0.5 else behind).append(mission_name(mission))
    if not behind:
        return "In most runs every mission is on course at the end."
    if not ahead:
        return "In at least half of the runs no mission is on course at the end."
    return (
        f"In most runs {listed(ahead)} {_is_or_are(ahead)} on course at the end; "
        f"{listed(behind)} {_is_or_are(behind)} not."
    )


def _is_or_are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _answer(these: Compared, found: list[Best]) -> str:
    clear: dict[int, list[str]] = {}
    for best in found:
        if best.is_clear:
            share = count_of(best.shares[best.leader], these.n_runs)
            clear.setdefault(best.leader, []).append(
                f"{best.name} ({share} of {these.n_runs} runs)"
            )
    close = [best.name for best in found if not best.is_clear]
    parts = [
        f"{these.contenders[k].title} does best on {listed(names)}"
        for k, names in clear.items()
    ]
    if close and not parts:
        return "Which scenario does best is too close to call on every mission."
    if close:
        parts.append(f"which does best on {listed(close)} is {TOO_CLOSE}")
    sentence = "; ".join(parts)
    return f"{sentence}."


def _people(these: Compared) -> list[str]:
    """Return a sentence on the scenarios in which clearly more people take part."""
    key = ("participation_monthly", None)
    more: list[Contender] = []
    fewer: list[Contender] = []
    for other in these.others:
        gap = gap_between(these.first, other, key)
        if is_clear(gap):
            (more if gap.mean() > 0.0 else fewer).append(other)
    start = these.first.spread(*key)
    if start is None or not (more or fewer):
        return []
    than = f"than under {_with_levels([these.first])}"
    word, group = ("More", more) if more else ("Fewer", fewer)
    sentence = f"{word} adults volunteer in a month under {_with_levels(group)} {than}"
    if more and fewer:
        sentence = f"{sentence}; fewer under {_with_levels(fewer)}"
    return [f"{sentence}."]


def _with_levels(group: list[Contender]) -> str:
    words = []
    for contender in group:
        level = contender.spread("participation_monthly")
        assert level is not None  # whoever is compared has one
        words.append(f"{contender.title} ({100 * level.mean:.1f}%)")
    return listed(words)


def _targets(these: Compared) -> list[str]:
    """Return a sentence on how often the targets that fall due are met."""
    words, differ = [], False
    for mission in these.missions:
        spreads = [c.spread("target_chance", mission.key) for c in these.contenders]
        shares = [spread.mean for spread in spreads if spread is not None]
        if not shares:
            continue
        spoken = of_runs(max(shares), these.n_runs)
        if min(shares) < max(shares):
            spoken = f"{count_of(min(shares), these.n_runs)} to {spoken}"
            differ = True
        words.append(f"in {spoken} for {mission_name(mission)}")
    if not words:
        return ["No target falls due by the last month."]
    whichever = ", depending on the scenario" if differ else ", whichever the scenario"
    ending = whichever if these.others else ""
    return [f"The published figure meets the target {listed(words)}{ending}."]


def standings(these: Compared) -> list[Standing]:
    """Return how each scenario does against the first, mission by mission."""
    return [Standing(c.title, _standing(these, c)) for c in these.others]


def _standing(these: Compared, other: Contender) -> str:
    better: list[str] = []
    worse: list[str] = []
    for mission in these.missions:
        key = ("indicator", mission.key)
        gap = better_direction(*key) * gap_between(these.first, other, key)
        if is_clear(gap):
            (better if gap.mean() > 0.0 else worse).append(mission_name(mission))
    parts = [
        f"{word} on {listed(names)}"
        for word, names in (("better", better), ("worse", worse))
        if names
    ]
    if not parts:
        return f"{TOO_CLOSE} on every mission"
    if len(better) + len(worse) == len(these.missions):
        return ", ".join(parts)
    return f"{', '.join(parts)}; the rest is {TOO_CLOSE}"
