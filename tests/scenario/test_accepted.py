"""Claims about accepted draws: their table, and which row a run meets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.scenario import beliefs
from sim.scenario.accepted import columns_of, read_rows
from sim.scenario.beliefs import (
    BeliefMode,
    accepted_hash,
    accepted_rows,
    declared_beliefs,
    draw_beliefs,
    drawn,
)

DECLARED = declared_beliefs()
TEXT = "spin,spillover.nhs\n0.1,0.5\n0.2,0.25\n0.3,0.75\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return where the table of accepted draws is looked for, and forget it after."""
    monkeypatch.setattr(beliefs, "scenarios_folder", lambda: tmp_path)
    for known in (accepted_rows, accepted_hash):
        known.cache_clear()
    yield tmp_path / "accepted.csv"
    for known in (accepted_rows, accepted_hash):
        known.cache_clear()


def test_every_number_that_is_drawn_has_a_column_and_no_other() -> None:
    one, two = draw_beliefs(1, 0), draw_beliefs(1, 1)
    names = [column.name for column in columns_of(DECLARED.values())]

    varied = {name.partition(".")[0] for name in names}
    assert len(names) == len(set(names))
    assert varied == {name for name in DECLARED if one[name] != two[name]}
    assert "gaming_gain.growth" not in names  # nobody publishes it, so it is fixed
    assert "gaming_gain.nhs" in names


def test_a_run_meets_one_row_and_the_prior_where_the_table_is_silent(
    table: Path,
) -> None:
    table.write_text(TEXT)

    for r in range(4):
        usual, found = draw_beliefs(7, r), drawn(BeliefMode.ACCEPTED, 7, r)
        spillover = usual["spillover"]
        assert isinstance(spillover, tuple)
        pair = (found["spin"], found["spillover"])
        assert pair in {
            (spin, (*spillover[:3], nhs, spillover[4]))
            for spin, nhs in ((0.1, 0.5), (0.2, 0.25), (0.3, 0.75))
        }
        named = {"spin": usual["spin"], "spillover": spillover}
        assert {**found, **named} == usual


def test_rows_are_met_in_turn_and_seeds_begin_at_different_ones(table: Path) -> None:
    table.write_text(TEXT)

    spins = [drawn(BeliefMode.ACCEPTED, 1, r)["spin"] for r in range(6)]
    assert sorted(spins[:3]) == [0.1, 0.2, 0.3]
    assert spins[3:] == spins[:3]
    assert len({drawn(BeliefMode.ACCEPTED, s, 0)["spin"] for s in range(30)}) == 3


def test_without_a_table_the_message_says_what_to_do(table: Path) -> None:
    del table
    with pytest.raises(InputError, match=r"accepted\.csv is missing.*calibrate"):
        drawn(BeliefMode.ACCEPTED, 1, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("spinn\n0.1\n", "line 1: 'spinn' is not known. Did you mean spin"),
        ("spin\n0.1\n7\n", "line 3, spin: 7.0 is above 1"),
        ("spin\nhigh\n", "line 2, spin: 'high' is not a number"),
        ("spin\nnan\n", "line 2, spin: nan is not a finite number"),
        ("spin,spillover.nhs\n0.1\n", "line 2: 1 values stand under 2 names"),
        ("spin\n", "it holds no draws"),
        ("observation_delay\n2.5\n", "line 2, observation_delay: 2.5 is not a whole"),
    ],
)
def test_a_damaged_table_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message.replace(".", r"\.")):
        read_rows(text, "accepted.csv", DECLARED)


def test_another_table_is_another_run(table: Path) -> None:
    table.write_text(TEXT)
    before = accepted_hash()
    accepted_hash.cache_clear()
    table.write_text(TEXT.replace("0.75", "0.7"))

    assert accepted_hash() != before
