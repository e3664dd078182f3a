"""What pages work out apart from answers: shares of a difference, and diaries."""

import threading
from pathlib import Path

import numpy as np
import pytest

from experiments.decomposition.groups import GROUPS
from experiments.decomposition.why import Decomposition, Progress
from pages.desk import diary, shares
from pages.desk.desk import Desk
from pages.desk.diary import Diaries, Diary, written_under
from pages.desk.shares import N_SETS, Shared, Shares
from pages.desk.tiers import SHARE, TOWN
from pages.desk.town import lives_under
from sim.results import Settings
from sim.scenario.scenario import Scenario

PATIENCE = 60.0


@pytest.fixture
def desk() -> Desk:
    return Desk(n_threads=1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.desk.kept.cache_folder", lambda: tmp_path)


class Sharing:
    """Stands for the runs of a decomposition: counts them, and waits if told to."""

    def __init__(self) -> None:
        self.n_asked = 0
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def __call__(
        self,
        a: Scenario,
        b: Scenario,
        settings: Settings,
        *,
        n_threads: int,
        progress: Progress,
    ) -> Decomposition:
        del n_threads
        self.n_asked += 1
        for k in range(N_SETS):
            self.may_go_on.wait(PATIENCE)
            progress(k + 1, N_SETS)
        n = settings.replicates
        added = np.arange(len(GROUPS) * 10.0 * n).reshape(len(GROUPS), 2, 5, n)
        rest = np.ones((2, 5, n))
        return Decomposition(
            a, b, settings, GROUPS, added.sum(axis=0) + rest, added, rest
        )


@pytest.fixture
def sharing(monkeypatch: pytest.MonkeyPatch) -> Sharing:
    found = Sharing()
    monkeypatch.setattr(shares, "decompose", found)
    return found


TODAY, OTHER = Scenario(name="today"), Scenario.load("devolve_only")


def ask(asked: Shares) -> tuple[list[Shared], threading.Event]:
    heard: list[Shared] = []
    is_done = threading.Event()

    def told(shared: Shared) -> None:
        heard.append(shared)
        if shared.found is not None:
            is_done.set()

    asked.ask(TODAY, OTHER, told)
    return heard, is_done


def test_whoever_asks_hears_how_far_it_is_and_what_was_found(
    desk: Desk, sharing: Sharing
) -> None:
    heard, is_done = ask(Shares(desk))

    assert is_done.wait(PATIENCE)
    assert sorted(s.n_done for s in heard) == [s.n_done for s in heard]
    assert heard[-1].n_done == N_SETS
    found = heard[-1].found
    assert found is not None
    assert found.settings == SHARE
    total = found.added.sum(axis=0) + found.rest
    assert np.array_equal(total, found.whole)
    assert sharing.n_asked == 1


def test_what_was_found_is_kept_for_the_next_server(
    desk: Desk, sharing: Sharing
) -> None:
    first, is_done = ask(Shares(desk))
    assert is_done.wait(PATIENCE)

    again, _ = ask(Shares(desk))

    assert sharing.n_asked == 1
    assert first[-1].found is not None
    assert again[0].found is not None
    assert np.array_equal(again[0].found.added, first[-1].found.added)


def test_a_question_that_nobody_waits_for_stops(desk: Desk, sharing: Sharing) -> None:
    sharing.may_go_on.clear()
    asked = Shares(desk)
    heard: list[Shared] = []
    ticket = asked.ask(TODAY, OTHER, heard.append)

    ticket.drop()
    sharing.may_go_on.set()
    again, is_done = ask(asked)

    assert is_done.wait(PATIENCE)
    assert all(shared.found is None for shared in heard)
    assert again[-1].found is not None


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    short = TOWN.__class__(**{**TOWN.__dict__, "months": 4, "citizens": 60})
    monkeypatch.setattr(diary, "TOWN", short)
    monkeypatch.setattr("pages.desk.town.TOWN", short)


@pytest.mark.usefixtures("_short")
def test_the_diary_tells_the_months_that_the_columns_hold(desk: Desk) -> None:
    written = written_under(OTHER, desk)
    lives = lives_under(OTHER, desk.worlds)

    told = np.array(
        [
            [any(words.endswith("hours.") for words in month) for month in people]
            for people in written
        ]
    )
    assert told.shape == lives.volunteered.shape == (4, 60)
    assert told.any()
    assert np.array_equal(told, lives.volunteered == 1.0)


@pytest.mark.usefixtures("_short")
def test_a_diary_is_written_once(desk: Desk) -> None:
    diaries = Diaries(desk)
    first: list[Diary] = []
    is_written = threading.Event()

    def told(found: Diary) -> None:
        first.append(found)
        is_written.set()

    diaries.ask(OTHER, told)
    assert is_written.wait(PATIENCE)
    again: list[Diary] = []
    diaries.ask(OTHER, again.append)

    assert again[0] is first[0]
