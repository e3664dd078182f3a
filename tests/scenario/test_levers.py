"""Claims about the levers and how they are declared."""

import pytest
from pydantic import ValidationError

from sim.scenario.assembly import AllLevers, lever_values
from sim.scenario.catalogue import Lever, mission_levers, national_levers
from sim.scenario.lever import ConflictError
from sim.scenario.levers import Autonomy, MissionLevers
from sim.scenario.names import DOMAINS, MISSIONS
from sim.scenario.national_levers import Attention, NationalLevers

EVERY_LEVER = [*mission_levers().levers.values(), *national_levers().levers.values()]

MISSION_NAMES = {
    "autonomy",
    "target_pressure",
    "audit",
    "mobilisation_spend",
    "voice",
    "voice_response",
    "deliberation_rate",
    "stipend",
    "matching",
    "council",
    "council_external",
    "practice_sharing",
    "evaluation",
    "contract_share",
    "earned_autonomy",
    "outsourced_share",
    "quality_enforcement",
    "union_voice",
    "business_match",
    "equalisation",
    "capability_spend",
    "exhortation",
}
NATIONAL_NAMES = {
    "introspection",
    "admin_cut",
    "reinvest_share",
    "partnerships_unit",
    "attention",
    "devolver_share",
    "whitehall_dispute",
    "reporting_delay",
    "launch_attention",
    "budget_change",
    "budget_neutral",
}
# (lever, low, high), as agreed with everybody who writes scenarios.
AGREED_BOUNDS = {
    ("mobilisation_spend",): (0.0, 0.15),
    ("matching",): (1.0, 2.0),
    ("equalisation",): (-0.5, 0.5),
    ("exhortation",): (0.5, 3.0),
    ("partnerships_unit",): (0.0, 1.0),
    ("admin_cut",): (0.0, 0.5),
    ("devolver_share",): (0.05, 0.95),
    ("reporting_delay",): (0.0, 15.0),
    ("budget_change",): (-0.3, 0.2),
}


def test_these_and_no_other_levers_are_declared() -> None:
    """Reason: a lever that no rule reads must not be offered to anybody."""
    assert set(mission_levers().names) == MISSION_NAMES
    assert set(national_levers().names) == NATIONAL_NAMES


@pytest.mark.parametrize("lever", EVERY_LEVER, ids=lambda lever: ".".join(lever.path))
def test_every_lever_says_what_it_is_and_where_it_comes_from(lever: Lever) -> None:
    unit, words, source = lever.quantity[2:5]

    assert unit
    assert source
    assert words[0].isupper()
    assert words.endswith(".")
    assert len(words.split()) <= 20


@pytest.mark.parametrize("lever", EVERY_LEVER, ids=lambda lever: ".".join(lever.path))
def test_every_default_is_legal(lever: Lever) -> None:
    low, high = lever.quantity[:2]

    assert low < high
    assert lever.default is None or low <= lever.default <= high


@pytest.mark.parametrize(("path", "bounds"), AGREED_BOUNDS.items())
def test_bounds_are_those_agreed(
    path: tuple[str, ...], bounds: tuple[float, float]
) -> None:
    levers = {**mission_levers().levers, **national_levers().levers}

    assert bounds == levers[path].quantity[:2]


def test_rights_and_attention_are_tables() -> None:
    assert tuple(mission_levers().groups["autonomy"]) == (DOMAINS, True)
    assert tuple(national_levers().groups["attention"]) == (MISSIONS, False)


def test_one_number_stands_for_all_rights() -> None:
    levers = MissionLevers.model_validate({"autonomy": 0.5})

    expected = Autonomy(standards=0.5, finance=0.5, design=0.5, community=0.5)
    assert expected == levers.autonomy


@pytest.mark.parametrize(
    "given",
    [
        {"audit": 1.01},
        {"audit": True},
        {"audit": "0.5"},
        {"audit": float("nan")},
        {"bonus": 0.1},
        {"autonomy": True},
        {"autonomy": {"standards": -0.1}},
    ],
)
def test_models_refuse_what_is_illegal(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        MissionLevers.model_validate(given)


def test_levers_are_frozen() -> None:
    levers = MissionLevers()

    with pytest.raises(ValidationError):
        levers.audit = 1.0  # type: ignore[misc]  # the claim is that it fails


@pytest.mark.parametrize(("total", "is_legal"), [(1e-10, True), (1e-8, False)])
def test_attention_sums_to_one_within_a_billionth(total: float, is_legal: bool) -> None:
    given = {"nhs": 0.2 + total}

    if is_legal:
        assert Attention.model_validate(given).nhs == given["nhs"]
    else:
        with pytest.raises(ValidationError, match="sum to 1"):
            Attention.model_validate(given)


@pytest.mark.parametrize(
    ("change", "neutral", "is_legal"),
    [(0.0, True, True), (0.0, False, True), (-0.1, False, True), (-0.1, True, False)],
)
def test_a_changed_budget_is_not_neutral(
    change: float, neutral: bool, is_legal: bool
) -> None:
    given = {"budget_change": change, "budget_neutral": neutral}

    if is_legal:
        assert NationalLevers.model_validate(given).budget_change == change
    else:
        with pytest.raises(ValidationError) as caught:
            NationalLevers.model_validate(given)
        error = caught.value.errors()[0]["ctx"]["error"]
        assert isinstance(error, ConflictError)
        assert error.lever == "budget_change"


def test_the_status_quo_is_every_default() -> None:
    values = lever_values(AllLevers())

    unset = [lever for lever in EVERY_LEVER if lever.default is None]
    n_mission, n_national = (
        len(mission_levers().levers),
        len(national_levers().levers),
    )
    assert len(values) == 5 * n_mission + n_national - len(unset)
    assert values["missions", "crime", "autonomy", "design"] == 0.25
    assert values["national", "budget_neutral"] is True
