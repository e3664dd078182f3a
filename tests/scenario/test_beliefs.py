"""Claims about beliefs, their declaration and their draws."""

import math
from collections import Counter
from collections.abc import Mapping
from zlib import crc32

import numpy as np
import pytest

from sim.scenario import beliefs
from sim.scenario.beliefs import (
    EACH_MISSION,
    Belief,
    BeliefMode,
    BeliefValue,
    Tag,
    belief_rows,
    declared_beliefs,
    default_beliefs,
    draw_beliefs,
    priors_hash,
    resolve,
)
from sim.scenario.mechanisms import neutral_beliefs
from sim.scenario.names import MISSIONS
from sim.scenario.priors import LogUniform, Uniform
from sim.scenario.scenario import Scenario

DECLARED = declared_beliefs()
EVERY_BELIEF = pytest.mark.parametrize(
    "belief", DECLARED.values(), ids=lambda belief: belief.name
)
N_DRAWS = 300
# Dvoretzky, Kiefer and Wolfowitz: a distribution's distance from 300 of its draws is
# above this once in a million times.
FURTHEST = math.sqrt(math.log(2 / 1e-6) / (2 * N_DRAWS))


@pytest.fixture(scope="module")
def draws() -> list[dict[str, BeliefValue]]:
    return [draw_beliefs(1, r) for r in range(N_DRAWS)]


def values_of(value: BeliefValue) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (value,)


@EVERY_BELIEF
def test_a_belief_says_what_it_is_and_where_it_comes_from(belief: Belief) -> None:
    assert belief.unit
    assert belief.source
    assert belief.words[0].isupper()
    assert belief.words.endswith(".")
    assert len(belief.words.split()) <= 20


@EVERY_BELIEF
def test_defaults_lie_where_the_prior_says_and_bounds_hold_both(belief: Belief) -> None:
    low, high = belief.bounds

    for default, prior in zip(belief.defaults, belief.priors, strict=True):
        assert low <= default <= high
        if isinstance(prior, Uniform | LogUniform):
            assert low <= prior.low <= default <= prior.high <= high
        if prior is not None and prior.clip is not None:
            assert low <= prior.clip[0] <= default <= prior.clip[1] <= high


@EVERY_BELIEF
def test_what_differs_by_mission_may_be_set_by_mission(belief: Belief) -> None:
    differs = isinstance(belief.default, tuple) or belief.shared

    assert not differs or belief.scope == EACH_MISSION


def test_no_two_names_share_an_address() -> None:
    addresses = Counter(crc32(name.encode()) for name in DECLARED)

    assert max(addresses.values()) == 1


@pytest.mark.parametrize(
    ("name", "bounds"),
    [
        ("heterogeneity", (0, 3)),
        ("spillover", (0, 0.95)),
        ("society_weight", (0, 0.6)),
        ("supervision_cost", (0, 0.5)),
    ],
)
def test_bounds_are_those_agreed(name: str, bounds: tuple[float, float]) -> None:
    assert bounds == DECLARED[name].bounds


@EVERY_BELIEF
def test_draws_keep_to_bounds_clips_and_whole_numbers(
    belief: Belief, draws: list[dict[str, BeliefValue]]
) -> None:
    for mission in range(len(MISSIONS)):
        prior = belief.priors[mission]
        low, high = (prior and prior.clip) or belief.bounds
        for draw in draws:
            numbers = values_of(draw[belief.name])
            value = numbers[mission % len(numbers)]
            assert low <= value <= high
            assert not belief.whole or value == math.floor(value)


@EVERY_BELIEF
def test_constants_are_never_drawn(
    belief: Belief, draws: list[dict[str, BeliefValue]]
) -> None:
    seen = {draw[belief.name] for draw in draws}

    assert belief.is_constant == (len(seen) == 1)


def test_one_shared_draw_moves_all_missions_alike(
    draws: list[dict[str, BeliefValue]],
) -> None:
    default = DECLARED["complementarity"].defaults
    for draw in draws:
        assert len(set(values_of(draw["society_weight"]))) == 1
        shifts = {
            round(value - usual, 9)
            for value, usual in zip(
                values_of(draw["complementarity"]), default, strict=True
            )
            if -1.2 < value < 0.7
        }
        assert len(shifts) <= 1


def test_missions_are_drawn_apart_where_no_draw_is_shared(
    draws: list[dict[str, BeliefValue]],
) -> None:
    assert {len(set(values_of(draw["heterogeneity"]))) for draw in draws} == {5}


def distance(values: list[float], share_below: Mapping[float, float]) -> float:
    ordered = sorted(values)
    return max(
        abs(k / len(ordered) - share_below[value]) for k, value in enumerate(ordered)
    )


