"""Claims about how rules see beliefs."""

from collections import namedtuple
from types import SimpleNamespace

import pytest

from sim.rules.effort import measured_effort
from sim.rules.joining import accepting_chance
from sim.rules.production import productive_pressure
from sim.rules.trust import next_trust
from tests.rules.bits import as_kernels_see, bits
from tests.rules.strategies import Rule, usual_beliefs


def as_named_tuple(beliefs: SimpleNamespace) -> tuple[float, ...]:
    """Return beliefs as agents may hold them."""
    values = vars(beliefs)
    return namedtuple("Held", values)(**values)


@pytest.mark.parametrize(
    ("rule", "arguments"),
    [
        (measured_effort, (0.3, 0.8)),
        (accepting_chance, (-2.0, 0.3, 0.7, 0.1)),
        (productive_pressure, (1.3, 0.7)),
        (next_trust, (0.6, 0.1, 0.3, -0.1)),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_rules_see_the_same_in_a_record_and_in_a_named_tuple(
    rule: Rule, arguments: tuple[float, ...]
) -> None:
    beliefs = usual_beliefs()

    in_record = rule(*arguments, as_kernels_see(beliefs))
    in_tuple = rule(*arguments, as_named_tuple(beliefs))

    assert bits(in_record) == bits(in_tuple)
