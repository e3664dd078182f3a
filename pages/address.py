"""The address bar: all that a page shows can be read from it, and nothing is lost.

``/explore?v=1&from=blair_command&nhs.audit=0.5&all.voice=0.3&national.admin_cut=0.1``
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, urlencode

from sim.errors import ScenarioError, nearest, shown
from sim.scenario.catalogue import Lever, mission_levers, national_levers
from sim.scenario.names import MISSIONS
from sim.scenario.scenario import Scenario
from sim.scenario.shipped import preset_names

VERSION = "1"
TODAY = "status_quo_2025"
PAGES = (
    *("", "explore", "compare", "why", "places"),
    *("regime", "claims", "agents", "brief", "method"),
)
_MOST_PROBLEMS = 5
_LONGEST = 6_000
# What pages keep in the address beside the scenario.
CHOICES = (
    *("act", "mission", "with", "outcome", "place", "show"),
    *("x", "y", "town", "month", "who", "sort", "verdict", "claim"),
)


@lru_cache(maxsize=64)
def preset(name: str) -> Scenario:
    """Return a scenario that ships; read once."""
    return Scenario.load(name)


@dataclass(frozen=True)
class View:
    """What a page shows.

    Parameters
    ----------
    page : str
        One of ``PAGES``.
    base : str
        The preset that the scenario starts from.
    moved : mapping of path to value
        Levers moved away from it, by full path: ``missions.nhs.audit``.
    choices : mapping
        What else is chosen on the page.
    problems : tuple of str
        What of the address could not be used, in words.
    """

    page: str = ""
    base: str = TODAY
    moved: Mapping[str, float] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def choice(self, name: str, allowed: tuple[str, ...], otherwise: str) -> str:
        """Return what was chosen, or else ``otherwise``."""
        chosen = self.choices.get(name, otherwise)
        return chosen if chosen in allowed else otherwise

    def choose(self, **choices: str) -> "View":
        """Return this view with something else chosen."""
        return replace(self, choices={**self.choices, **choices}, problems=())

    def scenario(self) -> Scenario:
        """Return the scenario shown: the preset itself, or with levers moved."""
        base = preset(self.base)
        if not self.moved:
            return base
        yours = replace(base, name="yours", title="Your settings", description="")
        levers: dict[str, object] = dict(self.moved)
        # Who moves the slider of money means it: it need not be switched on as well.
        if levers.get("national.budget_change"):
            levers["national.budget_neutral"] = False
        return yours.with_levers(levers)


@dataclass(frozen=True)
class _Entry:
    path: str
    lever: Lever


def _entries() -> Mapping[str, tuple[_Entry, ...]]:
    """Return by address key the levers that it sets."""
    found: dict[str, tuple[_Entry, ...]] = {}
    for path, lever in national_levers().levers.items():
        if not lever.is_flag and lever.default is not None:
            key = ".".join(("national", *path))
            found[key] = (_Entry(key, lever),)
    for path, lever in mission_levers().levers.items():
        name = ".".join(path)
        own = {m: _Entry(f"missions.{m}.{name}", lever) for m in MISSIONS}
        found |= {f"{m}.{name}": (entry,) for m, entry in own.items()}
        found[f"all.{name}"] = tuple(own.values())
    return MappingProxyType(found)


ENTRIES = _entries()


def read_address(path: str, query: str | None) -> View:
    """Return what an address asks for; whatever it cannot mean is named, not used.

    Parameters
    ----------
    path : str
        Such as ``/explore``.
    query : str, optional
        What follows the question mark.
    """
    page = path.strip("/")
    view = View(page if page in PAGES else "")
    if query and len(query) > _LONGEST:
        return replace(view, problems=("The address is too long, and was not read.",))
    problems: list[str] = []
    moved: dict[str, float] = {}
    choices: dict[str, str] = {}
    base = TODAY
    for key, text in parse_qsl(query or "", keep_blank_values=True):
        if key == "v":
            if text != VERSION:
                problems.append(f"The address is of another version, {shown(text)}.")
        elif key == "from":
            if text in preset_names():
                base = text
            else:
                problems.append(_unknown("preset", text, preset_names()))
        elif key in CHOICES:
            choices[key] = text[:400]
        elif key in ENTRIES:
            moved |= _read_lever(key, text, problems)
        else:
            problems.append(_unknown("setting", key, (*ENTRIES, *CHOICES)))
    found = replace(view, base=base, moved=moved, choices=choices)
    return replace(_settled(found, problems), problems=tuple(_told(problems)))


def _unknown(what: str, name: str, names: tuple[str, ...]) -> str:
    near = nearest(name[:60], names)
    hint = f" Did you mean {near}?" if near else ""
    return f"The address names a {what} that does not exist: {shown(name)}.{hint}"


def _read_lever(key: str, text: str, problems: list[str]) -> dict[str, float]:
    quantity = ENTRIES[key][0].lever.quantity
    try:
        value = float(text[:40])
    except ValueError:
        problems.append(f"{key} is not a number: {shown(text)}. It was left as it is.")
        return {}
    held = min(max(value, quantity.low), quantity.high)
    if held != value:  # true for a value that is not a number, too
        bounds = f"{quantity.low:g} to {quantity.high:g}"
        problems.append(f"{key} must lie in {bounds}; {text[:40]!r} does not.")
    if value != value:
        return {}
    return {entry.path: held for entry in ENTRIES[key]}


def _settled(view: View, problems: list[str]) -> View:
    try:
        view.scenario()
    except ScenarioError as error:
        problems.append(f"These settings cannot stand together: {error.what}.")
        return replace(view, moved={})
    return view


def _told(problems: list[str]) -> Iterator[str]:
    yield from problems[:_MOST_PROBLEMS]
    if len(problems) > _MOST_PROBLEMS:
        yield f"There are {len(problems) - _MOST_PROBLEMS} more problems like these."


def address_of(view: View, page: str | None = None) -> str:
    """Return the shortest address that shows a view.

    Parameters
    ----------
    view : View
    page : str, optional
        Another page, for the same scenario.
    """
    stays = page is None or page == view.page
    where = view.page if page is None else page
    pairs = [] if view.base == TODAY else [("from", view.base)]
    pairs += [(key, f"{value:.6g}") for key, value in _folded(view.moved)]
    if stays:
        pairs += sorted((k, v) for k, v in view.choices.items() if v)
    elif view.choices.get("with"):
        pairs.append(("with", view.choices["with"]))
    if pairs:
        pairs.insert(0, ("v", VERSION))
    query = urlencode(pairs, safe=",", quote_via=quote)
    return f"/{where}?{query}" if query else f"/{where}"


def _folded(moved: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Name a lever once where all five missions have it alike."""
    done: set[str] = set()
    for path, value in moved.items():
        root, *rest = path.split(".")
        if root == "national":
            yield path, value
            continue
        name = ".".join(rest[1:])
        if name in done:
            continue
        own = [moved.get(f"missions.{m}.{name}") for m in MISSIONS]
        if all(v == own[0] for v in own):
            done.add(name)
            yield f"all.{name}", value
        else:
            yield f"{rest[0]}.{name}", value
