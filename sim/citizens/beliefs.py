"""The beliefs that citizens' rules read, as numbers that a kernel keeps at hand."""

from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from sim.rules.parameters import Beliefs


class CitizenBeliefs(NamedTuple):
    """Each as in ``scenarios/priors.toml``, the same for all missions.

    A record of all beliefs would serve rules as well, but a compiler must suppose that
    whatever a loop writes may be one of them, and cannot take several citizens at once.
    """

    accept_age_18_24: float
    accept_age_25_34: float
    accept_age_35_49: float
    accept_age_50_64: float
    accept_age_65_74: float
    accept_age_75_plus: float
    accept_disposition: float
    accept_fatigue: float
    accept_habit: float
    accept_peers: float
    accept_resources: float
    accept_trust: float
    active_fatigue_recovery: float
    coproduction_hours: float
    coproduction_main_bonus: float
    coproduction_peers: float
    coproduction_reconsider: float
    coproduction_resources: float
    coproduction_second_bonus: float
    coproduction_trust: float
    coproduction_trust_centre: float
    fatigue_recovery: float
    fatigue_rise: float
    habit_rate: float
    hours_base_share: float
    hours_fatigue_loss: float
    hours_habit_share: float
    hours_noise_sd: float
    informal_carer: float
    informal_disposition: float
    informal_hours_log_sd: float
    informal_hours_median: float
    informal_start_ceiling: float
    informal_stop_chance: float
    informal_ties: float
    informal_ties_centre: float
    informal_time_cap: float
    informal_trust: float
    panel_habit: float
    panel_hours: float
    panel_reply_base: float
    panel_reply_resources: float
    panel_reply_stipend: float
    panel_reply_trust: float
    panel_trust: float
    protest_ceiling: float
    protest_peers: float
    protest_ties_scale: float
    protest_trust: float
    quit_ceiling: float
    quit_civic_slope: float
    quit_fatigue: float
    quit_habit: float
    quit_resources_weight: float
    quit_unmatched: float
    self_start_chance: float
    threshold_slope: float
    trust_fall_gap: float
    trust_fall_multiplier: float
    trust_initial: float
    trust_rate: float
    trust_survey_threshold: float
    trust_tie_rate: float
    trust_tokenism_zero: float


def citizen_beliefs(beliefs: NDArray[np.void]) -> Beliefs:
    """Return what citizens' rules read of a record array of beliefs, shape (5,)."""
    names = beliefs.dtype.names or ()
    values = dict(zip(names, beliefs[0].item(), strict=True))
    read = CitizenBeliefs(*(values[name] for name in CitizenBeliefs._fields))
    return cast(Beliefs, read)
