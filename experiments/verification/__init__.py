"""Verification: special cases of the model whose values are known without it.

Every check runs production's own rules and months, with beliefs at which everything
else vanishes, and compares with a closed form written in the check.
"""

from collections.abc import Callable, Iterator

from experiments.verification.centre import (
    admin_cut,
    congestion,
    cost_of_transition,
    half_life_of_attention,
    introspection_optimum,
    renewal_of_contracts,
    two_camps,
)
from experiments.verification.effort import (
    corner_of_unmeasured_effort,
    efforts,
    spillover_crossing,
)
from experiments.verification.figures import unmoved_figures
from experiments.verification.joining import (
    contagion,
    sampling_variance,
    threshold_cascades,
)
from experiments.verification.knowledge import (
    cascaded_filters,
    shrinkage,
    who_fits_better,
)
from experiments.verification.laws import (
    conservation,
    elasticities,
    everybody_is_inside,
    invariance,
    matching,
    neutral_events,
    no_difference,
)
from experiments.verification.minds import averaging_of_trust, imitation
from experiments.verification.row import Row
from experiments.verification.signs import knowledge, participation

__all__ = ["CHECKS", "LEFT_OUT", "Row", "verify"]

CHECKS: tuple[Callable[[], Iterator[Row]], ...] = (
    everybody_is_inside,
    threshold_cascades,
    contagion,
    averaging_of_trust,
    imitation,
    efforts,
    corner_of_unmeasured_effort,
    cascaded_filters,
    who_fits_better,
    spillover_crossing,
    shrinkage,
    matching,
    introspection_optimum,
    admin_cut,
    conservation,
    invariance,
    sampling_variance,
    elasticities,
    participation,
    knowledge,
    no_difference,
    unmoved_figures,
    neutral_events,
    cost_of_transition,
    half_life_of_attention,
    two_camps,
    congestion,
    renewal_of_contracts,
)

# Numbers that stay free, and why.
LEFT_OUT: tuple[tuple[str, str], ...] = (
    ("V6", "dropped: a linear public-goods game, which no rule of the model plays"),
    ("V22", "waits: the rugged landscape that it would check is not built"),
)


def verify() -> Iterator[Row]:
    """Make every check, in order, and yield its rows as they are found."""
    for check in CHECKS:
        yield from check()
