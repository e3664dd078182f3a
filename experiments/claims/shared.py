"""One batch for several claims: what they have in common is run once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from experiments.claims.claim import Claim
from experiments.design import Design
from experiments.runs import Keep
from sim.errors import InputError, shown
from sim.scenario.scenario import Scenario

_ALIKE = ("replicates", "citizens", "months", "seed", "beliefs", "places")


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


def shared_design(claims: Sequence[Claim]) -> Shared:
    """Return one design with every different scenario of several claims once.

    Raises
    ------
    InputError
        If their draws, citizens or months differ, or two claims have one name.
    """
    _refuse_unlike(claims)
    names: dict[tuple[str, str], str] = {}
    there: dict[str, Scenario] = {}
    known: dict[str, str] = {}
    for claim in claims:
        for scenario in claim.design.scenarios:
            content = replace(scenario, name="any").hash
            name = known.get(content)
            if name is None:
                taken = scenario.name in there
                name = f"{claim.name}.{scenario.name}" if taken else scenario.name
                known[content] = name
                there[name] = replace(scenario, name=name)
            names[claim.name, scenario.name] = name
    first = claims[0].design
    outcomes = sorted({name for claim in claims for name in claim.design.outcomes})
    design = Design(
        name="claims",
        title="The claims' runs",
        scenarios=tuple(there.values()),
        outcomes=tuple(outcomes),
        keep=Keep.FIGURES,
        **{name: getattr(first, name) for name in _ALIKE},
    )
    return Shared(design, names)


def _refuse_unlike(claims: Sequence[Claim]) -> None:
    if not claims:
        raise InputError("claims", "there is none")
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
            raise InputError("claims", f"two are called {shown(name)}")
