"""Why scenarios differ: Shapley's values over groups of mechanisms."""

from experiments.decomposition.groups import GROUPS, Group
from experiments.decomposition.why import (
    OUTCOMES,
    REST,
    Decomposition,
    decompose,
    standard_error,
)

__all__ = [
    "GROUPS",
    "OUTCOMES",
    "REST",
    "Decomposition",
    "Group",
    "decompose",
    "standard_error",
]
