"""Where a mission's money goes: everything but the front line comes out of it."""

from sim.compiled import rule
from sim.elementary import exp
from sim.rules.parameters import Beliefs


@rule
def mobilisation_cost(
    mobilisation_spend: float, voice: float, council: float, b: Beliefs
) -> float:
    """Return the share of money spent on coordinators, consultation and councils.

    Uses ``coordination_price``, ``voice_price``, ``council_price``.
    """
    return (
        b.coordination_price * mobilisation_spend
        + b.voice_price * voice
        + b.council_price * council
    )


@rule
def learning_cost(
    audit: float, evaluation: float, practice_sharing: float, b: Beliefs
) -> float:
    """Return the share of money spent on audit, evaluation and sharing of practice.

    Uses ``audit_price``, ``evaluation_price``, ``practice_sharing_price``.
    """
    return (
        b.audit_price * audit
        + b.evaluation_price * evaluation
        + b.practice_sharing_price * practice_sharing
    )


@rule
def partners_cost(
    union_voice: float,
    business_match: float,
    outsourced_share: float,
    quality_enforcement: float,
    b: Beliefs,
) -> float:
    """Return the share of money spent on unions' voice, matching and contracts.

    Uses ``union_voice_price`` and ``quality_enforcement_price``; money that matches
    what firms give costs itself.
    """
    enforced = b.quality_enforcement_price * quality_enforcement * outsourced_share
    return b.union_voice_price * union_voice + business_match + enforced


@rule
def money_returned(admin_cut: float, reinvest_share: float, b: Beliefs) -> float:
    """Return the share of money that the cut saves and the Treasury keeps.

    Parameters
    ----------
    admin_cut : float in [0, 1]
        Cut so far.
    reinvest_share : float in [0, 1]
        Part of the saving that stays with front lines.
    b : Beliefs
        ``central_admin_share`` of all spending.
    """
    return (1.0 - reinvest_share) * b.central_admin_share * admin_cut


@rule
def front_line_money(
    admin_cut: float,
    coordination: float,
    transition: float,
    returned: float,
    budget_change: float,
    b: Beliefs,
) -> float:
    """Return the share of a mission's usual money that reaches its front line.

    Parameters
    ----------
    admin_cut, coordination, transition, returned : float
        Cut so far; shares spent on coordination and on restructuring; share kept by
        the Treasury.
    budget_change : float
        Change of all money, share.
    b : Beliefs
        ``central_admin_share``, ``other_admin_share``.

    Notes
    -----
    Central administration + other administration + coordination + restructuring +
    front line + returned = 1 + budget change, exactly.
    """
    administration = b.central_admin_share * (1.0 - admin_cut) + b.other_admin_share
    spent = administration + coordination + transition + returned
    return max(0.0, 1.0 + budget_change - spent)


@rule
def deprivation_tilt(equalisation: float, deprivation: float) -> float:
    """Return an area's unnormalised share of money: e to equalisation times z."""
    return exp(equalisation * deprivation)


@rule
def local_money(
    front_line: float, usual: float, event_money: float, tilt: float, b: Beliefs
) -> float:
    """Return an area's front-line money relative to the status quo.

    Parameters
    ----------
    front_line, usual : float > 0
        Share of money at the front line now and at the status quo.
    event_money : float
        Change by events, share.
    tilt : float > 0
        :func:`deprivation_tilt` over its mean.
    b : Beliefs
        ``front_line_floor``, ``front_line_ceiling`` bound the part from events.
    """
    eventful = min(b.front_line_ceiling, max(b.front_line_floor, 1.0 + event_money))
    return front_line / usual * eventful * tilt
