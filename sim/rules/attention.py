"""The centre's attention: it starts high, decays, and gives targets their bite."""

from sim.compiled import rule
from sim.elementary import exp
from sim.rules.parameters import Beliefs

_LN_2 = 0.6931471805599453


@rule
def attention_anchor(
    council: float, target_pressure: float, weight: float, scandal: float, b: Beliefs
) -> float:
    """Return the attention that a mission keeps once novelty has gone.

    Parameters
    ----------
    council, target_pressure : float in [0, 1]
        A council and a published target remind the centre.
    weight : float in [0, 1]
        Share of attention meant for this mission; 0.2 is an equal share.
    scandal : float >= 0
        Size of a scandal in this mission this month.
    b : Beliefs
        ``attention_floor``, ``attention_council``, ``attention_target``,
        ``attention_priority``, ``attention_scandal``.

    Returns
    -------
    float in [0, 1]

    Notes
    -----
    The 2024 missions became milestones, then three priorities, within a year
    (Civil Service World 2025).
    """
    reminded = b.attention_council * council + b.attention_target * target_pressure
    meant = b.attention_priority * (weight / 0.2 - 1.0)
    level = b.attention_floor + reminded + meant + b.attention_scandal * scandal
    return min(1.0, max(0.0, level))


@rule
def next_attention(attention: float, anchor: float, b: Beliefs) -> float:
    """Return a mission's attention next month, in [0, 1].

    The distance to the anchor halves every ``attention_half_life`` months.
    """
    kept = exp(-_LN_2 / b.attention_half_life)
    return anchor + kept * (attention - anchor)


@rule
def relative_attention(
    attention: float, weight: float, total: float, b: Beliefs
) -> float:
    """Return attention in units of a fully attended mission among five.

    Parameters
    ----------
    attention, weight : float in [0, 1]
    total : float
        Sum over missions of attention times weight.
    b : Beliefs
        ``attention_other_business``, ``attention_reference``.
    """
    share = attention * weight / (total + b.attention_other_business)
    return share / b.attention_reference


@rule
def status_quo_attention(b: Beliefs) -> float:
    """Return :func:`relative_attention` of each mission at the status quo.

    Uses ``attention_status_quo`` for five missions of equal weight.
    """
    total = b.attention_status_quo
    return relative_attention(b.attention_status_quo, 0.2, total, b)


@rule
def bite(relative_attention: float, b: Beliefs) -> float:
    """Return how hard targets bite for the attention behind them, in [0, 1].

    ``attention_bite`` is the force lost when nobody looks.
    """
    return 1.0 - b.attention_bite * (1.0 - min(1.0, relative_attention))


@rule
def effective_pressure(
    target_pressure: float, relative_attention: float, b: Beliefs
) -> float:
    """Return target pressure as local bodies feel it, in [0, 1].

    Equal to ``target_pressure`` at the status quo's attention.
    """
    felt = bite(relative_attention, b) / bite(status_quo_attention(b), b)
    return min(1.0, target_pressure * felt)


@rule
def salience(attention_ratio: float, news: float, b: Beliefs) -> float:
    """Return how present a mission is in people's minds, in [0, 1].

    Parameters
    ----------
    attention_ratio : float >= 0
        Relative attention over its status-quo value.
    news : float
        Added by events.
    b : Beliefs
        ``salience_scale``.
    """
    return min(1.0, max(0.0, b.salience_scale * attention_ratio + news))