def test_society_weight_is_log_uniform(draws: list[dict[str, BeliefValue]]) -> None:
    """Distance within the bound of a false alarm in a million."""
    values = [values_of(draw["society_weight"])[0] for draw in draws]

    expected = {value: math.log(value / 0.01) / math.log(40) for value in values}
    assert distance(values, expected) < FURTHEST


def test_heterogeneity_is_log_normal(draws: list[dict[str, BeliefValue]]) -> None:
    """As above, for the mission of the NHS: median 0.6, sd 0.45 on the log."""
    values = [values_of(draw["heterogeneity"])[3] for draw in draws]

    def below(value: float) -> float:
        return 0.5 * (1 + math.erf(math.log(value / 0.6) / 0.45 / math.sqrt(2)))

    assert distance(values, {value: below(value) for value in values}) < FURTHEST


def test_every_delay_from_2_to_15_months_is_drawn(
    draws: list[dict[str, BeliefValue]],
) -> None:
    """A month of 14 is missing from 300 draws once in 300 million times."""
    assert {draw["observation_delay"] for draw in draws} == set(range(2, 16))


def test_a_draw_depends_on_seed_and_number_alone() -> None:
    assert draw_beliefs(7, 3) == draw_beliefs(7, 3)
    assert draw_beliefs(7, 3) != draw_beliefs(7, 4)
    assert draw_beliefs(7, 3) != draw_beliefs(8, 3)
    assert draw_beliefs(2**32 - 1, 2**32 - 1)["spin"] != draw_beliefs(0, 0)["spin"]


def test_another_order_or_fewer_beliefs_move_no_draw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = draw_beliefs(1, 0)
    fewer = dict(reversed(list(DECLARED.items())[::2]))

    monkeypatch.setattr(beliefs, "declared_beliefs", lambda: fewer)
    drawn = beliefs.draw_beliefs(1, 0)

    assert {name: usual[name] for name in fewer} == drawn


def test_rows_hold_every_belief_for_every_mission() -> None:
    rows = belief_rows(draw_beliefs(1, 0))

    assert rows.shape == (5,)
    assert tuple(DECLARED) == rows.dtype.names
    assert {np.dtype(np.float64)} == {rows.dtype[name] for name in DECLARED}
    assert rows[3].spillover == values_of(draw_beliefs(1, 0)["spillover"])[3]
    assert len({float(row.spin) for row in rows}) == 1


def test_modes_are_defaults_and_draws() -> None:
    scenario = Scenario.load("status_quo_2025")

    off = neutral_beliefs(())
    assert default_beliefs() | off == resolve(scenario, BeliefMode.DEFAULT, 1, 0)
    assert draw_beliefs(1, 0) | off == resolve(scenario, BeliefMode.PRIOR, 1, 0)


def test_what_a_scenario_sets_is_fixed_in_every_draw() -> None:
    scenario = Scenario.load(
        "status_quo_2025",
        ["beliefs.spin=0.11", "beliefs.missions.nhs.spillover=0.5"],
    )

    for r in range(3):
        drawn = draw_beliefs(1, r)
        found = resolve(scenario, BeliefMode.PRIOR, 1, r)
        usual = values_of(drawn["spillover"])
        assert found == {
            **drawn,
            **neutral_beliefs(()),
            "spin": 0.11,
            "spillover": (*usual[:3], 0.5, usual[4]),
        }


def test_a_mechanism_switched_off_wins_over_what_a_scenario_sets() -> None:
    scenario = Scenario.load(
        "status_quo_2025", ["beliefs.gaming_gain=2", "mechanisms.gaming=false"]
    )

    assert resolve(scenario, BeliefMode.PRIOR, 1, 0)["gaming_gain"] == 0.0


def test_tags_are_all_in_use_and_the_file_has_a_hash() -> None:
    assert set(Tag) == {belief.tag for belief in DECLARED.values()}
    assert len(priors_hash()) == 16


@pytest.mark.parametrize(
    "wrong",
    [
        {"default": 2.0},
        {"scope": "the moon"},
        {"default": {"nhs": 0.5}},
        {"default": dict.fromkeys(MISSIONS, 0.5)},  # and no scope
        {"whole": True, "prior": {"kind": "normal", "sd": 1.0}},
        {"colour": "red"},
        {"tag": "gospel"},
    ],
)
def test_a_declaration_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    right = {
        "name": "b",
        "words": "A belief.",
        "default": 0.5,
        "bounds": (0.0, 1.0),
        "unit": "share",
        "source": "judgement",
        "tag": "judgement",
    }
    Belief.model_validate(right)

    with pytest.raises(ValueError, match="validation error"):
        Belief.model_validate(right | wrong)
