"""The levers: what a government may set, each declared once, here.

To add a lever, add one field; its bounds, unit, words and source follow it into
checks, documentation, ``scenarios levers``, sliders and designs. Defaults are the
status quo of 2025.
"""

import math
from typing import ClassVar, Self

from pydantic import model_validator

from sim.scenario.lever import ConflictError, Levers, lever
from sim.scenario.names import MISSIONS

_ATTENTION_TOLERANCE = 1e-9
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


def _attention(mission: str) -> float:
    return lever(
        0.2,
        unit="share; the five sum to 1",
        words=f"Share of the centre's attention meant for {mission}.",
        source="judgement: equal unless a government says otherwise (E323)",
    )


class Attention(Levers):
    """How the centre means to share its attention; the five sum to 1."""

    one_number_for_all: ClassVar[bool] = False

    growth: float = _attention("growth")
    energy: float = _attention("energy")
    crime: float = _attention("crime")
    nhs: float = _attention("the NHS")
    education: float = _attention("education")

    @model_validator(mode="after")
    def _sums_to_one(self) -> Self:
        total = math.fsum(getattr(self, mission) for mission in MISSIONS)
        if abs(total - 1.0) > _ATTENTION_TOLERANCE:
            raise ConflictError(
                "attention",
                f"the five shares sum to {total:.10g}",
                "They must sum to 1; a share not given keeps its value, 0.2 at first.",
            )
        return self


class NationalLevers(Levers):
    """What a government may set once for the whole country."""

    introspection: float = lever(
        0.35,
        unit="share of the centre's capacity",
        words="Share of the centre's capacity that goes into reforming itself.",
        source="judgement; Demos 2025 names introspection as a barrier",
    )
    admin_cut: float = lever(
        0.0,
        high=0.5,
        unit="share of central administration",
        words="Cut in central administration, reached over four and a half years.",
        source="15% by 2029-30 was announced in March 2025 (E136, E137)",
    )
    reinvest_share: float = lever(
        1.0,
        unit="share of the saving",
        words="Share of what the cut saves that goes to front lines.",
        source="announced as moving to the front line (E137); judgement",
    )
    partnerships_unit: float = lever(
        0.0,
        unit="0 none to 1 a full unit",
        words="Size of a unit at the centre that brokers partnerships.",
        source="Demos 2025, as reported by the Guardian; size is judgement",
    )
    attention: Attention = Attention()
    devolver_share: float = lever(
        0.5,
        0.05,
        0.95,
        unit="share of Whitehall",
        words="Share of Whitehall that favours devolving, at the start.",
        source="judgement; the split is named by Demos 2025",
    )
    whitehall_dispute: float = lever(
        0.3,
        unit="0 none to 1 open",
        words="Strength of the dispute between Whitehall's camps.",
        source="judgement; the split is named by Demos 2025",
    )
    reporting_delay: int | None = lever(
        None,
        0,
        15,
        unit="months",
        words="Age of the figures that the centre sees; unset leaves it to beliefs.",
        source="judgement; official series appear two to fifteen months late",
    )
    launch_attention: float = lever(
        0.0,
        unit="0 usual to 1 full",
        words="Attention that every mission gets when a programme starts.",
        source="judgement; missions became milestones within months (E323)",
    )
    budget_change: float = lever(
        0.0,
        -0.3,
        0.2,
        unit="share of all mission money",
        words="Change of all missions' money against the status quo.",
        source="judgement: presets spend the same unless they say otherwise",
    )
    budget_neutral: bool = lever(
        True,
        unit="yes or no",
        words="Whether the same money is spent; must be false where budgets change.",
        source="a rule of fair comparison",
    )

    @model_validator(mode="after")
    def _changed_budgets_are_not_neutral(self) -> Self:
        if self.budget_neutral and self.budget_change != 0.0:
            raise ConflictError(
                "budget_change",
                f"{self.budget_change:g} while budget_neutral is true",
                "Give 0, or set budget_neutral = false.",
            )
        return self
