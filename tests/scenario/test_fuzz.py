"""Whatever anybody writes, the loader answers with a scenario or with a message."""

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import InputError
from sim.scenario.beliefs import BeliefMode, belief_rows, resolve
from sim.scenario.catalogue import mission_levers, national_levers
from sim.scenario.events import KINDS, shocks
from sim.scenario.layers import parse_setting
from sim.scenario.mechanisms import mechanism_names
from sim.scenario.names import DOMAINS, MISSIONS
from sim.scenario.policies import policies
from sim.scenario.scenario import Scenario
from sim.scenario.settings import ROOTS

WORDS = (
    *("scenario", "events", *ROOTS, "default", *MISSIONS, *DOMAINS),
    *mission_levers().names,
    *national_levers().names,
    *mechanism_names()[:3],
    *("spin", "spillover", "crime_response", "mixing", "averaging", "blair_command"),
    *("name", "title", "extends", "starts", "2025-04"),
    *("kind", "start", "months", "size", "set", *(kind.name for kind in KINDS)),
)
words = st.sampled_from(WORDS)
keys = words | words | words | st.text(max_size=8)
scalars = (
    st.booleans()
    | st.integers()
    | st.sampled_from([0, 1, 2, 12, 10**400, -(10**400)])
    | st.floats()
    | st.floats(0, 1)
    | words
    | st.text(max_size=20)
    | st.just(dt.date(2025, 4, 1))
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)
tables = st.dictionaries(keys, values, max_size=4)

chances = st.floats(0, 1)
levers = st.dictionaries(st.sampled_from(mission_levers().names), chances, max_size=4)
near_misses = st.fixed_dictionaries(
    {},
    optional={
        "scenario": st.dictionaries(
            st.sampled_from(["name", "title", "starts", "extends"]), scalars, max_size=2
        ),
        "national": st.dictionaries(
            st.sampled_from(national_levers().names), values, max_size=3
        ),
        "missions": st.dictionaries(
            st.sampled_from(["default", *MISSIONS]), levers, max_size=3
        ),
        "beliefs": st.dictionaries(
            st.sampled_from(["spin", "spillover", "voice_price"]), scalars, max_size=2
        ),
        "mechanisms": st.dictionaries(
            st.sampled_from(mechanism_names()), st.booleans(), max_size=3
        ),
        "events": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from([kind.name for kind in KINDS]),
                    "start": st.integers(-1, 80),
                },
                optional={
                    "months": st.integers(-1, 80),
                    "size": st.floats(-1, 5),
                    "missions": st.lists(words, max_size=2),
                    "set": tables,
                },
            ),
            max_size=3,
        ),
    },
)


def loads_or_says_why(load: Callable[[], Scenario]) -> None:
    scenario, message = None, ""
    try:
        scenario = load()
    except InputError as error:
        message = str(error)
    if scenario is None:
        assert 0 < len(message) < 3000
        assert "\n" not in message
        return
    assert Scenario.from_tables(tomllib.loads(scenario.to_toml())) == scenario
    rows = belief_rows(resolve(scenario, BeliefMode.DEFAULT, 1, 0))
    shocks(scenario.events, 12, rows)
    policies(scenario)


@given(tables)
@settings(deadline=None)
def test_no_table_surprises_the_loader(given: dict[str, object]) -> None:
    loads_or_says_why(lambda: Scenario.from_tables(given))


@given(near_misses)
@settings(max_examples=300, deadline=None)
def test_nothing_nearly_right_surprises_the_loader(given: dict[str, object]) -> None:
    loads_or_says_why(lambda: Scenario.from_tables(given))


lines = st.sampled_from(
    [
        "[missions.nhs]",
        "[[events]]",
        "[scenario]",
        "[beliefs.missions.nhs]",
        "kind = 'pandemic'",
        "start = 3",
        "audit = 0.5",
        "audit = 5e400",
        "autonomy.design = 1",
        "autonomy = 1",
        "extends = 'leeds.toml'",
        "set = { missions.nhs.audit = 1 }",
        "spillover = -nan",
        "\ufeff",
        "'' = 1",
        '"a.b" = 1',
    ]
)


@given(text=st.text(max_size=60) | st.lists(lines, max_size=8).map("\n".join))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_surprises_the_loader(text: str, tmp_path: Path) -> None:
    path = tmp_path / "leeds.toml"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")

    loads_or_says_why(lambda: Scenario.load(path))


paths = st.lists(keys, max_size=4).map(".".join)


@given(paths, st.text(max_size=20) | scalars.map(str) | tables.map(str))
@settings(max_examples=200, deadline=None)
def test_no_option_surprises_the_loader(path: str, value: str) -> None:
    base = Scenario.load("status_quo_2025")

    def load() -> Scenario:
        return base.with_levers(dict([parse_setting(f"{path}={value}")]))

    loads_or_says_why(load)


@given(st.text(max_size=40) | words)
@settings(deadline=None)
def test_no_name_surprises_the_loader(name: str) -> None:
    loads_or_says_why(lambda: Scenario.load(name))
