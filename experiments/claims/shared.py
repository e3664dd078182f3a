"""One batch for several claims: what they have in common is run once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from experiments.design import Design
from experiments.runs import Keep
from sim.errors import InputError, shown
from sim.scenario.scenario import Scenario

_ALIKE = ("replicates", "citizens", "months", "seed", "beliefs", "places")


class Asks(Protocol):
    """Whoever has scenarios to be run: a claim, or an episode."""

    @property
    def name(self) -> str:
        """Its own name among those that share."""

    @property
    def design(self) -> Design:
        """Its scenarios, and how they are to be run."""


class Shared(NamedTuple):
    """A design that serves several claims.

    Attributes
    ----------
    design : Design
        Its scenarios are all different.
    names : dict of (claim, scenario) to str
        What a claim's scenario is called in the design.
    """

    design: Design
    names: dict[tuple[str, str], str]


def shared_design(
    claims: Sequence[Asks], name: str = "claims", title: str = "The claims' runs"
) -> Shared:
    """Return one design with every different scenario of several claims once.

    ``name`` and ``title`` are the design's; ``name`` is how messages call them all.

    Raises
    ------
    InputError
        If their draws, citizens or months differ, or two claims have one name.
    """
    _refuse_unlike(claims, name)
    names: dict[tuple[str, str], str] = {}
    there: dict[str, Scenario] = {}
    known: dict[str, str] = {}
    for claim in claims:
        for scenario in claim.design.scenarios:
            content = replace(scenario, name="any").hash
            shared = known.get(content)
            if shared is None:
                taken = scenario.name in there
                shared = f"{claim.name}.{scenario.name}" if taken else scenario.name
                known[content] = shared
                there[shared] = replace(scenario, name=shared)
            names[claim.name, scenario.name] = shared
    first = claims[0].design
    outcomes = sorted({name for claim in claims for name in claim.design.outcomes})
    design = Design(
        name=name,
        title=title,
        scenarios=tuple(there.values()),
        outcomes=tuple(outcomes),
        keep=Keep.FIGURES,
        **{field: getattr(first, field) for field in _ALIKE},
    )
    return Shared(design, names)


def _refuse_unlike(claims: Sequence[Asks], all_of_them: str) -> None:
    if not claims:
        raise InputError(all_of_them, "there is none")
    first = claims[0]
    for claim in claims[1:]:
        for name in _ALIKE:
            own, usual = getattr(claim.design, name), getattr(first.design, name)
            if own != usual:
                what = f"{shown(own)} while {first.name} has {shown(usual)}"
                raise InputError(
                    f"claim {claim.name}, design.{name}", what, "Give all the same."
                )
    names = [claim.name for claim in claims]
    for name in names:
        if names.count(name) > 1:
            raise InputError(all_of_them, f"two are called {shown(name)}")
