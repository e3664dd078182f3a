"""Claims about what events do, one kind after the other, and together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.beliefs import BeliefRows, belief_rows, default_beliefs
from sim.scenario.event_reading import read_event
from sim.scenario.events import KINDS, Event, Kind, Shocks, shocks
from sim.scenario.names import MISSIONS, N_REGIONS
from sim.scenario.shocks import no_shocks

N_MONTHS = 24
BELIEFS: BeliefRows = belief_rows(default_beliefs())
NHS, EDUCATION = 3, 4
SIZED = [kind for kind in KINDS if "size" in kind.fields]


def struck(*events: Event, n_months: int = N_MONTHS) -> Shocks:
    return shocks(events, n_months, BELIEFS)


def struck_everywhere(*events: Event, n_months: int = N_MONTHS) -> Shocks:
    """Return shocks of one region, having seen that all regions are alike."""
    found = struck(*events, n_months=n_months)
    by_region = [part.shape[1:2] == (N_REGIONS,) for part in found]
    for part, is_regional in zip(found, by_region, strict=True):
        if is_regional:
            assert (part == part[:, :1]).all()
    return Shocks(
        *(
            part[:, 0] if is_regional else part
            for part, is_regional in zip(found, by_region, strict=True)
        )
    )


def event(kind: str, start: int, months: int, size: float, *missions: str) -> Event:
    return Event(kind, start, months, size, missions or MISSIONS)


def same(one: Shocks, other: Shocks) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_an_event_of_neutral_size_is_no_event_to_the_last_bit(kind: Kind) -> None:
    neutral = Event(kind.name, 3, max(1, kind.months), kind.neutral)

    assert same(struck(neutral), no_shocks(N_MONTHS))


@pytest.mark.parametrize("kind", SIZED, ids=lambda kind: kind.name)
def test_an_event_of_usual_size_does_something_in_its_months_only(kind: Kind) -> None:
    found = struck(Event(kind.name, 3, 4, kind.size))
    quiet = no_shocks(N_MONTHS)

    assert not same(found, quiet)
    for part, neutral in zip(found, quiet, strict=True):
        assert np.array_equal(part[:2], neutral[:2])
        # Trust heals, and budgets recover, slowly; restructuring is paid for a year,
        # audits and cleaning up outlast what led to them.
        slow = (
            found.trust_shock,
            found.frontline_money,
            found.reorganisation_paid,
            found.audit,
            found.clean_up,
        )
        if not any(part is lasting for lasting in slow):
            assert np.array_equal(part[6:], neutral[6:])


def test_month_1_is_the_first() -> None:
    found = struck_everywhere(event("opportunity_closure", 1, 2, 0.4))

    assert found.closure[:, 0].tolist() == [0.4, 0.4, *[0.0] * 22]


def test_a_closure_may_concern_some_missions() -> None:
    found = struck_everywhere(
        event("opportunity_closure", 1, 1, 0.4, "nhs", "education")
    )

    assert found.closure[0].tolist() == [0.0, 0.0, 0.0, 0.4, 0.4]


def test_an_event_may_concern_some_regions() -> None:
    away = Event("opportunity_closure", 1, 1, 0.4, regions=("TLC", "TLN"))

    found = struck(away)

    assert found.closure[0, :, 0].tolist() == [0.4, *[0.0] * 10, 0.4]


def test_regions_are_known_by_code_and_by_name() -> None:
    table = {"kind": "national_ask", "start": 1, "regions": ["London", "TLC"]}

    assert read_event(table, "leeds.toml, events 1").regions == ("TLC", "TLI")


def test_an_appeal_raises_asks_and_salience_and_signs_up_at_once() -> None:
    found = struck_everywhere(event("national_ask", 2, 3, 4.0, "nhs"))

    assert found.ask_multiplier[:5] == pytest.approx([1.0, 1.3, 1.3, 1.3, 1.0])
    assert found.sign_up_chance[:4] == pytest.approx([0.0, 0.0165, 0.0, 0.0])
    assert found.salience[1] == pytest.approx([0.0, 0.0, 0.0, 0.3, 0.0])


def test_an_appeal_below_the_usual_asks_less_and_signs_nobody_off() -> None:
    found = struck_everywhere(event("national_ask", 1, 1, 0.0))

    assert found.ask_multiplier[0] == pytest.approx(0.9)
    assert found.sign_up_chance[0] == 0.0


def test_front_line_money_is_a_share_of_the_mission_s_own() -> None:
    found = struck_everywhere(event("frontline_money", 1, 1, -0.1, "crime"))

    assert found.frontline_money[0] == pytest.approx([0.0, 0.0, -0.1, 0.0, 0.0])


def test_a_pandemic_strikes_as_declared() -> None:
    found = struck_everywhere(event("pandemic", 1, 6, 1.0))

    assert found.ask_multiplier[0] == pytest.approx(1.3)
    assert found.informal_surge[0] == pytest.approx(0.03)
    assert found.free_time_gain[0] == pytest.approx(0.1)
    assert found.closure[0] == pytest.approx([0.5] * 5)
    assert found.nhs_capacity_loss[0] == pytest.approx(0.25)
    assert found.attainment_shock[0] == pytest.approx(-0.05)
    assert found.crisis[0] == pytest.approx(0.4)
    assert found.trust_shock[0] == pytest.approx(0.05)


def test_trust_gained_in_a_pandemic_halves_every_six_months() -> None:
    found = struck_everywhere(event("pandemic", 1, 6, 1.0))

    assert found.trust_shock[5] == pytest.approx(0.05)
    assert found.trust_shock[11] == pytest.approx(0.025)
    assert found.trust_shock[17] == pytest.approx(0.0125)
    assert found.trust_shock[6] < found.trust_shock[5]


def test_a_recession_strikes_as_declared_and_money_returns_slowly() -> None:
    found = struck_everywhere(event("recession", 1, 8, 1.0))

    assert found.income[:9].tolist() == pytest.approx([-0.005] * 8 + [0.0])
    assert found.expected_demand_loss[:9].tolist() == pytest.approx([0.3] * 8 + [0.0])
    assert found.free_time_gain[0] == pytest.approx(0.008)
    assert found.charity_loss[0] == pytest.approx(0.05)
    assert found.frontline_money[[0, 7, 19], 0] == pytest.approx([-0.03, -0.03, -0.015])


def test_dear_energy_hurts_all_and_makes_people_save() -> None:
    found = struck_everywhere(event("energy_price", 1, 5, 1.0))

    assert found.income[0] == pytest.approx(-0.003)
    assert found.investment_loss[:5].sum() == pytest.approx(0.05)
    assert found.pay_gap[0] == pytest.approx(0.1)
    assert found.charity_loss[0] == pytest.approx(0.05)
    assert found.invitation[0] == pytest.approx([0.0, 0.2, 0.0, 0.0, 0.0])
    assert found.salience[0] == pytest.approx([0.0, 0.3, 0.0, 0.0, 0.0])


@pytest.mark.parametrize("kind", ["recession", "energy_price"])
def test_incomes_fall_by_the_same_however_long_it_takes(kind: str) -> None:
    short, long = (struck(event(kind, 1, n, 1.0)) for n in (3, 12))

    assert short.income.sum() == pytest.approx(long.income.sum())


def test_a_recession_in_one_region_spares_the_others() -> None:
    found = struck(Event("recession", 1, 6, 1.0, regions=("TLC",)))

    assert found.income[0, 0] < 0.0
    for part in (found.income, found.frontline_money, found.charity_loss):
        assert not part[:, 1:].any()


def test_a_reorganisation_costs_like_a_change_of_rights() -> None:
    found = struck(event("reorganisation", 2, 24, 0.5, "nhs"))

    assert found.reorganised[:4, NHS].tolist() == [0.0, 0.5, 0.0, 0.0]
    assert found.reorganisation_paid[1:14, NHS].tolist() == [0.5] * 12 + [0.0]
    assert found.practice_loss[1:14, NHS] == pytest.approx([0.1] * 12 + [0.0])
    assert found.crisis[1] == pytest.approx(0.15 * 0.5 / 5)
    assert found.capability_loss[:3] == pytest.approx([0.0, 0.05 * 0.5 / 5, 0.0])
    assert not found.reorganised[:, EDUCATION].any()


def test_a_scandal_strikes_its_missions_and_leaves_audits_behind() -> None:
    found = struck_everywhere(event("scandal", 1, 1, 1.0, "nhs"))

    assert found.scandal[0].tolist() == [0.0, 0.0, 0.0, 1.0, 0.0]
    assert (found.scandal[1:] == 0.0).all()
    assert found.audit[:12, NHS] == pytest.approx(0.2)
    assert (found.audit[12:] == 0.0).all()
    assert (found.audit[:, EDUCATION] == 0.0).all()
    assert found.crisis[:2] == pytest.approx([0.1, 0.0])
    assert found.trust_shock[[0, 6]] == pytest.approx([-0.15, -0.075])


def test_a_riot_strikes_its_regions_and_people_clean_up() -> None:
    found = struck(Event("riot", 2, 1, 2.0, regions=("TLI",)))
    there = 6

    assert found.unrest[:3, there].tolist() == [0.0, 2.0, 0.0]
    assert found.crime[:3, there] == pytest.approx([0.0, 0.1, 0.0])
    assert found.clean_up[:4, there] == pytest.approx([0.0, 0.1, 0.1, 0.0])
    assert found.trust_shock[[1, 4], there] == pytest.approx([-0.1, -0.05])
    assert found.crisis[1] == pytest.approx(0.3)
    for part in (found.unrest, found.crime, found.clean_up, found.trust_shock):
        assert (np.delete(part, there, axis=1) == 0.0).all()


def test_a_change_of_policy_shakes_nothing_by_itself() -> None:
    found = struck(Event("policy_change", 2, 0, 0.0))

    assert same(found, no_shocks(N_MONTHS))


def test_factors_multiply_and_additions_add_where_events_overlap() -> None:
    found = struck_everywhere(
        event("opportunity_closure", 1, 1, 0.4),
        event("opportunity_closure", 1, 1, 0.5),
        event("frontline_money", 1, 1, 0.1),
        event("frontline_money", 1, 1, 0.2),
        event("national_ask", 1, 1, 4.0),
        event("pandemic", 1, 1, 1.0),
        event("pandemic", 1, 1, 1.0),
    )

    assert found.closure[0] == pytest.approx([1 - 0.6 * 0.5 * 0.5 * 0.5] * 5)
    assert found.frontline_money[0] == pytest.approx([1.1 * 1.2 - 1] * 5)
    assert found.ask_multiplier[0] == pytest.approx(1.3**3)
    assert found.crisis[0] == pytest.approx(0.8)


def test_many_appeals_at_once_never_pass_certainty() -> None:
    found = struck_everywhere(*[event("national_ask", 1, 1, 10.0)] * 30)

    assert found.sign_up_chance[0] == 1.0


def test_events_after_the_last_month_do_nothing_and_long_ones_are_cut() -> None:
    late = struck(event("pandemic", N_MONTHS + 1, 6, 1.0))
    long = struck_everywhere(event("pandemic", N_MONTHS, 600, 1.0))

    assert same(late, no_shocks(N_MONTHS))
    assert long.crisis[-1] == pytest.approx(0.4)


@st.composite
def any_event(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(SIZED))
    size = draw(st.floats(kind.sizes.low, kind.sizes.high))
    start, months = draw(st.integers(1, 30)), draw(st.integers(1, 30))
    chosen = draw(st.sets(st.sampled_from(MISSIONS), min_size=1))
    missions = tuple(mission for mission in MISSIONS if mission in chosen)
    return event(kind.name, start, months, size, *missions)


@given(events=st.lists(any_event(), max_size=5), data=st.data())
def test_the_order_of_events_never_matters(
    events: list[Event], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(events))

    assert same(struck(*events), struck(*shuffled))


@given(events=st.lists(any_event(), max_size=5))
def test_shocks_keep_to_their_ranges(events: list[Event]) -> None:
    found = struck(*events)

    assert all(np.isfinite(part).all() for part in found)
    assert (found.ask_multiplier >= 0).all()
    assert (found.frontline_money >= -1).all()
    for share in (found.closure, found.sign_up_chance, found.nhs_capacity_loss):
        assert (share >= 0).all()
        assert (share <= 1).all()


@pytest.mark.parametrize("kind", SIZED, ids=lambda kind: kind.name)
def test_what_a_file_leaves_out_is_filled_in(kind: Kind) -> None:
    found = read_event({"kind": kind.name, "start": 5}, "leeds.toml, events 1")

    assert found == Event(kind.name, 5, kind.months, kind.size)
    assert kind.sizes.low <= kind.size <= kind.sizes.high
    assert kind.sizes.low <= kind.neutral <= kind.sizes.high
