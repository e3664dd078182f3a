"""Settings: one value at one path, checked, from whichever layer it came.

A path is written as after ``--set``: ``missions.nhs.audit``, ``beliefs.spin``. A table
of a file is read into settings, one for each number, so that layers can be laid over
one another number by number.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sim.errors import ScenarioError, shown
from sim.scenario.beliefs import EACH_MISSION, NATION, Belief, declared_beliefs
from sim.scenario.catalogue import (
    Lever,
    LeverSet,
    Path,
    mission_levers,
    national_levers,
)
from sim.scenario.checks import (
    checked_choice,
    checked_flag,
    checked_number,
    checked_table,
    joined,
    unknown_name,
)
from sim.scenario.mechanisms import Mixing, checked_mechanism
from sim.scenario.names import MISSIONS

type Value = float | bool | str

ALL_MISSIONS = "default"
LEVER_ROOTS = ("national", "missions")
ROOTS = (*LEVER_ROOTS, "beliefs", "mechanisms", "structure")


class Setting(NamedTuple):
    """One value at one path.

    Attributes
    ----------
    path : tuple of str
    value : float, bool or str
    where : str
        File or option, and path, as messages name them.
    is_named : bool
        Whether it was set for a mission by name, not for all.
    """

    path: Path
    value: Value
    where: str
    is_named: bool


def settings_in(
    tree: Mapping[str, object], where: str, roots: Iterable[str] = ROOTS
) -> list[Setting]:
    """Return all settings of one layer, in the order in which they apply.

    Parameters
    ----------
    tree : mapping
        Tables by root: ``national``, ``missions``, ``beliefs``, …; a key may be a
        whole path, ``"missions.nhs.audit"``.
    where : str
        How messages name the layer, up to the path: ``leeds.toml,`` or ``--set``.
    roots : iterable of str
        Which roots are allowed.

    Returns
    -------
    list of Setting
        What was set for all missions stands before what was set for one by name,
        so that the named mission wins.

    Raises
    ------
    ScenarioError
        For an unknown name, or a value of the wrong kind or out of bounds.
    """
    allowed = tuple(roots)
    found: list[Setting] = []
    for key, value in tree.items():
        root, table = _unfolded(key, value)
        if root not in allowed:
            raise unknown_name(root, allowed, where.rstrip(","))
        found += _READERS[root](table, where)
    return sorted(found, key=lambda setting: setting.is_named)


def _unfolded(key: str, value: object) -> tuple[str, object]:
    root, *rest = str(key).split(".")
    for name in reversed(rest):
        value = {name: value}
    return root, value


def _national(table: object, where: str) -> Iterator[Setting]:
    yield from _levers(table, national_levers(), ("national",), where)


def _missions(table: object, where: str) -> Iterator[Setting]:
    at = f"{where} missions"
    for name, inner in checked_table(table, at).items():
        if name != ALL_MISSIONS and name not in MISSIONS:
            raise unknown_name(name, (ALL_MISSIONS, *MISSIONS), at)
        for setting in _levers(inner, mission_levers(), ("missions", name), where):
            if name == ALL_MISSIONS:
                for mission in MISSIONS:
                    path = ("missions", mission, *setting.path[2:])
                    yield setting._replace(path=path, is_named=False)
            else:
                yield setting


def _levers(
    table: object, levers: LeverSet, prefix: Path, where: str
) -> Iterator[Setting]:
    at = f"{where} {joined(prefix)}"
    for name, value in checked_table(table, at).items():
        if name in levers.groups:
            yield from _group(name, value, levers, prefix, where)
        elif (name,) in levers.levers:
            yield _lever(levers.levers[(name,)], value, prefix, where)
        else:
            raise unknown_name(name, levers.names, at)


def _group(
    name: str, value: object, levers: LeverSet, prefix: Path, where: str
) -> Iterator[Setting]:
    keys, one_number_for_all = levers.groups[name]
    at = f"{where} {joined((*prefix, name))}"
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in keys:
                raise unknown_name(key, keys, at)
            yield _lever(levers.levers[(name, key)], inner, prefix, where)
    elif one_number_for_all:
        for key in keys:
            lever = levers.levers[(name, key)]
            checked_number(value, lever.quantity, at)  # named as it was written
            yield _lever(lever, value, prefix, where)
    else:
        what = f"{shown(value)} is not a table"
        raise ScenarioError(at, what, f"Give numbers for {', '.join(keys)}.")


def _lever(lever: Lever, value: object, prefix: Path, where: str) -> Setting:
    path = prefix + lever.path
    at = f"{where} {joined(path)}"
    checked: Value
    if lever.is_flag:
        checked = checked_flag(value, at)
    else:
        checked = checked_number(value, lever.quantity, at)
    return Setting(path, checked, at, is_named=True)


def _beliefs(table: object, where: str) -> Iterator[Setting]:
    at = f"{where} beliefs"
    for name, value in checked_table(table, at).items():
        if name != "missions":
            for mission in MISSIONS:
                yield _belief(name, value, mission, at, is_named=False)
            continue
        for mission, inner in checked_table(value, f"{at}.missions").items():
            if mission not in MISSIONS:
                raise unknown_name(mission, MISSIONS, f"{at}.missions")
            here = f"{at}.missions.{mission}"
            for own, number in checked_table(inner, here).items():
                yield _belief(own, number, mission, here, is_named=True)


def _belief(
    name: str, value: object, mission: str, at: str, *, is_named: bool
) -> Setting:
    declared = declared_beliefs()
    if name not in declared:
        raise unknown_name(name, declared, at)
    belief, here = declared[name], f"{at}.{name}"
    number = checked_number(value, belief.quantity, here)
    if is_named:
        _refuse_foreign(belief, mission, here)
    return Setting(("beliefs", mission, name), number, here, is_named)


def _refuse_foreign(belief: Belief, mission: str, at: str) -> None:
    if belief.scope in (EACH_MISSION, mission):
        return
    if belief.scope == NATION:
        what = "this belief is one number for the whole country"
    else:
        what = f"this belief concerns {belief.scope} alone"
    raise ScenarioError(at, what, f"Set beliefs.{belief.name}.")


def _mechanisms(table: object, where: str) -> Iterator[Setting]:
    at = f"{where} mechanisms"
    for name, value in checked_table(table, at).items():
        path = ("mechanisms", checked_mechanism(name, at))
        here = f"{at}.{name}"
        yield Setting(path, checked_flag(value, here), here, is_named=False)


def _structure(table: object, where: str) -> Iterator[Setting]:
    at = f"{where} structure"
    for name, value in checked_table(table, at).items():
        if name != "mixing":
            raise unknown_name(name, ("mixing",), at)
        here = f"{at}.{name}"
        choice = checked_choice(value, [str(form) for form in Mixing], here)
        yield Setting(("structure", name), choice, here, is_named=False)


_READERS = {
    "national": _national,
    "missions": _missions,
    "beliefs": _beliefs,
    "mechanisms": _mechanisms,
    "structure": _structure,
}
