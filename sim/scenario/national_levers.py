"""The levers that a government sets once for the whole country.

Declared as in :mod:`sim.scenario.levers`, which holds those of a mission.
"""

import math
from typing import ClassVar, Self

from pydantic import model_validator

from sim.scenario.lever import ConflictError, Levers, lever
from sim.scenario.names import MISSIONS

_ATTENTION_TOLERANCE = 1e-9


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
