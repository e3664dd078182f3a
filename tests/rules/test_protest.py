"""Claims about opposition: what is resented, and who protests."""

from hypothesis import given
from hypothesis import strategies as st

from sim.missions import CRIME, ENERGY, GROWTH
from sim.rules.protest import grievance, protest_chance, unrest
from tests.worlds import default_rows

ROWS = default_rows()
B = ROWS[ENERGY]
shares = st.floats(0.0, 1.0)
pressures = st.floats(-12.0, 8.0)


@given(stock=shares, expected=shares, built=st.floats(0, 5), heard=shares, voice=shares)
def test_grievance_keeps_to_0_and_1(
    stock: float, expected: float, built: float, heard: float, voice: float
) -> None:
    for b in ROWS:
        assert 0.0 <= grievance(stock, expected, built, heard, voice, b) <= 1.0


@given(stock=shares, expected=shares, heard=shares, voice=shares)
def test_a_state_no_worse_than_expected_disappoints_nobody(
    stock: float, expected: float, heard: float, voice: float
) -> None:
    better = max(stock, expected)

    assert grievance(better, expected, 1.0, heard, voice, ROWS[CRIME]) == 0.0


@given(few=st.floats(0, 5), many=st.floats(0, 5), heard=shares, voice=shares)
def test_building_is_resented_unless_people_are_heard(
    few: float, many: float, heard: float, voice: float
) -> None:
    few, many = min(few, many), max(few, many)
    imposed = grievance(0.5, 0.5, few, heard, voice, B)

    assert imposed <= grievance(0.5, 0.5, many, heard, voice, B)
    assert imposed <= grievance(0.5, 0.5, few, 0.0, voice, B)
    assert grievance(0.5, 0.5, many, 1.0, 1.0, B) == 0.0


def test_only_clean_power_and_homes_are_sited() -> None:
    sited = [float(row.siting_grievance) > 0.0 for row in ROWS]

    assert [m for m, yes in enumerate(sited) if yes] == [GROWTH, ENERGY]


@given(low=shares, high=shares, riot=st.floats(0, 5))
def test_grievance_and_riots_raise_unrest(low: float, high: float, riot: float) -> None:
    low, high = min(low, high), max(low, high)

    assert unrest(low, riot, B) <= unrest(high, riot, B)
    assert unrest(low, 0.0, B) <= unrest(low, riot, B)


@given(level=pressures, ties=shares, threshold=shares, trust=shares)
def test_no_chance_to_protest_passes_the_ceiling(
    level: float, ties: float, threshold: float, trust: float
) -> None:
    """Reason: the kernel skips everybody whose draw lies above the ceiling."""
    chance = protest_chance(level, ties, threshold, trust, B)

    assert 0.0 <= chance <= B.protest_ceiling


@given(level=pressures, few=shares, many=shares, threshold=shares, trust=shares)
def test_protesting_ties_never_hold_back(
    level: float, few: float, many: float, threshold: float, trust: float
) -> None:
    few, many = min(few, many), max(few, many)
    few_chance = protest_chance(level, few, threshold, trust, B)

    assert few_chance <= protest_chance(level, many, threshold, trust, B)


@given(level=pressures, threshold=shares, low=shares, high=shares)
def test_trust_never_raises_protest(
    level: float, threshold: float, low: float, high: float
) -> None:
    low, high = min(low, high), max(low, high)
    trusting = protest_chance(level, 0.0, threshold, high, B)

    assert trusting <= protest_chance(level, 0.0, threshold, low, B)


def test_protest_cannot_set_the_country_alight() -> None:
    """At the most that one tie can add, ten ties make less than one protester each."""
    alone = protest_chance(-3.0, 0.0, 0.28, 0.4, B)
    followed = protest_chance(-3.0, 0.1, 0.28, 0.4, B)

    assert 10.0 * (followed - alone) < 1.0
