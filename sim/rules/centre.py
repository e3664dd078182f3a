"""What the centre can handle: capability, load, introspection, the admin cut."""

from sim.compiled import rule
from sim.elementary import clip, power
from sim.rules.parameters import Beliefs


@rule
def admin_cut_so_far(admin_cut: float, month: int, b: Beliefs) -> float:
    """Return the share of central administration cut by a month.

    Parameters
    ----------
    admin_cut : float in [0, 0.5]
        The full cut.
    month : int >= 0
        Months since the start; the cut is complete after ``admin_cut_months``.

    Notes
    -----
    Announced in March 2025: 10% by 2028-29, 15% by 2029-30.
    """
    return admin_cut * clip(month / b.admin_cut_months, 0.0, 1.0)


@rule
def capability_level(introspection: float, b: Beliefs) -> float:
    """Return the central capability toward which reform of itself leads.

    Uses ``capability_base`` and ``introspection_payback`` (capability per unit of
    time spent on itself; the prior spans never-pays to pays-well).
    """
    return b.capability_base + b.introspection_payback * introspection


@rule
def next_central_capability(
    capability: float, level: float, rights_given: float, b: Beliefs
) -> float:
    """Return central capability next month.

    Parameters
    ----------
    capability, level : float > 0
        Now, and where it tends; see :func:`capability_level`.
    rights_given : float >= 0
        Mean rise of local rights this month: people and knowledge leave.
    b : Beliefs
        ``central_capability_rate``, ``transition_centre_loss``.
    """
    moved = capability + b.central_capability_rate * (level - capability)
    return max(0.05, moved - b.transition_centre_loss * rights_given)


@rule
def capability_after_reorganisation(capability: float, loss: float) -> float:
    """Return central capability after a reorganisation took ``loss`` at once."""
    return max(0.05, capability - loss)


@rule
def processing(
    capability: float, admin_cut: float, introspection: float, crisis: float, b: Beliefs
) -> float:
    """Return how much business the centre can handle.

    Parameters
    ----------
    capability : float > 0
    admin_cut : float in [0, 1)
        Cut so far.
    introspection : float in [0, 1]
        Share of the centre's time spent on itself.
    crisis : float in [0, 1]
        Share taken by crises, at most ``crisis_ceiling``.
    b : Beliefs
        ``admin_cut_centre_exponent``, ``introspection_cost``, ``crisis_ceiling``.

    Notes
    -----
    In the long run capability is 0.8 + k i, so processing is (0.8 + k i)(1 - 0.8 i):
    introspection i pays only if k exceeds 0.64.
    """
    staffed = power(1.0 - admin_cut, b.admin_cut_centre_exponent)
    outward = 1.0 - b.introspection_cost * introspection
    calm = 1.0 - min(crisis, b.crisis_ceiling)
    return capability * staffed * outward * calm


@rule
def load(
    control: float, voice: float, council: float, partnerships_unit: float, b: Beliefs
) -> float:
    """Return how much business comes to the centre.

    Parameters
    ----------
    control, voice, council : float in [0, 1]
        Means over missions of decision rights kept, consultation, councils.
    partnerships_unit : float in [0, 1]
    b : Beliefs
        ``load_base``, ``load_control``, ``load_voice``, ``load_council``,
        ``load_partnerships_unit``.
    """
    convening = b.load_voice * voice + b.load_council * council
    unit = b.load_partnerships_unit * partnerships_unit
    return b.load_base + b.load_control * control + convening + unit


@rule
def headroom(processing: float, load: float, b: Beliefs) -> float:
    """Return processing over load, held to ``processing_floor``..``_ceiling``."""
    return clip(processing / load, b.processing_floor, b.processing_ceiling)


@rule
def throughput(headroom: float, b: Beliefs) -> float:
    """Return the share of what the centre must convene that it manages, in [0, 1].

    Below ``convening_threshold`` of headroom, convening suffers in proportion.
    """
    if b.convening_threshold <= 0.0:
        return 1.0
    return min(1.0, headroom / b.convening_threshold)


@rule
def unit_requests(
    council: float, voice: float, business_match: float, b: Beliefs
) -> float:
    """Return one mission's monthly requests for partnerships.

    ``unit_match_scale`` is the matched money that makes as many requests as a full
    council; five missions with full councils make one.
    """
    return 0.2 * (council + voice + business_match / b.unit_match_scale)


@rule
def unit_capacity(
    partnerships_unit: float, capability: float, introspection: float, b: Beliefs
) -> float:
    """Return the partnerships that the centre can broker in a month.

    Uses ``unit_capacity`` (of a full unit), ``unit_capacity_without`` (of none) and
    ``introspection_cost``.
    """
    outward = 1.0 - b.introspection_cost * introspection
    return (
        b.unit_capacity * partnerships_unit * capability * outward
        + b.unit_capacity_without
    )


@rule
def next_unit_queue(
    queue: float, requests: float, capacity: float, b: Beliefs
) -> float:
    """Return the requests still waiting next month; ``unit_memory`` do not lapse."""
    return max(0.0, b.unit_memory * (queue + requests - capacity))


@rule
def unit_service(queue: float, requests: float, capacity: float, b: Beliefs) -> float:
    """Return the share of requests to the partnerships unit that are served.

    The queue is worked off over ``unit_queue_months``; 1 where nobody asks.
    """
    asked = requests + queue / b.unit_queue_months
    return min(1.0, capacity / asked) if asked > 0.0 else 1.0
