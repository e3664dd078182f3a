"""Mechanisms of those whom government works with, and of targets close by."""

from sim.scenario.mechanism import Mechanism, zero

OF_PARTNERS: tuple[Mechanism, ...] = (
    Mechanism(
        "thresholds",
        "Near a target staff push and game more, past it they ease, and it is raised.",
        zero(
            "threshold_effort_boost",
            "threshold_gaming_boost",
            "parking_drop",
            "ratchet_share",
        ),
        on_by_default=False,
    ),
    Mechanism(
        "charity_knowledge",
        "Charities see need that officials do not.",
        zero("charity_information"),
    ),
    Mechanism(
        "contracting",
        "Contracts shut out small charities and reward what is counted.",
        zero("charity_bid_cost", "contract_measured_gain"),
    ),
    Mechanism(
        "contractors",
        "Outsourced providers save, lift what is counted, neglect the rest, and fail.",
        zero(
            "contractor_measured_gain",
            "contractor_unmeasured_loss",
            "contractor_price",
            "contractor_failure_loss",
        ),
    ),
    Mechanism(
        "businesses",
        "Firms invest, join partnerships, lend staff and ask them to volunteer.",
        zero(
            "business_investment_exponent",
            "business_joining_gain",
            "match_leverage",
            "secondment_hours",
            "ask_from_business",
        ),
    ),
    Mechanism(
        "unions",
        "Disputes cost work, staff and agreement; voice wins cooperation.",
        zero(
            "strike_loss",
            "workforce_dispute",
            "agreement_union_dispute",
            "union_cooperation_gain",
        ),
    ),
    Mechanism(
        "ballots",
        "A dispute needs the votes of enough members.",
        zero("union_vote_needed"),
    ),
    Mechanism(
        "pooling",
        "Hours that find no place move to a neighbouring area.",
        zero("umbrella_pooling"),
    ),
)
