"""What can make a difference, in the groups in which a minister would ask for it."""

from typing import NamedTuple

from sim.scenario.mechanisms import MECHANISMS


class Group(NamedTuple):
    """Mechanisms that are switched on and off together.

    Attributes
    ----------
    name : str
        Without spaces, for tables.
    words : str
        For people.
    mechanisms : tuple of str
        As in ``sim.scenario.mechanisms``.
    neutral : tuple of (belief, value)
        Beliefs that no mechanism names, and what they are while the group is off.
    """

    name: str
    words: str
    mechanisms: tuple[str, ...]
    neutral: tuple[tuple[str, float], ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "knowledge",
        "Knowing what each place needs",
        ("lasting_bias", "evaluation", "divided_rights", "charity_knowledge"),
        (
            ("heterogeneity", 0.0),
            ("drift", 0.0),
            ("local_noise", 0.0),
            ("centre_noise", 0.0),
        ),
    ),
    Group(
        "effort",
        "Effort, targets and gaming",
        (
            "gaming",
            "motivation_crowding",
            "autonomy_motivation",
            "management",
            "thresholds",
            "contractors",
            "unions",
            "ballots",
        ),
        (("stakes", 0.0), ("workforce_pressure", 0.0)),
    ),
    Group(
        "centre",
        "Attention and business of the centre",
        (
            "attention_decay",
            "congestion",
            "admin_capacity",
            "introspection",
            "whitehall_split",
            "scale_economies",
        ),
        (("salience_scale", 0.0),),
    ),
    Group(
        "borders",
        "Spillovers and mission councils",
        (
            "spillover",
            "parochialism",
            "council_veto",
            "council_capture",
            "cross_effects",
        ),
        (("council_effect", 0.0),),
    ),
    Group(
        "people",
        "People's part, and what it is worth",
        (
            "place",
            "unmatched_leaving",
            "fatigue",
            "peers",
            "crowding",
            "trust_feedback",
            "collective_efficacy",
            "good_provision",
            "voice",
            "tokenism",
            "panels",
            "protest",
            "contract_dependence",
            "contracting",
            "businesses",
            "pooling",
            "supervision",
            "displacement",
        ),
        (("society_weight", 0.0), ("volunteer_productivity", 0.0)),
    ),
    Group(
        "costs",
        "Costs of change, and money",
        ("restructuring",),
        (
            ("coordination_price", 0.0),
            ("voice_price", 0.0),
            ("deliberation_price", 0.0),
            ("council_price", 0.0),
            ("audit_price", 0.0),
            ("evaluation_price", 0.0),
            ("union_voice_price", 0.0),
            ("practice_sharing_price", 0.0),
            ("quality_enforcement_price", 0.0),
            ("partnerships_unit_price", 0.0),
            ("central_admin_share", 0.0),
        ),
    ),
)


def switched_off(off: tuple[Group, ...]) -> dict[str, float | bool]:
    """Return the settings, by path, that switch some groups off."""
    chosen: dict[str, float | bool] = {}
    for group in off:
        for name in group.mechanisms:
            chosen[f"mechanisms.{name}"] = False
        for belief, value in group.neutral:
            chosen[f"beliefs.{belief}"] = value
    return chosen


def ungrouped() -> set[str]:
    """Return mechanisms that stand in no group, or in more than one."""
    named = [name for group in GROUPS for name in group.mechanisms]
    once = {name for name in named if named.count(name) == 1}
    return ({m.name for m in MECHANISMS} | set(named)) - once
