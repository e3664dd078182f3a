"""Sliders in words: groups after the report's ideas, a short name, and what it costs.

A lever that has no entry here still gets its slider: under its own name, among the
others.
"""

from typing import NamedTuple


class LeverWords(NamedTuple):
    """How a slider is spoken of.

    Attributes
    ----------
    group, label, cost : str
    """

    group: str
    label: str
    cost: str


DECIDES = "Who decides"
TARGETS = "How hard targets bite"
ASKED = "Who is asked"
LEARNS = "What places learn"
DELIVERS = "Who delivers, and with whose money"
CENTRE = "The centre itself"
OTHERS = "Other levers"
GROUPS = (DECIDES, TARGETS, ASKED, LEARNS, DELIVERS, CENTRE, OTHERS)

_OWN_MONEY = "comes out of the mission's own money, before the front line."
_CHANGE = "no money of its own; after a change places lose time while they adapt."
_NONE = "no money in the model."

_WORDS = {
    "autonomy.standards": LeverWords(DECIDES, "Standards decided locally", _CHANGE),
    "autonomy.finance": LeverWords(DECIDES, "Money decided locally", _CHANGE),
    "autonomy.design": LeverWords(DECIDES, "Services designed locally", _CHANGE),
    "autonomy.community": LeverWords(DECIDES, "Community powers", _CHANGE),
    "target_pressure": LeverWords(
        TARGETS,
        "Pressure from targets",
        "no money; effort moves to what is counted, and figures may be gamed.",
    ),
    "audit": LeverWords(TARGETS, "Independent checks", _OWN_MONEY),
    "quality_enforcement": LeverWords(
        TARGETS, "Quality enforced in contracts", _OWN_MONEY
    ),
    "mobilisation_spend": LeverWords(ASKED, "Money for asking people", _OWN_MONEY),
    "voice": LeverWords(ASKED, "Residents' voice", _OWN_MONEY),
    "voice_response": LeverWords(
        ASKED, "Acting on what people say", "no money; unanswered voice costs trust."
    ),
    "matching": LeverWords(ASKED, "Matching volunteers to places", _NONE),
    "council": LeverWords(ASKED, "Strength of mission councils", _OWN_MONEY),
    "council_external": LeverWords(ASKED, "Outsiders on mission councils", _NONE),
    "exhortation": LeverWords(
        ASKED, "Public appeals", "no money; asked without a place to go, people tire."
    ),
    "union_voice": LeverWords(ASKED, "Say of unions", _OWN_MONEY),
    "business_match": LeverWords(ASKED, "Matching what businesses give", _OWN_MONEY),
    "practice_sharing": LeverWords(LEARNS, "Copying what works", _OWN_MONEY),
    "evaluation": LeverWords(LEARNS, "Finding out what works", _OWN_MONEY),
    "capability_spend": LeverWords(LEARNS, "Skills of local bodies", _OWN_MONEY),
    "contract_share": LeverWords(
        DELIVERS, "Contracts instead of grants", "no money; small charities lose out."
    ),
    "outsourced_share": LeverWords(
        DELIVERS, "Delivery bought outside", "no money of its own."
    ),
    "equalisation": LeverWords(
        DELIVERS, "Tilt of money to deprived places", "moves money between places."
    ),
    "introspection": LeverWords(
        CENTRE, "The centre busy with itself", "capacity that missions do not get."
    ),
    "admin_cut": LeverWords(
        CENTRE, "Cut in administration", "saves money; the centre handles less."
    ),
    "reinvest_share": LeverWords(
        CENTRE, "Saving that goes to front lines", "what is left returns to Treasury."
    ),
    "partnerships_unit": LeverWords(CENTRE, "A partnerships unit", "capacity at the "
                                    "centre."),
    "devolver_share": LeverWords(CENTRE, "Officials who favour devolving", _NONE),
    "whitehall_dispute": LeverWords(CENTRE, "Dispute within Whitehall", _NONE),
    "launch_attention": LeverWords(CENTRE, "Attention at the launch", _NONE),
    "budget_change": LeverWords(
        CENTRE, "Budget of all missions", "public money, more or less of it."
    ),
}  # fmt: skip
_ATTENTION = {
    "growth": "growth",
    "energy": "clean energy",
    "crime": "safer streets",
    "nhs": "the NHS",
    "education": "opportunity",
}


def lever_words(name: str) -> LeverWords:
    """Return how a lever is spoken of.

    >>> lever_words("audit").label
    'Independent checks'
    >>> lever_words("attention.nhs").label
    'Attention to the NHS'
    """
    if name in _WORDS:
        return _WORDS[name]
    root, _, leaf = name.partition(".")
    if root == "attention":
        about = _ATTENTION.get(leaf, leaf)
        cost = "attention that the other four missions lose in proportion."
        return LeverWords(CENTRE, f"Attention to {about}", cost)
    return LeverWords(OTHERS, name.replace("_", " ").replace(".", ": "), _NONE)
