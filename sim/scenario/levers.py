"""The levers of a mission: what a government may set, each declared once.

Those of the whole country are in :mod:`sim.scenario.national_levers`.

To add a lever, add one field; its bounds, unit, words and source follow it into
checks, documentation, ``scenarios levers``, sliders and designs. Defaults are the
status quo of 2025.
"""

from typing import ClassVar

from pydantic import model_validator

from sim.scenario.lever import Levers, lever

_RIGHTS = "share of decisions taken locally"


class Autonomy(Levers):
    """Which share of decisions is taken locally, by kind of decision."""

    one_number_for_all: ClassVar[bool] = True

    standards: float = lever(
        0.25,
        unit=_RIGHTS,
        words="Who decides standards and procurement: 0 the centre, 1 local bodies.",
        source="judgement from how English services are steered (E284)",
    )
    finance: float = lever(
        0.25,
        unit=_RIGHTS,
        words="Who decides money and performance: 0 the centre, 1 local bodies.",
        source="judgement; devolution deals since 2014 (E296, E301)",
    )
    design: float = lever(
        0.25,
        unit=_RIGHTS,
        words="Who designs services: 0 the centre, 1 local bodies.",
        source="judgement; ten places test and learn since 2025 (E324)",
    )
    community: float = lever(
        0.25,
        unit=_RIGHTS,
        words="Who decides how services meet people: 0 the centre, 1 local bodies.",
        source="judgement; a quarter feel able to influence local decisions (E099)",
    )

    @model_validator(mode="before")
    @classmethod
    def _one_number_means_all_four(cls, given: object) -> object:
        if isinstance(given, int | float) and not isinstance(given, bool):
            return dict.fromkeys(cls.model_fields, given)
        return given


class MissionLevers(Levers):
    """What a government may set for one mission."""

    autonomy: Autonomy = Autonomy()
    target_pressure: float = lever(
        0.5,
        unit="0 none to 1 jobs depend on it",
        words="How hard central targets press on local bodies.",
        source="judgement between England's regime of 2000-05 and Wales (E285, E288)",
    )
    audit: float = lever(
        0.0,
        unit="0 none to 1 every figure",
        words="Independent checks of reported figures; they curb gaming.",
        source="judgement; reported waits exceeded patients' own (E288, E289)",
    )
    earned_autonomy: float = lever(
        0.0,
        unit="0 none to 1 up to three tenths of decisions",
        words="How far bodies whose published figure is past its path earn rights.",
        source="judgement; star ratings freed the best, from 2003 (E288, E293)",
    )
    mobilisation_spend: float = lever(
        0.015,
        high=0.15,
        unit="share of the mission's money",
        words="Money for coordinators who ask, place and support volunteers.",
        source="judgement; GBP40.74 a task in a central scheme (E059)",
    )
    voice: float = lever(
        0.15,
        unit="0 never to 1 always",
        words="How much people are consulted on services.",
        source="judgement; a quarter feel able to influence decisions (E099)",
    )
    voice_response: float = lever(
        0.4,
        unit="share acted upon",
        words="Share of what people say that is acted upon.",
        source="judgement; two thirds see little chance of a say (E088)",
    )
    deliberation_rate: float = lever(
        0.0,
        high=0.05,
        unit="invitations per adult and month",
        words="How many adults are drawn by lot and invited to citizens' panels.",
        source="judgement; 30,000 letters in a national assembly of 2020 (E070)",
    )
    stipend: float = lever(
        0.0,
        unit="0 none to 1 full pay",
        words="Pay for panel members, which widens who replies.",
        source="judgement; replies are skewed toward the advantaged (E028, E029)",
    )
    matching: float = lever(
        1.0,
        1.0,
        2.0,
        unit="multiplier of places",
        words="Help in matching volunteers to places; 1 is none.",
        source="judgement; two thirds of NHS volunteers had no task (E056)",
    )
    council: float = lever(
        0.0,
        unit="0 none to 1 sets direction",
        words="Strength of the mission's council.",
        source="Demos 2025, as reported by the Guardian; size is judgement",
    )
    council_external: float = lever(
        0.0,
        unit="share of members",
        words="Share of council members from outside government.",
        source="Demos 2025, as reported by the Guardian; size is judgement",
    )
    practice_sharing: float = lever(
        0.05,
        high=0.3,
        unit="per month",
        words="How fast places copy a neighbour who does better.",
        source="judgement; test, learn and grow in ten places (E324)",
    )
    evaluation: float = lever(
        0.1,
        unit="0 none to 1 everything tested",
        words="Effort spent on finding out what works.",
        source="judgement; test, learn and grow in ten places (E324)",
    )
    contract_share: float = lever(
        0.4,
        unit="share of charities' public money",
        words="Share of public money to charities that comes as contracts, not grants.",
        source="judgement; contracts shut out small charities (Demos 2025)",
    )
    outsourced_share: float = lever(
        0.15,
        high=0.6,
        unit="share of delivery",
        words="Share of delivery bought from outside providers, reached by renewals.",
        source="judgement; 6.8% of NHS commissioning for profit by 2020 (E305)",
    )
    quality_enforcement: float = lever(
        0.5,
        unit="0 none to 1 all quality",
        words="How well contracts enforce quality that figures do not show.",
        source="judgement; six of 21 probation providers met theirs (E304)",
    )
    union_voice: float = lever(
        0.2,
        unit="0 none to 1 equal say",
        words="Say of unions in change at work.",
        source="judgement; half of public employees are members (E106, E108)",
    )
    business_match: float = lever(
        0.0,
        high=0.05,
        unit="share of the mission's money",
        words="Public money that matches what businesses put in.",
        source="judgement; 0 is no such scheme",
    )
    equalisation: float = lever(
        0.0,
        -0.5,
        0.5,
        unit="exponent on deprivation, per standard deviation",
        words="Tilt of money toward deprived places; below 0 away from them.",
        source="judgement; 0 is today's formula, whatever its tilt",
    )
    capability_spend: float = lever(
        0.0,
        high=0.05,
        unit="share of the mission's money",
        words="Money for skills and staff of local bodies.",
        source="judgement; GBP450m came with devolution in Manchester (E301)",
    )
    exhortation: float = lever(
        1.0,
        0.5,
        3.0,
        unit="multiplier of asks",
        words="Public appeals to take part, without places to go with them.",
        source="judgement; the Big Society years moved little (E010-E012)",
    )
