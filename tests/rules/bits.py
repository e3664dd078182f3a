"""Whether a rule gives the same bits in Python and in a kernel."""

import inspect
import struct
from collections.abc import Callable
from functools import cache

import numpy as np

from sim.compiled import kernel
from sim.scenario.beliefs import belief_rows, default_beliefs

_ROW = belief_rows(default_beliefs())[0]


@cache
def compiled(rule: Callable[..., object]) -> Callable[..., object]:
    """Return a rule as the smallest of kernels: itself. Kept on disk like all."""
    return kernel(rule)


def as_kernels_see(beliefs: object) -> np.record:
    """Return beliefs as a record of every declared one, those not given at defaults."""
    row = _ROW.copy()
    for name, value in vars(beliefs).items():
        row[name] = value
    return row


def bits(value: object) -> bytes:
    """Return the bits of a number, or of each number of a tuple."""
    if isinstance(value, tuple):
        return b"".join(map(bits, value))
    return struct.pack("<d", value)


def both_bits(rule: Callable[..., object], **given: object) -> tuple[bytes, bytes]:
    """Return the bits that a rule gives in Python and compiled."""
    in_order = inspect.signature(rule).bind(**given)
    in_kernel = [
        as_kernels_see(value) if name == "b" else value
        for name, value in in_order.arguments.items()
    ]
    return bits(rule(**given)), bits(compiled(rule)(*in_kernel))
