"""Mechanisms: parts of the model that can be switched off, and its structure.

A mechanism is the list of belief values at which it vanishes. While it is off, these
values hold in every draw; no rule ever asks whether a mechanism is on. Most are on
unless a scenario says otherwise; a few are off.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.scenario.checks import unknown_name
from sim.scenario.mechanism import Mechanism, zero
from sim.scenario.partner_mechanisms import OF_PARTNERS


class Mixing(StrEnum):
    """How rights held in part centrally and in part locally work out.

    ``ALLOCATION`` gives each decision to one level; ``AVERAGING`` has both levels
    decide everything together, each with its weight.
    """

    ALLOCATION = "allocation"
    AVERAGING = "averaging"


class Structure(NamedTuple):
    """Choices of form, as against choices of numbers."""

    mixing: Mixing = Mixing.ALLOCATION


MECHANISMS: tuple[Mechanism, ...] = (
    Mechanism(
        "gaming",
        "Targets lift reported figures above true ones.",
        zero("gaming_gain"),
    ),
    Mechanism(
        "motivation_crowding",
        "Pressure erodes what staff would do anyway.",
        zero("motivation_crowding"),
    ),
    Mechanism(
        "autonomy_motivation",
        "Staff who may decide work better.",
        zero("autonomy_motivation"),
    ),
    Mechanism(
        "supervision",
        "Volunteers take paid time to supervise.",
        zero("supervision_cost"),
    ),
    Mechanism(
        "displacement",
        "Paid effort is withdrawn where volunteers step in.",
        zero("displacement"),
    ),
    Mechanism(
        "place",
        "Taking part needs a place; without one people are turned away.",
        zero("place_threshold"),
    ),
    Mechanism(
        "unmatched_leaving",
        "Volunteers whose hours find no place leave.",
        zero("quit_unmatched"),
    ),
    Mechanism(
        "fatigue",
        "Hours tire; the tired help less and leave.",
        zero("fatigue_rise"),
    ),
    Mechanism(
        "peers",
        "People do what those they know do.",
        zero(
            "accept_peers",
            "ask_from_ties",
            "coproduction_peers",
            "informal_ties",
            "protest_peers",
            "trust_tie_rate",
        ),
    ),
    Mechanism(
        "crowding",
        "Targets and contracts put volunteers off.",
        zero("accept_crowding", "coproduction_crowding_cost"),
    ),
    Mechanism(
        "trust_feedback",
        "People who trust take part more.",
        zero("accept_trust", "coproduction_trust", "informal_trust"),
    ),
    Mechanism(
        "collective_efficacy",
        "Belief in acting together makes people take part.",
        zero("accept_efficacy"),
    ),
    Mechanism(
        "good_provision",
        "Where services are good fewer volunteer.",
        zero("accept_good_provision"),
    ),
    Mechanism(
        "voice",
        "Being heard sharpens knowledge, moves people, and favours the loudest.",
        zero(
            "voice_information",
            "voice_to_centre",
            "voice_capture",
            "coproduction_voice",
            "trust_voice",
        ),
    ),
    Mechanism(
        "tokenism",
        "Being asked and not heeded costs trust.",
        zero("trust_tokenism"),
    ),
    Mechanism(
        "lasting_bias",
        "The centre, and each place, is wrong in its own lasting way.",
        zero("local_bias", "centre_bias"),
    ),
    Mechanism(
        "evaluation",
        "Testing what works wears away bias and shows whom to copy.",
        zero("bias_evaluation_effect", "evaluation_noise_cut"),
    ),
    Mechanism(
        "management",
        "Able local managers get more out of the same staff.",
        zero("management_elasticity"),
    ),
    Mechanism(
        "spillover",
        "Benefits cross borders between places.",
        zero("spillover"),
    ),
    Mechanism(
        "parochialism",
        "Places that decide for themselves neglect their neighbours.",
        zero("parochialism"),
    ),
    Mechanism(
        "scale_economies",
        "Deciding once, at the centre, saves effort.",
        zero("scale_economies"),
    ),
    Mechanism(
        "divided_rights",
        "Rights split between levels, or unequal between decisions, misfit.",
        zero("mixing_cost", "split_cost"),
    ),
    Mechanism(
        "restructuring",
        "Changing who decides costs output, money and people.",
        zero(
            "transition_loss",
            "transition_money",
            "transition_centre_loss",
            "transition_local_loss",
        ),
    ),
    Mechanism(
        "whitehall_split",
        "Dispute at the centre blurs and slows what was decided.",
        zero("rights_dispute_drag", "rights_dispute_noise", "incoherence_scale"),
    ),
    Mechanism(
        "council_veto",
        "The more independent bodies sit in a council, the harder they agree.",
        zero("council_veto", "council_delay"),
    ),
    Mechanism(
        "council_capture",
        "Insiders on councils pull the centre's plan their own way.",
        zero("council_capture"),
    ),
    Mechanism(
        "attention_decay",
        "Targets lose force when the centre looks elsewhere.",
        zero("attention_bite"),
    ),
    Mechanism(
        "congestion",
        "A centre with too much to do convenes less and sees less.",
        zero(
            "convening_threshold",
            "load_control",
            "load_voice",
            "load_council",
            "load_partnerships_unit",
        ),
    ),
    Mechanism(
        "admin_capacity",
        "Cutting central administration costs capacity.",
        zero("policy_capacity_elasticity", "admin_cut_centre_exponent"),
    ),
    Mechanism(
        "introspection",
        "Self-reform takes the centre's time now and pays later.",
        zero("introspection_cost", "introspection_payback"),
    ),
    Mechanism(
        "contract_dependence",
        "Charities on contracts speak up less.",
        zero("heard_contract_censorship"),
    ),
    Mechanism(
        "panels",
        "Citizens' panels teach local bodies, are noticed, and move their members.",
        zero(
            "panel_knowledge",
            "panel_capture",
            "panel_trust",
            "panel_habit",
            "heard_panel_weight",
        ),
    ),
    Mechanism(
        "protest",
        "Protest costs consent to building.",
        zero("consent_loss"),
    ),
    Mechanism(
        "cross_effects",
        "Success in one mission shows in another.",
        zero(
            "cross_effect_growth_on_crime",
            "cross_effect_education_on_growth",
            "cross_effect_nhs_on_growth",
            "cross_effect_energy_on_growth",
            "cross_effect_crime_on_growth",
        ),
        on_by_default=False,
    ),
    *OF_PARTNERS,
)


def mechanism_names() -> tuple[str, ...]:
    """Return the names of all mechanisms."""
    return tuple(mechanism.name for mechanism in MECHANISMS)


def checked_mechanism(name: str, where: str) -> str:
    """Return a mechanism's name, or refuse it with the nearest right one.

    Raises
    ------
    ScenarioError
    """
    if name not in mechanism_names():
        error: ScenarioError = unknown_name(name, mechanism_names(), where)
        raise error
    return name


def switched(values: Mapping[tuple[str, ...], object], on: bool) -> tuple[str, ...]:
    """Return the mechanisms that settings, by path, switch on or off.

    A mechanism left as it is by default is not among them.
    """
    return tuple(
        mechanism.name
        for mechanism in MECHANISMS
        if values.get(("mechanisms", mechanism.name))
        is on
        is not mechanism.on_by_default
    )


def neutral_beliefs(off: Iterable[str], on: Iterable[str] = ()) -> dict[str, float]:
    """Return the belief values that hold because mechanisms are off.

    Parameters
    ----------
    off, on : iterable of str
        Names of mechanisms switched off, and switched on; all others are as by
        default.
    """
    by_default = {m.name for m in MECHANISMS if not m.on_by_default}
    absent = (by_default - set(on)) | set(off)
    return {
        belief: value
        for mechanism in MECHANISMS
        if mechanism.name in absent
        for belief, value in mechanism.neutral
    }
