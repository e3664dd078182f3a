"""Claims about one person's month."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from sim.citizens.letters import NO_PANEL, panel_joined
from sim.citizens.person import missions_with_time
from sim.citizens.shown import does_mission
from sim.rules.hours import available_hours, formal_hours, informal_hours
from sim.rules.panels import reply_chance, serving_hours
from tests.worlds import default_rows

B = default_rows()[0]
shares = st.floats(0.0, 1.0)
draws = st.floats(2.0**-33, 1.0 - 2.0**-33)
normals = st.floats(-6.0, 6.0)
bits = st.integers(0, 31).map(lambda k: k << 1)


def n_missions(activity: int) -> int:
    return sum(does_mission(activity, m) for m in range(5))


@given(
    free=st.floats(0.0, 300.0),
    factor=st.floats(0.5, 2.0),
    fatigue=shares,
    usual=st.floats(0.1, 200.0),
    habit=shares,
    noise=st.tuples(normals, normals),
    activity=bits,
    main=st.integers(0, 4),
)
def test_a_month_never_holds_more_hours_than_there_are(
    free: float,
    factor: float,
    fatigue: float,
    usual: float,
    habit: float,
    noise: tuple[float, float],
    activity: int,
    main: int,
) -> None:
    """Order: informal help, volunteering, panel, then one's part in missions."""
    available = available_hours(free, factor, fatigue, B)
    helped = informal_hours(noise[0], available, B)
    given = formal_hours(usual, habit, noise[1], available - helped, B)
    left = available - helped - given
    served = serving_hours(left, B)
    timely = missions_with_time(activity, main, left - served, B)
    parts = n_missions(timely) * float(B.coproduction_hours)

    assert min(helped, given, served, parts) >= 0.0
    assert helped + given + served + parts <= available * (1.0 + 1e-12)


@given(activity=bits, main=st.integers(0, 4), left=st.floats(-5.0, 50.0))
def test_only_missions_that_are_done_are_done_in_time(
    activity: int, main: int, left: float
) -> None:
    timely = missions_with_time(activity, main, left, B)

    assert timely & ~activity == 0
    if left >= 5.0 * B.coproduction_hours:
        assert timely == activity


@given(activity=bits, main=st.integers(0, 4))
def test_the_main_mission_comes_first(activity: int, main: int) -> None:
    one_hour = missions_with_time(activity, main, 1.5 * B.coproduction_hours, B)

    assert n_missions(one_hour) == min(1, n_missions(activity))
    assert does_mission(one_hour, main) == does_mission(activity, main)


@given(
    luck=draws,
    resources=st.floats(-4.0, 4.0),
    trust=shares,
    invited=st.lists(st.floats(0.0, 0.05), min_size=5, max_size=5),
)
def test_a_letter_comes_before_a_yes(
    luck: float, resources: float, trust: float, invited: list[float]
) -> None:
    joined = panel_joined(luck, resources, trust, invited, [0.0] * 5, B)

    assert NO_PANEL <= joined <= 4
    if joined != NO_PANEL:
        assert invited[joined] > 0.0
        assert luck < sum(invited)
    if luck >= sum(invited) * (1 + 1e-12):
        assert joined == NO_PANEL


def test_as_many_join_as_letters_times_replies() -> None:
    invited = [0.01, 0.0, 0.02, 0.05, 0.0]
    n = 100_000
    found = [
        panel_joined((k + 0.5) / n, 0.0, 0.4, invited, [0.0] * 5, B) for k in range(n)
    ]
    chance = reply_chance(0.0, 0.4, 0.0, B)

    for m in range(5):
        assert abs(found.count(m) / n - invited[m] * chance) < 2.0 / n


def test_without_letters_nobody_joins() -> None:
    b = SimpleNamespace()

    assert panel_joined(1e-9, 0.0, 0.4, [0.0] * 5, [0.0] * 5, b) == NO_PANEL
