"""What is published when a figure is gamed: it flatters, the truth stays.

Gaming moves a published figure on the figure's own scale: the logit for a share, the
logarithm for an index. England's emergency departments reported 96% of patients seen
within four hours when 77% of patients said so (E288; Bevan & Hood 2006); a gain of
3.5 at the highest pressure would show as much. The gain is a judgement.
"""

from sim.compiled import rule
from sim.elementary import exp, logistic, logit
from sim.rules.parameters import Beliefs


@rule
def published_share(true: float, gaming: float, b: Beliefs) -> float:
    """Return the published share: logit(published) = logit(true) + gain * gaming.

    Parameters
    ----------
    true : float in (0, 1)
        The share as it is.
    gaming : float
        Gaming intensity; where a figure is kept relative to the status quo, the
        intensity beyond the status quo's.
    b : Beliefs
        Uses ``gaming_gain`` (logit per unit of gaming).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> print(round(published_share(0.52, 0.3125, SimpleNamespace(gaming_gain=1.0)), 3))
    0.597
    """
    return logistic(logit(true) + b.gaming_gain * gaming)


@rule
def true_share(published: float, gaming: float, b: Beliefs) -> float:
    """Return the true share behind a published one; undoes ``published_share``.

    Parameters
    ----------
    published : float in (0, 1)
        The share as published.
    gaming : float
        Gaming intensity while it was published.
    b : Beliefs
        Uses ``gaming_gain`` (logit per unit of gaming).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> print(round(true_share(0.598, 0.3125, SimpleNamespace(gaming_gain=1.0)), 4))
    0.5211
    """
    return logistic(logit(published) - b.gaming_gain * gaming)


@rule
def published_index(true: float, gaming: float, b: Beliefs) -> float:
    """Return a published index of harm: log(published) = log(true) - gain * gaming.

    Parameters
    ----------
    true : float above 0
        The index as it is; lower is better.
    gaming : float
        Gaming intensity beyond the status quo's.
    b : Beliefs
        Uses ``gaming_gain`` (log per unit of gaming).

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> print(round(published_index(100.0, 0.1, SimpleNamespace(gaming_gain=0.6)), 1))
    94.2
    """
    return true * exp(-b.gaming_gain * gaming)
