"""Exponential, logarithm and their kin with the same bits on every machine.

The C library's ``exp`` and ``log`` differ between machines, and NumPy's differ from
both. These are made of the four operations, comparisons, ``floor``, the bits of a
double and a table of powers of two, all of which IEEE 754 fixes to the last bit.
"""

import math

import numpy as np

from sim.compiled import rule

# exp(±700) stays within the normal range of a double, so nothing overflows.
_LARGEST = 700.0
_LOG2_E = 1.4426950408889634
# ln 2 in two parts: the first has trailing zeros, so k times it is exact.
_LN2_HIGH = 0.6931471803691238
_LN2_LOW = 1.9082149292705877e-10
_SQRT_HALF = 0.7071067811865476
_POWERS_OF_TWO = np.array([2.0**k for k in range(-1021, 1023)])
_FIRST_POWER = -1021
# Series are written out: a loop inside keeps the compiler from working on several
# citizens at once.
# 1/12!, 1/11!, ... 1/0!: the series of exp, highest power first.
_EXP_SERIES = tuple(1.0 / math.factorial(n) for n in range(12, -1, -1))
# 1/19, 1/17, ... 1: the series of artanh(s) / s in the square of s.
_LOG_SERIES = tuple(1.0 / n for n in range(19, 0, -2))

_EXPONENT_AT = 52
_MANTISSA = (1 << _EXPONENT_AT) - 1
_OF_ONE_HALF = 1022 << _EXPONENT_AT

_Eight = tuple[float, float, float, float, float, float, float, float]


@rule
def _exp_series(r: float) -> float:
    c = _EXP_SERIES
    top = ((((c[0] * r + c[1]) * r + c[2]) * r + c[3]) * r + c[4]) * r + c[5]
    middle = (((top * r + c[6]) * r + c[7]) * r + c[8]) * r + c[9]
    return ((middle * r + c[10]) * r + c[11]) * r + c[12]


@rule
def _log_series(x: float) -> float:
    c = _LOG_SERIES
    top = ((((c[0] * x + c[1]) * x + c[2]) * x + c[3]) * x + c[4]) * x + c[5]
    return (((top * x + c[6]) * x + c[7]) * x + c[8]) * x + c[9]


@rule
def _polynomial(x: float, c: _Eight) -> float:
    top = ((c[0] * x + c[1]) * x + c[2]) * x + c[3]
    return (((top * x + c[4]) * x + c[5]) * x + c[6]) * x + c[7]


@rule
def exp(x: float) -> float:
    """Return e to the power ``x``, with ``x`` clamped to -700..700.

    Relative error below 1e-15.

    >>> abs(exp(1.0) - 2.718281828459045) < 1e-15
    True
    """
    x = min(max(x, -_LARGEST), _LARGEST)
    k = math.floor(x * _LOG2_E + 0.5)
    r = (x - k * _LN2_HIGH) - k * _LN2_LOW
    # Without a sign, so that no row is counted from the end.
    power_of_two = _POWERS_OF_TWO[np.uint64(int(k) - _FIRST_POWER)]
    return _exp_series(r) * float(power_of_two)


@rule
def _halved(x: float) -> tuple[float, int]:
    """Return what ``math.frexp`` does of a normal number above 0, from its bits.

    A call of the C library would keep the compiler from working on several at once.
    """
    bits = np.int64(np.float64(x).view(np.int64))
    mantissa = np.int64(bits & _MANTISSA | _OF_ONE_HALF).view(np.float64)
    return float(mantissa), int(bits >> _EXPONENT_AT) - 1022


@rule
def log(x: float) -> float:
    """Return the natural logarithm of ``x``; values below 1e-300 count as 1e-300.

    Relative error below 1e-15 away from 1, absolute error below 1e-16 near it.

    >>> abs(log(10.0) - 2.302585092994046) < 1e-15
    True
    """
    mantissa, k = _halved(max(x, 1e-300))
    if mantissa < _SQRT_HALF:
        mantissa = mantissa * 2.0
        k = k - 1
    s = (mantissa - 1.0) / (mantissa + 1.0)
    square = s * s
    series = _log_series(square)
    return k * _LN2_HIGH + (2.0 * s * series + k * _LN2_LOW)


@rule
def power(base: float, exponent: float) -> float:
    """Return ``base`` to a real ``exponent``, for a base of at least 1e-300.

    >>> abs(power(2.0, 0.5) - 1.4142135623730951) < 1e-15
    True
    """
    return exp(exponent * log(base))


@rule
def logistic(x: float) -> float:
    """Return 1 / (1 + exp(-x)), a chance from 0 to 1.

    >>> logistic(0.0)
    0.5
    """
    return 1.0 / (1.0 + exp(-x))


@rule
def logit(p: float) -> float:
    """Return log(p / (1 - p)), with ``p`` clamped to 1e-12..1 - 1e-12.

    >>> logit(0.5)
    0.0
    """
    p = min(max(p, 1e-12), 1.0 - 1e-12)
    return log(p / (1.0 - p))


@rule
def tanh(x: float) -> float:
    """Return the hyperbolic tangent.

    >>> tanh(0.0)
    0.0
    """
    return 2.0 * logistic(2.0 * x) - 1.0


@rule
def clip(x: float, low: float, high: float) -> float:
    """Return ``x`` held between ``low`` and ``high``.

    >>> clip(1.2, 0.0, 1.0)
    1.0
    """
    return min(max(x, low), high)


# Coefficients of Wichura (1988), algorithm AS 241 (PPND16), highest power first.
_CENTRE_TOP = (
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987,
    13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665,
)  # fmt: skip
_CENTRE_BOTTOM = (
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597,
    5394.196021424751, 687.1870074920579, 42.31333070160091, 1.0,
)  # fmt: skip
_TAIL_TOP = (
    7.745450142783414e-4, 0.022723844989269184, 0.2417807251774506,
    1.2704582524523684, 3.6478483247632045, 5.769497221460691, 4.630337846156546,
    1.4234371107496835,
)  # fmt: skip
_TAIL_BOTTOM = (
    1.0507500716444169e-9, 5.475938084995345e-4, 0.015198666563616457,
    0.14810397642748008, 0.6897673349851, 1.6763848301838038, 2.053191626637759,
    1.0,
)  # fmt: skip
_FAR_TOP = (
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784,
    0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
    5.463784911164114, 6.657904643501103,
)  # fmt: skip
_FAR_BOTTOM = (
    2.0442631033899397e-15, 1.4215117583164459e-7, 1.8463183175100548e-5,
    7.868691311456133e-4, 0.014875361290850615, 0.1369298809227358,
    0.599832206555888, 1.0,
)  # fmt: skip


@rule
def normal_quantile(p: float) -> float:
    """Return the standard normal value below which a share ``p`` lies.

    Parameters
    ----------
    p : float in (0, 1)

    Returns
    -------
    float
        In standard deviations; relative error about 1e-15.

    Notes
    -----
    Wichura (1988), algorithm AS 241, Applied Statistics 37(3), 477-484.

    >>> abs(normal_quantile(0.975) - 1.959963984540054) < 1e-12
    True
    """
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = _polynomial(r, _CENTRE_TOP)
        return q * top / _polynomial(r, _CENTRE_BOTTOM)
    r = math.sqrt(-log(min(p, 1.0 - p)))
    if r <= 5.0:
        r = r - 1.6
        x = _polynomial(r, _TAIL_TOP) / _polynomial(r, _TAIL_BOTTOM)
    else:
        r = r - 5.0
        x = _polynomial(r, _FAR_TOP) / _polynomial(r, _FAR_BOTTOM)
    return -x if q < 0.0 else x
